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
#include "targets/ctl/ctl_options.hpp"
#include "targets/ctl/listing.hpp"
#include "targets/ctl/trace.hpp"

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

Result<Listing> ask(const Options& options) {
    const auto connection = TRY(connect_to_service(options));
    proto::ControlProxy control(*connection);
    Listing listing;
    if (options.subject != Subject::devices) listing.clients = TRY(control.list_clients());
    if (options.subject != Subject::clients) listing.devices = TRY(control.list_devices());
    return listing;
}

int list(const Options& options) {
    const Result<Listing> listing = ask(options);
    if (!listing) return complain(failed, listing.error());
    return print(options.format == Format::json ? to_json(*listing) : to_text(*listing));
}

Result<void> trace_messages(const Options& options) {
    const auto connection = TRY(connect_to_service(options));
    return trace(*connection, options.client);
}

int main(std::span<const std::string> arguments) {
    std::signal(SIGPIPE, SIG_IGN);
    const Result<Options> options = parse(arguments);
    if (!options) return complain(bad_option, options.error());
    if (options->request == Request::help) return print(help_text);
    if (options->request == Request::version) return print("monado-ctl (Monado C++) " XRT_VERSION "\n");
    if (options->request == Request::trace) return complain(failed, trace_messages(*options).error());
    return list(*options);
}

}  // namespace
}  // namespace xrt::ctl

int main(int count, char** arguments) {
    return xrt::ctl::main(std::vector<std::string>(arguments + (count > 0 ? 1 : 0), arguments + count));
}
