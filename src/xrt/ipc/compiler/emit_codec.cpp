// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/cpp_types.hpp"
#include "ipc/compiler/emit.hpp"
#include "ipc/compiler/emit_parts.hpp"
#include "ipc/compiler/statements.hpp"

namespace xrt::compiler {
namespace {

using Kind = model::Declaration::Kind;

bool has_codec(const model::Declaration& declaration) {
    return declaration.kind != Kind::constant && declaration.kind != Kind::errors && declaration.kind != Kind::external;
}

bool is_empty_struct(const model::Declaration& declaration) {
    return declaration.kind == Kind::structure && declaration.fields.empty();
}

std::string write_signature(const model::Declaration& declaration) {
    const std::string& name = declaration.name.text;
    const bool is_small =
        declaration.kind == Kind::id || declaration.kind == Kind::enumeration || declaration.kind == Kind::flags;
    if (is_empty_struct(declaration)) return "void write(ipc::Writer&, const " + name + "&)";
    return "void write(ipc::Writer& writer, " + (is_small ? name + " value)" : "const " + name + "& value)");
}

std::string read_signature(const model::Declaration& declaration) {
    const bool is_empty = is_empty_struct(declaration);
    return "void read(ipc::Reader&" + std::string(is_empty ? ", " : " reader, ") + declaration.name.text +
           (is_empty ? "&)" : "& value)");
}

std::string take_signature(const model::Declaration& declaration) {
    return "void take_fds(" + declaration.name.text + "& value, ipc::OwnedFds& fds)";
}

/// The functions of one declared type.
class DeclarationCodec {
 public:
    DeclarationCodec(Code& code, const model::Declaration& declaration)
        : code_(code),
          declaration_(declaration),
          name_(declaration.name.text),
          integer_(cpp_integer(declaration.integer)) {}

    void emit() {
        switch (declaration_.kind) {
            case Kind::id:
                return emit_id();
            case Kind::enumeration:
                return emit_enumeration();
            case Kind::flags:
                return emit_flags();
            case Kind::structure:
                return emit_structure();
            case Kind::alternatives:
                return emit_union();
            default:
                return;
        }
    }

 private:
    template <typename Body>
    void function(const std::string& signature, Body body) {
        code_.open(signature);
        body();
        code_.close();
        code_.blank();
    }

    void emit_id() {
        function(write_signature(declaration_),
                 [&] { code_.line("writer." + declaration_.integer.name() + "(value.value);"); });
        function(read_signature(declaration_),
                 [&] { code_.line("value.value = reader." + declaration_.integer.name() + "();"); });
    }

    void emit_enumeration() {
        code_.open("static bool is_valid(" + name_ + " value)");
        code_.open("switch (value)");
        for (const syntax::Enumerator& value : declaration_.values)
            code_.line("case " + name_ + "::" + value.name.text + ":");
        code_.line("    return true;");
        code_.close();
        code_.line("return false;");
        code_.close();
        code_.blank();
        const std::string fail = ".fail(\"" + name_ + " is not one of its values\");";
        function(write_signature(declaration_), [&] {
            code_.guarded("!is_valid(value)", "writer" + fail);
            code_.line("writer." + declaration_.integer.name() + "(static_cast<" + integer_ + ">(value));");
        });
        function(read_signature(declaration_), [&] {
            code_.line("value = static_cast<" + name_ + ">(reader." + declaration_.integer.name() + "());");
            code_.guarded("!is_valid(value)", "reader" + fail);
        });
    }

    void emit_flags() {
        const std::string has_unknown = "(value.value & ~uint64_t{" + name_ + "::all_flags}) != 0";
        const std::string fail = ".fail(\"" + name_ + " has unknown flags\");";
        function(write_signature(declaration_), [&] {
            code_.guarded(has_unknown, "writer" + fail);
            code_.line("writer." + declaration_.integer.name() + "(value.value);");
        });
        function(read_signature(declaration_), [&] {
            code_.line("value.value = reader." + declaration_.integer.name() + "();");
            code_.guarded(has_unknown, "reader" + fail);
        });
    }

