// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/probe_statements.hpp"

#include <algorithm>

#include "ipc/compiler/cpp_types.hpp"
#include "ipc/compiler/emit_parts.hpp"

namespace xrt::compiler {
namespace {

using Kind = model::Type::Kind;
using DeclarationKind = model::Declaration::Kind;

class WalkEmitter {
 public:
    WalkEmitter(Code& code, const std::string& owner, const model::Field& field)
        : code_(code), field_(field), rule_("\"" + owner + "." + field.name.text) {}

    void emit(const model::Type& type) {
        switch (type.kind) {
            case Kind::boolean:
                return call("presence", "");
            case Kind::integer:
                return emit_integer(type);
            case Kind::f32:
                return call("f32", "");
            case Kind::f64:
                return call("f64", "");
            case Kind::string:
                return call("string", type.bound_text);
            case Kind::bytes:
                return call("bytes", type.bound_text);
            case Kind::vector:
                call("count", type.bound_text);
                return emit_element(type.element[0]);
            case Kind::array:
                return emit_array(type);
            case Kind::map:
                return emit_map(type);
            case Kind::optional:
                call("presence", "");
                return emit(type.element[0]);
            case Kind::fd:
                return call("fd", "ipc::FdKind::" + type.fd_kind);
            case Kind::bitmap:
                return call("bitmap", type.bound_text);
            case Kind::named:
                return code_.line("walk(probe, std::type_identity<" + type.declaration->name.text + ">());");
        }
    }

 private:
    void call(const std::string& function, const std::string& argument) {
        code_.line("probe." + function + "(" + argument + ");");
    }

    void emit_integer(const model::Type& type) {
        const std::string name = cpp_integer(type.integer);
        if (!type.range) return call("number", name + "{1}");
        const auto& [first, last] = *type.range;
        code_.line("probe.range<" + name + ">(" + cpp_literal(first) + ", " + cpp_literal(last) + ", " + rule_ +
                   " is not within " + first.text + ".." + last.text + "\");");
    }

    void emit_element(const model::Type& element) {
        call("enter", "\"[]\"");
        emit(element);
        call("leave", "");
    }

    template <typename Body>
    void loop(const std::string& count, Body body) {
        const std::string index = "i_" + std::to_string(++depth_);
        code_.open("for (size_t " + index + " = 0; " + index + " < " + count + "; ++" + index + ")");
        body();
        code_.close();
        --depth_;
    }

    void emit_array(const model::Type& type) {
        loop(type.bound_text, [&] { emit_element(type.element[0]); });
    }

    void emit_map(const model::Type& type) {
        const std::string entries = field_.name.text + "_entries_" + std::to_string(depth_ + 1);
        code_.list("const size_t " + entries + " = probe.map_count(",
                   {type.bound_text, rule_ + " has keys that are not sorted, each once\""}, ");");
        loop(entries, [&] {
            emit_element(type.element[0]);
            emit_element(type.element[1]);
        });
    }

    Code& code_;
    const model::Field& field_;
    std::string rule_;
    size_t depth_ = 0;
};

/// The least number that is none of the values, if it fits the type below.
bool find_stranger(const model::Declaration& declaration, uint64_t& stranger) {
    const auto is_value = [&](uint64_t number) {
        return std::any_of(declaration.values.begin(), declaration.values.end(),
                           [&](const syntax::Enumerator& value) { return value.value.magnitude == number; });
    };
    for (stranger = 0; is_value(stranger); ++stranger) {
    }
    return stranger <= declaration.integer.highest();
}

/// A bit that is no flag's, or 0.
uint64_t unknown_flag(const model::Declaration& declaration) {
    uint64_t known = 0;
    for (const syntax::Enumerator& value : declaration.values) known |= value.value.magnitude;
    const uint64_t unknown = ~known & declaration.integer.highest();
    return unknown & (~unknown + 1);
}

void emit_number(Code& code, const model::Declaration& declaration, uint64_t right) {
    code.line("probe.number(" + cpp_integer(declaration.integer) + "{" + decimal(right) + "});");
}

void emit_value(Code& code, const model::Declaration& declaration, uint64_t right, uint64_t wrong, const char* rule) {
    code.line("probe.value(" + cpp_integer(declaration.integer) + "{" + decimal(right) + "}, " + decimal(wrong) +
              ", \"" + declaration.name.text + rule + "\");");
}

void emit_enumeration(Code& code, const model::Declaration& declaration) {
    const uint64_t right = declaration.values.front().value.magnitude;
    uint64_t wrong = 0;
    if (!find_stranger(declaration, wrong)) return emit_number(code, declaration, right);
    emit_value(code, declaration, right, wrong, " is not one of its values");
}

void emit_flags(Code& code, const model::Declaration& declaration) {
    const uint64_t wrong = unknown_flag(declaration);
    if (wrong == 0) return emit_number(code, declaration, 0);
    emit_value(code, declaration, 0, wrong, " has unknown flags");
}

void emit_union(Code& code, const model::Declaration& declaration) {
    const std::string& name = declaration.name.text;
    code.open("switch (probe.alternative(" + std::to_string(declaration.fields.size()) + ", \"" + name +
              " is none of its alternatives\"))");
    for (size_t i = 0; i < declaration.fields.size(); ++i) {
        code.open("case " + std::to_string(i) + ":");
        emit_walk_fields(code, name, {declaration.fields[i]});
        code.line("break;");
        code.close();
    }
    code.close();
}

void emit_body(Code& code, const model::Declaration& declaration) {
    switch (declaration.kind) {
        case DeclarationKind::id:
            return emit_number(code, declaration, 1);
        case DeclarationKind::enumeration:
            return emit_enumeration(code, declaration);
        case DeclarationKind::flags:
            return emit_flags(code, declaration);
        case DeclarationKind::structure:
            return emit_walk_fields(code, declaration.name.text, declaration.fields);
        default:
            return emit_union(code, declaration);
    }
}

}  // namespace

void emit_walk(Code& code, const model::Declaration& declaration) {
    const bool has_codec = declaration.kind != DeclarationKind::constant &&
                           declaration.kind != DeclarationKind::external && declaration.kind != DeclarationKind::errors;
    if (!has_codec) return;
    code.open("[[maybe_unused]] static void walk([[maybe_unused]] ipc::BoundsProbe& probe, std::type_identity<" +
              declaration.name.text + ">)");
    emit_body(code, declaration);
    code.close();
    code.blank();
}

void emit_walk_fields(Code& code, const std::string& owner, const std::vector<model::Field>& fields) {
    for (const model::Field& field : fields) {
        code.line("probe.enter(\"" + field.name.text + "\");");
        WalkEmitter(code, owner, field).emit(field.type);
        code.line("probe.leave();");
    }
}

}  // namespace xrt::compiler
