// SPDX-License-Identifier: BSL-1.0
//
// Makes a syntax tree of tokens. After a mistake it goes on behind the next ';' or '}', to find more than one a run.
#pragma once

#include <vector>

#include "ipc/compiler/diagnostics.hpp"
#include "ipc/compiler/lexer.hpp"
#include "ipc/compiler/syntax.hpp"

namespace xrt::compiler {

/// Types within types within types, at most.
inline constexpr size_t max_type_depth = 16;

/// `tokens` ends with TokenKind::end. Whether the tree is whole, `diagnostics` tells.
syntax::File parse(const std::vector<Token>& tokens, Diagnostics& diagnostics);

}  // namespace xrt::compiler
