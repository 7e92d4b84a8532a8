// SPDX-License-Identifier: BSL-1.0
//
// A protocol that was checked: names resolved, numbers in range, sizes known. The emitters trust it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ipc/compiler/syntax.hpp"

namespace xrt::compiler::model {

struct Declaration;

/// The most that a value takes in a message.
struct Size {
    uint64_t bytes = 0;
    uint64_t fds = 0;
};

struct Integer {
    unsigned bits = 0;
    bool is_signed = false;

    std::string name() const { return (is_signed ? "i" : "u") + std::to_string(bits); }
    /// -128 is {negative, 128}.
    uint64_t lowest_magnitude() const { return is_signed ? uint64_t{1} << (bits - 1) : 0; }
    uint64_t highest() const { return UINT64_MAX >> (64 - bits + (is_signed ? 1 : 0)); }
};

struct Type {
    enum class Kind { boolean, integer, f32, f64, string, bytes, vector, array, map, optional, fd, bitmap, named };
    Kind kind = Kind::boolean;
    Integer integer;
    std::optional<syntax::Range> range;
    uint64_t bound = 0;
    std::string bound_text;                       ///< as C++ says it: "16" or "max_layers"
    const Declaration* bound_constant = nullptr;  ///< "max_layers"
    std::string fd_kind;                          ///< "memfd", a name of ipc::FdKind
    std::vector<Type> element;                    ///< of vector, array, optional; key and value of a map
    const Declaration* declaration = nullptr;
    Size size;

    bool has_fd() const { return size.fds > 0; }
};

struct Field {
    syntax::Documentation documentation;
    syntax::Name name;
    Type type;
};

struct File {
    const SourceFile* source = nullptr;
    std::vector<const File*> includes;  ///< as written
    std::vector<const File*> visible;   ///< itself and all that it includes, directly or not
    std::vector<const Declaration*> declarations;
};

struct Declaration {
    enum class Kind { constant, external, id, enumeration, flags, errors, structure, alternatives };
    Kind kind;
    syntax::Name name;
    syntax::Documentation documentation;
    const File* file = nullptr;
    bool complete = false;                   ///< false while its own fields are looked at
    Integer integer;                         ///< id, enumeration, flags
    uint64_t value = 0;                      ///< constant
    std::vector<syntax::Enumerator> values;  ///< enumeration, flags, errors
    std::vector<Field> fields;               ///< structure, alternatives
    std::string cpp_name, header;            ///< external
    Size size;
};

struct Call {
    syntax::Name name;
    syntax::Documentation documentation;
    std::vector<Field> arguments;
    std::vector<Field> reply;
    bool one_way = false;
    size_t number = 0;
};

struct Interface {
    syntax::Name name;  ///< where it was first opened
    syntax::Sender sender = syntax::Sender::client;
    syntax::Documentation documentation;
    size_t number = 0;
    std::vector<Call> calls;
    std::vector<const File*> files;  ///< where it was opened

    bool is_from_service() const { return sender == syntax::Sender::service; }
};

struct Protocol {
    std::vector<std::string> namespace_parts;
    std::vector<std::unique_ptr<File>> files;  ///< each after those that it includes
    std::vector<std::unique_ptr<Declaration>> declarations;
    std::vector<std::unique_ptr<Interface>> interfaces;
    uint64_t hash = 0;
    std::string root;  ///< the root file's name

    std::string namespace_name() const {
        std::string name;
        for (const std::string& part : namespace_parts) name += (name.empty() ? "" : "::") + part;
        return name;
    }
};

}  // namespace xrt::compiler::model
