// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/lexer.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace xrt::compiler {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_word(char c) { return is_letter(c) || is_digit(c); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Longest first.
constexpr std::array<std::string_view, 15> symbols = {"::", "=>", "=|", "..", ":", ";", ",", "=",
                                                      "{",  "}",  "(",  ")",  "<", ">", "|"};

std::string show(char c) {
    if (c > ' ' && c < 0x7f) return std::string("'") + c + "'";
    std::array<char, 16> text;
    std::snprintf(text.data(), text.size(), "byte 0x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    return text.data();
}

class Lexer {
 public:
    Lexer(const SourceFile& file, Diagnostics& diagnostics)
        : diagnostics_(diagnostics), rest_(file.text), here_{.file = &file, .line = 1, .column = 1} {}

    std::vector<Token> run() {
        while (!rest_.empty()) next();
        add(TokenKind::end, rest_);
        return std::move(tokens_);
    }

 private:
    void next() {
        if (is_space(rest_[0])) return advance(1);
        if (rest_.starts_with("//")) return comment();
        if (is_letter(rest_[0])) return word(TokenKind::name);
        if (is_digit(rest_[0])) return word(TokenKind::number);
        if (rest_[0] == '-' && rest_.size() > 1 && is_digit(rest_[1])) return word(TokenKind::number);
        if (rest_[0] == '"') return string();
        for (const std::string_view symbol : symbols) {
            if (rest_.starts_with(symbol)) return take(TokenKind::symbol, symbol.size());
        }
        unexpected();
    }

    void word(TokenKind kind) {
        const auto end = std::find_if_not(rest_.begin() + 1, rest_.end(), is_word);
        take(kind, static_cast<size_t>(end - rest_.begin()));
    }

    void string() {
        const std::string_view line = rest_of_line();
        const size_t end = line.find('"', 1);
        if (end == std::string_view::npos) {
            diagnostics_.report(here_, "the string is not closed; expected '\"' before the end of the line");
            return advance(line.size());
        }
        add(TokenKind::string, rest_.substr(1, end - 1));
        if (!is_printable(tokens_.back().text)) {
            diagnostics_.report(here_, "the string has bytes that are not printable ASCII");
        }
        advance(end + 1);
    }

    void comment() {
        std::string_view line = rest_of_line();
        const bool documents = line.starts_with("///") && !line.starts_with("////");
        if (documents) document(line.substr(3));
        advance(line.size());
    }

    // What is copied into C++ must not change its meaning there, nor confuse who reads it.
    void document(std::string_view line) {
        if (!line.empty() && line.front() == ' ') line.remove_prefix(1);
        while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
        if (line.ends_with('\\') || line.ends_with("?\?/")) {
            diagnostics_.report(here_, "documentation ends with a backslash, which would continue the C++ comment");
        } else if (!std::all_of(line.begin(), line.end(), [](char c) { return c == '\t' || (c >= ' ' && c < 0x7f); })) {
            diagnostics_.report(here_, "documentation has bytes that are not printable ASCII");
        } else {
            documentation_.emplace_back(line);
        }
    }

    static bool is_printable(std::string_view text) {
        return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f; });
    }

    // One complaint for a run of bytes that belong nowhere.
    void unexpected() {
        const bool repeated = bad_end_ == rest_.data();
        if (!repeated) {
            diagnostics_.report(
                here_, "unexpected " + show(rest_[0]) + "; expected a name, a number, a string or punctuation");
        }
        bad_end_ = rest_.data() + 1;
        advance(1);
    }

    std::string_view rest_of_line() const { return rest_.substr(0, std::min(rest_.find('\n'), rest_.size())); }

    void take(TokenKind kind, size_t length) {
        add(kind, rest_.substr(0, length));
        advance(length);
    }

    void add(TokenKind kind, std::string_view text) {
        tokens_.push_back({kind, text, here_, std::move(documentation_)});
        documentation_.clear();
    }

    void advance(size_t length) {
        for (const char c : rest_.substr(0, length)) {
            if (c == '\n') {
                ++here_.line;
                here_.column = 1;
            } else if ((static_cast<unsigned char>(c) & 0xc0u) != 0x80u) {  // not in the middle of a UTF-8 character
                ++here_.column;
            }
        }
        rest_.remove_prefix(length);
    }

    Diagnostics& diagnostics_;
    std::string_view rest_;
    Location here_;
    std::vector<Token> tokens_;
    std::vector<std::string> documentation_;
    const char* bad_end_ = nullptr;
};

}  // namespace

std::vector<Token> tokenize(const SourceFile& file, Diagnostics& diagnostics) { return Lexer(file, diagnostics).run(); }

}  // namespace xrt::compiler
