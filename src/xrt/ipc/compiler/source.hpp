// SPDX-License-Identifier: BSL-1.0
//
// Source text and places in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "xrt/result.hpp"

namespace xrt::compiler {

struct SourceFile {
    std::filesystem::path
        path;  ///< as the user gave it, or relative to the file that includes it; shown in diagnostics
    std::string text;

    std::string name() const { return path.filename().string(); }
    std::string stem() const { return path.stem().string(); }
};

/// A place in a file. Lines and columns count from 1, columns in characters. The file outlives every location.
struct Location {
    const SourceFile* file = nullptr;
    uint32_t line = 1;
    uint32_t column = 1;

    /// "frame.ipc:12:5"
    std::string to_string() const;
};

/// How files are read: from the disk, or from a table in tests.
using FileReader = std::function<Result<std::string>(const std::filesystem::path&)>;

inline constexpr size_t max_source_bytes = size_t{1} << 20;

/// A FileReader that reads regular files of at most max_source_bytes.
Result<std::string> read_source_file(const std::filesystem::path& path);

}  // namespace xrt::compiler
