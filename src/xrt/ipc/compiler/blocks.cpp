// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/blocks.hpp"

#include <algorithm>

#include "ipc/compiler/names.hpp"

namespace xrt::compiler {

bool starts_item(const TokenStream& tokens) {
    const Token& here = tokens.here();
    return here.at.column == 1 && tokens.ahead().kind != TokenKind::symbol &&
           std::find(item_keywords.begin(), item_keywords.end(), here.text) != item_keywords.end();
}

void recover_in_block(TokenStream& tokens) {
    while (!tokens.at_end() && !tokens.here().is("}") && !starts_item(tokens)) {
        if (tokens.accept(";")) return;
        tokens.skip();
    }
}

void recover_at_top(TokenStream& tokens) {
    size_t depth = 0;
    for (; !tokens.at_end() && !starts_item(tokens); tokens.skip()) {
        const Token& here = tokens.here();
        if (here.is("{")) ++depth;
        if (here.is("}") && depth > 0) --depth;
        const bool ends = depth == 0 && (here.is(";") || here.is("}"));
        if (ends) return tokens.skip();
    }
}

}  // namespace xrt::compiler
