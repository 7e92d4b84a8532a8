// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/statement_emitter.hpp"

#include "ipc/compiler/cpp_types.hpp"
#include "ipc/compiler/emit_parts.hpp"

namespace xrt::compiler {

std::string as_object(const std::string& expression) {
    return expression.front() == '*' ? "(" + expression + ")" : expression;
}

std::string primitive(const model::Type& type) {
    using Kind = model::Type::Kind;
    switch (type.kind) {
        case Kind::boolean:
            return "boolean";
        case Kind::integer:
            return type.integer.name();
        case Kind::f32:
            return "f32";
        case Kind::f64:
            return "f64";
        case Kind::string:
            return "string";
        case Kind::bytes:
            return "bytes";
        default:
            return "fd";
    }
}

void StatementEmitter::emit_elements(const std::string& declarator, const model::Type& type,
                                     const std::string& sequence) {
    const std::string item = local_name("item");
    code_.open("for (" + declarator + " " + item + " : " + sequence + ")");
    emit_inside(type.element[0], item);
    code_.close();
}

void StatementEmitter::emit_if(const std::string& condition, const model::Type& type, const std::string& value,
                               const std::string& before) {
    code_.open("if (" + condition + ")");
    if (!before.empty()) line(before);
    emit_inside(type, value);
    code_.close();
}

void StatementEmitter::fail_if(const std::string& condition, const std::string& what) {
    code_.guarded(condition, stream() + ".fail(\"" + scope_.owner + "." + field_.name.text + " " + what + "\");");
}

void StatementEmitter::check_range(const model::Type& type, const std::string& value) {
    if (!type.range) return;
    const auto& [first, last] = *type.range;
    // Comparisons that are always false are warned of.
    const bool from_lowest =
        first.negative == type.integer.is_signed && first.magnitude == type.integer.lowest_magnitude();
    const bool to_highest = !last.negative && last.magnitude == type.integer.highest();
    std::string condition = from_lowest ? "" : value + " < " + cpp_literal(first);
    if (!to_highest) condition += (condition.empty() ? "" : " || ") + value + " > " + cpp_literal(last);
    if (condition.empty()) return;
    fail_if(condition, "is not within " + first.text + ".." + last.text);
}

std::string StatementEmitter::local_name(const std::string& wish) const {
    return free_name(wish + (depth_ > 0 ? "_" + std::to_string(depth_ + 1) : ""), scope_.other_names);
}

void StatementEmitter::emit_inside(const model::Type& type, const std::string& value) {
    ++depth_;
    emit(type, value);
    --depth_;
}

}  // namespace xrt::compiler
