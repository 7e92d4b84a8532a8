// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/client_commands.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "targets/common/json_text.hpp"
#include "targets/common/nearest_name.hpp"
#include "targets/common/parse_number.hpp"
#include "targets/ctl/table.hpp"

namespace xrt::ctl {
namespace {

using proto::IoKinds;

/// As the flags' bits.
constexpr std::array<std::string_view, 4> kind_names{"poses", "hands", "inputs", "outputs"};
static_assert(IoKinds::poses == 1 && IoKinds::hand_tracking == 2 && IoKinds::inputs == 4 && IoKinds::outputs == 8);

Error bad(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

Error no_such_client(const proto::ListClientsReply& reply, const std::string& word) {
    if (reply.clients.empty()) return {ErrorCode::not_found, "there is no client '" + word + "', nor any other"};
    std::vector<std::string_view> names;
    std::ranges::transform(reply.clients, std::back_inserter(names), &proto::ClientDescription::application_name);
    return {ErrorCode::not_found, "there is no client '" + word + "'" + printable(nearest_name_hint(word, names)) +
                                      "; `monado-ctl clients` lists them"};
}

template <typename Reply>
Result<std::string> io_text(const Options& options, uint32_t client, const Result<Reply>& reply) {
    if (!reply) return reply.error();
    if (options.format == Format::text) return "blocked: " + to_text(reply->blocked) + "\n";
    return "{\"client\":" + std::to_string(client) + ",\"blocked\":" + to_json(reply->blocked) + "}\n";
}

}  // namespace

bool is_about_a_client(Subject subject) {
    return subject == Subject::primary || subject == Subject::focus || subject == Subject::block_input ||
           subject == Subject::allow_input || subject == Subject::toggle_input;
}

Result<uint32_t> find_client(const proto::ListClientsReply& reply, const std::string& word) {
    const auto number = parse_number<uint32_t>(word);
    if (number && std::ranges::count(reply.clients, *number, &proto::ClientDescription::id) != 0) return *number;
    const auto named = std::ranges::find(reply.clients, word, &proto::ClientDescription::application_name);
    if (named == reply.clients.end()) return no_such_client(reply, word);
    if (std::ranges::count(reply.clients, word, &proto::ClientDescription::application_name) == 1) return named->id;
    return bad("there are several clients '" + word + "': give a number; `monado-ctl clients` lists them");
}

Result<IoKinds> parse_io_kinds(std::span<const std::string> words) {
    if (words.empty()) return IoKinds{IoKinds::all_flags};
    IoKinds kinds;
    for (const std::string& word : words) {
        const auto found = std::ranges::find(kind_names, word);
        if (found == kind_names.end()) {
            return bad("'" + word + "' cannot be kept from a client" + nearest_name_hint(word, kind_names) +
                       "; there are poses, hands, inputs and outputs");
        }
        kinds.value |= 1u << (found - kind_names.begin());
    }
    return kinds;
}

std::string to_text(IoKinds kinds) {
    std::string text;
    for (size_t i = 0; i < kind_names.size(); ++i) {
        if (kinds.has(1u << i)) text += (text.empty() ? "" : ",") + std::string(kind_names[i]);
    }
    return text.empty() ? "-" : text;
}

std::string to_json(IoKinds kinds) {
    std::string json;
    for (size_t i = 0; i < kind_names.size(); ++i) {
        if (kinds.has(1u << i)) json += (json.empty() ? "" : ",") + json_string(kind_names[i]);
    }
    return "[" + json + "]";
}

Result<std::string> act_on_client(const Options& options, proto::Control& control) {
    const proto::ListClientsReply clients = TRY(control.list_clients());
    const uint32_t client = TRY(find_client(clients, options.operands.front()));
    if (options.subject == Subject::primary || options.subject == Subject::focus) {
        const bool primary = options.subject == Subject::primary;
        TRY(primary ? control.set_primary_client(client) : control.set_focused_client(client));
        return std::string();
    }
    if (options.subject == Subject::toggle_input) return io_text(options, client, control.toggle_client_io(client));
    const IoKinds kinds = TRY(parse_io_kinds(std::span(options.operands).subspan(1)));
    const bool block = options.subject == Subject::block_input;
    return io_text(options, client,
                   control.change_client_io(client, block ? kinds : IoKinds{}, block ? IoKinds{} : kinds));
}

}  // namespace xrt::ctl
