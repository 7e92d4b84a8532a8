// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/token_stream.hpp"

#include <algorithm>

namespace xrt::compiler {
namespace {

std::string show(const Token& token) {
    if (token.kind == TokenKind::string) return "\"" + std::string(token.text) + "\"";
    return "'" + std::string(token.text) + "'";
}

int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 16;
}

enum class NumberProblem { none, malformed, too_large };

NumberProblem read_digits(std::string_view digits, uint64_t base, uint64_t& value) {
    if (digits.empty()) return NumberProblem::malformed;
    NumberProblem problem = NumberProblem::none;
    for (const char c : digits) {
        const auto digit = static_cast<uint64_t>(digit_value(c));
        if (digit >= base) return NumberProblem::malformed;
        if (value > (UINT64_MAX - digit) / base) problem = NumberProblem::too_large;
        value = value * base + digit;
    }
    return problem;
}

NumberProblem read_number(std::string_view text, uint64_t& magnitude) {
    if (text.starts_with("0x")) return read_digits(text.substr(2), 16, magnitude);
    const bool looks_octal = text.size() > 1 && text.front() == '0';
    return looks_octal ? NumberProblem::malformed : read_digits(text, 10, magnitude);
}

}  // namespace

const Token& TokenStream::ahead() const { return tokens_[std::min(position_ + 1, tokens_.size() - 1)]; }

bool TokenStream::accept(std::string_view text) {
    if (!here().is(text)) return false;
    skip();
    return true;
}

Error TokenStream::unexpected(const std::string& expectation) {
    return error(here().at, (at_end() ? "the file ends here" : "unexpected " + show(here())) + "; " + expectation);
}

Result<void> TokenStream::expect(std::string_view text, const char* where) {
    if (accept(text)) return {};
    return unexpected("expected '" + std::string(text) + "' " + where);
}

Result<syntax::Name> TokenStream::expect_name(const char* what) {
    if (here().kind != TokenKind::name) return unexpected(std::string("expected ") + what);
    syntax::Name name{std::string(here().text), here().at};
    skip();
    return name;
}

Result<std::pair<std::string, Location>> TokenStream::expect_string(const char* what) {
    if (here().kind != TokenKind::string) return unexpected(std::string("expected ") + what);
    auto string = std::pair(std::string(here().text), here().at);
    skip();
    return string;
}

Result<syntax::Number> TokenStream::expect_number(const char* what) {
    if (here().kind != TokenKind::number) return unexpected(std::string("expected ") + what);
    syntax::Number number{.negative = here().text.front() == '-', .text = std::string(here().text), .at = here().at};
    skip();
    const std::string_view digits = std::string_view(number.text).substr(number.negative ? 1 : 0);
    switch (read_number(digits, number.magnitude)) {
        case NumberProblem::malformed:
            return error(number.at, "'" + number.text +
                                        "' is not a number; expected decimal digits, or 0x and hexadecimal digits");
        case NumberProblem::too_large:
            return error(number.at, "'" + number.text + "' is too large; expected at most 64 bits");
        case NumberProblem::none:
            break;
    }
    if (number.magnitude == 0) number.negative = false;
    return number;
}

}  // namespace xrt::compiler
