// SPDX-License-Identifier: BSL-1.0
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <sstream>

#include "targets/doctor/vulkan_probe.hpp"
#include "targets/run/verdict.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::doctor {
namespace {

constexpr unsigned most_seconds = 30;

struct Text {
    std::string_view key;
    std::string VulkanFacts::*member;
};
constexpr std::array texts{Text{"loader_problem", &VulkanFacts::loader_problem},
                           Text{"instance_problem", &VulkanFacts::instance_problem},
                           Text{"chosen", &VulkanFacts::chosen}, Text{"unfit", &VulkanFacts::unfit}};

/// Drivers name themselves; a line is to stay a line.
std::string one_line(std::string text) {
    std::ranges::replace_if(
        text, [](unsigned char byte) { return byte < ' '; }, ' ');
    return text;
}

void write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t size = ::write(fd, text.data(), text.size());
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return;
        text.remove_prefix(static_cast<size_t>(size));
    }
}

std::string read_all(int fd) {
    std::string text;
    std::array<char, 4096> some{};
    for (;;) {
        const ssize_t size = ::read(fd, some.data(), some.size());
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return text;
        text.append(some.data(), static_cast<size_t>(size));
    }
}

/// In the child. What drivers print is not for the report.
[[noreturn]] void run_probe(const std::function<VulkanFacts()>& probe, int report) {
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    ::dup2(null, STDOUT_FILENO);
    ::dup2(null, STDERR_FILENO);
    ::alarm(most_seconds);
    write_all(report, to_lines(probe()) + "end\n");
    ::_exit(0);  // without the destructors of libraries, some of which do not survive them
}

std::string how_it_ended(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    const run::ProcessEnd end = run::ProcessEnd::from_wait_status(status);
    const bool slow = end == run::ProcessEnd{run::ProcessEnd::How::killed, SIGALRM};
    return slow ? "took longer than " + std::to_string(most_seconds) + " s" : run::to_string(end);
}

void take_device(std::istringstream& fields, VulkanFacts& facts) {
    VulkanDeviceFacts device;
    std::string kind;
    std::getline(fields, kind, '\t');
    std::getline(fields, device.name, '\t');
    std::getline(fields, device.driver, '\t');
    device.software = kind == "software";
    facts.devices.push_back(std::move(device));
}

}  // namespace

std::string to_lines(const VulkanFacts& facts) {
    std::string lines;
    for (const Text& text : texts) lines += std::string(text.key) + "\t" + one_line(facts.*text.member) + "\n";
    for (const VulkanDeviceFacts& device : facts.devices) {
        lines += std::string("device\t") + (device.software ? "software" : "gpu") + "\t" + one_line(device.name) +
                 "\t" + one_line(device.driver) + "\n";
    }
    return lines;
}

VulkanFacts from_lines(std::string_view lines) {
    VulkanFacts facts;
    std::istringstream stream{std::string(lines)};
    for (std::string line; std::getline(stream, line);) {
        std::istringstream fields(line);
        std::string key;
        std::getline(fields, key, '\t');
        if (key == "device") take_device(fields, facts);
        for (const Text& text : texts) {
            if (text.key == key) std::getline(fields, facts.*text.member);
        }
    }
    return facts;
}

VulkanFacts probe_in_child(const std::function<VulkanFacts()>& probe) {
    VulkanFacts facts;
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return facts.crash = os_error("was not possible: pipe", errno).message, facts;
    const UniqueFd read_end(ends[0]);
    UniqueFd write_end(ends[1]);
    const pid_t child = ::fork();
    if (child < 0) return facts.crash = os_error("was not possible: fork", errno).message, facts;
    if (child == 0) run_probe(probe, write_end.get());
    write_end.reset();
    const std::string lines = read_all(read_end.get());
    const std::string end = how_it_ended(child);
    facts = from_lines(lines);
    if (!lines.ends_with("end\n")) facts.crash = end;
    return facts;
}

}  // namespace xrt::doctor
