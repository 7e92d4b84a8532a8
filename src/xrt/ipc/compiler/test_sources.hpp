// SPDX-License-Identifier: BSL-1.0
//
// For tests: protocols in memory instead of files.
#pragma once

#include <map>
#include <string>

#include "ipc/compiler/compiler.hpp"

namespace xrt::compiler {

using TestFiles = std::map<std::string, std::string>;

/// Compiles the file "test.ipc" of `files`.
inline Compilation compile_files(const TestFiles& files) {
    const auto read_file = [&](const std::filesystem::path& path) -> Result<std::string> {
        const auto file = files.find(path.string());
        if (file == files.end()) return Error{ErrorCode::not_found, "no such file"};
        return file->second;
    };
    return compile("test.ipc", read_file);
}

inline Compilation compile_text(const std::string& text) { return compile_files({{"test.ipc", text}}); }

/// The contents of one output, or "" if there is none of that name.
inline std::string find_output(const Compilation& compilation, const std::string& path) {
    for (const OutputFile& output : compilation.outputs) {
        if (output.path == path) return output.contents;
    }
    return {};
}

}  // namespace xrt::compiler
