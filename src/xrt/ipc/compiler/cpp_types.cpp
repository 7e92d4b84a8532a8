// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/cpp_types.hpp"

namespace xrt::compiler {
namespace {

using Kind = model::Type::Kind;
using DeclarationKind = model::Declaration::Kind;

enum class Spelling { written, canonical };

std::string spell(const model::Type& type, Spelling spelling);

std::string spell_declaration(const model::Declaration& declaration, Spelling spelling) {
    if (spelling == Spelling::written) return declaration.name.text;
    if (declaration.kind == DeclarationKind::external) return declaration.cpp_name;
    if (declaration.kind != DeclarationKind::alternatives) return declaration.name.text;
    std::string alternatives;
    for (const model::Field& field : declaration.fields)
        alternatives += (alternatives.empty() ? "" : ", ") + spell(field.type, spelling);
    return "std::variant<" + alternatives + ">";
}

std::string spell(const model::Type& type, Spelling spelling) {
    const std::string bound = spelling == Spelling::written ? type.bound_text : std::to_string(type.bound);
    switch (type.kind) {
        case Kind::boolean:
            return "bool";
        case Kind::integer:
            return cpp_integer(type.integer);
        case Kind::f32:
            return "float";
        case Kind::f64:
            return "double";
        case Kind::string:
            return "std::string";
        case Kind::bytes:
            return "std::vector<uint8_t>";
        case Kind::vector:
            return "BoundedVector<" + spell(type.element[0], spelling) + ", " + bound + ">";
        case Kind::array:
            return "std::array<" + spell(type.element[0], spelling) + ", " + bound + ">";
        case Kind::map:
            return "BoundedMap<" + spell(type.element[0], spelling) + ", " + spell(type.element[1], spelling) + ", " +
                   bound + ">";
        case Kind::optional:
            return "std::optional<" + spell(type.element[0], spelling) + ">";
        case Kind::fd:
            return "UniqueFd";
        case Kind::bitmap:
            return "Bitmap";
        case Kind::named:
            return spell_declaration(*type.declaration, spelling);
    }
    return {};
}

}  // namespace

std::string cpp_type(const model::Type& type) { return spell(type, Spelling::written); }
std::string canonical_cpp_type(const model::Type& type) { return spell(type, Spelling::canonical); }

std::string cpp_integer(const model::Integer& integer) {
    return (integer.is_signed ? "int" : "uint") + std::to_string(integer.bits) + "_t";
}

bool is_passed_by_value(const model::Type& type) {
    if (type.has_fd()) return true;
    switch (type.kind) {
        case Kind::boolean:
        case Kind::integer:
        case Kind::f32:
        case Kind::f64:
            return true;
        case Kind::named:
            return type.declaration->kind == DeclarationKind::id ||
                   type.declaration->kind == DeclarationKind::enumeration ||
                   type.declaration->kind == DeclarationKind::flags;
        default:
            return false;
    }
}

std::string cpp_parameter_type(const model::Field& field) {
    const std::string type = cpp_type(field.type);
    return is_passed_by_value(field.type) ? type : "const " + type + "&";
}

std::string cpp_parameter(const model::Field& field) { return cpp_parameter_type(field) + " " + field.name.text; }

std::string cpp_literal(const syntax::Number& number) {
    if (number.negative && number.magnitude > uint64_t{INT64_MAX}) return "INT64_MIN";
    const std::string suffix = number.magnitude > uint64_t{INT64_MAX} ? "u" : "";
    return (number.negative ? "-" : "") + std::to_string(number.magnitude) + suffix;
}

}  // namespace xrt::compiler
