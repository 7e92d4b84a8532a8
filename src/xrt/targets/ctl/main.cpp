// SPDX-License-Identifier: BSL-1.0
//
// monado-ctl: asks a running service and prints the answer. Exit codes: 0 printed, 1 no service or no answer, 2 bad option.
#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include "ipc/client/connection.hpp"
#include "proto/control_proxy.hpp"
#include "proto/describe.hpp"
#include "proto/protocol_hash.hpp"
#include "targets/ctl/capture.hpp"
#include "targets/ctl/client_commands.hpp"
#include "targets/ctl/ctl_options.hpp"
#include "targets/ctl/limits_text.hpp"
#include "targets/ctl/listing.hpp"
#include "targets/ctl/metrics_text.hpp"
#include "targets/ctl/play.hpp"
#include "targets/ctl/property_text.hpp"
#include "targets/ctl/steering.hpp"
#include "targets/ctl/trace.hpp"
#include "targets/ctl/watch.hpp"

namespace xrt::ctl {
namespace {

constexpr int ok = 0, failed = 1, bad_option = 2;

int complain(int code, const Error& error) {
    std::fprintf(stderr, "monado-ctl: %s\n", error.message.c_str());
    return code;
}

int print(const std::string& text) {
    const bool printed = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    return printed ? ok : complain(failed, {ErrorCode::os_error, "cannot write to standard output"});
}

Result<std::unique_ptr<ipc::Connection>> connect_to_service(const Options& options) {
    ipc::ConnectOptions connect;
    connect.socket_path = options.socket;
    connect.protocol_hash = proto::protocol_hash;
    connect.describe = proto::describe;
    return ipc::connect(connect);
}

Result<Listing> ask(const Options& options, proto::Control& control) {
    Listing listing;
    if (options.subject != Subject::devices) listing.clients = TRY(control.list_clients());
    if (options.subject != Subject::clients) listing.devices = TRY(control.list_devices());
    if (options.subject == Subject::everything) listing.origins = TRY(control.list_tracking_origins());
    return listing;
}

template <typename Answer>
std::string formatted(const Answer& answer, Format format) {
    return format == Format::json ? to_json(answer) : to_text(answer);
}

Result<std::string> value_line(const proto::PropertyValue& value, Format format) {
    return formatted(value, format) + "\n";
}

Result<proto::Fault> parse_fault(std::string_view name) {
    for (const proto::Fault fault : {proto::Fault::device_lost, proto::Fault::session_lost}) {
        if (proto::to_string(fault) == name) return fault;
    }
    return Error{ErrorCode::invalid_argument,
                 "there is no fault '" + std::string(name) + "'; there are device_lost and session_lost"};
}

Result<std::string> answer(const Options& options, proto::Control& control) {
    const auto& operands = options.operands;
    switch (options.subject) {
        case Subject::limits:
            return formatted(TRY(control.list_limits()), options.format);
        case Subject::metrics:
            return to_prometheus(TRY(control.get_metrics()));
        case Subject::properties:
            return formatted(TRY(control.list_properties()), options.format);
        case Subject::get:
            return value_line(TRY(control.get_property(operands[0])).value, options.format);
        case Subject::set: {
            const proto::PropertyValue value = TRY(parse_property_value(operands[1]));
            return value_line(TRY(control.set_property(operands[0], value)).value_now, options.format);
        }
        case Subject::shift: {
            const proto::PropertyValue by = TRY(parse_property_value(operands[1]));
            return value_line(TRY(control.shift_property(operands[0], by)).value_now, options.format);
        }
        case Subject::battery: {
            const proto::ListDevicesReply devices = TRY(control.list_devices());
            return options.format == Format::json ? batteries_json(devices) : batteries_text(devices);
        }
        case Subject::recentre:
            TRY(control.recentre());
            return std::string();
        case Subject::quit:
            TRY(control.quit());
            return std::string();
        case Subject::inject: {
            const proto::Fault fault = TRY(parse_fault(operands[0]));
            TRY(control.inject_fault(fault));
            return std::string();
        }
        default:
            return formatted(TRY(ask(options, control)), options.format);
    }
}

/// Text to be printed; nothing if everything has been.
Result<std::string> talk(const Options& options) {
    const proto::ChangeKinds kinds =
        TRY(parse_kinds(options.subject == Subject::watch ? std::span<const std::string>(options.operands)
                                                          : std::span<const std::string>()));
    const auto connection = TRY(connect_to_service(options));
    if (options.subject == Subject::watch) return watch(*connection, kinds, options.format);
    if (options.subject == Subject::play) return play(*connection, options.operands.front());
    if (options.capture) {
        TRY(capture(*connection, *options.capture));
        return std::string();
    }
    proto::ControlProxy control(*connection);
    if (is_about_a_client(options.subject)) return act_on_client(options, control);
    if (!is_steering(options)) return answer(options, control);
    const auto steps = TRY(steps_of(options));
    TRY(control.steer_devices(steps));
    return std::string();
}

int run(const Options& options) {
    const Result<std::string> text = talk(options);
    if (text) return print(*text);
    const bool mistaken = text.error().code == ErrorCode::invalid_argument;
    return complain(mistaken ? bad_option : failed, text.error());
}

Result<void> trace_messages_or_frames(const Options& options) {
    const auto connection = TRY(connect_to_service(options));
    if (options.timeline) return record_timeline(*connection, *options.timeline);
    return trace(*connection, options.client);
}

int main(std::span<const std::string> arguments) {
    std::signal(SIGPIPE, SIG_IGN);
    const Result<Options> options = parse(arguments);
    if (!options) return complain(bad_option, options.error());
    if (options->request == Request::help) return print(help_text);
    if (options->request == Request::version) return print("monado-ctl (Monado C++) " XRT_VERSION "\n");
    if (options->request == Request::trace) {
        const Result<void> traced = trace_messages_or_frames(*options);
        return traced ? ok : complain(failed, traced.error());
    }
    return run(*options);
}

}  // namespace
}  // namespace xrt::ctl

int main(int count, char** arguments) {
    return xrt::ctl::main(std::vector<std::string>(arguments + (count > 0 ? 1 : 0), arguments + count));
}
