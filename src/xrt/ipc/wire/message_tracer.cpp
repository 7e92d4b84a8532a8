// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/message_tracer.hpp"

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "auxiliary/os/monotonic_clock.hpp"

namespace xrt::ipc {
namespace {

class PrintingTracer final : public MessageTracer {
 public:
    PrintingTracer(Describe describe, std::string who) : describe_(std::move(describe)), who_(std::move(who)) {}

    void saw(Direction direction, const MessageView& message) override {
        const double now = std::chrono::duration<double>(MonotonicClock().now().time_since_epoch()).count();
        const std::string line = trace_line(direction, message, describe_);
        std::fprintf(stderr, "monado trace %.6f [%s] %s\n", now, who_.c_str(), line.c_str());
    }

 private:
    const Describe describe_;
    const std::string who_;
};

}  // namespace

std::unique_ptr<MessageTracer> tracer_from_environment(const Describe& describe, std::string who) {
    const char* const value = std::getenv("MONADO_IPC_TRACE");
    if (!value || std::string_view(value) != "1" || !describe) return nullptr;
    return std::make_unique<PrintingTracer>(describe, std::move(who));
}

std::string trace_line(Direction direction, const MessageView& message, const Describe& describe) {
    std::string line = direction == Direction::sent ? "sent " : "received ";
    line += describe(message);
    if (!message.fds.empty()) line += ", fds: " + std::to_string(message.fds.size());
    return line;
}

}  // namespace xrt::ipc
