// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/diagnostics.hpp"

namespace xrt::compiler {

std::string Diagnostic::to_string() const { return at.to_string() + ": error: " + message; }

void Diagnostics::report(const Location& at, std::string message) {
    if (entries_.size() < limit) {
        entries_.push_back({at, std::move(message)});
    } else {
        ++left_out_;
    }
}

Error Diagnostics::error(const Location& at, std::string message) {
    report(at, message);
    return {ErrorCode::invalid_argument, std::move(message)};
}

std::string Diagnostics::to_string() const {
    std::string text;
    for (const Diagnostic& entry : entries_) text += entry.to_string() + "\n";
    if (left_out_ > 0) text += "and " + std::to_string(left_out_) + " more errors\n";
    return text;
}

}  // namespace xrt::compiler
