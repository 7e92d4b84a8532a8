// SPDX-License-Identifier: BSL-1.0
//
// Pieces of sentences.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace xrt {

/// "1 picture", "2 pictures".
inline std::string counted(size_t number, std::string_view thing) {
    return std::to_string(number) + " " + std::string(thing) + (number == 1 ? "" : "s");
}

/// "one, two".
inline std::string joined(const std::vector<std::string>& names, std::string_view separator = ", ") {
    std::string text;
    for (const std::string& name : names) text.append(text.empty() ? "" : separator).append(name);
    return text;
}

}  // namespace xrt
