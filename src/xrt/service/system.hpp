// SPDX-License-Identifier: BSL-1.0
//
// The running system, made of what an Instance gives: devices, compositor, shared memory, clients. Knows no concrete
// device or compositor, and no socket: whoever accepts a client makes a ClientSession for it.
//
//     auto system = TRY(System::create(std::move(instance), observer, {}));
//     ClientSession client(*system, pid);      // proto::Service; the system outlives it
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <span>

#include "auxiliary/os/monotonic_clock.hpp"
#include "service/account_book.hpp"
#include "service/capture_set.hpp"
#include "service/change_hub.hpp"
#include "service/client_table.hpp"
#include "service/composition_recorder.hpp"
#include "service/device_publisher.hpp"
#include "service/device_set.hpp"
#include "service/frame_timeline.hpp"
#include "service/observer_pair.hpp"
#include "service/properties.hpp"
#include "service/stagehand.hpp"
#include "service/system_settings.hpp"
#include "xrt/instance.hpp"

namespace xrt {

struct SystemOptions {
    /// Every session is asked to exit after so many ended frames; 0: never.
    uint64_t exit_after_frames = 0;
    Limits limits{};
    const Clock* rate_clock = nullptr;         ///< of rate limits; null: CLOCK_MONOTONIC
    std::span<Stagehand* const> stagehands{};  ///< all of them outlive the system
    std::function<void()> quit{};  ///< ends the service, soon and on any thread; nothing: it cannot be asked to
};

class System {
 public:
    /// Devices, compositor and device segment, in this order. `observer` outlives it.
    static Result<std::unique_ptr<System>> create(std::unique_ptr<Instance> instance, ServiceObserver& observer,
                                                  const SystemOptions& options);
    System(const System&) = delete;
    System& operator=(const System&) = delete;

    /// Every client is told that the service is about to end. Calls still work until it does; nobody new should be served.
    void announce_stop();
    bool is_stopping() const { return stopping_; }

    /// Brings what is published up to date: nothing ticks while there is no session.
    void refresh();

    // Brightness, and all of these at once: settings().
    Result<void> set_refresh_rate(float hertz);
    Result<void> set_play_space_offset(const Pose& world_from_play_space);
    SystemSettings& settings() { return *settings_; }
    const SystemSettings& settings() const { return *settings_; }

    /// The head's place and direction become those of LOCAL, as they are at `now`.
    Result<void> recentre(Time now);
    /// Its devices are elsewhere from `now` on.
    Result<void> move_tracking_origin(size_t origin, const Pose& offset, Time now);
    /// proto::Control::inject_fault().
    Result<void> bring_about(proto::Fault fault);
    /// Somebody wants the service to end.
    Result<void> quit();

    /// proto::Service::steer_devices(), and what comes of it is published.
    Result<void> steer_devices(std::span<const proto::DeviceStep> steps);
    /// From `now` on, which may be about to be published.
    Result<void> steer_devices(std::span<const proto::DeviceStep> steps, Time now);

    /// What is told of clients is told by whoever sees it.
    ServiceObserver& observer() { return observers_; }

    const SystemOptions& options() const { return options_; }
    const Clock& clock() const { return instance_->clock(); }
    /// By name.
    Properties properties() { return Properties(*settings_); }
    ChangeHub& changes() { return changes_; }
    FrameTimeline& timeline() { return timeline_; }
    CaptureCounters& capture_counters() { return capture_counters_; }
    proto::GetMetricsReply metrics() const;
    AccountBook& accounts() { return accounts_; }
    const AccountBook& accounts() const { return accounts_; }
    ClientTable& clients() { return clients_; }
    const ClientTable& clients() const { return clients_; }
    DeviceSet& devices() { return *devices_; }
    const DeviceSet& devices() const { return *devices_; }
    const DevicePublisher& publisher() const { return *publisher_; }
    SystemCompositor& compositor() const { return *compositor_; }

 private:
    System(std::unique_ptr<Instance> instance, ServiceObserver& observer, const SystemOptions& options);
    Result<void> start();
    Time publish(Time now);
    void publish_inputs(Time now);
    Result<void> steer_and_publish(std::span<const proto::DeviceStep> steps, Time now);
    void settings_changed(const SystemSettings::Values& values);
    void take_over_changes(Time now);

    const SystemOptions options_;
    const std::vector<Stagehand*> stagehands_;
    std::atomic<bool> stopping_{false};
    const std::unique_ptr<Instance> instance_;
    const MonotonicClock monotonic_;
    AccountBook accounts_;
    ChangeHub changes_;
    ObserverPair observers_;
    ClientTable clients_;
    FrameTimeline timeline_;
    CompositionRecorder recorder_{timeline_};
    CaptureCounters capture_counters_;
    std::unique_ptr<DeviceSet> devices_;
    std::unique_ptr<DevicePublisher> publisher_;
    std::unique_ptr<SystemSettings> settings_;
    std::mutex publish_mutex_;  ///< the input table and the values numbered by it come in this order, always
    SharedInputs inputs_;       ///< as clients_ has them
    std::unique_ptr<SystemCompositor> compositor_;  ///< the first to go: its thread calls the others
};

}  // namespace xrt
