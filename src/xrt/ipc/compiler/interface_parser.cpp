// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/interface_parser.hpp"

#include "ipc/compiler/blocks.hpp"

namespace xrt::compiler {

using namespace syntax;

Result<Interface> InterfaceParser::parse(const Documentation& documentation) {
    Interface item;
    item.documentation = documentation;
    item.name = TRY(tokens_.expect_name("the interface's name"));
    item.sender = TRY(parse_sender());
    TRY(tokens_.expect("{", "before the calls"));
    const auto parse_entry = [&]() -> Result<void> {
        item.calls.push_back(TRY(parse_call(item.sender)));
        return {};
    };
    TRY(parse_block(tokens_, parse_entry));
    return item;
}

Result<Sender> InterfaceParser::parse_sender() {
    if (!tokens_.accept("from")) return Sender::client;
    TRY(tokens_.expect("service", "after 'from'; a client's interface has no 'from'"));
    return Sender::service;
}

Result<Call> InterfaceParser::parse_call(Sender sender) {
    Call call{.documentation = tokens_.here().documentation, .name = {}, .arguments = {}, .reply = {}};
    call.name = TRY(tokens_.expect_name("a call's name, or '}'"));
    TRY(tokens_.expect("(", "before the arguments"));
    call.arguments = TRY(fields_.parse_list());
    if (sender == Sender::service) {
        TRY(tokens_.expect("=|", "because the service waits for no client"));
    } else if (tokens_.accept("=>")) {
        TRY(tokens_.expect("(", "before the reply"));
        call.reply = TRY(fields_.parse_list());
    } else if (!tokens_.accept("=|")) {
        return tokens_.unexpected("expected '=>' and a reply, or '=|' for a call without one");
    }
    TRY(tokens_.expect(";", "after the call"));
    return call;
}

}  // namespace xrt::compiler
