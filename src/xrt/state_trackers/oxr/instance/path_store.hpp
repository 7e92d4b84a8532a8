// SPDX-License-Identifier: BSL-1.0
//
// An instance's paths: strings and the atoms that stand for them (specification: semantic-paths-path-atom-type). A path
// stays for the life of the store. Thread-safe; from an atom to its string takes no lock.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "auxiliary/interaction/user_paths.hpp"
#include "state_trackers/oxr/core/outcome.hpp"

namespace xrt::oxr {

/// The rules of "Well-Formed Path Strings".
bool is_well_formed_path(std::string_view path);
/// May stand between two slashes: the rule for names of actions and action sets.
bool is_path_level(std::string_view name);

class PathStore {
 public:
    static constexpr size_t capacity = size_t{1} << 16;

    /// The top-level user paths are there from the start.
    PathStore();

    /// XR_ERROR_PATH_FORMAT_INVALID, XR_ERROR_PATH_COUNT_EXCEEDED.
    Outcome<XrPath> intern(std::string_view path);

    /// XR_ERROR_PATH_INVALID for what is no atom of this store. The view lives as long as the store.
    Outcome<std::string_view> text(XrPath path, Where where = "path") const;

    bool has(XrPath path) const { return text(path).ok(); }

    static XrPath atom(UserPath user);
    /// None if the atom stands for something else, or for nothing.
    static std::optional<UserPath> user_path(XrPath path);

 private:
    static constexpr size_t chunk_size = 256;
    using Chunk = std::array<std::string, chunk_size>;

    Outcome<XrPath> add(std::string_view path);

    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string_view, XrPath> atoms_;  ///< guarded; the keys are the chunks' strings
    std::array<std::unique_ptr<Chunk>, capacity / chunk_size> chunks_;
    std::atomic<size_t> count_{0};  ///< a string is never touched after it was counted
};

}  // namespace xrt::oxr
