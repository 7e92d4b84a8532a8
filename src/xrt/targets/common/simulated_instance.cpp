// SPDX-License-Identifier: BSL-1.0
#include "targets/common/simulated_instance.hpp"

#include <cstdlib>

#include "compositor/null/null_compositor.hpp"
#include "compositor/render/vulkan_compositor.hpp"
#include "drivers/simulated/simulated_eyes.hpp"
#include "drivers/simulated/simulated_hand.hpp"
#include "drivers/simulated/simulated_room.hpp"
#include "drivers/simulated/simulated_tracker.hpp"
#include "targets/common/advice.hpp"

namespace xrt {
namespace {

Error with_cure(Error error, const ShowingPlace& place) {
    if (error.code != ErrorCode::unavailable) return error;
    if (place.surface) {
        error.message += "; --target headless (MONADO_TARGET=headless) shows nothing";
    } else {
        error.message += "; " + advice::vulkan_driver(advice::named_vulkan_drivers(&std::getenv));
    }
    return error;
}

}  // namespace

SimulatedInstance::SimulatedInstance(const Options& options, StatusWriter& status, ShowingPlace place)
    : options_(options), status_(status), place_(std::move(place)), clock_(comp::make_system_clock(options.clock)) {}

Result<std::vector<std::unique_ptr<Device>>> SimulatedInstance::create_devices() {
    using namespace simulated;
    std::vector<std::unique_ptr<Device>> devices;
    devices.push_back(
        std::make_unique<SimulatedHmd>(HmdSettings{options_.view_size, options_.display_period, options_.motion}));
    const Device& head = *devices.back();
    std::vector<const SimulatedController*> held;
    for (const DeviceRole hand : {DeviceRole::left_hand, DeviceRole::right_hand}) {
        auto controller = std::make_unique<SimulatedController>(
            ControllerSettings{hand, options_.controller_profile, options_.inputs, options_.motion});
        held.push_back(controller.get());
        devices.push_back(std::move(controller));
    }
    // There for whoever steers devices, and absent until then.
    for (const DeviceRole role : {DeviceRole::gamepad, DeviceRole::left_hand_htc, DeviceRole::right_hand_htc,
                                  DeviceRole::left_wrist_htc, DeviceRole::right_wrist_htc}) {
        devices.push_back(std::make_unique<SimulatedController>(
            ControllerSettings{role, profiles_for(role).front(), options_.inputs, options_.motion, Presence::absent}));
    }
    if (options_.hand_tracking == Equipment::simulated) {
        for (const SimulatedController* each : held) devices.push_back(std::make_unique<SimulatedHand>(*each));
    }
    if (options_.eye_gaze == Equipment::simulated) devices.push_back(std::make_unique<SimulatedEyes>(head));
    for (size_t i = 0; i < options_.trackers; ++i) {
        devices.push_back(std::make_unique<SimulatedTracker>(tracker_roles[i].role, options_.motion));
    }
    return devices;
}

Room SimulatedInstance::room() const {
    Room room = simulated::simulated_room();
    if (options_.room == Equipment::none) room.planes.clear();
    return room;
}

Result<std::unique_ptr<SystemCompositor>> SimulatedInstance::create_system_compositor(const HmdInfo& hmd,
                                                                                      HeadPoseSource head) {
    if (options_.compositor == CompositorKind::null) {
        return std::unique_ptr<SystemCompositor>(comp::create_null_compositor(clock_, hmd.display_period));
    }
    auto compositor =
        comp::create_vulkan_compositor({hmd, std::move(head), clock_, capture(), options_.vulkan_validation, room(),
                                        place_.surface_extensions(), place_.make_screens()});
    if (!compositor) return with_cure(std::move(compositor).error(), place_);
    return std::unique_ptr<SystemCompositor>(std::move(*compositor));
}

std::optional<comp::CaptureOptions> SimulatedInstance::capture() const {
    if (options_.capture.empty()) return std::nullopt;
    comp::CaptureOptions capture{.place = options_.capture, .every = options_.capture_every};
    capture.on_written = [this](const comp::WrittenPicture& picture) {
        status_.picture(picture.number, picture.view, picture.path.string(), picture.layer);
    };
    capture.on_left_out = [this](uint64_t count) { status_.pictures_left_out(count); };
    capture.on_failed = [this](const std::string& reason) { status_.capture_failed(reason); };
    capture.format = options_.capture_format;
    capture.display_period = options_.display_period;
    capture.at = options_.capture_at;
    capture.views = options_.capture_views;
    capture.layers = options_.capture_layers;
    if (options_.clock == ClockMode::real) {
        capture.slow_reader = comp::SlowReader::left_behind;
        capture.reader_patience = std::chrono::milliseconds(500);
    }
    return capture;
}

}  // namespace xrt
