// SPDX-License-Identifier: BSL-1.0
#include "targets/run/line_splitter.hpp"

namespace xrt::run {

Result<std::vector<std::string>> LineSplitter::take(std::string_view piece) {
    std::vector<std::string> lines;
    for (size_t end = piece.find('\n'); end != std::string_view::npos; end = piece.find('\n')) {
        rest_ += piece.substr(0, end);
        piece.remove_prefix(end + 1);
        if (rest_.size() > max_line) break;
        lines.push_back(std::exchange(rest_, {}));
    }
    rest_ += piece;
    if (rest_.size() > max_line) return Error{ErrorCode::limit_exceeded, "a line of more than 16 KiB"};
    return lines;
}

}  // namespace xrt::run
