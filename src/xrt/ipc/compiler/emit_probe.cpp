// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "ipc/compiler/cpp_types.hpp"
#include "ipc/compiler/emit.hpp"
#include "ipc/compiler/emit_parts.hpp"
#include "ipc/compiler/probe_statements.hpp"

namespace xrt::compiler {
namespace {

constexpr const char* purpose = "Every message that a peer may send, with each of its rules broken in turn, for tests.";

std::string walk_name(const model::Interface& interface, const model::Call& call) {
    return "walk_" + interface_stem(interface) + "_" + call.name.text;
}

std::string message_kind(const model::Interface& interface, const model::Call& call) {
    if (interface.is_from_service()) return "event";
    return call.one_way ? "one_way" : "request";
}

void emit_walk_function(Code& code, const std::string& name, const std::string& owner,
                        const std::vector<model::Field>& fields) {
    code.open("static void " + name + "(ipc::BoundsProbe&" + (fields.empty() ? ")" : " probe)"));
    emit_walk_fields(code, owner, fields);
    code.close();
    code.blank();
}

void emit_message(Code& code, const model::Interface& interface, const model::Call& call) {
    const std::string walk = walk_name(interface, call);
    code.list("    {",
              {"\"" + call.name.text + "\"", std::to_string(call.number),
               "ipc::MessageKind::" + message_kind(interface, call), walk, call.one_way ? "nullptr" : walk + "_reply"},
              "},");
}

void emit_messages(Code& code, const model::Interface& interface) {
    for (const model::Call& call : interface.calls) {
        const std::string owner = interface.name.text + "." + call.name.text;
        emit_walk_function(code, walk_name(interface, call), owner, call.arguments);
        if (!call.one_way) emit_walk_function(code, walk_name(interface, call) + "_reply", owner, call.reply);
    }
    code.line("static constexpr ipc::ProbedMessage " + interface_stem(interface) + "_messages[] = {");
    for (const model::Call& call : interface.calls) emit_message(code, interface, call);
    code.line("};");
    code.blank();
}

void emit_target(Code& code, const model::Interface& interface) {
    const std::string name = interface.name.text + "ProbeTarget";
    code.line("namespace {");
    code.open("class " + name + " final : public ipc::ProbeTarget, private " + interface.name.text);
    code.access("public");
    code.line(
        "Result<void> dispatch(ipc::IncomingMessage& message_) override { return ipc::probe(dispatcher_, message_); }");
    code.line("size_t calls() const override { return calls_; }");
    code.blank();
    code.access("private");
    for (const model::Call& call : interface.calls) {
        std::vector<std::string> types;
        for (const model::Field& argument : call.arguments) types.push_back(cpp_parameter_type(argument));
        code.list(result_type(call) + " " + call.name.text + "(", types, ") override { return ipc::refuse(calls_); }");
    }
    code.blank();
    code.line("size_t calls_ = 0;");
    code.line(interface.name.text + "Dispatcher dispatcher_{*this};");
    code.close("};");
    code.line("}  // namespace");
    code.blank();
}

std::string relay(const model::Interface& interface) {
    const std::string& name = interface.name.text;
    return interface.is_from_service() ? "nullptr" : "ipc::make_relay<" + name + "Proxy, " + name + "Dispatcher>";
}

void emit_list(Code& code, const model::Protocol& protocol) {
    code.open("std::span<const ipc::ProbedInterface> probed_interfaces()");
    code.line("static constexpr ipc::ProbedInterface interfaces[] = {");
    for (const auto& interface : protocol.interfaces) {
        code.line("    {\"" + interface->name.text + "\", " + std::to_string(interface->number) + ", " +
                  interface_stem(*interface) + "_messages,");
        code.line("     []() -> std::unique_ptr<ipc::ProbeTarget> { return std::make_unique<" + interface->name.text +
                  "ProbeTarget>(); },");
        code.line("     " + relay(*interface) + "},");
    }
    code.line("};");
    code.line("return interfaces;");
    code.close();
    code.blank();
}

}  // namespace

std::string emit_probe_header(const model::Protocol& protocol) {
    Code code;
    begin_file(code, protocol.root, purpose);
    code.line("#pragma once");
    code.blank();
    code.line("#include \"ipc/wire/probed_interface.hpp\"");
    code.blank();
    begin_namespace(code, protocol);
    code.line("std::span<const ipc::ProbedInterface> probed_interfaces();");
    code.blank();
    end_namespace(code, protocol);
    return code.take();
}

std::string emit_probe_source(const model::Protocol& protocol) {
    Code code;
    begin_file(code, protocol.root, purpose);
    code.line("#include \"proto/probe.hpp\"");
    code.blank();
    Includes includes;
    for (const auto& interface : protocol.interfaces) {
        const std::string stem = "proto/" + interface_stem(*interface);
        includes.own(stem + "_dispatcher.hpp");
        if (!interface->is_from_service()) includes.own(stem + "_proxy.hpp");
    }
    for (const auto& file : protocol.files) includes.own("proto/" + file->source->stem() + ".hpp");
    includes.emit(code);
    begin_namespace(code, protocol);
    for (const auto& declaration : protocol.declarations) emit_walk(code, *declaration);
    for (const auto& interface : protocol.interfaces) {
        emit_messages(code, *interface);
        emit_target(code, *interface);
    }
    emit_list(code, protocol);
    end_namespace(code, protocol);
    return code.take();
}

}  // namespace xrt::compiler
