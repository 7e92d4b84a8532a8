// SPDX-License-Identifier: BSL-1.0
//
// The service inside the application's process: made with its instance and gone with it. Options come from the environment.
#include <unistd.h>

#include <cstdlib>

#include "auxiliary/util/log.hpp"
#include "compositor/render/device_choice.hpp"
#include "compositor/render/vulkan_instance.hpp"
#include "service/client_session.hpp"
#include "service/system.hpp"
#include "targets/common/simulated_instance.hpp"
#include "targets/openxr/connector.hpp"
#include "targets/script/script_host.hpp"
#include "targets/window/window_thread.hpp"

namespace xrt {
namespace {

class InProcessLink final : public oxr::ServiceLink {
 public:
    InProcessLink(std::unique_ptr<StatusWriter> status, std::unique_ptr<script::ScriptHost> scripts,
                  std::unique_ptr<System> system, std::unique_ptr<WindowThread> window_thread)
        : status_(std::move(status)),
          scripts_(std::move(scripts)),
          system_(std::move(system)),
          window_thread_(std::move(window_thread)) {
        scripts_->attach(*system_);
        session_ = std::make_unique<ClientSession>(*system_, ::getpid());
        status_->ready();
    }
    ~InProcessLink() override {
        session_.reset();
        window_thread_.reset();
        scripts_->end();
        system_.reset();  // the last pictures are written here
        status_->finished();
    }

    proto::Service& service() override { return *session_; }
    bool lost() const override { return false; }

 private:
    std::unique_ptr<StatusWriter> status_;
    std::unique_ptr<script::ScriptHost> scripts_;
    std::unique_ptr<System> system_;
    std::unique_ptr<WindowThread> window_thread_;  ///< null without a window
    std::unique_ptr<ClientSession> session_;
};

Result<Options> read_options() {
    Options options;
    TRY(options.read_environment(&std::getenv));
    TRY(options.check());
    for (const std::string& note : options.notes) log_info("service", "%s", note.c_str());
    return options;
}

}  // namespace

Result<std::unique_ptr<oxr::ServiceLink>> connect_to_service() {
    const Options options = TRY(read_options());
    auto status = TRY(StatusWriter::create(options.status));
    const ShowingPlace place = TRY(ShowingPlace::open(options.target, options.view_size));
    auto instance = std::make_unique<SimulatedInstance>(options, *status, place);
    auto scripts = TRY(script::ScriptHost::create(options, *status));
    auto system = TRY(System::create(
        std::move(instance), scripts->observer(),
        {.exit_after_frames = options.frames, .limits = options.limits, .stagehands = scripts->stagehands()}));
    std::unique_ptr<WindowThread> window_thread;
    if (place.window) window_thread = TRY(WindowThread::start(place.window, *system, {options.target.input}));
    return std::unique_ptr<oxr::ServiceLink>(std::make_unique<InProcessLink>(
        std::move(status), std::move(scripts), std::move(system), std::move(window_thread)));
}

/// As the compositor would choose its device.
static Result<bool> find_density_maps() {
    Options options;
    TRY(options.read_environment(&std::getenv));
    TRY(options.check());
    if (options.compositor == CompositorKind::null) return false;
    const auto instance = TRY(comp::VulkanInstance::create(comp::Validation::off));
    return TRY(comp::choose_device(instance->table())).info.density_maps;
}

bool has_density_maps() {
    // The environment says which service there will be, and is read again when it is made: asking the drivers once is enough.
    static const bool found = [] {
        const Result<bool> there = find_density_maps();
        return there.ok() && *there;
    }();
    return found;
}

}  // namespace xrt
