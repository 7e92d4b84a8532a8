// SPDX-License-Identifier: BSL-1.0
//
// What every OpenXR object is: something that a HandleTable knows by a 64-bit handle. A class deriving from it says
//
//     using Handle = XrSession;
//     static constexpr XrObjectType object_type = XR_OBJECT_TYPE_SESSION;
//     Instance& instance();
//
// A child owns its parent (shared_ptr), so a parent's destructor always runs after its children's.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "state_trackers/oxr/core/openxr_headers.hpp"

namespace xrt::oxr {

class Object {
 public:
    Object() = default;
    virtual ~Object() = default;
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;

    /// Zero until it is in the table.
    uint64_t raw_handle() const { return handle_; }

 private:
    friend class HandleTable;
    uint64_t handle_ = 0;
    uint64_t parent_ = 0;             ///< guarded by the table, as are the children
    std::vector<uint64_t> children_;  ///< handles, oldest first
    std::string name_;                ///< guarded by its slot
};

/// OpenXR's handles are pointers to types that nobody defines, or plain integers on 32-bit machines. Never followed.
template <typename Handle>
uint64_t to_raw(Handle handle) {
    static_assert(sizeof(Handle) == sizeof(uint64_t));
    return std::bit_cast<uint64_t>(handle);
}

template <typename Handle>
Handle from_raw(uint64_t raw) {
    return std::bit_cast<Handle>(raw);
}

}  // namespace xrt::oxr
