// SPDX-License-Identifier: BSL-1.0
//
// Reads a protocol: the root file and all that it includes, each once, and the hash over their tokens.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "ipc/compiler/diagnostics.hpp"
#include "ipc/compiler/lexer.hpp"
#include "ipc/compiler/syntax.hpp"

namespace xrt::compiler {

/// Files that include each other in a chain, at most.
inline constexpr size_t max_include_depth = 64;

struct LoadedFile {
    SourceFile source;
    std::vector<Token> tokens;
    syntax::File tree;
    std::vector<const LoadedFile*> includes;  ///< one for each syntax::Include of the tree, in order; null if it failed
};

struct LoadedProtocol {
    std::vector<std::unique_ptr<LoadedFile>> files;  ///< the root first
    uint64_t hash = 0;
};

/// An error only if not even the root can be read; mistakes in files go to `diagnostics`.
Result<LoadedProtocol> load(const std::filesystem::path& root, const FileReader& read_file, Diagnostics& diagnostics);

}  // namespace xrt::compiler
