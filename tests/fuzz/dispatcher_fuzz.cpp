// SPDX-License-Identifier: BSL-1.0
//
// One interface's dispatcher, and the tracer, on messages of any bytes and on right messages with a few bytes changed.
// Whatever comes is taken or refused as a violation, and a handler hears of it at most once.
#include <string_view>

#include "fuzz_input.hpp"
#include "ipc/wire/message_text.hpp"
#include "proto/describe.hpp"
#include "proto/probe.hpp"

namespace xrt::fuzz {
namespace {

using MessagePtr = std::unique_ptr<ipc::IncomingMessage>;

const ipc::ProbedInterface& fuzzed_interface() {
    for (const ipc::ProbedInterface& interface : proto::probed_interfaces()) {
        if (std::string_view(interface.name) == XRT_FUZZED_INTERFACE) return interface;
    }
    std::abort();
}

MessagePtr any_message(Input& input) {
    auto message = std::make_unique_for_overwrite<ipc::IncomingMessage>();
    add_fds(input, *message);
    const auto bytes = std::as_bytes(input.take(message->bytes.size()));
    std::copy(bytes.begin(), bytes.end(), message->bytes.begin());
    message->size = bytes.size();
    if (message->size > 6) message->bytes[6] = std::byte{fuzzed_interface().number};
    return message;
}

MessagePtr right_message(Input& input) {
    const auto& interface = fuzzed_interface();
    const auto& chosen = interface.messages[input.byte() % interface.messages.size()];
    const auto outgoing = std::make_unique_for_overwrite<ipc::OutgoingMessage>();
    const size_t alternative = input.byte() % 8;
    ipc::BoundsProbe probe(*outgoing,
                           {.serial = 1, .call = chosen.call, .interface = interface.number, .kind = chosen.kind},
                           {.rule = SIZE_MAX, .alternative = alternative});
    chosen.walk(probe);
    auto message = std::make_unique_for_overwrite<ipc::IncomingMessage>();
    std::copy_n(outgoing->bytes.begin(), outgoing->size, message->bytes.begin());
    message->size = outgoing->size;
    for (const int fd : outgoing->fds) message->fds.push_back(UniqueFd(::fcntl(fd, F_DUPFD_CLOEXEC, 0)));
    return message;
}

MessagePtr damaged_message(Input& input) {
    MessagePtr message = right_message(input);
    add_fds(input, *message);
    while (!input.empty()) {
        const size_t at = input.word() % message->size;
        message->bytes[at] = std::byte{input.byte()};
    }
    return message;
}

void run(Input input) {
    const MessagePtr message = input.byte() % 2 == 0 ? any_message(input) : damaged_message(input);
    expect(!proto::describe(ipc::MessageView(*message)).empty());
    const auto target = fuzzed_interface().make_target();
    const auto outcome = target->dispatch(*message);
    expect(target->calls() == (outcome.ok() ? 1u : 0u));
    expect(outcome.ok() || outcome.error().code == ErrorCode::protocol_violation);
}

}  // namespace
}  // namespace xrt::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    xrt::fuzz::run({data, size});
    return 0;
}
