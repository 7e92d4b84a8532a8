// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/parser.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ipc/compiler/token_stream.hpp"

namespace xrt::compiler {
namespace {

using namespace syntax;

constexpr std::array<std::string_view, 10> item_keywords = {"namespace", "include", "const",  "extern", "id",
                                                            "enum",      "flags",   "struct", "union",  "interface"};
constexpr const char* item_expectation =
    "expected namespace, include, const, extern, id, enum, flags, struct, union or interface";

class Parser : private TokenStream {
 public:
    using TokenStream::TokenStream;

    File run() {
        File file;
        while (here().kind != TokenKind::end) {
            auto item = parse_item();
            if (item.ok()) {
                file.items.push_back(std::move(item).value());
            } else {
                recover_at_top();
            }
        }
        file.end = here().at;
        return file;
    }

 private:
    // Items

    Result<Item> parse_item() {
        const Token& start = here();
        const auto& documentation = start.documentation;
        if (accept("namespace")) return parse_namespace();
        if (accept("include")) return parse_include();
        if (accept("const")) return parse_constant(documentation);
        if (accept("extern")) return parse_extern(documentation);
        if (accept("id")) return parse_id(documentation);
        if (accept("enum")) return parse_enumeration(EnumerationKind::enumeration, documentation);
        if (accept("flags")) return parse_enumeration(EnumerationKind::flags, documentation);
        if (accept("struct")) return parse_aggregate(AggregateKind::structure, documentation);
        if (accept("union")) return parse_aggregate(AggregateKind::alternatives, documentation);
        if (accept("interface")) return parse_interface(documentation);
        return unexpected(item_expectation);
    }

    Result<Item> parse_namespace() {
        Namespace item;
        do {
            item.parts.push_back(TRY(expect_name("the namespace's name")));
        } while (accept("::"));
        TRY(expect(";", "after the namespace"));
        return Item(std::move(item));
    }

    Result<Item> parse_include() {
        Include item;
        item.first_token = position() - 1;
        std::tie(item.path, item.at) = TRY(expect_string("the file's name in quotes"));
        item.last_token = position();
        TRY(expect(";", "after the included file's name"));
        return Item(std::move(item));
    }

    Result<Item> parse_constant(const Documentation& documentation) {
        Constant item{.documentation = documentation, .name = {}, .value = {}};
        item.name = TRY(expect_name("the constant's name"));
        TRY(expect("=", "and the constant's value"));
        item.value = TRY(expect_number("the constant's value, a number"));
        TRY(expect(";", "after the constant's value"));
        return Item(std::move(item));
    }

    Result<Item> parse_extern(const Documentation& documentation) {
        Extern item;
        item.documentation = documentation;
        item.name = TRY(expect_name("the type's name"));
        TRY(expect("=", "and the C++ type's name"));
        do {
            item.cpp_name.push_back(TRY(expect_name("the C++ type's name")));
        } while (accept("::"));
        TRY(expect("from", "and the C++ type's header"));
        std::tie(item.header, item.header_at) = TRY(expect_string("the C++ type's header in quotes"));
        TRY(expect("size", "and the most bytes that the type takes on the wire"));
        item.size = TRY(expect_number("the most bytes that the type takes on the wire"));
        TRY(expect(";", "after the type"));
        return Item(std::move(item));
    }

    Result<Item> parse_id(const Documentation& documentation) {
        Id item;
        item.documentation = documentation;
        item.name = TRY(expect_name("the id's name"));
        TRY(expect(":", "and the id's integer type"));
        item.integer = TRY(expect_name("the id's integer type"));
        TRY(expect(";", "after the id's type"));
        return Item(std::move(item));
    }

    Result<Item> parse_enumeration(EnumerationKind kind, const Documentation& documentation) {
        Enumeration item{.kind = kind, .documentation = documentation, .name = {}, .integer = {}, .values = {}};
        item.name = TRY(expect_name("the type's name"));
        TRY(expect(":", "and the integer type below"));
        item.integer = TRY(expect_name("the integer type below"));
        TRY(expect("{", "before the values"));
        const auto parse_entry = [&]() -> Result<void> {
            Enumerator value{.documentation = here().documentation, .name = {}, .value = {}};
            value.name = TRY(expect_name("a value's name, or '}'"));
            TRY(expect("=", "and the value"));
            value.value = TRY(expect_number("the value, a number"));
            TRY(expect(";", "after the value"));
            item.values.push_back(std::move(value));
            return {};
        };
        TRY(parse_block(parse_entry));
        return Item(std::move(item));
    }

    Result<Item> parse_aggregate(AggregateKind kind, const Documentation& documentation) {
        Aggregate item{.kind = kind, .documentation = documentation, .name = {}, .fields = {}};
        item.name = TRY(expect_name("the type's name"));
        TRY(expect("{", "before the fields"));
        const auto parse_entry = [&]() -> Result<void> {
            Field field = TRY(parse_field("a field's name, or '}'"));
            TRY(expect(";", "after the field"));
            item.fields.push_back(std::move(field));
            return {};
        };
        TRY(parse_block(parse_entry));
        return Item(std::move(item));
    }

