// SPDX-License-Identifier: BSL-1.0
#include "service_process.hpp"

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "xrt/unique_fd.hpp"

namespace xrt::bench {
namespace {

std::filesystem::path build_folder() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path();
}

Result<std::string> make_private_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "monado-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) return os_error("mkdtemp", errno);
    return name;
}

/// One byte comes when the service is ready; the end of the pipe if it died instead.
Result<void> wait_until_ready(int fd) {
    char byte = 0;
    pollfd wanted{.fd = fd, .events = POLLIN, .revents = 0};
    if (::poll(&wanted, 1, 10'000) != 1 || ::read(fd, &byte, 1) != 1) {
        return Error{ErrorCode::unavailable, "the service did not become ready"};
    }
    return {};
}

}  // namespace

Result<ServiceProcess> ServiceProcess::start(const std::vector<std::string>& options) {
    ServiceProcess service;
    service.folder_ = TRY(make_private_folder());
    const std::string socket = service.folder_ + "/socket";
    ::setenv("MONADO_SOCKET", socket.c_str(), 1);

    std::array<int, 2> pipe_fds{};
    if (::pipe(pipe_fds.data()) != 0) return os_error("pipe", errno);
    const UniqueFd read_end(pipe_fds[0]);
    UniqueFd write_end(pipe_fds[1]);

    const std::string program = build_folder() / "bin/monado-service";
    const std::string ready_fd = std::to_string(write_end.get());
    std::vector<const char*> arguments{program.c_str(),  "--socket",    socket.c_str(), "--ready-fd",
                                       ready_fd.c_str(), "--log-level", "warning"};
    for (const std::string& option : options) arguments.push_back(option.c_str());
    arguments.push_back(nullptr);
    if (const int error = ::posix_spawn(&service.pid_, program.c_str(), nullptr, nullptr,
                                        const_cast<char* const*>(arguments.data()), environ);
        error != 0) {
        return os_error("starting " + program, error);
    }
    write_end.reset();
    TRY(wait_until_ready(read_end.get()));
    return service;
}

ServiceProcess::ServiceProcess(ServiceProcess&& other) noexcept
    : folder_(std::exchange(other.folder_, {})), pid_(std::exchange(other.pid_, -1)) {}

ServiceProcess::~ServiceProcess() {
    if (pid_ > 0) {
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
    }
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

}  // namespace xrt::bench
