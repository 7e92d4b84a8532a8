// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/declaration_checker.hpp"

#include <algorithm>
#include <array>

#include "ipc/compiler/cpp_types.hpp"
#include "ipc/compiler/names.hpp"
#include "ipc/compiler/sizes.hpp"

namespace xrt::compiler {
namespace {

constexpr size_t max_alternatives = 256;  // the index is a u8
constexpr model::Size index_size{.bytes = 1, .fds = 0};

bool is_header_path(const std::string& path) {
    return !path.empty() &&
           path.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+./") ==
               std::string::npos;
}

// Even an empty struct counts, so that no bound allows a huge C++ object that is nothing on the wire.
model::Size struct_size(const std::vector<model::Field>& fields) {
    model::Size size;
    for (const model::Field& field : fields) size = add(size, field.type.size);
    size.bytes = std::max<uint64_t>(size.bytes, 1);
    return size;
}

model::Size union_size(const std::vector<model::Field>& fields) {
    model::Size size;
    for (const model::Field& field : fields) size = largest(size, field.type.size);
    return add(index_size, size);
}

}  // namespace

model::Declaration& DeclarationChecker::declare(Declaration::Kind kind, const syntax::Name& name,
                                                const syntax::Documentation& documentation, model::File& file) {
    protocol_.declarations.push_back(std::make_unique<Declaration>());
    Declaration& declaration = *protocol_.declarations.back();
    declaration.kind = kind;
    declaration.name = name;
    declaration.documentation = documentation;
    declaration.file = &file;
    file.declarations.push_back(&declaration);
    (void)scope_.add(name.text, name.at, &declaration);
    return declaration;
}

void DeclarationChecker::check(const syntax::Constant& item, model::File& file) {
    (void)check_snake_case(item.name, "constant", diagnostics_);
    constexpr std::array<std::string_view, 7> functions = {
        "describe", "is_known_error", "probed_interfaces", "protocol_hash", "to_string", "to_text", "walk"};
    const bool is_function = std::find(functions.begin(), functions.end(), item.name.text) != functions.end();
    if (is_taken_name(item.name.text) || is_function) {
        diagnostics_.report(
            item.name.at,
            "'" + item.name.text + "' is a name of the generated code; expected another name for the constant");
    }
    if (item.value.negative) diagnostics_.report(item.value.at, "the constant is negative; expected at least 0");
    Declaration& constant = declare(Declaration::Kind::constant, item.name, item.documentation, file);
    constant.value = item.value.negative ? 1 : item.value.magnitude;
    constant.complete = true;
}

void DeclarationChecker::check(const syntax::Extern& item, model::File& file) {
    (void)check_pascal_case(item.name, "type", diagnostics_);
    for (const syntax::Name& part : item.cpp_name) {
        if (!is_reserved_in_cpp(part.text)) continue;
        diagnostics_.report(part.at,
                            "'" + part.text + "' is a word of C++; expected the name of a type within a namespace");
    }
    if (!is_header_path(item.header)) {
        diagnostics_.report(
            item.header_at,
            "\"" + item.header + "\" is not the path of a header; expected \"xrt/time.hpp\" or the like");
    }
    Declaration& external = declare(Declaration::Kind::external, item.name, item.documentation, file);
    for (const syntax::Name& part : item.cpp_name)
        external.cpp_name += (external.cpp_name.empty() ? "" : "::") + part.text;
    external.header = item.header;
    external.size.bytes = item.size.magnitude;
    external.complete = true;
    if (item.size.negative || item.size.magnitude == 0) {
        diagnostics_.report(item.size.at, "the size is " + item.size.text + "; expected at least 1 byte");
    } else {
        (void)check_fits_message(external.size, item.size.at, "this type", diagnostics_);
    }
}

void DeclarationChecker::check(const syntax::Id& item, model::File& file) {
    (void)check_pascal_case(item.name, "id", diagnostics_);
    Declaration& id = declare(Declaration::Kind::id, item.name, item.documentation, file);
    (void)scope_.add(item.name.text + "Tag", item.name.at, nullptr);
    resolve_integer(item.integer, false, id);
    id.complete = true;
}

bool DeclarationChecker::resolve_integer(const syntax::Name& name, bool needs_unsigned, Declaration& declaration) {
    const auto integer = find_integer(name.text);
    if (!integer || (needs_unsigned && integer->is_signed)) {
        diagnostics_.report(name.at, "'" + name.text + "' cannot be the type below; expected u8, u16, u32 or u64" +
                                         (needs_unsigned ? "" : ", or i8, i16, i32 or i64"));
        return false;
    }
    declaration.integer = *integer;
    declaration.size.bytes = integer->bits / 8;
    return true;
}

void DeclarationChecker::check(const syntax::Enumeration& item, model::File& file) {
    const bool is_flags = item.kind == syntax::EnumerationKind::flags;
    (void)check_pascal_case(item.name, is_flags ? "flags" : "enum", diagnostics_);
    Declaration& declaration = declare(is_flags ? Declaration::Kind::flags : Declaration::Kind::enumeration, item.name,
                                       item.documentation, file);
    declaration.complete = true;
    declaration.values = item.values;
    if (item.values.empty()) {
        diagnostics_.report(item.name.at, "'" + item.name.text + "' has no values; expected at least one");
    }
    const bool is_usable = resolve_integer(item.integer, true, declaration);
    if (is_usable) check_values(is_flags ? ValueRule::bits : ValueRule::distinct, declaration);
}

// The C++ compiler compares it with xrt::ErrorCode, so the names and values are those of include/xrt/result.hpp.
void DeclarationChecker::check(const syntax::Errors& item, model::File& file) {
    if (errors_ != nullptr) {
        diagnostics_.report(item.at, "the errors are declared twice; the first are at " + errors_->name.at.to_string());
        return;
    }
    Declaration& declaration = declare(Declaration::Kind::errors, {"errors", item.at}, item.documentation, file);
    errors_ = &declaration;
    declaration.complete = true;
    declaration.values = item.values;
    declaration.integer = {.bits = 16, .is_signed = false};
    if (item.values.empty()) diagnostics_.report(item.at, "there are no errors here; expected at least one");
    check_values(ValueRule::distinct, declaration);
}

void DeclarationChecker::check_values(ValueRule rule, const Declaration& declaration) {
    DistinctNames names(diagnostics_);
    std::map<uint64_t, syntax::Name> seen;
    for (const syntax::Enumerator& value : declaration.values) {
        (void)check_snake_case(value.name, "value", diagnostics_);
        (void)names.add(value.name);
        if (!fits(value.value, declaration.integer)) {
            diagnostics_.report(value.value.at, value.value.text + " is not within " + declaration.integer.name() +
                                                    "; expected " + range_text(declaration.integer));
        } else if (rule == ValueRule::bits) {
            check_flag(value, seen);
        } else {
            check_enum_value(value, seen);
        }
    }
}

void DeclarationChecker::check_enum_value(const syntax::Enumerator& value, std::map<uint64_t, syntax::Name>& seen) {
    const auto [first, is_new] = seen.try_emplace(value.value.magnitude, value.name);
    if (is_new) return;
    diagnostics_.report(value.value.at, "'" + value.name.text + "' has the value of '" + first->second.text + "' at " +
                                            first->second.at.to_string() + "; expected a value of its own");
}

void DeclarationChecker::check_flag(const syntax::Enumerator& value, std::map<uint64_t, syntax::Name>& seen) {
    if (value.name.text == "value" || value.name.text == "has" || value.name.text == "all_flags") {
        diagnostics_.report(
            value.name.at,
            "'" + value.name.text + "' is a member of every flags type; expected another name for the value");
    }
    if (value.value.magnitude == 0) {
        diagnostics_.report(value.value.at, "'" + value.name.text + "' is 0; expected at least one bit");
        return;
    }
    for (const auto& [bits, name] : seen) {
        if ((bits & value.value.magnitude) == 0) continue;
        diagnostics_.report(value.value.at, "'" + value.name.text + "' has a bit of '" + name.text + "' at " +
                                                name.at.to_string() + "; expected bits of its own");
        return;
    }
    seen.emplace(value.value.magnitude, value.name);
}

void DeclarationChecker::check(const syntax::Aggregate& item, model::File& file) {
    const bool is_struct = item.kind == syntax::AggregateKind::structure;
    (void)check_pascal_case(item.name, is_struct ? "struct" : "union", diagnostics_);
    Declaration& declaration = declare(is_struct ? Declaration::Kind::structure : Declaration::Kind::alternatives,
                                       item.name, item.documentation, file);
    declaration.fields = check_fields(item.fields, is_struct ? "field" : "alternative", file);
    declaration.size = is_struct ? struct_size(declaration.fields) : union_size(declaration.fields);
    declaration.complete = true;
    if (!check_fits_message(declaration.size, item.name.at, "'" + item.name.text + "'", diagnostics_).ok())
        declaration.size = {};
    if (is_struct) return;
    if (item.fields.empty())
        diagnostics_.report(item.name.at, "'" + item.name.text + "' has no alternatives; expected at least one");
    if (declaration.fields.size() == item.fields.size()) check_alternatives(declaration);
}

std::vector<model::Field> DeclarationChecker::check_fields(const std::vector<syntax::Field>& fields, const char* what,
                                                           const model::File& file) {
    std::vector<model::Field> checked;
    DistinctNames names(diagnostics_);
    for (const syntax::Field& field : fields) {
        (void)check_snake_case(field.name, what, diagnostics_);
        (void)names.add(field.name);
        auto type = types_.resolve(field.type, file);
        if (type.ok()) checked.push_back({field.documentation, field.name, std::move(type).value()});
    }
    return checked;
}

void DeclarationChecker::check_alternatives(const Declaration& declaration) {
    if (declaration.fields.size() > max_alternatives) {
        diagnostics_.report(declaration.name.at,
                            "'" + declaration.name.text + "' has " + std::to_string(declaration.fields.size()) +
                                " alternatives; expected at most " + std::to_string(max_alternatives));
    }
    std::map<std::string, syntax::Name> types;
    std::string variant;
    for (const model::Field& field : declaration.fields) {
        const std::string type = canonical_cpp_type(field.type);
        const auto [first, is_new] = types.try_emplace(type, field.name);
        if (!is_new) {
            diagnostics_.report(field.name.at, "'" + field.name.text + "' is the same C++ type, " + type + ", as '" +
                                                   first->second.text + "' at " + first->second.at.to_string() +
                                                   "; expected distinct types");
        }
        variant += type + ",";
    }
    const auto [first, is_new] = variants_.try_emplace(variant, declaration.name);
    if (is_new || declaration.fields.empty()) return;
    diagnostics_.report(declaration.name.at, "'" + declaration.name.text + "' has the same alternatives as '" +
                                                 first->second.text + "' at " + first->second.at.to_string() +
                                                 "; expected one union for both");
}

}  // namespace xrt::compiler
