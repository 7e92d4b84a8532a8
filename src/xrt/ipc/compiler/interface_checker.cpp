// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/interface_checker.hpp"

#include <algorithm>

#include "ipc/compiler/names.hpp"
#include "ipc/compiler/sizes.hpp"
#include "ipc/wire/message.hpp"

namespace xrt::compiler {
namespace {

constexpr size_t max_interfaces = 256;  // numbered by a u8
constexpr size_t max_calls = 65536;     // numbered by a u16

}  // namespace

void InterfaceChecker::add_output(const std::string& stem, const Location& at) {
    const auto [first, is_new] = outputs_.try_emplace(stem, at);
    if (is_new) return;
    const std::string other = first->second.file != nullptr ? first->second.to_string() : "the protocol as a whole";
    diagnostics_.report(
        at, "proto/" + stem + ".hpp would be written twice, here and for " + other + "; expected other names");
}

void InterfaceChecker::check(const syntax::Interface& item, const model::File& file) {
    model::Interface& interface = open(item);
    if (interface.documentation.empty()) interface.documentation = item.documentation;
    if (std::find(interface.files.begin(), interface.files.end(), &file) == interface.files.end())
        interface.files.push_back(&file);
    for (const syntax::Call& call : item.calls) check_call(call, file, interface);
}

model::Interface& InterfaceChecker::open(const syntax::Interface& item) {
    if (const auto known = by_name_.find(item.name.text); known != by_name_.end()) {
        check_sender(item, *known->second);
        return *known->second;
    }
    if (protocol_.interfaces.size() == max_interfaces) {
        diagnostics_.report(item.name.at,
                            "there are too many interfaces; expected at most " + std::to_string(max_interfaces));
    }
    (void)check_pascal_case(item.name, "interface", diagnostics_);
    protocol_.interfaces.push_back(std::make_unique<model::Interface>());
    model::Interface& interface = *protocol_.interfaces.back();
    interface.name = item.name;
    interface.sender = item.sender;
    interface.number = protocol_.interfaces.size() - 1;
    by_name_[item.name.text] = &interface;
    add_names(interface);
    return interface;
}

void InterfaceChecker::check_sender(const syntax::Interface& item, const model::Interface& interface) {
    if (item.sender == interface.sender) return;
    diagnostics_.report(item.name.at, "'" + item.name.text + "' was opened " +
                                          (interface.is_from_service() ? "with" : "without") + " 'from service' at " +
                                          interface.name.at.to_string() + "; expected the same here");
}

void InterfaceChecker::add_names(const model::Interface& interface) {
    const syntax::Name& name = interface.name;
    for (const char* suffix :
         {"", "Call", interface.is_from_service() ? "Sender" : "Proxy", "Dispatcher", "ProbeTarget"})
        (void)scope_.add(name.text + suffix, name.at, nullptr);
    for (const char* suffix : {"_interface", interface.is_from_service() ? "_sender" : "_proxy", "_dispatcher"})
        add_output(to_snake_case(name.text) + suffix, name.at);
}

void InterfaceChecker::check_call(const syntax::Call& item, const model::File& file, model::Interface& interface) {
    check_call_name(item, interface);
    model::Call call;
    call.name = item.name;
    call.documentation = item.documentation;
    call.number = interface.calls.size();
    call.one_way = !item.reply.has_value();
    call.arguments = declarations_.check_fields(item.arguments, "argument", file);
    if (item.reply) call.reply = declarations_.check_fields(*item.reply, "reply's field", file);
    check_argument_names(call);
    check_size(call, call.arguments, "the request");
    check_size(call, call.reply, "the reply");
    if (!call.reply.empty()) (void)scope_.add(to_pascal_case(call.name.text) + "Reply", call.name.at, nullptr);
    if (call.number == max_calls) {
        diagnostics_.report(call.name.at, "there are too many calls; expected at most " + std::to_string(max_calls));
    }
    interface.calls.push_back(std::move(call));
}

void InterfaceChecker::check_call_name(const syntax::Call& item, const model::Interface& interface) {
    (void)check_snake_case(item.name, "call", diagnostics_);
    if (is_taken_name(item.name.text) || item.name.text == "interface_number") {
        diagnostics_.report(item.name.at, "'" + item.name.text +
                                              "' is a name of the generated code; expected another name for the call");
    }
    const auto first = std::find_if(interface.calls.begin(), interface.calls.end(),
                                    [&](const model::Call& call) { return call.name.text == item.name.text; });
    if (first == interface.calls.end()) return;
    diagnostics_.report(item.name.at,
                        "'" + item.name.text + "' is declared twice; the first is at " + first->name.at.to_string());
}

void InterfaceChecker::check_argument_names(const model::Call& call) {
    for (const model::Field& argument : call.arguments) {
        if (!is_taken_name(argument.name.text)) continue;
        diagnostics_.report(
            argument.name.at,
            "'" + argument.name.text + "' is a name of the generated code; expected another name for the argument");
    }
}

void InterfaceChecker::check_size(const model::Call& call, const std::vector<model::Field>& fields, const char* what) {
    model::Size size{.bytes = ipc::message_header_bytes, .fds = 0};
    for (const model::Field& field : fields) size = add(size, field.type.size);
    (void)check_fits_message(size, call.name.at, std::string(what) + " of '" + call.name.text + "'", diagnostics_);
}

void InterfaceChecker::finish() {
    for (const auto& interface : protocol_.interfaces) {
        if (!interface->calls.empty()) continue;
        diagnostics_.report(interface->name.at, "'" + interface->name.text + "' has no calls; expected at least one");
    }
}

}  // namespace xrt::compiler
