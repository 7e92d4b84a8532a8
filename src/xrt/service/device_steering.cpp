// SPDX-License-Identifier: BSL-1.0
#include "service/device_steering.hpp"

#include <cmath>

#include "auxiliary/interaction/user_paths.hpp"
#include "auxiliary/math/pose.hpp"
#include "xrt/steerable_device.hpp"

namespace xrt {
namespace {

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
            return Error{ErrorCode::invalid_argument, "a value of " + change.component + " that is no number"};
        }
        return device_.set_input(change.component, change.value, now_);
    }

    Result<void> operator()(const proto::SetPose& change) {
        if (is_valid(change.world_from_pose)) return device_.set_pose(change.component, change.world_from_pose);
        return Error{ErrorCode::invalid_argument, "a pose without a unit quaternion or with infinite coordinates"};
    }

    Result<void> operator()(const proto::ReleaseDevice&) {
        device_.release();
        return {};
    }

 private:
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
