// SPDX-License-Identifier: BSL-1.0
//
// Owner of the DeviceSegment: keeps the pose rings filled around the present and moves the virtual time on in it.
// Called from the compositor's thread and from clients'; the newest time wins.
#pragma once

#include "auxiliary/os/shared_segment.hpp"
#include "auxiliary/util/guarded.hpp"
#include "service/device_set.hpp"
#include "service/pose_grid.hpp"
#include "xrt/compositor_native.hpp"
#include "xrt/room.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt {

class DevicePublisher {
 public:
    /// Ready for a first client at `now`, once display and spaces are set. `devices` outlives it. invalid_argument if the
    /// room has too many planes.
    static Result<std::unique_ptr<DevicePublisher>> create(const DeviceSet& devices, const Room& room,
                                                           const DisplayTiming& timing, ClockMode clock_mode, Time now);

    /// Every pose around `now`, and then, in lock-step, `now` itself. False if a later time has been published already.
    bool publish(Time now);

    /// The display shows pictures at other times from now on. One caller at a time, as for set_spaces().
    void set_display(const DisplayTiming& timing, float refresh_rate);
    /// The same rate, whose timing the compositor knows better by now.
    void follow_timing(const SystemCompositor& compositor);
    /// The reference spaces lie there from `since` on, and before it where they lay.
    void set_spaces(const SharedSpaces& spaces, Time since);

    /// In what size the eyes' views are best rendered.
    void set_eye_extent(const Extent2D& extent);
    /// Somebody looks through the observer's camera.
    void set_observer_active(bool active);

    /// What devices are, if they have changed. Before the inputs that are numbered by it.
    void publish_input_table();
    /// Everything from now on has become wrong: what was published ahead is published again, and batteries with it.
    void correct_poses_from(Time now);
    /// The newest time that was published.
    Time newest() const;

    /// For a client.
    Result<UniqueFd> duplicate_fd() const { return segment_.duplicate_fd(); }
    const DeviceSegment& segment() const { return *segment_; }

 private:
    struct State {
        Time now = Time::min();
        int64_t newest = -1;      ///< sample
        uint32_t generation = 0;  ///< of the input table
        SharedSpacesHistory spaces;
        DisplayTiming timing;
        float refresh_rate = 0;
    };

    DevicePublisher(const DeviceSet& devices, const PoseGrid& grid, SharedSegment<DeviceSegment> segment)
        : devices_(devices), grid_(grid), segment_(std::move(segment)) {}

    void describe(ClockMode clock_mode);
    void describe(const Room& room);
    void store_timing(const State& state);
    bool publish_poses(State& state, Time now);
    void store_sample(int64_t index);
    /// Not oftener than new poses: a battery's level takes minutes to change.
    void publish_batteries(Time now);
    void move_virtual_time(Time now);

    const DeviceSet& devices_;
    const PoseGrid grid_;
    const SharedSegment<DeviceSegment> segment_;
    Guarded<State> state_;
};

}  // namespace xrt
