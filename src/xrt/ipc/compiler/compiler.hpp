// SPDX-License-Identifier: BSL-1.0
//
// The whole way from the root file to the generated files, without touching the disk itself.
#pragma once

#include <string>
#include <vector>

#include "ipc/compiler/diagnostics.hpp"
#include "ipc/compiler/source.hpp"

namespace xrt::compiler {

struct OutputFile {
    std::string path;  ///< below the output folder: "proto/frame.hpp"
    std::string contents;
};

struct Compilation {
    std::string diagnostics;  ///< empty: all is well
    std::vector<OutputFile> outputs;
    uint64_t hash = 0;
};

Compilation compile(const std::filesystem::path& root, const FileReader& read_file);

}  // namespace xrt::compiler
