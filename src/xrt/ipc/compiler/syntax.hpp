// SPDX-License-Identifier: BSL-1.0
//
// The syntax tree of one file: what is written, before anybody has asked whether it makes sense.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ipc/compiler/source.hpp"

namespace xrt::compiler::syntax {

using Documentation = std::vector<std::string>;

struct Name {
    std::string text;
    Location at;
};

struct Number {
    bool negative = false;
    uint64_t magnitude = 0;
    std::string text;
    Location at;
};

/// A number or the name of a constant.
using Bound = std::variant<Number, Name>;

struct Range {
    Number first, last;
};

/// `vector<u32<1..64>, max_images>`: name "vector", one argument, a bound. `fd<sync>`: name "fd", kind "sync".
struct Type {
    Name name;
    std::optional<Range> range;
    std::vector<Type> element;  ///< none, one, or a map's key and value
    std::optional<Bound> bound;
    std::optional<Name> kind;
};

struct Field {
    Documentation documentation;
    Name name;
    Type type;
};

struct Namespace {
    std::vector<Name> parts;
};
struct Include {
    std::string path;
    Location at;
    size_t first_token = 0, last_token = 0;  ///< in the file's tokens, for the protocol hash
};
struct Constant {
    Documentation documentation;
    Name name;
    Number value;
};
struct Extern {
    Documentation documentation;
    Name name;
    std::vector<Name> cpp_name;  ///< "xrt", "Time"
    std::string header;
    Location header_at;
    Number size;
};
struct Id {
    Documentation documentation;
    Name name;
    Name integer;
};
struct Enumerator {
    Documentation documentation;
    Name name;
    Number value;
};
enum class EnumerationKind { enumeration, flags };
struct Enumeration {
    EnumerationKind kind;
    Documentation documentation;
    Name name;
    Name integer;
    std::vector<Enumerator> values;
};
/// The error set: the values of xrt::ErrorCode, as both sides know them.
struct Errors {
    Documentation documentation;
    Location at;
    std::vector<Enumerator> values;
};
enum class AggregateKind { structure, alternatives };
struct Aggregate {
    AggregateKind kind;
    Documentation documentation;
    Name name;
    std::vector<Field> fields;
};
struct Call {
    Documentation documentation;
    Name name;
    std::vector<Field> arguments;
    std::optional<std::vector<Field>> reply;  ///< none: one-way
};
enum class Sender { client, service };
struct Interface {
    Documentation documentation;
    Name name;
    Sender sender = Sender::client;
    std::vector<Call> calls;
};

using Item = std::variant<Namespace, Include, Constant, Extern, Id, Enumeration, Errors, Aggregate, Interface>;

struct File {
    std::vector<Item> items;
    Location end;
};

}  // namespace xrt::compiler::syntax
