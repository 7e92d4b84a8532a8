// SPDX-License-Identifier: BSL-1.0
//
// monado-service: command line, log, and then ServiceProgram.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "auxiliary/vk/loader.hpp"
#include "targets/service/process.hpp"
#include "targets/service/service_program.hpp"

namespace xrt {
namespace {

int end(ExitCode code) { return static_cast<int>(code); }

int complain(ExitCode code, const Error& error) {
    std::fprintf(stderr, "monado-service: %s\n", error.message.c_str());
    return end(code);
}

int print_help() {
    std::printf("Usage: monado-service [OPTIONS]\n\nServes OpenXR applications until SIGTERM or SIGINT.\n\n%s",
                options_help().c_str());
    return end(ExitCode::ok);
}

int print_version() {
    std::printf("monado-service (Monado C++) %s\n", XRT_VERSION);
    return end(ExitCode::ok);
}

Result<Request> read_options(std::span<const std::string> arguments, Options& options) {
    TRY(options.read_environment(&std::getenv));
    return parse_command_line(arguments, options);
}

int run(Options options) {
    set_log_level(options.log_level.value_or(LogLevel::info));
    std::signal(SIGPIPE, SIG_IGN);
    raise_fd_limit();
    if (options.implicit_layers == ImplicitLayers::kept_out) vk::turn_off_implicit_layers();
    const std::optional<Failure> failure = ServiceProgram(std::move(options)).run();
    return failure ? complain(failure->code, failure->error) : end(ExitCode::ok);
}

int main(std::span<const std::string> arguments) {
    ensure_standard_fds();
    Options options;
    const Result<Request> request = read_options(arguments, options);
    if (!request) return complain(ExitCode::bad_option, request.error());
    if (*request == Request::help) return print_help();
    if (*request == Request::version) return print_version();
    return run(std::move(options));
}

}  // namespace
}  // namespace xrt

int main(int count, char** arguments) {
    return xrt::main(std::vector<std::string>(arguments + (count > 0 ? 1 : 0), arguments + count));
}
