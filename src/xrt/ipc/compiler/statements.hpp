// SPDX-License-Identifier: BSL-1.0
//
// Statements that take one value to the wire and back; codecs, proxies and dispatchers are made of them.
#pragma once

#include "ipc/compiler/code.hpp"

namespace xrt::compiler {

/// The names around the statements.
struct StatementScope {
    std::string stream;                     ///< the reader, the writer or the list of fds: "writer"
    std::string owner;                      ///< of the field, for messages: "SwapchainInfo"
    std::vector<model::Field> other_names;  ///< whose names local variables must not have
};

/// Writes what the expression `value` says: "value.extent".
void emit_write(Code& code, const StatementScope& scope, const model::Field& field, const std::string& value);
/// Reads into it.
void emit_read(Code& code, const StatementScope& scope, const model::Field& field, const std::string& value);
/// Reads it into a new variable of the field's name.
void emit_read_variable(Code& code, const StatementScope& scope, const model::Field& field);
/// Moves its fds into the list, in the order of the wire.
void emit_take_fds(Code& code, const StatementScope& scope, const model::Field& field, const std::string& value);

}  // namespace xrt::compiler
