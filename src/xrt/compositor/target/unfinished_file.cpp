// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/unfinished_file.hpp"

#include <cerrno>
#include <utility>

namespace xrt::comp {
namespace {

bool may_be_replaced(const std::filesystem::path& path) {
    std::error_code ignored;
    const auto status = std::filesystem::symlink_status(path, ignored);
    return !std::filesystem::exists(status) || std::filesystem::is_regular_file(status);
}

}  // namespace

Result<UnfinishedFile> UnfinishedFile::create(const std::filesystem::path& path) {
    std::string unfinished = path.string() + (may_be_replaced(path) ? ".part" : "");
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
    if (gets_its_name()) std::remove(unfinished_.c_str());
}

Result<void> UnfinishedFile::write(std::span<const std::byte> bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size()) return {};
    return os_error("cannot write " + path_.string(), errno);
}

Result<void> UnfinishedFile::finish() {
    const bool closed = std::fclose(std::exchange(file_, nullptr)) == 0;
    if (closed && (!gets_its_name() || std::rename(unfinished_.c_str(), path_.c_str()) == 0)) return {};
    const int reason = errno;
    if (gets_its_name()) std::remove(unfinished_.c_str());
    return os_error("cannot write " + path_.string(), reason);
}

Result<void> write_file(const std::filesystem::path& path, std::string_view text) {
    UnfinishedFile file = TRY(UnfinishedFile::create(path));
    TRY(file.write(text));
    return file.finish();
}

}  // namespace xrt::comp
