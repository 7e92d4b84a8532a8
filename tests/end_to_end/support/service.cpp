// SPDX-License-Identifier: BSL-1.0
#include "support/service.hpp"

#include <poll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>

#include <gtest/gtest.h>

namespace xrt::end_to_end {
namespace {

size_t entries(const std::string& folder) {
    std::error_code ignored;
    const std::filesystem::directory_iterator begin(folder, ignored);
    return static_cast<size_t>(std::distance(begin, std::filesystem::directory_iterator()));
}

}  // namespace

Footprint Footprint::of(pid_t pid) {
    const std::string process = "/proc/" + std::to_string(pid);
    Footprint footprint{.fds = entries(process + "/fd"), .threads = entries(process + "/task")};
    std::istringstream status(read_file(process + "/status"));
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) footprint.resident_kib = std::stoul(line.substr(6));
    }
    return footprint;
}

Service::Service(run::PrivateFolder folder, run::StatusListener listener, Program program)
    : folder_(std::move(folder)),
      socket_(folder_.file("monado_comp_ipc")),
      listener_(std::move(listener)),
      program_(std::move(program)) {}

std::unique_ptr<Service> Service::start(std::vector<std::string> options, run::Environment environment) {
    run::PrivateFolder folder = temporary_folder();
    auto listener = run::StatusListener::create(folder.file("status"));
    if (!listener.ok()) {
        ADD_FAILURE() << listener.error().message;
        return nullptr;
    }
    Program::Settings settings;
    settings.environment = std::move(environment);
    settings.arguments = {built("monado-service"), "--socket", folder.file("monado_comp_ipc"), "--status",
                          folder.file("status")};
    settings.arguments.insert(settings.arguments.end(), options.begin(), options.end());
    Program program = Program::start(std::move(settings));
    std::unique_ptr<Service> service(new Service(std::move(folder), std::move(*listener), std::move(program)));
    if (service->await(run::StatusKind::ready)) return service;
    ADD_FAILURE() << "the service did not become ready:\n" << service->program().err();
    return nullptr;
}

bool Service::await(const std::function<bool(const run::StatusEvent&)>& wanted, std::chrono::seconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (true) {
        for (run::StatusEvent& event : listener_.take()) {
            activity_.take(event, std::chrono::steady_clock::now());
            pending_.push_back(std::move(event));
        }
        while (!pending_.empty()) {
            const run::StatusEvent event = pending_.front();
            pending_.erase(pending_.begin());
            if (wanted(event)) return true;
        }
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
        std::vector<pollfd> waits;
        listener_.add_to(waits);
        if (left <= 0 || program_.ended() ||
            ::poll(waits.data(), waits.size(), static_cast<int>(std::min<int64_t>(left, 200))) < 0) {
            return false;
        }
    }
}

bool Service::await(run::StatusKind kind, std::chrono::seconds limit) {
    return await([kind](const run::StatusEvent& event) { return event.kind == kind; }, limit);
}

bool Service::await_footprint(const std::function<bool(const Footprint&)>& wanted, std::chrono::seconds limit) const {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!wanted(footprint())) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        ::poll(nullptr, 0, 5);
    }
    return true;
}

run::Environment Service::environment() const {
    run::Environment environment = run::Environment::of_this_process();
    environment.set("XR_RUNTIME_JSON", built("openxr_monado.json"));
    environment.set("MONADO_SOCKET", socket_);
    return environment;
}

Program::Settings Service::ctl(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), built("monado-ctl"));
    return {.arguments = std::move(arguments), .environment = environment()};
}

}  // namespace xrt::end_to_end
