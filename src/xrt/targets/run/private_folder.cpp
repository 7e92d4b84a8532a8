// SPDX-License-Identifier: BSL-1.0
#include "targets/run/private_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>

namespace xrt::run {
namespace {

constexpr size_t max_base = 64;

}  // namespace

std::vector<std::string> PrivateFolder::usual_bases() {
    std::vector<std::string> bases;
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    if (runtime && runtime[0] == '/') bases.emplace_back(runtime);
    bases.emplace_back("/tmp");
    return bases;
}

Result<PrivateFolder> PrivateFolder::create(std::span<const std::string> bases, Leftovers leftovers) {
    Error last{ErrorCode::invalid_argument, "there is no place for a private folder"};
    for (const std::string& base : bases) {
        if (base.size() > max_base) continue;
        std::string path = base + "/monado-run.XXXXXX";
        if (::mkdtemp(path.data())) return PrivateFolder(std::move(path), leftovers);
        last = os_error("a private folder in " + base, errno);
    }
    return last;
}

PrivateFolder::PrivateFolder(PrivateFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})), leftovers_(other.leftovers_) {}

PrivateFolder::~PrivateFolder() {
    if (path_.empty() || leftovers_ == Leftovers::keep) return;
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace xrt::run
