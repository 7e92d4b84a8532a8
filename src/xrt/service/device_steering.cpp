// SPDX-License-Identifier: BSL-1.0
#include "service/device_steering.hpp"

#include <chrono>
#include <cmath>

#include "auxiliary/interaction/user_paths.hpp"
#include "auxiliary/math/pose.hpp"
#include "xrt/steerable_device.hpp"

namespace xrt {
namespace {

static_assert(static_cast<uint32_t>(proto::Tracking::lost) == static_cast<uint32_t>(Tracking::lost));
static_assert(static_cast<uint32_t>(proto::Tracking::full) == static_cast<uint32_t>(Tracking::full));

Error bad_pose() {
    return {ErrorCode::invalid_argument, "a pose without a unit quaternion or with infinite coordinates"};
}

Error no_number(const std::string& component) {
    return {ErrorCode::invalid_argument, "a value of " + component + " that is no number"};
}

constexpr Duration longest = std::chrono::hours(24);

Pose target_of(const proto::MovePose& change, const Pose& present) {
    Pose target = change.origin == proto::PoseOrigin::world ? present : Pose{};
    if (change.parts.has(proto::PoseParts::position)) target.position = change.target.position;
    if (change.parts.has(proto::PoseParts::orientation)) target.orientation = change.target.orientation;
    return change.origin == proto::PoseOrigin::world ? target : present * target;
}

class Application {
 public:
    Application(SteerableDevice& device, Time now) : device_(device), now_(now) {}

    Result<void> operator()(const proto::BecomeProfile& change) { return device_.set_profile(change.profile); }

    Result<void> operator()(const proto::SetPresence& change) {
        device_.set_presence(change.present ? Presence::present : Presence::absent);
        return {};
    }

    Result<void> operator()(const proto::SetInput& change) {
        if (!std::isfinite(change.value.x) || !std::isfinite(change.value.y)) {
            return no_number(change.component);
        }
        return device_.set_input(change.component, change.value, now_);
    }

    Result<void> operator()(const proto::SetPose& change) {
        if (is_valid(change.world_from_pose)) return device_.set_pose(change.component, change.world_from_pose);
        return bad_pose();
    }

    Result<void> operator()(const proto::MovePose& change) {
        if (!is_valid(change.target)) return bad_pose();
        const Period period = TRY(period_of(change.duration, change.delay));
        const Pose present = TRY(device_.pose_after(change.component, period.begin));
        return device_.move_pose(change.component, target_of(change, present), period);
    }

    Result<void> operator()(const proto::SetTracking& change) {
        device_.set_tracking(static_cast<Tracking>(change.tracking), now_);
        return {};
    }

    Result<void> operator()(const proto::MoveInput& change) {
        if (!std::isfinite(change.target.x) || !std::isfinite(change.target.y)) return no_number(change.component);
        const Period period = TRY(period_of(change.duration));
        return device_.move_input(change.component, change.target, period);
    }

    Result<void> operator()(const proto::SetFingers& change) {
        const Period period = TRY(period_of(change.duration));
        return device_.curl_fingers(change.curls, period);
    }

    Result<void> operator()(const proto::SetBattery& change) {
        if (!(change.level >= 0 && change.level <= 1)) {
            return Error{ErrorCode::invalid_argument, "a battery's level is from 0 to 1"};
        }
        device_.set_battery({change.level, change.charging, change.plugged_in});
        return {};
    }

    Result<void> operator()(const proto::ReleaseDevice&) {
        device_.release();
        return {};
    }

 private:
    Result<Period> period_of(Duration duration, Duration delay = {}) const {
        const auto fits = [](Duration length) { return length >= Duration(0) && length <= longest; };
        if (fits(duration) && fits(delay)) return Period{now_ + delay, now_ + delay + duration};
        return Error{ErrorCode::invalid_argument, "a movement of negative length, or of more than a day"};
    }

    SteerableDevice& device_;
    const Time now_;
};

}  // namespace

Result<SteerableDevice*> find_steerable(const std::vector<std::unique_ptr<Device>>& devices,
                                        std::string_view user_path) {
    const std::optional<UserPath> user = find_user_path(user_path);
    bool found = false;
    for (const auto& device : devices) {
        if (device->info().role != user) continue;
        if (SteerableDevice* steerable = device->steerable()) return steerable;
        found = true;
    }
    std::string path(user_path);
    if (found) return Error{ErrorCode::unsupported, "the device at " + path + " cannot be steered"};
    return Error{ErrorCode::not_found, "no device at " + path};
}

Result<void> apply(const proto::DeviceChange& change, SteerableDevice& device, Time now) {
    return std::visit(Application(device, now), change);
}

}  // namespace xrt
