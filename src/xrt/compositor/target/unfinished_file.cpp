// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/unfinished_file.hpp"

#include <cerrno>
#include <utility>

namespace xrt::comp {

Result<UnfinishedFile> UnfinishedFile::create(const std::filesystem::path& path) {
    std::string unfinished = path.string() + ".part";
    std::FILE* const file = std::fopen(unfinished.c_str(), "wbe");
    if (!file) return os_error("cannot create " + path.string(), errno);
    return UnfinishedFile(path, std::move(unfinished), file);
}

UnfinishedFile::UnfinishedFile(UnfinishedFile&& other) noexcept
    : path_(std::move(other.path_)),
      unfinished_(std::move(other.unfinished_)),
      file_(std::exchange(other.file_, nullptr)) {}

UnfinishedFile::~UnfinishedFile() {
    if (!file_) return;
    std::fclose(file_);
    std::remove(unfinished_.c_str());
}

Result<void> UnfinishedFile::write(std::span<const std::byte> bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size()) return {};
    return os_error("cannot write " + path_.string(), errno);
}

Result<void> UnfinishedFile::finish() {
    const bool closed = std::fclose(std::exchange(file_, nullptr)) == 0;
    if (closed && std::rename(unfinished_.c_str(), path_.c_str()) == 0) return {};
    const int reason = errno;
    std::remove(unfinished_.c_str());
    return os_error("cannot write " + path_.string(), reason);
}

}  // namespace xrt::comp
