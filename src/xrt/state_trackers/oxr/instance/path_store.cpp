// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/path_store.hpp"

#include <algorithm>
#include <mutex>

namespace xrt::oxr {
namespace {

// An atom is its index with a mark in the high bits, so that small numbers made up by an application are no atoms.
constexpr XrPath atom_mark = XrPath{0x7061'7468} << 32;

constexpr XrPath atom_at(size_t index) { return atom_mark | index; }

constexpr std::optional<size_t> index_of(XrPath path) {
    if (path >> 32 != atom_mark >> 32) return std::nullopt;
    return static_cast<size_t>(path & 0xffff'ffff);
}

constexpr bool may_be_in_path(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

}  // namespace

bool is_path_level(std::string_view name) {
    return std::all_of(name.begin(), name.end(), may_be_in_path) &&
           name.find_first_not_of('.') != std::string_view::npos;
}

bool is_well_formed_path(std::string_view path) {
    if (path.empty() || path.size() >= XR_MAX_PATH_LENGTH) return false;
    while (!path.empty()) {
        if (path.front() != '/') return false;
        path.remove_prefix(1);
        const std::string_view level = path.substr(0, path.find('/'));
        if (!is_path_level(level)) return false;
        path.remove_prefix(level.size());
    }
    return true;
}

PathStore::PathStore() {
    for (const UserPath user : user_paths) (void)add(to_string(user));
}

XrPath PathStore::atom(UserPath user) { return atom_at(static_cast<size_t>(user)); }

std::optional<UserPath> PathStore::user_path(XrPath path) {
    const std::optional<size_t> index = index_of(path);
    if (!index || *index >= user_paths.size()) return std::nullopt;
    return user_paths[*index];
}

Outcome<XrPath> PathStore::intern(std::string_view path) {
    if (!is_well_formed_path(path)) {
        return fail(XR_ERROR_PATH_FORMAT_INVALID, "pathString", "is \"%.*s\"",
                    static_cast<int>(std::min<size_t>(path.size(), 128)), path.data());
    }
    {
        const std::shared_lock lock(mutex_);
        if (const auto known = atoms_.find(path); known != atoms_.end()) return known->second;
    }
    const std::unique_lock lock(mutex_);
    if (const auto known = atoms_.find(path); known != atoms_.end()) return known->second;
    return add(path);
}

/// Its caller has the lock, or is the constructor.
Outcome<XrPath> PathStore::add(std::string_view path) {
    const size_t index = count_.load(std::memory_order_relaxed);
    if (index == capacity) {
        return fail(XR_ERROR_PATH_COUNT_EXCEEDED, "pathString", "is one more than the %zu paths that there can be",
                    size_t{capacity});
    }
    std::unique_ptr<Chunk>& chunk = chunks_[index / chunk_size];
    if (chunk == nullptr) chunk = std::make_unique<Chunk>();
    std::string& text = (*chunk)[index % chunk_size];
    text = path;
    atoms_.emplace(text, atom_at(index));
    count_.store(index + 1, std::memory_order_release);
    return atom_at(index);
}

Outcome<std::string_view> PathStore::text(XrPath path, Where where) const {
    const std::optional<size_t> index = index_of(path);
    if (!index || *index >= count_.load(std::memory_order_acquire)) {
        return fail(XR_ERROR_PATH_INVALID, where, "is %#llx, which is no path of this instance",
                    static_cast<unsigned long long>(path));
    }
    return std::string_view((*chunks_[*index / chunk_size])[*index % chunk_size]);
}

}  // namespace xrt::oxr
