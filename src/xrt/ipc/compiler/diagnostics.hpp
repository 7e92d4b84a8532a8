// SPDX-License-Identifier: BSL-1.0
//
// What is wrong with the input: collected, then shown as `file:line:column: error: what, and what was expected`.
#pragma once

#include <string>
#include <vector>

#include "ipc/compiler/source.hpp"
#include "xrt/result.hpp"

namespace xrt::compiler {

struct Diagnostic {
    Location at;
    std::string message;

    std::string to_string() const;
};

class Diagnostics {
 public:
    /// Past this number nothing is collected; the first ones matter.
    static constexpr size_t limit = 20;

    void report(const Location& at, std::string message);
    /// Reports, and returns an Error, so that a function that cannot go on says `return diagnostics.error(...)`.
    Error error(const Location& at, std::string message);

    bool empty() const { return entries_.empty(); }
    size_t count() const { return entries_.size() + left_out_; }
    const std::vector<Diagnostic>& entries() const { return entries_; }
    /// One line each, and one more if some were left out.
    std::string to_string() const;

 private:
    std::vector<Diagnostic> entries_;
    size_t left_out_ = 0;
};

}  // namespace xrt::compiler
