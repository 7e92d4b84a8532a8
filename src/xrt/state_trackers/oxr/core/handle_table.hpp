// SPDX-License-Identifier: BSL-1.0
//
// Every live OpenXR object of the process, found by its handle. A handle is type (8 bits), generation (24) and index
// (32): it is looked up and compared, never cast, so a stale handle, a handle of another type and plain garbage all
// miss.
//
//     TRY(handle_table().insert(session, instance->raw_handle(), handle_out));
//     std::shared_ptr<Session> session = handle_table().find<Session>(handle);   // null: XR_ERROR_HANDLE_INVALID
//     handle_table().destroy<Session>(handle);                                   // children first
//
// Thread-safe. The table has no destructor: the library that it lives in is unloaded while handles may still leak.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "state_trackers/oxr/core/object.hpp"
#include "state_trackers/oxr/core/outcome.hpp"

namespace xrt::oxr {

class HandleTable {
 public:
    static constexpr size_t capacity = 1u << 15;

    constexpr HandleTable() = default;
    HandleTable(const HandleTable&) = delete;
    HandleTable& operator=(const HandleTable&) = delete;

    /// Null if the handle is not of a live T.
    template <typename T>
    std::shared_ptr<T> find(typename T::Handle handle) {
        return std::static_pointer_cast<T>(find_raw(to_raw(handle), T::object_type));
    }

    /// `parent` 0: an instance, which has none. XR_ERROR_LIMIT_REACHED when full, XR_ERROR_HANDLE_INVALID when the
    /// parent has been destroyed meanwhile.
    template <typename T>
    Outcome<> insert(const std::shared_ptr<T>& object, uint64_t parent, typename T::Handle* handle) {
        TRY(insert_raw(object, T::object_type, parent));
        *handle = from_raw<typename T::Handle>(object->raw_handle());
        return XR_SUCCESS;
    }

    /// The object and all below it can be found no more when this returns; each ends when its last user lets go of it.
    /// XR_ERROR_HANDLE_INVALID if there is no such T.
    template <typename T>
    Outcome<> destroy(typename T::Handle handle) {
        return destroy_raw(to_raw(handle), T::object_type);
    }

    /// Of whatever type.
    bool contains(uint64_t handle);

    /// All that live now.
    template <typename T>
    std::vector<std::shared_ptr<T>> all() {
        std::vector<std::shared_ptr<T>> found;
        for (const uint64_t handle : handles_of(T::object_type)) {
            if (auto object = find<T>(from_raw<typename T::Handle>(handle))) found.push_back(std::move(object));
        }
        return found;
    }

    /// The type of the object that lives under this handle; unknown if there is none.
    XrObjectType type_of(uint64_t handle);
    /// The object itself, or what it was made from, of that type; 0 if there is none.
    uint64_t ancestor(uint64_t handle, XrObjectType type);
    /// Handles of all that were made from the object, and from those, parents first.
    std::vector<uint64_t> descendants(uint64_t handle);

    /// The name that the application gave an object, until it ends. Empty: none.
    Outcome<> set_name(uint64_t handle, XrObjectType type, std::string_view name);
    std::string name_of(uint64_t handle);

    size_t size() const { return size_.load(std::memory_order_relaxed); }

 private:
    using Owner = std::shared_ptr<Object>;

    /// An Owner is inside while `handle` has a type; a free slot keeps its last generation. Raw storage, so that the
    /// table needs no destructor.
    struct alignas(64) Slot {
        std::mutex mutex;
        uint64_t handle = 0;
        union {
            uint64_t next_free = 0;  ///< index + 1
            alignas(Owner) std::array<std::byte, sizeof(Owner)> storage;
        };
        Owner& owner() { return *std::launder(reinterpret_cast<Owner*>(storage.data())); }
    };

    Owner find_raw(uint64_t handle, XrObjectType type);
    std::vector<uint64_t> handles_of(XrObjectType type);
    Outcome<> insert_raw(const Owner& object, XrObjectType type, uint64_t parent);
    Outcome<> destroy_raw(uint64_t handle, XrObjectType type);
    Slot& take_free_slot();
    Owner remove(uint64_t handle);
    void collect(uint64_t handle, std::vector<uint64_t>& order);
    void forget_child(uint64_t parent, uint64_t child);

    std::mutex tree_mutex_;  ///< taken before any slot's; guards the tree and the free slots
    uint64_t first_free_ = 0;
    uint64_t used_ = 0;  ///< slots that were ever used
    std::atomic<size_t> size_{0};
    std::array<Slot, capacity> slots_{};
};

/// The process's table.
HandleTable& handle_table();

}  // namespace xrt::oxr
