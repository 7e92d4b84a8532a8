// SPDX-License-Identifier: BSL-1.0
#include "processor_time.hpp"

#include <time.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace xrt::bench {
namespace {

namespace fs = std::filesystem;

double seconds_by(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// As pthread_getcpuclockid() makes it, for threads that nobody here has started.
clockid_t clock_of_thread(pid_t id) {
    constexpr unsigned scheduled_time_of_a_thread = 6;
    return static_cast<clockid_t>((~static_cast<unsigned>(id) << 3) | scheduled_time_of_a_thread);
}

double entries(const fs::path& folder) {
    std::error_code ignored;
    return static_cast<double>(std::distance(fs::directory_iterator(folder, ignored), fs::directory_iterator()));
}

double number_in(const fs::path& file, const std::string& key) {
    std::ifstream status(file);
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(key)) return std::stod(line.substr(key.size()));
    }
    return 0;
}

}  // namespace

double processor_seconds(pid_t process) {
    clockid_t clock = CLOCK_PROCESS_CPUTIME_ID;
    if (process != 0 && ::clock_getcpuclockid(process, &clock) != 0) return 0;
    return seconds_by(clock);
}

double thread_seconds() { return seconds_by(CLOCK_THREAD_CPUTIME_ID); }

double thread_seconds(const std::vector<clockid_t>& threads) {
    double sum = 0;
    for (const clockid_t clock : threads) sum += seconds_by(clock);
    return sum;
}

std::vector<clockid_t> other_threads_but(std::string_view prefix) {
    std::vector<clockid_t> clocks;
    for (const auto& thread : fs::directory_iterator("/proc/self/task")) {
        const pid_t id = std::stoi(thread.path().filename().string());
        std::string name;
        std::getline(std::ifstream(thread.path() / "comm"), name);
        if (id != ::gettid() && !name.starts_with(prefix)) clocks.push_back(clock_of_thread(id));
    }
    return clocks;
}

ProcessState look_at(pid_t process) {
    const fs::path folder = fs::path("/proc") / std::to_string(process);
    ProcessState state;
    state.resident_kib = number_in(folder / "status", "VmRSS:");
    state.fds = entries(folder / "fd");
    state.threads = entries(folder / "task");
    std::error_code ignored;
    for (const auto& thread : fs::directory_iterator(folder / "task", ignored)) {
        state.wake_ups += number_in(thread.path() / "status", "voluntary_ctxt_switches:");
    }
    return state;
}

}  // namespace xrt::bench
