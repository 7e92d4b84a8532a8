// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/cpp_types.hpp"
#include "ipc/compiler/emit.hpp"
#include "ipc/compiler/emit_parts.hpp"

namespace xrt::compiler {
namespace {

using Kind = model::Declaration::Kind;

void include_declaration(Includes& includes, const model::Declaration& declaration) {
    switch (declaration.kind) {
        case Kind::constant:
        case Kind::flags:
            includes.standard("cstdint");
            break;
        case Kind::external:
            includes.own(declaration.header);
            break;
        case Kind::id:
            includes.standard("cstdint");
            includes.own("xrt/ids.hpp");
            break;
        case Kind::enumeration:
            includes.standard("cstdint");
            includes.standard("string_view");
            break;
        case Kind::errors:
            includes.own("xrt/result.hpp");
            break;
        case Kind::structure:
            break;
        case Kind::alternatives:
            includes.standard("variant");
            break;
    }
    for (const model::Field& field : declaration.fields) include_type(includes, field.type);
}

void emit_enumeration(Code& code, const model::Declaration& declaration) {
    const std::string& name = declaration.name.text;
    code.open("enum class " + name + " : " + cpp_integer(declaration.integer));
    for (const syntax::Enumerator& value : declaration.values) {
        code.documentation(value.documentation);
        code.line(value.name.text + " = " + decimal(value.value.magnitude) + ",");
    }
    code.close("};");
    code.blank();
    emit_to_string(code, declaration.name.text, declaration.values);
}

void emit_flags(Code& code, const model::Declaration& declaration) {
    const std::string integer = cpp_integer(declaration.integer);
    uint64_t all = 0;
    code.open("struct " + declaration.name.text);
    for (const syntax::Enumerator& value : declaration.values) {
        code.documentation(value.documentation);
        code.line("static constexpr " + integer + " " + value.name.text + " = " + value.value.text + ";");
        all |= value.value.magnitude;
    }
    code.line("static constexpr " + integer + " all_flags = " + hexadecimal(all) + ";");
    code.blank();
    code.line(integer + " value = 0;");
    code.blank();
    code.line("/// Whether all of these flags are set.");
    code.line("constexpr bool has(" + integer + " flags) const { return (value & flags) == flags; }");
    code.line("bool operator==(const " + declaration.name.text + "&) const = default;");
    code.close("};");
}

// The switch has no default: a value that is missing here is a warning of the C++ compiler.
void emit_errors(Code& code, const model::Declaration& declaration) {
    code.line(
        "/// Whether this protocol knows the error; another build's ErrorCode cannot differ without being refused "
        "here.");
    code.open("constexpr bool is_known_error(ErrorCode code)");
    code.open("switch (code)");
    for (const syntax::Enumerator& value : declaration.values) code.line("case ErrorCode::" + value.name.text + ":");
    code.line("    return true;");
    code.close();
    code.line("return false;");
    code.close();
    code.blank();
    for (const syntax::Enumerator& value : declaration.values) {
        code.documentation(value.documentation);
        code.line("static_assert(ErrorCode::" + value.name.text + " == ErrorCode{" + decimal(value.value.magnitude) +
                  "}, \"" + value.name.text + "\");");
    }
    code.line("static_assert(is_known_error(last_error_code));");
}

void emit_structure(Code& code, const model::Declaration& declaration) {
    emit_struct(code, declaration.name.text, declaration.fields);
}

void emit_union(Code& code, const model::Declaration& declaration) {
    std::vector<std::string> types;
    std::string names;
    for (const model::Field& field : declaration.fields) {
        types.push_back(cpp_type(field.type));
        names += (names.empty() ? "" : ", ") + field.name.text;
    }
    code.line("/// In this order: " + names + ".");
    code.list("using " + declaration.name.text + " = std::variant<", types, ">;");
}

void emit_declaration(Code& code, const model::Declaration& declaration) {
    const std::string& name = declaration.name.text;
    code.documentation(declaration.documentation);
    switch (declaration.kind) {
        case Kind::constant:
            code.line("inline constexpr uint64_t " + name + " = " + decimal(declaration.value) + ";");
            break;
        case Kind::external:
            code.line("using " + name + " = ::" + declaration.cpp_name + ";");
            break;
        case Kind::id:
            code.line("using " + name + " = Id<struct " + name + "Tag, " + cpp_integer(declaration.integer) + ">;");
            break;
        case Kind::enumeration:
            emit_enumeration(code, declaration);
            break;
        case Kind::flags:
            emit_flags(code, declaration);
            break;
        case Kind::errors:
            emit_errors(code, declaration);
            break;
        case Kind::structure:
            emit_structure(code, declaration);
            break;
        case Kind::alternatives:
            emit_union(code, declaration);
            break;
    }
}

bool is_one_line(const model::Declaration& declaration) {
    return (declaration.kind == Kind::constant || declaration.kind == Kind::external || declaration.kind == Kind::id) &&
           declaration.documentation.empty();
}

}  // namespace

std::string emit_types(const model::Protocol& protocol, const model::File& file) {
    Code code;
    begin_file(code, file.source->name(), "The types that " + file.source->name() + " declares.");
    code.line("#pragma once");
    code.blank();
    Includes includes;
    for (const model::File* included : file.includes) includes.own("proto/" + included->source->stem() + ".hpp");
    for (const model::Declaration* declaration : file.declarations) include_declaration(includes, *declaration);
    includes.emit(code);
    begin_namespace(code, protocol);
    for (size_t i = 0; i < file.declarations.size(); ++i) {
        emit_declaration(code, *file.declarations[i]);
        const bool is_followed_closely = i + 1 < file.declarations.size() && is_one_line(*file.declarations[i]) &&
                                         is_one_line(*file.declarations[i + 1]);
        if (!is_followed_closely) code.blank();
    }
    end_namespace(code, protocol);
    return code.take();
}

}  // namespace xrt::compiler
