// SPDX-License-Identifier: BSL-1.0
#include "targets/service/service_program.hpp"

#include "auxiliary/os/socket_path.hpp"
#include "auxiliary/util/log.hpp"
#include "ipc/server/listening_socket.hpp"
#include "ipc/server/service_manager.hpp"
#include "targets/service/process.hpp"

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

std::string usual_socket(const Options& options) {
    return options.usual_socket.empty() ? default_socket_path() : options.usual_socket;
}

}  // namespace

std::optional<Failure> ServiceProgram::run() {
    if (auto failure = start()) return failure;
    return failure_if(host_.run(), ExitCode::failed);
}

std::optional<Failure> ServiceProgram::start() {
    if (auto failure = failure_if(block_signals(), ExitCode::failed)) return failure;
    if (auto failure = failure_if(host_.start_reports(), ExitCode::failed)) return failure;
    const Result<void> system = host_.start_system();
    if (auto failure = failure_if(system, code_of_system(system))) return failure;
    if (auto failure = failure_if(start_loop(), ExitCode::failed)) return failure;
    const Result<void> listening = listen();
    if (auto failure = failure_if(listening, code_of_listening(listening))) return failure;
    return failure_if(tell_everybody_ready(), ExitCode::failed);
}

Result<void> ServiceProgram::block_signals() {
    shutdown_ = TRY(Shutdown::create());
    host_.call_when_asked_to_quit([this] { shutdown_->begin_soon(); });
    return {};
}

Result<void> ServiceProgram::start_loop() {
    host_.call_when_window_closes([this] {
        host_.system().announce_stop();
        host_.loop().stop();
    });
    TRY(host_.start_loop());
    TRY(exit_when_idle());
    return shutdown_->watch(host_.loop(), host_.system());
}

Result<void> ServiceProgram::exit_when_idle() {
    if (!options().idle_exit) return {};
    timers_ = TRY(TimerQueue::create(host_.loop().events(), clock_));
    const auto exit = [this] {
        log_info("service", "nobody is connected: ending");
        host_.loop().stop();
    };
    idle_exit_ = std::make_unique<ipc::IdleExit>(*timers_, clock_, *options().idle_exit, exit);
    host_.loop().call_when_clients_change([this](size_t count) { idle_exit_->clients_changed(count); });
    return {};
}

Result<void> ServiceProgram::listen() {
    std::vector<ipc::ListeningSocket> sockets = TRY(ipc::ListeningSocket::inherited());
    std::vector<std::string> paths = options().sockets;
    if (sockets.empty() && paths.empty()) paths.push_back(usual_socket(options()));
    const bool alone = options().allowed_users.empty() && options().allowed_groups.empty();
    const auto access = alone ? ipc::SocketAccess::own_user : ipc::SocketAccess::everybody;
    for (const std::string& path : paths) sockets.push_back(TRY(ipc::ListeningSocket::bind(path, access)));
    for (ipc::ListeningSocket& socket : sockets) TRY(host_.listen_on(std::move(socket)));
    return {};
}

Result<void> ServiceProgram::tell_everybody_ready() {
    host_.status().ready();
    if (options().ready_fd) TRY(tell_ready(*options().ready_fd));
    return ipc::notify_service_manager("READY=1");
}

}  // namespace xrt
