// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/type_resolver.hpp"

#include <algorithm>
#include <array>

#include "ipc/compiler/sizes.hpp"
#include "ipc/compiler/suggestion.hpp"

namespace xrt::compiler {
namespace {

using Kind = model::Type::Kind;

constexpr std::array<std::string_view, 5> fd_kinds = {"memfd", "dmabuf", "opaque", "sync", "socket"};
constexpr auto type_words =
    std::to_array<std::string_view>({"bool", "u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "f32", "f64",
                                     "string", "bytes", "vector", "array", "map", "optional", "fd", "bitmap"});
constexpr model::Size count_size{.bytes = 4, .fds = 0};
constexpr model::Size presence_size{.bytes = 1, .fds = 0};
constexpr model::Size bitmap_size{.bytes = 13, .fds = 1};

/// Types that have an order in which a person would look for them, and of which each value is itself.
bool can_be_key(const model::Type& type) {
    if (type.kind == Kind::integer || type.kind == Kind::string) return true;
    return type.kind == Kind::named && (type.declaration->kind == model::Declaration::Kind::id ||
                                        type.declaration->kind == model::Declaration::Kind::enumeration);
}

model::Type make_type(Kind kind, const model::Size& size = {}) {
    model::Type type;
    type.kind = kind;
    type.size = size;
    return type;
}

}  // namespace

Result<model::Type> TypeResolver::resolve(const syntax::Type& type, const model::File& file) {
    model::Type resolved = TRY(resolve_any(type, file));
    TRY(check_fits_message(resolved.size, type.name.at, "this '" + type.name.text + "'", diagnostics_));
    return resolved;
}

Result<model::Type> TypeResolver::resolve_any(const syntax::Type& type, const model::File& file) {
    const std::string& name = type.name.text;
    if (const auto integer = find_integer(name)) return resolve_integer(type, *integer);
    if (name == "bool") return resolve_scalar(type, Kind::boolean, 1);
    if (name == "f32") return resolve_scalar(type, Kind::f32, 4);
    if (name == "f64") return resolve_scalar(type, Kind::f64, 8);
    if (name == "string") return resolve_text(type, file, Kind::string);
    if (name == "bytes") return resolve_text(type, file, Kind::bytes);
    if (name == "vector") return resolve_sequence(type, file, Kind::vector);
    if (name == "array") return resolve_sequence(type, file, Kind::array);
    if (name == "map") return resolve_map(type, file);
    if (name == "bitmap") return resolve_bitmap(type, file);
    if (name == "optional") return resolve_optional(type, file);
    if (name == "fd") return resolve_fd(type);
    return resolve_named(type, file);
}

Result<model::Type> TypeResolver::resolve_scalar(const syntax::Type& type, Kind kind, uint64_t bytes) {
    if (type.range) {
        return diagnostics_.error(type.range->first.at,
                                  "'" + type.name.text + "' cannot have a range; expected one only with integers");
    }
    return make_type(kind, {.bytes = bytes, .fds = 0});
}

Result<model::Type> TypeResolver::resolve_integer(const syntax::Type& type, const model::Integer& integer) {
    model::Type resolved = make_type(Kind::integer, {.bytes = integer.bits / 8, .fds = 0});
    resolved.integer = integer;
    if (!type.range) return resolved;
    for (const syntax::Number& number : {type.range->first, type.range->last}) {
        if (!fits(number, integer)) {
            return diagnostics_.error(
                number.at, number.text + " is not within " + integer.name() + "; expected " + range_text(integer));
        }
    }
    if (less(type.range->last, type.range->first)) {
        return diagnostics_.error(type.range->first.at,
                                  "the range is empty; expected the first number to be at most the last");
    }
    resolved.range = type.range;
    return resolved;
}

Result<model::Type> TypeResolver::resolve_text(const syntax::Type& type, const model::File& file, Kind kind) {
    model::Type resolved = make_type(kind);
    if (!type.bound) {
        return diagnostics_.error(
            type.name.at, "'" + type.name.text + "' has no bound; expected '" + type.name.text + "<64>' or the like");
    }
    TRY(resolve_bound(*type.bound, file, resolved));
    resolved.size = add(count_size, {.bytes = resolved.bound, .fds = 0});
    return resolved;
}

Result<model::Type> TypeResolver::resolve_sequence(const syntax::Type& type, const model::File& file, Kind kind) {
    model::Type resolved = make_type(kind);
    if (!type.bound) {
        return diagnostics_.error(type.name.at, "'" + type.name.text + "' has no element type and bound; expected '" +
                                                    type.name.text + "<u32, 4>' or the like");
    }
    resolved.element.push_back(TRY(resolve(type.element[0], file)));
    TRY(resolve_bound(*type.bound, file, resolved));
    resolved.size = multiply(resolved.element[0].size, resolved.bound);
    if (kind == Kind::vector) resolved.size = add(count_size, resolved.size);
    return resolved;
}

Result<model::Type> TypeResolver::resolve_map(const syntax::Type& type, const model::File& file) {
    model::Type resolved = make_type(Kind::map);
    if (!type.bound) {
        return diagnostics_.error(type.name.at,
                                  "'map' has no types and bound; expected 'map<u32, string<64>, 4>' or the like");
    }
    for (const syntax::Type& element : type.element) resolved.element.push_back(TRY(resolve(element, file)));
    if (!can_be_key(resolved.element[0])) {
        return diagnostics_.error(type.element[0].name.at, "'" + type.element[0].name.text +
                                                               "' cannot be the key of a map; expected an integer, a "
                                                               "string, an id or an enum");
    }
    TRY(resolve_bound(*type.bound, file, resolved));
    const model::Size entry = add(resolved.element[0].size, resolved.element[1].size);
    resolved.size = add(count_size, multiply(entry, resolved.bound));
    return resolved;
}

Result<model::Type> TypeResolver::resolve_bitmap(const syntax::Type& type, const model::File& file) {
    model::Type resolved = make_type(Kind::bitmap, bitmap_size);
    if (!type.bound) {
        return diagnostics_.error(
            type.name.at, "'bitmap' has no bound; expected 'bitmap<4096>' or the like, the most pixels of an edge");
    }
    TRY(resolve_bound(*type.bound, file, resolved));
    return resolved;
}

Result<model::Type> TypeResolver::resolve_optional(const syntax::Type& type, const model::File& file) {
    model::Type resolved = make_type(Kind::optional);
    if (type.element.empty()) {
        return diagnostics_.error(type.name.at, "'optional' has no type inside; expected 'optional<u32>' or the like");
    }
    resolved.element.push_back(TRY(resolve(type.element[0], file)));
    resolved.size = add(presence_size, resolved.element[0].size);
    return resolved;
}

Result<model::Type> TypeResolver::resolve_fd(const syntax::Type& type) {
    if (!type.kind) return diagnostics_.error(type.name.at, "'fd' has no kind; expected 'fd<memfd>' or the like");
    if (std::find(fd_kinds.begin(), fd_kinds.end(), type.kind->text) == fd_kinds.end()) {
        return diagnostics_.error(type.kind->at,
                                  "'" + type.kind->text +
                                      "' is no kind of fd; expected memfd, dmabuf, opaque, sync or socket" +
                                      suggestion(type.kind->text, fd_kinds));
    }
    model::Type resolved = make_type(Kind::fd, {.bytes = 0, .fds = 1});
    resolved.fd_kind = type.kind->text;
    return resolved;
}

Result<model::Type> TypeResolver::resolve_named(const syntax::Type& type, const model::File& file) {
    const model::Declaration* declaration = TRY(scope_.find(type.name, file, type_words));
    if (declaration->kind == model::Declaration::Kind::constant) {
        return diagnostics_.error(type.name.at, "'" + type.name.text + "' is a constant; expected a type");
    }
    if (declaration->kind == model::Declaration::Kind::errors) {
        return diagnostics_.error(type.name.at, "'errors' is no type; expected one, such as an enum");
    }
    if (type.range) {
        return diagnostics_.error(type.range->first.at,
                                  "'" + type.name.text + "' cannot have a range; expected one only with integers");
    }
    model::Type resolved = make_type(Kind::named, declaration->size);
    resolved.declaration = declaration;
    return resolved;
}

Result<void> TypeResolver::resolve_bound(const syntax::Bound& bound, const model::File& file, model::Type& type) {
    Location at;
    if (const auto* name = std::get_if<syntax::Name>(&bound)) {
        const model::Declaration* declaration = TRY(scope_.find(*name, file));
        if (declaration->kind != model::Declaration::Kind::constant) {
            return diagnostics_.error(name->at,
                                      "'" + name->text + "' is not a constant; expected a number or a constant");
        }
        at = name->at;
        type.bound = declaration->value;
        type.bound_text = name->text;
        type.bound_constant = declaration;
    } else {
        const auto& number = std::get<syntax::Number>(bound);
        if (number.negative) return diagnostics_.error(number.at, "the bound is negative; expected at least 1");
        at = number.at;
        type.bound = number.magnitude;
        type.bound_text = std::to_string(number.magnitude);
    }
    if (type.bound == 0) return diagnostics_.error(at, "the bound is 0; expected at least 1");
    return {};
}

}  // namespace xrt::compiler
