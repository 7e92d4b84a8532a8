// SPDX-License-Identifier: BSL-1.0
#include "targets/run/private_service.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>

#include "targets/run/installation.hpp"

namespace xrt::run {
namespace {

std::vector<std::string> command_line(std::string program, const RunOptions& options, const RuntimeAddress& address) {
    std::vector<std::string> arguments{std::move(program), "--socket", address.socket, "--status", address.status};
    for (const Setting& setting : options.settings) {
        arguments.insert(arguments.end(), {std::string(setting.option.flag), setting.value});
    }
    return arguments;
}

}  // namespace

Result<PrivateService> PrivateService::start(const RunOptions& options, const RuntimeAddress& address,
                                             std::string log_path, const UniqueFd& stream,
                                             const sigset_t& signal_mask) {
    const bool verbose = options.verbosity == Verbosity::verbose;
    const UniqueFd null(::open("/dev/null", O_RDWR | O_CLOEXEC));
    const UniqueFd log(::open(log_path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    if (!null.valid() || !log.valid()) return os_error("the service's log", errno);
    const Installation installation = TRY(Installation::of_this_process());
    ChildSettings settings;
    settings.arguments = command_line(TRY(installation.service()), options, address);
    settings.environment = service_environment(Environment::of_this_process()).variables();
    settings.stdin_fd = null.get();
    settings.stdout_fd = settings.stderr_fd = verbose ? STDERR_FILENO : log.get();
    if (stream.valid()) settings.inherited_fd = stream.get();
    settings.death_signal = SIGKILL;
    settings.signal_mask = signal_mask;
    return PrivateService(TRY(ChildProcess::start(settings)), verbose ? std::string() : std::move(log_path));
}

std::string PrivateService::log_tail() const {
    constexpr std::streamoff most = 4096;
    std::ifstream file(log_path_, std::ios::ate | std::ios::binary);
    if (!file) return {};
    const std::streamoff size = file.tellg();
    file.seekg(std::max<std::streamoff>(0, size - most));
    std::string text;
    for (std::string line; std::getline(file, line);) text += "\n    " + line;
    return text;
}

}  // namespace xrt::run
