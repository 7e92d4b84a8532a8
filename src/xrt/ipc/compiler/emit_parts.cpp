// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/emit_parts.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "ipc/compiler/cpp_types.hpp"
#include "ipc/compiler/names.hpp"

namespace xrt::compiler {
namespace {

void include_declaration_of(Includes& includes, const model::Type& type, const std::string& suffix) {
    for (const model::Declaration* declaration : {type.declaration, type.bound_constant}) {
        if (declaration != nullptr) includes.own("proto/" + declaration->file->source->stem() + suffix + ".hpp");
    }
    if (type.kind == model::Type::Kind::bitmap && suffix == "_codec") includes.own("ipc/wire/vocabulary.hpp");
    if (type.kind == model::Type::Kind::bitmap && suffix == "_text") includes.own("ipc/wire/vocabulary_text.hpp");
    for (const model::Type& element : type.element) include_declaration_of(includes, element, suffix);
}

bool has_fd(const std::vector<model::Field>& fields) {
    return std::any_of(fields.begin(), fields.end(), [](const model::Field& field) { return field.type.has_fd(); });
}

}  // namespace

std::string decimal(uint64_t value) { return std::to_string(value) + (value > uint64_t{INT64_MAX} ? "u" : ""); }

std::string hexadecimal(uint64_t value) {
    std::array<char, 16> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, 16).ptr;
    return "0x" + std::string(digits.data(), end);
}

void include_type(Includes& includes, const model::Type& type) { includes.type(type); }

void include_declarations(Includes& includes, const model::Interface& interface, const std::string& suffix) {
    for (const model::Call& call : interface.calls) {
        for (const model::Field& field : call.arguments) include_declaration_of(includes, field.type, suffix);
        for (const model::Field& field : call.reply) include_declaration_of(includes, field.type, suffix);
    }
}

void emit_struct(Code& code, const std::string& name, const std::vector<model::Field>& fields) {
    code.open("struct " + name);
    for (const model::Field& field : fields) {
        code.documentation(field.documentation);
        code.line(cpp_type(field.type) + " " + field.name.text + "{};");
    }
    if (!has_fd(fields)) {
        if (!fields.empty()) code.blank();
        code.line("bool operator==(const " + name + "&) const = default;");
    }
    code.close("};");
}

void emit_to_string(Code& code, const std::string& name, const std::vector<syntax::Enumerator>& values) {
    code.open("constexpr std::string_view to_string(" + name + " value)");
    code.open("switch (value)");
    for (const syntax::Enumerator& value : values) {
        code.line("case " + name + "::" + value.name.text + ": return \"" + value.name.text + "\";");
    }
    code.close();
    code.line("return \"unknown\";");
    code.close();
}

std::string emit_class_header(const model::Protocol& protocol, const model::Interface& interface,
                              const std::string& purpose, const std::string& wire_header,
                              void (*declare)(Code&, const model::Interface&)) {
    Code code;
    begin_file(code, interface_sources(interface), purpose);
    code.line("#pragma once");
    code.blank();
    Includes includes;
    includes.own(wire_header);
    includes.own("proto/" + interface_stem(interface) + "_interface.hpp");
    includes.emit(code);
    begin_namespace(code, protocol);
    declare(code, interface);
    end_namespace(code, protocol);
    return code.take();
}

std::string reply_struct(const model::Call& call) { return to_pascal_case(call.name.text) + "Reply"; }

std::string result_type(const model::Call& call) {
    return "Result<" + (call.reply.empty() ? std::string("void") : reply_struct(call)) + ">";
}

std::vector<std::string> parameters(const model::Call& call) {
    std::vector<std::string> result;
    for (const model::Field& argument : call.arguments) result.push_back(cpp_parameter(argument));
    return result;
}

std::string interface_stem(const model::Interface& interface) { return to_snake_case(interface.name.text); }

std::string interface_sources(const model::Interface& interface) {
    std::string names;
    for (const model::File* file : interface.files) names += (names.empty() ? "" : ", ") + file->source->name();
    return names;
}

}  // namespace xrt::compiler
