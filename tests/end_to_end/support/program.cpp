// SPDX-License-Identifier: BSL-1.0
#include "support/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <ostream>
#include <sstream>

void xrt::run::PrintTo(const ProcessEnd& end, std::ostream* stream) { *stream << to_string(end); }

namespace xrt::end_to_end {
namespace {

/// A test that cannot even start its program has nothing to go on with.
template <typename T>
T must(Result<T> result) {
    if (result.ok()) return std::move(result).value();
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::abort();
}

UniqueFd open_file(const std::string& path, int flags) {
    return UniqueFd(::open(path.c_str(), flags | O_CLOEXEC, 0600));
}

}  // namespace

std::string built(const std::string& name) {
    const bool library = name.ends_with(".so") || name.ends_with(".json");
    return std::string(XRT_BUILD_DIR) + (library ? "/lib/" : "/bin/") + name;
}

run::PrivateFolder temporary_folder() {
    return must(run::PrivateFolder::create(std::vector<std::string>{"/tmp"}, run::Leftovers::remove));
}

std::string read_file(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::ostream& operator<<(std::ostream& stream, const Finished& finished) {
    return stream << run::to_string(finished.end) << " after " << finished.took.count() << " s"
                  << (finished.timed_out ? ", killed because it did not end" : "") << "\n--- standard output\n"
                  << finished.out << "--- standard error\n"
                  << finished.err;
}

Program::Program(run::ChildProcess child, std::unique_ptr<run::PrivateFolder> folder, UniqueFd pidfd, UniqueFd watch)
    : child_(std::move(child)),
      folder_(std::move(folder)),
      pidfd_(std::move(pidfd)),
      watch_(std::move(watch)),
      started_(std::chrono::steady_clock::now()) {}

Program Program::start(Settings settings) {
    auto folder = std::make_unique<run::PrivateFolder>(temporary_folder());
    const UniqueFd null = open_file("/dev/null", O_RDONLY);
    const UniqueFd out = open_file(folder->file("out"), O_WRONLY | O_CREAT | O_APPEND);
    const UniqueFd err = open_file(folder->file("err"), O_WRONLY | O_CREAT | O_APPEND);
    UniqueFd watch(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    ::inotify_add_watch(watch.get(), folder->file("out").c_str(), IN_MODIFY);
    run::ChildSettings child;
    child.arguments = std::move(settings.arguments);
    child.environment = settings.environment.variables();
    child.stdin_fd = settings.stdin_fd >= 0 ? settings.stdin_fd : null.get();
    child.stdout_fd = out.get();
    child.stderr_fd = err.get();
    child.death_signal = SIGKILL;
    sigemptyset(&child.signal_mask);
    run::ChildProcess started = must(run::ChildProcess::start(child));
    UniqueFd pidfd(static_cast<int>(::syscall(SYS_pidfd_open, started.pid(), 0)));
    return Program(std::move(started), std::move(folder), std::move(pidfd), std::move(watch));
}

Finished Program::run(std::vector<std::string> arguments, std::chrono::seconds limit) {
    return run(Settings{.arguments = std::move(arguments)}, limit);
}

Finished Program::run(Settings settings, std::chrono::seconds limit) { return start(std::move(settings)).wait(limit); }

void Program::signal(int number) const { ::kill(child_.pid(), number); }

bool Program::ended() { return child_.look() == run::ChildState::ended; }

/// False if the time is up. Output or the program's end are changes.
bool Program::wait_for_change(std::chrono::steady_clock::time_point limit) const {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(limit - std::chrono::steady_clock::now()).count();
    pollfd waits[] = {{pidfd_.get(), POLLIN, 0}, {watch_.get(), POLLIN, 0}};
    if (left <= 0 || ::poll(waits, 2, static_cast<int>(left)) <= 0) return false;
    char events[4096];
    [[maybe_unused]] const ssize_t taken = ::read(watch_.get(), events, sizeof events);
    return true;
}

Finished Program::wait(std::chrono::seconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    bool in_time = true;
    while (!ended() && in_time) in_time = wait_for_change(deadline);
    Finished finished;
    if (!in_time) {
        child_.signal_group(SIGKILL);
        while (!ended()) wait_for_change(std::chrono::steady_clock::now() + 10s);
    }
    finished.end = child_.end().value_or(run::ProcessEnd{});
    finished.out = out();
    finished.err = err();
    finished.took = std::chrono::steady_clock::now() - started_;
    finished.timed_out = !in_time;
    return finished;
}

bool Program::await_output(const std::function<bool(const std::string&)>& wanted, std::chrono::seconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!wanted(out())) {
        if (ended() || !wait_for_change(deadline)) return wanted(out());
    }
    return true;
}

bool Program::await_line(const std::string& line, std::chrono::seconds limit) {
    const auto is_there = [&line](const std::string& text) {
        return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
    };
    return await_output(is_there, limit);
}

}  // namespace xrt::end_to_end
