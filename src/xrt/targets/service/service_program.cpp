// SPDX-License-Identifier: BSL-1.0
#include "targets/service/service_program.hpp"

#include "auxiliary/os/socket_path.hpp"
#include "auxiliary/util/log.hpp"
#include "ipc/server/listening_socket.hpp"
#include "ipc/server/service_manager.hpp"
#include "proto/protocol_hash.hpp"
#include "targets/common/simulated_instance.hpp"
#include "targets/service/process.hpp"
#include "targets/service/service_client.hpp"

namespace xrt {
namespace {

std::optional<Failure> failure_if(const Result<void>& result, ExitCode code) {
    if (result) return std::nullopt;
    return Failure{code, result.error()};
}

ExitCode code_of_listening(const Result<void>& result) {
    const bool taken = !result && result.error().code == ErrorCode::already_exists;
    return taken ? ExitCode::already_running : ExitCode::no_socket;
}

ExitCode code_of_system(const Result<void>& result) {
    const bool missing = !result && result.error().code == ErrorCode::unavailable;
    return missing ? ExitCode::no_compositor : ExitCode::failed;
}

}  // namespace

std::optional<Failure> ServiceProgram::run() {
    if (auto failure = start()) return failure;
    const Result<void> ran = loop_->run();
    loop_.reset();
    system_.reset();  // the last pictures are written here
    status_->finished();
    return failure_if(ran, ExitCode::failed);
}

std::optional<Failure> ServiceProgram::start() {
    if (auto failure = failure_if(start_reports(), ExitCode::failed)) return failure;
    const Result<void> system = start_system();
    if (auto failure = failure_if(system, code_of_system(system))) return failure;
    if (auto failure = failure_if(start_loop(), ExitCode::failed)) return failure;
    const Result<void> listening = listen();
    if (auto failure = failure_if(listening, code_of_listening(listening))) return failure;
    return failure_if(tell_everybody_ready(), ExitCode::failed);
}

Result<void> ServiceProgram::start_reports() {
    for (const std::string& note : options_.notes) log_info("service", "%s", note.c_str());
    shutdown_ = TRY(Shutdown::create());
    status_ = TRY(StatusWriter::create(options_.status));
    return {};
}

Result<void> ServiceProgram::start_system() {
    auto instance = std::make_unique<SimulatedInstance>(options_, *status_);
    system_ = TRY(System::create(std::move(instance), *status_, {.exit_after_frames = options_.frames, .limits = {}}));
    if (options_.compositor == CompositorKind::null) log_info("service", "no graphics: headless sessions alone");
    return {};
}

Result<void> ServiceProgram::start_loop() {
    const auto make_client = [this](const ipc::PeerInfo& peer, ipc::ClientEvents&) -> Result<std::unique_ptr<ipc::Client>> {
        // An application that heard of the end may come back at once.
        if (system_->is_stopping()) return Error{ErrorCode::unavailable, "the service is about to end"};
        return std::unique_ptr<ipc::Client>(std::make_unique<ServiceClient>(*system_, peer));
    };
    ipc::ServerOptions server;
    server.protocol_hash = proto::protocol_hash;
    loop_ = TRY(ipc::Mainloop::create(std::move(server), make_client));
    return shutdown_->watch(*loop_, *system_);
}

Result<void> ServiceProgram::listen() {
    std::vector<ipc::ListeningSocket> sockets = TRY(ipc::ListeningSocket::inherited());
    if (sockets.empty()) {
        const std::string path = options_.socket.empty() ? default_socket_path() : options_.socket;
        sockets.push_back(TRY(ipc::ListeningSocket::bind(path)));
    }
    for (ipc::ListeningSocket& socket : sockets) TRY(loop_->listen_on(std::move(socket)));
    return {};
}

Result<void> ServiceProgram::tell_everybody_ready() {
    status_->ready();
    if (options_.ready_fd) TRY(tell_ready(*options_.ready_fd));
    return ipc::notify_service_manager("READY=1");
}

}  // namespace xrt
