// SPDX-License-Identifier: BSL-1.0
//
// The table "Folders, and who may include whom" of doc/architecture.md, as something that can be asked. A folder may always include
// itself. "generated" stands for proto/*.hpp; of these, codecs, proxies and dispatchers are the wire's and need ipc/wire as well.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xrt/result.hpp"

namespace xrt::folders {

class FolderRules {
 public:
    /// Reads the first table of the document whose head is "| folder | may include | never |".
    static Result<FolderRules> parse(std::string_view document);

    /// What is wrong if the file includes this, if anything is. `file` is relative to src/xrt, `include` is as written.
    std::optional<std::string> check(std::string_view file, std::string_view include) const;

 private:
    struct Row {
        std::string folder;
        std::vector<std::string> may;
        std::vector<std::string> never;
    };

    const Row* row_of(std::string_view file) const;
    static bool allowed(const Row& row, std::string_view target);
    Result<void> check_against_never() const;

    std::vector<Row> rows_;
};

/// The quoted includes of a source text, in order.
std::vector<std::string> quoted_includes(std::string_view text);

}  // namespace xrt::folders
