// SPDX-License-Identifier: BSL-1.0
//
// Entries between '{' and '}', and where to go on after a mistake: behind the next ';' or '}', so that one run finds more
// than one.
#pragma once

#include "ipc/compiler/token_stream.hpp"

namespace xrt::compiler {

/// A keyword at the very beginning of a line: whoever forgot a '}' did so before it.
bool starts_item(const TokenStream& tokens);
void recover_in_block(TokenStream& tokens);
void recover_at_top(TokenStream& tokens);

/// Entries until '}', the '{' being read already. A broken entry is skipped.
template <typename ParseEntry>
Result<void> parse_block(TokenStream& tokens, ParseEntry parse_entry) {
    while (!tokens.here().is("}")) {
        if (tokens.at_end() || starts_item(tokens)) return tokens.unexpected("expected '}'");
        if (!parse_entry().ok()) recover_in_block(tokens);
    }
    tokens.skip();
    return {};
}

}  // namespace xrt::compiler
