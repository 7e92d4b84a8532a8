// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/emit.hpp"
#include "ipc/compiler/emit_parts.hpp"
#include "ipc/compiler/statements.hpp"

namespace xrt::compiler {
namespace {

std::string class_name(const model::Interface& interface) {
    return interface.name.text + (interface.is_from_service() ? "Sender" : "Proxy");
}

std::string channel_type(const model::Interface& interface) {
    return interface.is_from_service() ? "ipc::EventChannel" : "ipc::CallChannel";
}

std::string purpose(const model::Interface& interface) {
    if (interface.is_from_service())
        return interface.name.text + ", told to a client at the other end of a connection.";
    return interface.name.text + " at the other end of a connection.";
}

void emit_declarations(Code& code, const model::Interface& interface) {
    const std::string name = class_name(interface);
    code.line("/// Safe on any thread, as far as the channel is. Does not own it.");
    code.open("class " + name + " final : public " + interface.name.text);
    code.access("public");
    code.line("explicit " + name + "(" + channel_type(interface) + "& channel) : channel_(channel) {}");
    code.blank();
    for (const model::Call& call : interface.calls)
        code.list(result_type(call) + " " + call.name.text + "(", parameters(call), ") override;");
    code.blank();
    code.access("private");
    code.line(channel_type(interface) + "& channel_;");
    code.close("};");
    code.blank();
}

void emit_arguments(Code& code, const model::Interface& interface, const model::Call& call, const std::string& scope) {
    if (call.arguments.empty()) return;
    const std::string writer = free_name("writer", call.arguments);
    code.line("ipc::Writer& " + writer + " = " + scope + ".writer();");
    const StatementScope names{
        .stream = writer, .owner = interface.name.text + "." + call.name.text, .other_names = call.arguments};
    for (const model::Field& argument : call.arguments) emit_write(code, names, argument, argument.name.text);
}

void emit_reply(Code& code, const model::Interface& interface, const model::Call& call, const std::string& scope) {
    const std::string reader = free_name("reader", call.arguments);
    code.line("ipc::Reader& " + reader + " = TRY(" + scope + ".transact());");
    if (call.reply.empty()) return code.line("return " + reader + ".finish();");
    const std::string reply = free_name("reply", call.arguments);
    const StatementScope names{
        .stream = reader, .owner = interface.name.text + "." + call.name.text, .other_names = call.arguments};
    code.line(reply_struct(call) + " " + reply + ";");
    for (const model::Field& field : call.reply) emit_read(code, names, field, reply + "." + field.name.text);
    code.line("TRY(" + reader + ".finish());");
    code.line("return " + reply + ";");
}

void emit_call(Code& code, const model::Interface& interface, const model::Call& call) {
    const std::string scope = free_name("call", call.arguments);
    const std::string number = "static_cast<uint16_t>(" + interface.name.text + "Call::" + call.name.text + ")";
    code.list(result_type(call) + " " + class_name(interface) + "::" + call.name.text + "(", parameters(call), ") {");
    code.deeper();
    if (interface.is_from_service()) {
        code.list("ipc::EventScope " + scope + "(", {"channel_", "interface_number", number}, ");");
    } else {
        const std::string kind = call.one_way ? "ipc::MessageKind::one_way" : "ipc::MessageKind::request";
        code.list("ipc::CallScope " + scope + "(", {"channel_", "interface_number", number, kind}, ");");
    }
    emit_arguments(code, interface, call, scope);
    if (call.one_way) {
        code.line("return " + scope + ".send();");
    } else {
        emit_reply(code, interface, call, scope);
    }
    code.close();
    code.blank();
}

}  // namespace

std::string emit_proxy_header(const model::Protocol& protocol, const model::Interface& interface) {
    const char* const wire_header =
        interface.is_from_service() ? "ipc/wire/event_channel.hpp" : "ipc/wire/call_channel.hpp";
    return emit_class_header(protocol, interface, purpose(interface), wire_header, emit_declarations);
}

std::string emit_proxy_source(const model::Protocol& protocol, const model::Interface& interface) {
    Code code;
    begin_file(code, interface_sources(interface), purpose(interface));
    code.line("#include \"proto/" + interface_stem(interface) +
              (interface.is_from_service() ? "_sender.hpp\"" : "_proxy.hpp\""));
    code.blank();
    Includes includes;
    include_declarations(includes, interface, "_codec");
    includes.emit(code);
    begin_namespace(code, protocol);
    for (const model::Call& call : interface.calls) emit_call(code, interface, call);
    end_namespace(code, protocol);
    return code.take();
}

}  // namespace xrt::compiler
