// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/emit.hpp"
#include "ipc/compiler/emit_parts.hpp"

namespace xrt::compiler {
namespace {

// The numbers as an enum, for the proxy, the dispatcher and whoever writes a log.
void emit_call_numbers(Code& code, const model::Interface& interface) {
    const std::string name = interface.name.text + "Call";
    std::vector<syntax::Enumerator> values;
    code.line("/// The calls' numbers on the wire.");
    code.open("enum class " + name + " : uint16_t");
    for (const model::Call& call : interface.calls) {
        code.line(call.name.text + " = " + std::to_string(call.number) + ",");
        values.push_back({.documentation = {}, .name = call.name, .value = {}});
    }
    code.close("};");
    code.blank();
    emit_to_string(code, name, values);
    code.blank();
}

std::string purpose(const model::Interface& interface) {
    if (interface.is_from_service())
        return "What the service tells its clients, unasked for, through " + interface.name.text + ".";
    return "What " + interface.name.text +
           " can be asked for. Nobody who calls one can tell whether a socket lies behind it.";
}

void emit_replies(Code& code, const model::Interface& interface) {
    for (const model::Call& call : interface.calls) {
        if (call.reply.empty()) continue;
        emit_struct(code, reply_struct(call), call.reply);
        code.blank();
    }
}

void emit_calls(Code& code, const model::Interface& interface) {
    const std::string& name = interface.name.text;
    code.documentation(interface.documentation);
    code.open("class " + name);
    code.access("public");
    code.line("static constexpr uint8_t interface_number = " + std::to_string(interface.number) + ";");
    code.blank();
    code.line("virtual ~" + name + "() = default;");
    for (const model::Call& call : interface.calls) {
        code.blank();
        code.documentation(call.documentation);
        code.list("virtual " + result_type(call) + " " + call.name.text + "(", parameters(call), ") = 0;");
    }
    code.close("};");
    code.blank();
}

}  // namespace

std::string emit_interface(const model::Protocol& protocol, const model::Interface& interface) {
    Code code;
    begin_file(code, interface_sources(interface), purpose(interface));
    code.line("#pragma once");
    code.blank();
    Includes includes;
    includes.standard("cstdint");
    includes.standard("string_view");
    includes.own("xrt/result.hpp");
    for (const model::Call& call : interface.calls) {
        for (const model::Field& field : call.arguments) includes.type(field.type);
        for (const model::Field& field : call.reply) includes.type(field.type);
    }
    include_declarations(includes, interface, "");
    includes.emit(code);
    begin_namespace(code, protocol);
    emit_call_numbers(code, interface);
    emit_replies(code, interface);
    emit_calls(code, interface);
    end_namespace(code, protocol);
    return code.take();
}

}  // namespace xrt::compiler
