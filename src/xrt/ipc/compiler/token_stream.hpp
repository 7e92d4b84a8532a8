// SPDX-License-Identifier: BSL-1.0
//
// A place in the tokens of a file, and what a parser asks there. Whatever is not as expected is reported at once.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ipc/compiler/diagnostics.hpp"
#include "ipc/compiler/lexer.hpp"
#include "ipc/compiler/syntax.hpp"

namespace xrt::compiler {

class TokenStream {
 public:
    /// `tokens` ends with TokenKind::end.
    TokenStream(const std::vector<Token>& tokens, Diagnostics& diagnostics)
        : tokens_(tokens), diagnostics_(diagnostics) {}

    const Token& here() const { return tokens_[position_]; }
    const Token& ahead() const;
    bool at_end() const { return here().kind == TokenKind::end; }
    size_t position() const { return position_; }

    void skip() { position_ += at_end() ? 0 : 1; }
    bool accept(std::string_view text);

    Result<void> expect(std::string_view text, const char* where);
    Result<syntax::Name> expect_name(const char* what);
    Result<std::pair<std::string, Location>> expect_string(const char* what);
    Result<syntax::Number> expect_number(const char* what);

    /// "unexpected 'x'; <expectation>"
    Error unexpected(const std::string& expectation);
    Error error(const Location& at, std::string message) { return diagnostics_.error(at, std::move(message)); }

 private:
    const std::vector<Token>& tokens_;
    Diagnostics& diagnostics_;
    size_t position_ = 0;
};

}  // namespace xrt::compiler
