// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/emit.hpp"
#include "ipc/compiler/emit_parts.hpp"
#include "ipc/compiler/print_statements.hpp"

namespace xrt::compiler {
namespace {

enum class Part { request, reply };

const std::vector<model::Field>& fields_of(const model::Call& call, Part part) {
    return part == Part::request ? call.arguments : call.reply;
}

std::string function_name(const model::Interface& interface, const model::Call& call, Part part) {
    return "print_" + interface_stem(interface) + "_" + call.name.text +
           (part == Part::request ? "_request" : "_reply");
}

void emit_part(Code& code, const model::Interface& interface, const model::Call& call, Part part) {
    const std::vector<model::Field>& fields = fields_of(call, part);
    const std::string text = free_name("text", fields), message = free_name("message", fields);
    const std::string owner = interface.name.text + "." + call.name.text;
    code.open("static ipc::Recognition " + function_name(interface, call, part) + "(ipc::TextWriter& " + text +
              ", ipc::Reader&" + (fields.empty() ? ")" : " " + message + ")"));
    const StatementScope reading{.stream = message, .owner = owner, .other_names = fields};
    const StatementScope printing{.stream = text, .owner = owner, .other_names = fields};
    for (const model::Field& field : fields) emit_read_variable(code, reading, field);
    emit_print_fields(code, printing, fields, "");
    code.line("return ipc::Recognition::known;");
    code.close();
    code.blank();
}

void emit_call_case(Code& code, const model::Interface& interface, const model::Call& call) {
    const std::string& name = interface.name.text;
    code.line("case " + name + "Call::" + call.name.text + ":");
    code.line("    text.word(\"" + name + "." + call.name.text + " \");");
    if (!call.one_way) {
        code.line("    if (is_reply) return " + function_name(interface, call, Part::reply) + "(text, message);");
    }
    code.line("    if (is_error) return ipc::print_error(text, message);");
    code.line("    return " + function_name(interface, call, Part::request) + "(text, message);");
}

void emit_interface(Code& code, const model::Interface& interface) {
    for (const model::Call& call : interface.calls) {
        emit_part(code, interface, call, Part::request);
        if (!call.one_way) emit_part(code, interface, call, Part::reply);
    }
    code.open("static ipc::Recognition print_" + interface_stem(interface) +
              "(ipc::TextWriter& text, ipc::Reader& message)");
    code.line("[[maybe_unused]] const bool is_reply = message.header().kind == ipc::MessageKind::reply;");
    code.line("const bool is_error = message.header().kind == ipc::MessageKind::error;");
    code.open("switch (static_cast<" + interface.name.text + "Call>(message.header().call))");
    for (const model::Call& call : interface.calls) emit_call_case(code, interface, call);
    code.close();
    code.line("return ipc::Recognition::unknown;");
    code.close();
    code.blank();
}

void emit_choice(Code& code, const model::Protocol& protocol) {
    code.open("static ipc::Recognition print_call(ipc::TextWriter& text, ipc::Reader& message)");
    code.open("switch (message.header().interface)");
    for (const auto& interface : protocol.interfaces) {
        code.line("case " + interface->name.text + "::interface_number:");
        code.line("    return print_" + interface_stem(*interface) + "(text, message);");
    }
    code.line("default:");
    code.line("    return ipc::Recognition::unknown;");
    code.close();
    code.close();
    code.blank();
}

constexpr const char* purpose = "Every message of the protocol as one line of text, for traces.";

}  // namespace

std::string emit_describe_header(const model::Protocol& protocol) {
    Code code;
    begin_file(code, protocol.root, purpose);
    code.line("#pragma once");
    code.blank();
    code.line("#include <string>");
    code.blank();
    code.line("#include \"ipc/wire/message_text.hpp\"");
    code.blank();
    begin_namespace(code, protocol);
    code.line(
        "/// \"#12 request Service.create_session {kind: graphics}\"; what is wrong with the message comes last.");
    code.line("std::string describe(const ipc::MessageView& message);");
    code.blank();
    end_namespace(code, protocol);
    return code.take();
}

std::string emit_describe_source(const model::Protocol& protocol) {
    Code code;
    begin_file(code, protocol.root, purpose);
    code.line("#include \"proto/describe.hpp\"");
    code.blank();
    Includes includes;
    for (const auto& interface : protocol.interfaces) {
        includes.own("proto/" + interface_stem(*interface) + "_interface.hpp");
        include_declarations(includes, *interface, "_codec");
        include_declarations(includes, *interface, "_text");
    }
    includes.emit(code);
    begin_namespace(code, protocol);
    for (const auto& interface : protocol.interfaces) emit_interface(code, *interface);
    emit_choice(code, protocol);
    code.open("std::string describe(const ipc::MessageView& message)");
    code.line("return ipc::describe_message(message, print_call);");
    code.close();
    code.blank();
    end_namespace(code, protocol);
    return code.take();
}

}  // namespace xrt::compiler
