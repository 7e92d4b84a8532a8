// SPDX-License-Identifier: BSL-1.0
//
// C++ text in the making: lines, indented by the blocks they are in, and the frame that all generated files share.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ipc/compiler/model.hpp"

namespace xrt::compiler {

class Code {
 public:
    void line(std::string_view text);
    void blank();
    /// `opening` and " {", then deeper.
    void open(std::string_view opening);
    void close(std::string_view closing = "}");
    /// After an opening line that list() wrote.
    void deeper() { ++depth_; }
    /// "if (condition) statement", on one line if it fits.
    void guarded(const std::string& condition, const std::string& statement);
    /// "public" of the class just opened.
    void access(std::string_view specifier);
    /// `before` item, item, item `after`; over several lines if it is too long for one.
    void list(std::string_view before, const std::vector<std::string>& items, std::string_view after);
    void documentation(const syntax::Documentation& lines);

    std::string take() { return std::move(text_); }

 private:
    std::string indentation() const { return std::string(depth_ * 4, ' '); }

    std::string text_;
    size_t depth_ = 0;
};

/// Which headers a generated file includes: the standard's first, then ours, each sorted and once.
class Includes {
 public:
    void standard(const std::string& header) { standard_.insert(header); }
    void own(const std::string& header) { own_.insert(header); }
    /// What values of this type need, the headers of declared types excepted.
    void type(const model::Type& type);
    void emit(Code& code) const;

 private:
    std::set<std::string> standard_, own_;
};

/// The first lines of every generated file; `source` is the file's name, `purpose` a sentence.
void begin_file(Code& code, const std::string& source, const std::string& purpose);
void begin_namespace(Code& code, const model::Protocol& protocol);
void end_namespace(Code& code, const model::Protocol& protocol);

/// `wish`, or a longer name that none of the fields has.
std::string free_name(std::string wish, const std::vector<model::Field>& fields);

}  // namespace xrt::compiler
