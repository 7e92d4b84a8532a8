// SPDX-License-Identifier: BSL-1.0
#include "targets/run/flat_json.hpp"

#include <charconv>

namespace xrt::run {
namespace {

void append_utf8(std::string& out, uint32_t point) {
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((point >> shift) & 0x3f)); };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xc0 | (point >> 6));
        tail(0);
    } else if (point < 0x10000) {
        out += static_cast<char>(0xe0 | (point >> 12));
        tail(6), tail(0);
    } else {
        out += static_cast<char>(0xf0 | (point >> 18));
        tail(12), tail(6), tail(0);
    }
}

std::optional<char> simple_escape(char letter) {
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view values = "\"\\/\b\f\n\r\t";
    const size_t at = letters.find(letter);
    return at == std::string_view::npos ? std::nullopt : std::optional(values[at]);
}

bool is_surrogate(uint32_t unit) { return unit >= 0xd800 && unit < 0xe000; }

}  // namespace

class FlatJsonParser {
 public:
    explicit FlatJsonParser(std::string_view text) : text_(text) {}

    Result<FlatJson> object() {
        TRY(expect('{'));
        FlatJson result;
        if (!accept('}')) {
            do TRY(member(result));
            while (accept(','));
            TRY(expect('}'));
        }
        skip_space();
        if (at_ != text_.size()) return wrong("the end of the line");
        return result;
    }

 private:
    Result<void> member(FlatJson& object) {
        skip_space();
        std::string key = TRY(string());
        TRY(expect(':'));
        auto value = TRY(this->value());
        if (object.members_.size() == FlatJson::max_members) return wrong("fewer members");
        if (!object.members_.emplace(std::move(key), std::move(value)).second) return wrong("distinct keys");
        return {};
    }

    Result<FlatJson::Value> value() {
        skip_space();
        if (peek() == '"') return FlatJson::Value(TRY(string()));
        if (accept_word("true")) return FlatJson::Value(true);
        if (accept_word("false")) return FlatJson::Value(false);
        return FlatJson::Value(TRY(integer()));
    }

    Result<uint64_t> integer() {
        uint64_t value = 0;
        const char* begin = text_.data() + at_;
        const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
        if (error != std::errc()) return wrong("a string, a non-negative integer or a boolean");
        if (*begin == '0' && end - begin > 1) return wrong("a number without leading zeros");
        at_ += static_cast<size_t>(end - begin);
        return value;
    }

    Result<std::string> string() {
        if (peek() != '"') return wrong("a string");
        ++at_;
        std::string result;
        while (peek() != '"') {
            const char letter = peek();
            if (at_ == text_.size() || static_cast<unsigned char>(letter) < 0x20) return wrong("the end of a string");
            ++at_;
            if (letter == '\\') {
                TRY(escape(result));
            } else {
                result += letter;
            }
        }
        ++at_;
        return result;
    }

    Result<void> escape(std::string& out) {
        const char letter = peek();
        if (const auto simple = simple_escape(letter)) {
            ++at_;
            out += *simple;
            return {};
        }
        if (letter != 'u') return wrong("an escape sequence");
        append_utf8(out, TRY(code_point()));
        return {};
    }

    /// At the `u` of \uXXXX; takes both halves of a surrogate pair.
    Result<uint32_t> code_point() {
        const uint32_t high = TRY(code_unit());
        if (!is_surrogate(high)) return high;
        if (high >= 0xdc00 || !accept_word("\\") || peek() != 'u') return wrong("a surrogate pair");
        const uint32_t low = TRY(code_unit());
        if (low < 0xdc00 || low > 0xdfff) return wrong("a low surrogate");
        return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    }

    Result<uint32_t> code_unit() {
        const std::string_view digits = text_.substr(std::min(at_ + 1, text_.size()), 4);
        uint32_t unit = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
        if (digits.size() != 4 || error != std::errc() || end != digits.data() + 4)
            return wrong("four hexadecimal digits");
        at_ += 5;
        return unit;
    }

    void skip_space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    }
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    bool accept_word(std::string_view word) {
        const bool there = text_.substr(at_).starts_with(word);
        if (there) at_ += word.size();
        return there;
    }
    bool accept(char letter) {
        skip_space();
        const bool there = at_ < text_.size() && text_[at_] == letter;
        if (there) ++at_;
        return there;
    }
    Result<void> expect(char letter) {
        if (accept(letter)) return {};
        return wrong(std::string("'") + letter + "'");
    }
    Error wrong(std::string_view expected) const {
        return Error{ErrorCode::invalid_argument,
                     "column " + std::to_string(at_ + 1) + ": expected " + std::string(expected)};
    }

    std::string_view text_;
    size_t at_ = 0;
};

Result<FlatJson> FlatJson::parse(std::string_view text) { return FlatJsonParser(text).object(); }

std::optional<uint64_t> FlatJson::number(std::string_view key) const {
    const auto found = members_.find(key);
    if (found == members_.end() || !std::holds_alternative<uint64_t>(found->second)) return std::nullopt;
    return std::get<uint64_t>(found->second);
}

std::optional<std::string> FlatJson::text(std::string_view key) const {
    const auto found = members_.find(key);
    if (found == members_.end() || !std::holds_alternative<std::string>(found->second)) return std::nullopt;
    return std::get<std::string>(found->second);
}

}  // namespace xrt::run
