// SPDX-License-Identifier: BSL-1.0
//
// A file that gets its name only when it is complete: nobody ever sees half of it. What is there and is no plain file, such as
// /dev/stdout, a FIFO or a link, keeps its place and is written into.
#pragma once

#include <cstdio>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "xrt/result.hpp"

namespace xrt::comp {

class UnfinishedFile {
 public:
    static Result<UnfinishedFile> create(const std::filesystem::path& path);
    UnfinishedFile(UnfinishedFile&& other) noexcept;
    UnfinishedFile& operator=(UnfinishedFile&&) = delete;
    /// Removes what was not finished.
    ~UnfinishedFile();

    std::FILE* get() const { return file_; }
    Result<void> write(std::span<const std::byte> bytes);
    Result<void> write(std::string_view text) { return write(std::as_bytes(std::span(text))); }
    Result<void> finish();

 private:
    UnfinishedFile(std::filesystem::path path, std::string unfinished, std::FILE* file)
        : path_(std::move(path)), unfinished_(std::move(unfinished)), file_(file) {}

    bool gets_its_name() const { return unfinished_ != path_; }

    std::filesystem::path path_;
    std::string unfinished_;  ///< its name until then; the same as the path if it is written into
    std::FILE* file_;
};

/// In one go.
Result<void> write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace xrt::comp