    void emit_structure() {
        if (is_empty_struct(declaration_)) return emit_nothing();
        function(write_signature(declaration_), [&] {
            for (const model::Field& field : declaration_.fields)
                emit_write(code_, scope("writer"), field, "value." + field.name.text);
        });
        function(read_signature(declaration_), [&] {
            for (const model::Field& field : declaration_.fields)
                emit_read(code_, scope("reader"), field, "value." + field.name.text);
        });
        if (declaration_.size.fds == 0) return;
        function(take_signature(declaration_), [&] {
            for (const model::Field& field : declaration_.fields)
                emit_take_fds(code_, scope("fds"), field, "value." + field.name.text);
        });
    }

    void emit_nothing() {
        code_.line(write_signature(declaration_) + " {}");
        code_.line(read_signature(declaration_) + " {}");
        code_.blank();
    }

    void emit_union() {
        function(write_signature(declaration_), [&] {
            code_.line("writer.u8(static_cast<uint8_t>(value.index()));");
            emit_cases("value.index()", "const auto& content = *std::get_if<", ">(&value);",
                       [&](const model::Field& field) { emit_write(code_, scope("writer"), field, "content"); });
            code_.line("writer.fail(\"" + name_ + " is empty\");");
        });
        function(read_signature(declaration_), [&] {
            emit_cases("reader.u8()", "auto& content = value.emplace<", ">();",
                       [&](const model::Field& field) { emit_read(code_, scope("reader"), field, "content"); });
            code_.line("reader.fail(\"" + name_ + " is none of its alternatives\");");
        });
        if (declaration_.size.fds == 0) return;
        function(take_signature(declaration_), [&] {
            for (size_t i = 0; i < declaration_.fields.size(); ++i) {
                if (!declaration_.fields[i].type.has_fd()) continue;
                code_.open("if (auto* const content = std::get_if<" + std::to_string(i) + ">(&value))");
                emit_take_fds(code_, scope("fds"), declaration_.fields[i], "*content");
                code_.close();
            }
        });
    }

    template <typename Body>
    void emit_cases(const std::string& index, const std::string& before, const std::string& after, Body body) {
        code_.open("switch (" + index + ")");
        for (size_t i = 0; i < declaration_.fields.size(); ++i) {
            const std::string number = std::to_string(i);
            code_.open("case " + number + ": /* " + declaration_.fields[i].name.text + " */");
            code_.line(before + number + after);
            body(declaration_.fields[i]);
            code_.line("return;");
            code_.close();
        }
        code_.close();
    }

    StatementScope scope(const std::string& stream) const {
        return {.stream = stream, .owner = name_, .other_names = {}};
    }

    Code& code_;
    const model::Declaration& declaration_;
    const std::string& name_;
    std::string integer_;
};

}  // namespace

std::string emit_codec_header(const model::Protocol& protocol, const model::File& file) {
    Code code;
    begin_file(code, file.source->name(), "How the types that " + file.source->name() + " declares lie on the wire.");
    code.line("#pragma once");
    code.blank();
    Includes includes;
    includes.own("ipc/wire/reader.hpp");
    includes.own("ipc/wire/vocabulary.hpp");
    includes.own("ipc/wire/writer.hpp");
    includes.own("proto/" + file.source->stem() + ".hpp");
    for (const model::File* included : file.includes) includes.own("proto/" + included->source->stem() + "_codec.hpp");
    includes.emit(code);
    begin_namespace(code, protocol);
    for (const model::Declaration* declaration : file.declarations) {
        if (!has_codec(*declaration)) continue;
        code.line(write_signature(*declaration) + ";");
        code.line(read_signature(*declaration) + ";");
        if (declaration->size.fds > 0) code.line(take_signature(*declaration) + ";");
        code.blank();
    }
    end_namespace(code, protocol);
    return code.take();
}

std::string emit_codec_source(const model::Protocol& protocol, const model::File& file) {
    Code code;
    begin_file(code, file.source->name(), "How the types that " + file.source->name() + " declares lie on the wire.");
    code.line("#include \"proto/" + file.source->stem() + "_codec.hpp\"");
    code.blank();
    code.line("#include <utility>");
    code.blank();
    begin_namespace(code, protocol);
    for (const model::Declaration* declaration : file.declarations) DeclarationCodec(code, *declaration).emit();
    end_namespace(code, protocol);
    return code.take();
}

}  // namespace xrt::compiler
