// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/parser.hpp"

#include <utility>

#include "ipc/compiler/blocks.hpp"
#include "ipc/compiler/interface_parser.hpp"
#include "ipc/compiler/names.hpp"
#include "ipc/compiler/suggestion.hpp"
#include "ipc/compiler/token_stream.hpp"

namespace xrt::compiler {
namespace {

using namespace syntax;

const std::string item_expectation =
    "expected namespace, include, const, extern, id, enum, flags, struct, union, errors or interface";

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
                recover_at_top(*this);
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
        if (accept("interface")) return Item(TRY(interfaces_.parse(documentation)));
        if (accept("errors")) return parse_errors(documentation, start.at);
        const std::string_view word = start.kind == TokenKind::name ? start.text : std::string_view();
        return unexpected(item_expectation + suggestion(word, item_keywords));
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
        item.values = TRY(parse_values());
        return Item(std::move(item));
    }

    Result<Item> parse_errors(const Documentation& documentation, const Location& at) {
        Errors item{.documentation = documentation, .at = at, .values = {}};
        item.values = TRY(parse_values());
        return Item(std::move(item));
    }

    Result<std::vector<Enumerator>> parse_values() {
        std::vector<Enumerator> values;
        TRY(expect("{", "before the values"));
        const auto parse_entry = [&]() -> Result<void> {
            Enumerator value{.documentation = here().documentation, .name = {}, .value = {}};
            value.name = TRY(expect_name("a value's name, or '}'"));
            TRY(expect("=", "and the value"));
            value.value = TRY(expect_number("the value, a number"));
            TRY(expect(";", "after the value"));
            values.push_back(std::move(value));
            return {};
        };
        TRY(parse_block(*this, parse_entry));
        return values;
    }

    Result<Item> parse_aggregate(AggregateKind kind, const Documentation& documentation) {
        Aggregate item{.kind = kind, .documentation = documentation, .name = {}, .fields = {}};
        item.name = TRY(expect_name("the type's name"));
        TRY(expect("{", "before the fields"));
        const auto parse_entry = [&]() -> Result<void> {
            Field field = TRY(fields_.parse("a field's name, or '}'"));
            TRY(expect(";", "after the field"));
            item.fields.push_back(std::move(field));
            return {};
        };
        TRY(parse_block(*this, parse_entry));
        return Item(std::move(item));
    }

    FieldParser fields_{*this};
    InterfaceParser interfaces_{*this};
};

}  // namespace

syntax::File parse(const std::vector<Token>& tokens, Diagnostics& diagnostics) {
    return Parser(tokens, diagnostics).run();
}

}  // namespace xrt::compiler
