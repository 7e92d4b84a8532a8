// SPDX-License-Identifier: BSL-1.0
//
// Cuts source text into tokens. Comments vanish, except documentation (`///`), which goes with the token that follows
// it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ipc/compiler/diagnostics.hpp"
#include "ipc/compiler/source.hpp"

namespace xrt::compiler {

enum class TokenKind { name, number, string, symbol, end };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string_view text;  ///< of the file; a string's is without its quotes
    Location at;
    std::vector<std::string> documentation;

    bool is(std::string_view symbol_or_name) const {
        return (kind == TokenKind::symbol || kind == TokenKind::name) && text == symbol_or_name;
    }
};

/// The last token is always TokenKind::end. Mistakes are reported and left out.
std::vector<Token> tokenize(const SourceFile& file, Diagnostics& diagnostics);

}  // namespace xrt::compiler
