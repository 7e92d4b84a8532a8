// SPDX-License-Identifier: BSL-1.0
#include "service/system.hpp"

#include <algorithm>

#include "auxiliary/math/pose.hpp"
#include "auxiliary/util/log.hpp"

namespace xrt {

Result<std::unique_ptr<System>> System::create(std::unique_ptr<Instance> instance, ServiceObserver& observer,
                                               const SystemOptions& options) {
    std::unique_ptr<System> system(new System(std::move(instance), observer, options));
    TRY(system->start());
    return system;
}

System::System(std::unique_ptr<Instance> instance, ServiceObserver& observer, const SystemOptions& options)
    : options_(options),
      stagehands_(options.stagehands.begin(), options.stagehands.end()),
      instance_(std::move(instance)),
      accounts_(options.limits, options.rate_clock ? *options.rate_clock : monotonic_),
      observers_(observer, changes_),
      clients_(instance_->clock(), observers_, {.exit_after_frames = options.exit_after_frames}) {}

Result<void> System::start() {
    auto devices = TRY(instance_->create_devices());
    devices_ = TRY(DeviceSet::create(std::move(devices)));
    const auto head = [this](Time time) { return devices_->head_pose_at(time); };
    compositor_ = TRY(instance_->create_system_compositor(devices_->hmd(), head));
    publisher_ = TRY(DevicePublisher::create(*devices_, instance_->room(), compositor_->timing(),
                                             compositor_->clock_mode(), instance_->clock().now()));
    settings_ = std::make_unique<SystemSettings>(devices_->hmd(), *compositor_, *publisher_, clients_, clock());
    settings_->set_listener([this](const SystemSettings::Values& values) { settings_changed(values); });
    changes_.devices_changed(devices_->describe(clock().now()));
    publish_inputs(clock().now());
    recorder_.set_clock_mode(compositor_->clock_mode());
    compositor_->set_listener(recorder_);
    compositor_->set_tick_handler([this](Time now) { return publish(now); });
    return {};
}

Result<void> System::set_refresh_rate(float hertz) {
    TRY(settings_->change([&](SystemSettings::Values& values) { values.refresh_rate = hertz; }));
    return {};
}

Result<void> System::set_play_space_offset(const Pose& world_from_play_space) {
    TRY(settings_->change([&](SystemSettings::Values& values) { values.play_space_offset = world_from_play_space; }));
    return {};
}

Result<void> System::recentre(Time now) {
    const Pose world_from_head = devices_->head_pose_at(now + Duration(1)).world_from_pose;
    const auto move = [&](SystemSettings::Values& values) {
        values.play_space_from_local = inverse(values.play_space_offset) * upright(world_from_head);
        values.play_space_from_local_floor.reset();
        ++values.recentrings;
    };
    TRY(settings_->change(move, now));
    return {};
}

Result<void> System::move_tracking_origin(size_t origin, const Pose& offset, Time now) {
    TRY(check_offset(offset));
    const std::lock_guard lock(publish_mutex_);
    TRY(devices_->move_tracking_origin(origin, offset));
    publisher_->correct_poses_from(now);
    for (Stagehand* stagehand : stagehands_) {
        stagehand->tracking_origin_moved(devices_->tracking_origins().at(origin));
    }
    return {};
}

Result<void> System::bring_about(proto::Fault fault) {
    switch (fault) {
        case proto::Fault::device_lost:
            TRY(compositor_->lose_device());
            break;
        case proto::Fault::session_lost:
            if (clients_.lose_sessions() == 0)
                return Error{ErrorCode::unsupported, "there is no session that could be lost"};
            break;
    }
    for (Stagehand* stagehand : stagehands_) stagehand->fault_happened(fault);
    return {};
}

Result<void> System::quit() {
    if (!options_.quit) return Error{ErrorCode::unsupported, "the service is part of another program, which ends it"};
    log_info("service", "a tool asks the service to end");
    options_.quit();
    return {};
}

void System::announce_stop() {
    stopping_ = true;
    clients_.announce_loss();
}

void System::settings_changed(const SystemSettings::Values& values) {
    changes_.settings_changed(values);
    for (Stagehand* stagehand : stagehands_) stagehand->settings_changed(values);
}

void System::refresh() {
    publish(clock().now());
    compositor_->tick_soon();
}

/// Gives the time by which to come again.
Time System::publish(Time now) {
    for (Stagehand* stagehand : stagehands_) stagehand->before_moment(now);
    const std::lock_guard lock(publish_mutex_);
    if (devices_->update()) take_over_changes(now);
    publisher_->follow_timing(*compositor_);
    if (publisher_->publish(now)) publish_inputs(now);
    const auto follows = [](const Stagehand* stagehand) { return stagehand->follows_moments(); };
    const bool at_rest = devices_->inputs_stay(now) && std::ranges::none_of(stagehands_, follows);
    return at_rest ? now + longest_publishing_gap : now;
}

/// Most ticks find nobody's finger moved.
void System::publish_inputs(Time now) {
    if (devices_->update_inputs(inputs_, now)) clients_.publish_inputs(inputs_);
}

void System::take_over_changes(Time now) {
    publisher_->publish_input_table();
    publisher_->correct_poses_from(now);
}

Result<void> System::steer_devices(std::span<const proto::DeviceStep> steps) {
    return steer_devices(steps, clock().now());
}

Result<void> System::steer_devices(std::span<const proto::DeviceStep> steps, Time now) {
    const Result<void> outcome = steer_and_publish(steps, now);
    compositor_->tick_soon();  // what was steered may go on moving
    return outcome;
}

Result<void> System::steer_and_publish(std::span<const proto::DeviceStep> steps, Time now) {
    const std::lock_guard lock(publish_mutex_);
    const Result<void> outcome = devices_->steer(steps, now);
    for (Stagehand* stagehand : stagehands_) {
        if (outcome) stagehand->devices_steered(steps);
    }
    devices_->update();
    take_over_changes(now);
    publish_inputs(std::max(now, publisher_->newest()));
    return outcome;
}

proto::GetMetricsReply System::metrics() const {
    proto::GetMetricsReply reply;
    for (const Duration bound : latency_bounds) reply.latency_bounds.push_back(bound);
    for (proto::ClientMetrics& client : clients_.metrics()) {
        if (!reply.clients.full()) reply.clients.push_back(std::move(client));
    }
    reply.compositor = recorder_.metrics();
    reply.compositor.captures = capture_counters_.captures;
    reply.compositor.pictures = capture_counters_.pictures;
    reply.compositor.display_period = compositor_->timing().period;
    return reply;
}

}  // namespace xrt
