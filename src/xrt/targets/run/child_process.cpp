// SPDX-License-Identifier: BSL-1.0
#include "targets/run/child_process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "xrt/unique_fd.hpp"

namespace xrt::run {
namespace {

std::vector<char*> pointers(const std::vector<std::string>& strings) {
    std::vector<char*> result;
    for (const std::string& string : strings) result.push_back(const_cast<char*>(string.c_str()));
    result.push_back(nullptr);
    return result;
}

/// Puts `source` at `target`, where it survives exec.
bool place_fd(int source, int target) {
    if (source != target) return ::dup2(source, target) == target;
    return ::fcntl(target, F_SETFD, 0) == 0;
}

struct Launch {
    const ChildSettings& settings;
    std::vector<char*> arguments;
    std::vector<char*> environment;
    pid_t parent;
    int report_fd;
};

/// In the child. Returns only if something failed.
void become(const Launch& launch) {
    const ChildSettings& settings = launch.settings;
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, settings.death_signal);
    if (::getppid() != launch.parent) ::_exit(1);  // it died before it could be watched
    ::signal(SIGPIPE, SIG_DFL);
    if (!place_fd(settings.stdin_fd, 0) || !place_fd(settings.stdout_fd, 1) || !place_fd(settings.stderr_fd, 2)) return;
    if (settings.inherited_fd && ::fcntl(*settings.inherited_fd, F_SETFD, 0) != 0) return;
    ::sigprocmask(SIG_SETMASK, &settings.signal_mask, nullptr);
    ::execvpe(launch.arguments[0], launch.arguments.data(), launch.environment.data());
}

[[noreturn]] void run_child(const Launch& launch) {
    become(launch);
    const int reason = errno;
    [[maybe_unused]] const ssize_t written = ::write(launch.report_fd, &reason, sizeof reason);
    ::_exit(127);
}

}  // namespace

Result<ChildProcess> ChildProcess::start(const ChildSettings& settings) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return os_error("pipe", errno);
    const UniqueFd read_end(ends[0]);
    UniqueFd write_end(ends[1]);
    const Launch launch{settings, pointers(settings.arguments), pointers(settings.environment), ::getpid(),
                        write_end.get()};
    const pid_t pid = ::fork();
    if (pid < 0) return os_error("fork", errno);
    if (pid == 0) run_child(launch);
    ::setpgid(pid, pid);  // also here, so that the group exists whoever comes first
    write_end.reset();
    ChildProcess child(pid);
    int reason = 0;
    ssize_t size = 0;
    do size = ::read(read_end.get(), &reason, sizeof reason);
    while (size < 0 && errno == EINTR);
    if (size == sizeof reason) return os_error(settings.arguments[0], reason);
    return child;
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept : pid_(std::exchange(other.pid_, -1)), end_(other.end_) {}

ChildProcess::~ChildProcess() {
    if (pid_ < 0) return;
    signal_group(SIGKILL);
    if (!end_) ::waitpid(pid_, nullptr, 0);
    while (::waitpid(-pid_, nullptr, 0) > 0) {
    }
}

ChildState ChildProcess::look() {
    int status = 0;
    if (end_) return ChildState::ended;
    if (::waitpid(pid_, &status, WNOHANG | WUNTRACED) != pid_) return ChildState::running;
    if (WIFSTOPPED(status)) return ChildState::stopped;
    end_ = ProcessEnd::from_wait_status(status);
    return ChildState::ended;
}

void ChildProcess::signal_group(int signal) const { ::kill(-pid_, signal); }

bool ChildProcess::group_is_empty() const {
    if (!end_) return false;
    while (::waitpid(-pid_, nullptr, WNOHANG) > 0) {
    }
    return ::kill(-pid_, 0) != 0 && errno == ESRCH;
}

}  // namespace xrt::run
