// SPDX-License-Identifier: BSL-1.0
#include "targets/service/service_host.hpp"

#include "auxiliary/os/device_note.hpp"
#include "auxiliary/util/log.hpp"
#include "proto/describe.hpp"
#include "proto/protocol_hash.hpp"
#include "targets/common/simulated_instance.hpp"
#include "targets/service/service_client.hpp"

namespace xrt {

Result<void> ServiceHost::start_reports() {
    for (const std::string& note : options_.notes) log_info("service", "%s", note.c_str());
    status_ = TRY(StatusWriter::create(options_.status));
    return {};
}

Result<void> ServiceHost::start_system() {
    place_ = TRY(ShowingPlace::open(options_.target, options_.view_size));
    auto instance = std::make_unique<SimulatedInstance>(options_, *status_, place_);
    scripts_ = TRY(script::ScriptHost::create(options_, *status_));
    system_ = TRY(System::create(std::move(instance), scripts_->observer(),
                                 {.exit_after_frames = options_.frames,
                                  .limits = options_.limits,
                                  .stagehands = scripts_->stagehands(),
                                  .quit = asked_to_quit_}));
    scripts_->attach(*system_);
    if (options_.compositor == CompositorKind::null) log_info("service", "no graphics: headless sessions alone");
    return {};
}

Result<void> ServiceHost::start_loop() {
    const auto make_client = [this](const ipc::PeerInfo& peer,
                                    ipc::ClientEvents& events) -> Result<std::unique_ptr<ipc::Client>> {
        // An application that heard of the end may come back at once.
        if (system_->is_stopping()) return Error{ErrorCode::unavailable, "the service is about to end"};
        return ServiceClient::create(*system_, *scripts_, peer, loop_->traces(), events);
    };
    ipc::ServerOptions server;
    server.protocol_hash = proto::protocol_hash;
    server.describe = proto::describe;
    server.allowed_users = options_.allowed_users;
    server.allowed_groups = options_.allowed_groups;
    loop_ = TRY(ipc::Mainloop::create(std::move(server), make_client));
    if (!place_.window) return {};
    window_thread_ = TRY(WindowThread::start(place_.window, *system_, {options_.target.input, window_closes_}));
    return {};
}

/// Without its note applications can do.
Result<void> ServiceHost::listen_on(ipc::ListeningSocket socket) {
    const auto maps = system_->compositor().info().density_maps ? DensityMaps::present : DensityMaps::absent;
    if (const auto path = bound_path(socket.fd())) {
        const auto noted = note_density_maps(*path, maps);
        if (!noted)
            log_warning("service", "%s: applications may see the wrong extensions", noted.error().message.c_str());
    }
    return loop_->listen_on(std::move(socket));
}

Result<void> ServiceHost::run() {
    const Result<void> ran = loop_->run();
    window_thread_.reset();
    scripts_->end();
    system_.reset();  // the last pictures are written here
    status_->finished();
    return ran;
}

}  // namespace xrt
