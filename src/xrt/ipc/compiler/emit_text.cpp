// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/emit.hpp"
#include "ipc/compiler/emit_parts.hpp"
#include "ipc/compiler/print_statements.hpp"

namespace xrt::compiler {
namespace {

using Kind = model::Declaration::Kind;

bool has_text(const model::Declaration& declaration) {
    return declaration.kind != Kind::constant && declaration.kind != Kind::errors && declaration.kind != Kind::external;
}

bool is_aggregate(const model::Declaration& declaration) {
    return declaration.kind == Kind::structure || declaration.kind == Kind::alternatives;
}

std::string print_signature(const model::Declaration& declaration) {
    const bool ignores_value = declaration.kind == Kind::structure && declaration.fields.empty();
    return "void print(ipc::TextWriter& text, const " + declaration.name.text + (ignores_value ? "&)" : "& value)");
}

std::string to_text_signature(const model::Declaration& declaration) {
    return "std::string to_text(const " + declaration.name.text + "& value)";
}

void emit_flags(Code& code, const model::Declaration& declaration) {
    code.line("text.open('[');");
    for (const syntax::Enumerator& value : declaration.values) {
        code.open("if (value.has(" + declaration.name.text + "::" + value.name.text + "))");
        code.line("text.element();");
        code.line("text.word(\"" + value.name.text + "\");");
        code.close();
    }
    code.line("text.close(']');");
}

void emit_union(Code& code, const StatementScope& scope, const model::Declaration& declaration) {
    code.line("text.open('{');");
    for (size_t i = 0; i < declaration.fields.size(); ++i) {
        code.open("if (const auto* const content = std::get_if<" + std::to_string(i) + ">(&value))");
        code.line("text.name(\"" + declaration.fields[i].name.text + "\");");
        emit_print(code, scope, declaration.fields[i], "*content");
        code.close();
    }
    code.line("text.close('}');");
}

void emit_body(Code& code, const model::Declaration& declaration) {
    const StatementScope scope{.stream = "text", .owner = declaration.name.text, .other_names = {}};
    switch (declaration.kind) {
        case Kind::id:
            return code.line("text.number(value.value);");
        case Kind::enumeration:
            return code.line("text.word(to_string(value));");
        case Kind::flags:
            return emit_flags(code, declaration);
        case Kind::structure:
            return emit_print_fields(code, scope, declaration.fields, "value.");
        case Kind::alternatives:
            return emit_union(code, scope, declaration);
        default:
            return;
    }
}

void emit_declaration(Code& code, const model::Declaration& declaration) {
    code.open(print_signature(declaration));
    emit_body(code, declaration);
    code.close();
    code.blank();
    if (!is_aggregate(declaration)) return;
    code.open(to_text_signature(declaration));
    code.line("ipc::TextWriter text;");
    code.line("print(text, value);");
    code.line("return text.take();");
    code.close();
    code.blank();
}

}  // namespace

std::string emit_text_header(const model::Protocol& protocol, const model::File& file) {
    Code code;
    begin_file(code, file.source->name(),
               "The types that " + file.source->name() + " declares, as a person reads them.");
    code.line("#pragma once");
    code.blank();
    Includes includes;
    includes.standard("string");
    includes.own("ipc/wire/text_writer.hpp");
    includes.own("ipc/wire/vocabulary_text.hpp");
    includes.own("proto/" + file.source->stem() + ".hpp");
    for (const model::File* included : file.includes) includes.own("proto/" + included->source->stem() + "_text.hpp");
    includes.emit(code);
    begin_namespace(code, protocol);
    for (const model::Declaration* declaration : file.declarations) {
        if (!has_text(*declaration)) continue;
        code.line(print_signature(*declaration) + ";");
        if (is_aggregate(*declaration)) code.line(to_text_signature(*declaration) + ";");
        code.blank();
    }
    end_namespace(code, protocol);
    return code.take();
}

std::string emit_text_source(const model::Protocol& protocol, const model::File& file) {
    Code code;
    begin_file(code, file.source->name(),
               "The types that " + file.source->name() + " declares, as a person reads them.");
    code.line("#include \"proto/" + file.source->stem() + "_text.hpp\"");
    code.blank();
    begin_namespace(code, protocol);
    for (const model::Declaration* declaration : file.declarations) {
        if (has_text(*declaration)) emit_declaration(code, *declaration);
    }
    end_namespace(code, protocol);
    return code.take();
}

}  // namespace xrt::compiler
