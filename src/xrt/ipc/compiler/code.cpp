// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/code.hpp"

#include <algorithm>

namespace xrt::compiler {

constexpr size_t line_limit = 120;

void Code::line(std::string_view text) {
    text_ += indentation();
    text_ += text;
    text_ += '\n';
}

void Code::blank() { text_ += '\n'; }

void Code::open(std::string_view opening) {
    line(std::string(opening) + " {");
    ++depth_;
}

void Code::close(std::string_view closing) {
    --depth_;
    line(closing);
}

void Code::guarded(const std::string& condition, const std::string& statement) {
    const std::string one_line = "if (" + condition + ") " + statement;
    if (indentation().size() + one_line.size() <= line_limit) return line(one_line);
    open("if (" + condition + ")");
    line(statement);
    close();
}

void Code::access(std::string_view specifier) { text_ += " " + std::string(specifier) + ":\n"; }

void Code::list(std::string_view before, const std::vector<std::string>& items, std::string_view after) {
    std::string current = indentation() + std::string(before);
    const std::string deeper = indentation() + std::string(8, ' ');
    for (size_t i = 0; i < items.size(); ++i) {
        const bool is_last = i + 1 == items.size();
        const std::string piece = items[i] + (is_last ? std::string(after) : ",");
        const bool starts_line = i == 0 || current == deeper;
        const std::string gap = starts_line ? "" : " ";
        if (current.size() + gap.size() + piece.size() > line_limit && current != deeper) {
            text_ += current + "\n";
            current = deeper + piece;
        } else {
            current += gap + piece;
        }
    }
    if (items.empty()) current += after;
    text_ += current + "\n";
}

void Code::documentation(const syntax::Documentation& lines) {
    for (const std::string& text : lines) line(text.empty() ? "///" : "/// " + text);
}

void Includes::type(const model::Type& type) {
    using Kind = model::Type::Kind;
    switch (type.kind) {
        case Kind::string:
            standard("string");
            break;
        case Kind::bytes:
            standard("vector");
            break;
        case Kind::array:
            standard("array");
            break;
        case Kind::optional:
            standard("optional");
            break;
        case Kind::vector:
            own("xrt/bounded_vector.hpp");
            break;
        case Kind::map:
            own("xrt/bounded_map.hpp");
            break;
        case Kind::bitmap:
            own("xrt/bitmap.hpp");
            break;
        case Kind::fd:
            own("xrt/unique_fd.hpp");
            break;
        default:
            break;
    }
    for (const model::Type& element : type.element) this->type(element);
}

void Includes::emit(Code& code) const {
    for (const std::string& header : standard_) code.line("#include <" + header + ">");
    if (!standard_.empty()) code.blank();
    for (const std::string& header : own_) code.line("#include \"" + header + "\"");
    if (!own_.empty()) code.blank();
}

void begin_file(Code& code, const std::string& source, const std::string& purpose) {
    code.line("// Made from " + source + " by xrt-ipc-compiler.");
    code.line("//");
    code.line("// " + purpose);
}

void begin_namespace(Code& code, const model::Protocol& protocol) {
    code.line("namespace " + protocol.namespace_name() + " {");
    code.blank();
}

void end_namespace(Code& code, const model::Protocol& protocol) {
    code.line("}  // namespace " + protocol.namespace_name());
}

std::string free_name(std::string wish, const std::vector<model::Field>& fields) {
    const auto is_taken = [&](const model::Field& field) { return field.name.text == wish; };
    while (std::any_of(fields.begin(), fields.end(), is_taken)) wish += '_';
    return wish;
}

}  // namespace xrt::compiler
