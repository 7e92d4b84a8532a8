// SPDX-License-Identifier: BSL-1.0
#include "targets/embed/embedded_service.hpp"

#include "auxiliary/os/thread.hpp"
#include "auxiliary/util/log.hpp"
#include "ipc/wire/connected_socket.hpp"

namespace xrt {
namespace {

Result<Options> read(std::span<const std::string> arguments) {
    Options options;
    const Request request = TRY(parse_command_line(arguments, options));
    if (request != Request::run || options.ready_fd || options.idle_exit) {
        return Error{ErrorCode::invalid_argument,
                     "--help, --version, --ready-fd and --idle-exit are not for a service within a program"};
    }
    return options;
}

}  // namespace

Result<std::unique_ptr<EmbeddedService>> EmbeddedService::start(std::span<const std::string> arguments) {
    Options options = TRY(read(arguments));
    if (options.log_level) set_log_level(*options.log_level);
    std::unique_ptr<EmbeddedService> service(new EmbeddedService(std::move(options)));
    TRY(service->start());
    return service;
}

Result<void> EmbeddedService::start() {
    TRY(host_.start_reports());
    TRY(host_.start_system());
    TRY(host_.start_loop());
    TRY(listen());
    thread_ = TRY(start_thread("monado-main", [this] {
        if (const auto ran = host_.run(); !ran) log_error("service", "%s", ran.error().message.c_str());
    }));
    host_.status().ready();
    return {};
}

Result<void> EmbeddedService::listen() {
    for (const std::string& path : host_.options().sockets) {
        ipc::ListeningSocket socket = TRY(ipc::ListeningSocket::bind(path));
        TRY(host_.listen_on(std::move(socket)));
    }
    return {};
}

EmbeddedService::~EmbeddedService() {
    if (!thread_.joinable()) return;
    host_.loop().stop();
    thread_.join();
}

Result<UniqueFd> EmbeddedService::connect() {
    auto ends = TRY(ipc::make_socket_pair());
    TRY(add_fd(std::move(ends.first)));
    return std::move(ends.second);
}

}  // namespace xrt
