// SPDX-License-Identifier: BSL-1.0
//
// What can be changed while the system runs: the display's rate and brightness, and where the play space lies. One place
// that checks a change, carries it out (compositor, device segment, events to applications) and tells it to a listener,
// one change after the other. Safe on any thread; never waits.
//
//     TRY(settings.change([](SystemSettings::Values& values) { values.refresh_rate = 120; }));
#pragma once

#include <functional>
#include <optional>

#include "auxiliary/util/guarded.hpp"
#include "service/client_table.hpp"
#include "service/device_publisher.hpp"
#include "service/refresh_rates.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt {

class SystemSettings {
 public:
    struct Values {
        float refresh_rate = 0;                        ///< hertz; one of refresh_rates()
        float brightness = 1;                          ///< 0 to 1, of the display's light
        Pose play_space_offset{};                      ///< moves every reference space: world_from_play_space
        Pose play_space_from_local{{}, {0, 1.6f, 0}};  ///< where LOCAL lies in it: a standing person's eyes
        Pose play_space_from_stage{};
        std::optional<Pose> play_space_from_local_floor{};  ///< nothing: on the floor below LOCAL
        uint32_t recentrings = 0;                           ///< how often the person has made LOCAL of where they are
        Extent2D eye_extent{};                              ///< in which the eyes' views are best rendered
        bool user_present = true;                           ///< somebody wears the headset
        uint32_t observers = 0;                             ///< how many look through the observer's camera
        bool operator==(const Values&) const = default;
    };
    using Edit = std::function<void(Values&)>;
    /// Called with the new values after each change, in order, with a lock held: must return at once and not call back.
    using Listener = std::function<void(const Values&)>;

    static constexpr float longest_offset = 1000;  ///< metres
    /// So many times as wide and high as it was at first, a view is rendered at most.
    static constexpr uint32_t largest_eye_scale = 4;
    /// Applications make new images when the size changes (XR_EXT_view_configuration_views_change).
    static constexpr Duration least_between_eye_extents = std::chrono::seconds(1);

    /// All outlive it. `hmd` says which rates there are.
    SystemSettings(const HmdInfo& hmd, SystemCompositor& compositor, DevicePublisher& publisher, ClientTable& clients,
                   const Clock& clock);

    const RefreshRates& refresh_rates() const { return refresh_rates_; }
    /// What the headset itself would choose, in hertz.
    float own_refresh_rate() const { return own_refresh_rate_; }
    Values values() const;
    /// What is as `edit` left it. Nothing is changed if one value is out of its range: unsupported for a rate that the
    /// display does not offer, otherwise invalid_argument.
    Result<Values> change(const Edit& edit) { return change(edit, clock_.now()); }
    /// As if it were `now`, which may be about to be published.
    Result<Values> change(const Edit& edit, Time now);
    /// At most one. Called once before this returns, with the present values.
    void set_listener(Listener listener);

 private:
    struct State {
        Values values;
        std::optional<Time> eye_extent_since;  ///< since it was changed
        Listener listener = [](const Values&) {};
    };

    Result<void> check(const Values& values) const;
    Result<void> check_eye_extent(const State& state, const Extent2D& wanted, Time now) const;
    void apply_eye_extent(State& state, const Extent2D& extent, Time now);
    Result<RefreshRate> find_rate(float hertz) const;
    void apply_rate(float from, const RefreshRate& to);
    void apply_spaces(const Values& from, const Values& to, Time now);

    const RefreshRates refresh_rates_;
    const float own_refresh_rate_;
    const Extent2D own_eye_extent_;
    SystemCompositor& compositor_;
    DevicePublisher& publisher_;
    ClientTable& clients_;
    const Clock& clock_;
    Guarded<State> state_;
};

/// invalid_argument for a pose that is none, or too far away.
Result<void> check_offset(const Pose& pose);

/// Standing up, and looking the same way as far as that goes.
Pose upright(const Pose& pose);

/// play_space_from_local_floor.
Pose local_floor(const SystemSettings::Values& values);

/// Where the reference spaces lie with these settings.
SharedSpaces reference_spaces(const SystemSettings::Values& values);

}  // namespace xrt
