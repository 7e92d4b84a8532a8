// SPDX-License-Identifier: BSL-1.0
//
// Statements that walk an ipc::BoundsProbe through values; the generated probes are made of them.
#pragma once

#include "ipc/compiler/code.hpp"

namespace xrt::compiler {

/// `walk()` of a declared type; nothing for constants and the like.
void emit_walk(Code& code, const model::Declaration& declaration);
/// Through each field in turn; `owner` is as in the codecs: "Service.end_frame".
void emit_walk_fields(Code& code, const std::string& owner, const std::vector<model::Field>& fields);

}  // namespace xrt::compiler