    Result<Item> parse_interface(const Documentation& documentation) {
        Interface item{.documentation = documentation, .name = {}, .calls = {}};
        item.name = TRY(expect_name("the interface's name"));
        TRY(expect("{", "before the calls"));
        const auto parse_entry = [&]() -> Result<void> {
            item.calls.push_back(TRY(parse_call()));
            return {};
        };
        TRY(parse_block(parse_entry));
        return Item(std::move(item));
    }

    Result<Call> parse_call() {
        Call call{.documentation = here().documentation, .name = {}, .arguments = {}, .reply = {}};
        call.name = TRY(expect_name("a call's name, or '}'"));
        TRY(expect("(", "before the arguments"));
        call.arguments = TRY(parse_field_list());
        if (accept("=>")) {
            TRY(expect("(", "before the reply"));
            call.reply = TRY(parse_field_list());
        } else if (!accept("=|")) {
            return unexpected("expected '=>' and a reply, or '=|' for a call without one");
        }
        TRY(expect(";", "after the call"));
        return call;
    }

    Result<std::vector<Field>> parse_field_list() {
        std::vector<Field> fields;
        if (accept(")")) return fields;
        do {
            fields.push_back(TRY(parse_field("a field's name")));
        } while (accept(","));
        if (!accept(")")) return unexpected("expected ',' and another field, or ')'");
        return fields;
    }

    Result<Field> parse_field(const char* what) {
        Field field{.documentation = here().documentation, .name = {}, .type = {}};
        field.name = TRY(expect_name(what));
        TRY(expect(":", "and the field's type"));
        field.type = TRY(parse_type(1));
        return field;
    }

    // Types

    Result<Type> parse_type(size_t depth) {
        Type type;
        type.name = TRY(expect_name("a type"));
        if (depth > max_type_depth) {
            return error(type.name.at,
                         "types are nested too deeply; expected at most " + std::to_string(max_type_depth) + " levels");
        }
        if (!accept("<")) return type;
        TRY(parse_type_arguments(type, depth));
        TRY(expect(">", "after the type's arguments"));
        return type;
    }

    Result<void> parse_type_arguments(Type& type, size_t depth) {
        const std::string& name = type.name.text;
        if (name == "string" || name == "bytes") {
            type.bound = TRY(parse_bound());
        } else if (name == "fd") {
            type.kind = TRY(expect_name("memfd, dmabuf, opaque, sync or socket"));
        } else if (name == "vector" || name == "array") {
            type.element.push_back(TRY(parse_type(depth + 1)));
            TRY(expect(",", "and a bound"));
            type.bound = TRY(parse_bound());
        } else if (name == "optional") {
            type.element.push_back(TRY(parse_type(depth + 1)));
        } else {
            type.range = TRY(parse_range(type.name));
        }
        return {};
    }

    Result<Range> parse_range(const Name& name) {
        if (here().kind != TokenKind::number)
            return unexpected("expected a range such as 1..64 after '" + name.text + "<'");
        Range range;
        range.first = TRY(expect_number("the range's first number"));
        TRY(expect("..", "and the range's last number"));
        range.last = TRY(expect_number("the range's last number"));
        return range;
    }

    Result<Bound> parse_bound() {
        if (here().kind == TokenKind::name) return Bound(TRY(expect_name("a bound")));
        return Bound(TRY(expect_number("a bound, which is a number or a constant")));
    }

    // Mistakes

    /// Entries until '}'. A broken entry is skipped.
    template <typename ParseEntry>
    Result<void> parse_block(ParseEntry parse_entry) {
        while (!here().is("}")) {
            if (here().kind == TokenKind::end || starts_item()) return unexpected("expected '}'");
            if (!parse_entry().ok()) recover_in_block();
        }
        skip();
        return {};
    }

    // A keyword at the very beginning of a line: whoever forgot a '}' did so before it.
    bool starts_item() const {
        return here().at.column == 1 && ahead().kind != TokenKind::symbol &&
               std::find(item_keywords.begin(), item_keywords.end(), here().text) != item_keywords.end();
    }

    void recover_in_block() {
        while (here().kind != TokenKind::end && !here().is("}") && !starts_item()) {
            if (accept(";")) return;
            skip();
        }
    }

    void recover_at_top() {
        size_t depth = 0;
        for (; here().kind != TokenKind::end && !starts_item(); skip()) {
            if (here().is("{")) ++depth;
            if (here().is("}") && depth > 0) --depth;
            const bool ends = depth == 0 && (here().is(";") || here().is("}"));
            if (ends) return skip();
        }
    }
};

}  // namespace

syntax::File parse(const std::vector<Token>& tokens, Diagnostics& diagnostics) {
    return Parser(tokens, diagnostics).run();
}

}  // namespace xrt::compiler
