// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/field_parser.hpp"

#include <array>

#include "ipc/compiler/parser.hpp"
#include "ipc/compiler/suggestion.hpp"

namespace xrt::compiler {

using namespace syntax;

constexpr auto types_with_arguments =
    std::to_array<std::string_view>({"string", "bytes", "vector", "array", "map", "optional", "fd", "bitmap"});

Result<Field> FieldParser::parse(const char* what) {
    Field field{.documentation = tokens_.here().documentation, .name = {}, .type = {}};
    field.name = TRY(tokens_.expect_name(what));
    TRY(tokens_.expect(":", "and the field's type"));
    field.type = TRY(parse_type(1));
    return field;
}

Result<std::vector<Field>> FieldParser::parse_list() {
    std::vector<Field> fields;
    if (tokens_.accept(")")) return fields;
    do {
        fields.push_back(TRY(parse("a field's name")));
    } while (tokens_.accept(","));
    if (!tokens_.accept(")")) return tokens_.unexpected("expected ',' and another field, or ')'");
    return fields;
}

Result<Type> FieldParser::parse_type(size_t depth) {
    Type type;
    type.name = TRY(tokens_.expect_name("a type"));
    if (depth > max_type_depth) {
        return tokens_.error(type.name.at, "types are nested too deeply; expected at most " +
                                               std::to_string(max_type_depth) + " levels");
    }
    if (!tokens_.accept("<")) return type;
    TRY(parse_arguments(type, depth));
    TRY(tokens_.expect(">", "after the type's arguments"));
    return type;
}

Result<void> FieldParser::parse_arguments(Type& type, size_t depth) {
    const std::string& name = type.name.text;
    if (name == "string" || name == "bytes" || name == "bitmap") {
        type.bound = TRY(parse_bound());
    } else if (name == "fd") {
        type.kind = TRY(tokens_.expect_name("memfd, dmabuf, opaque, sync or socket"));
    } else if (name == "vector" || name == "array" || name == "map") {
        type.element.push_back(TRY(parse_type(depth + 1)));
        TRY(tokens_.expect(",", name == "map" ? "and the values' type" : "and a bound"));
        if (name == "map") {
            type.element.push_back(TRY(parse_type(depth + 1)));
            TRY(tokens_.expect(",", "and a bound"));
        }
        type.bound = TRY(parse_bound());
    } else if (name == "optional") {
        type.element.push_back(TRY(parse_type(depth + 1)));
    } else {
        type.range = TRY(parse_range(type.name));
    }
    return {};
}

Result<Range> FieldParser::parse_range(const Name& name) {
    if (tokens_.here().kind != TokenKind::number)
        return tokens_.unexpected("expected a range such as 1..64 after '" + name.text + "<'" +
                                  suggestion(name.text, types_with_arguments));
    Range range;
    range.first = TRY(tokens_.expect_number("the range's first number"));
    TRY(tokens_.expect("..", "and the range's last number"));
    range.last = TRY(tokens_.expect_number("the range's last number"));
    return range;
}

Result<Bound> FieldParser::parse_bound() {
    if (tokens_.here().kind == TokenKind::name) return Bound(TRY(tokens_.expect_name("a bound")));
    return Bound(TRY(tokens_.expect_number("a bound, which is a number or a constant")));
}

}  // namespace xrt::compiler
