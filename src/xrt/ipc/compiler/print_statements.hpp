// SPDX-License-Identifier: BSL-1.0
//
// Statements that print one value; the generated text units are made of them.
#pragma once

#include "ipc/compiler/statements.hpp"

namespace xrt::compiler {

/// Prints what the expression `value` says to the ipc::TextWriter that `scope` names.
void emit_print(Code& code, const StatementScope& scope, const model::Field& field, const std::string& value);
/// All fields in braces, each with its name; `owner` goes before a field's name: "value.".
void emit_print_fields(Code& code, const StatementScope& scope, const std::vector<model::Field>& fields,
                       const std::string& owner);

}  // namespace xrt::compiler
