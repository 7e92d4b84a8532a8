// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/handle_table.hpp"

#include <algorithm>
#include <type_traits>

namespace xrt::oxr {
namespace {

constexpr uint64_t generation_mask = 0xffffff;
constexpr uint64_t type_mask = uint64_t{0xff} << 56;

#define XRT_OXR_OBJECT_TYPE(name, value) name,
constexpr std::array object_types{XR_LIST_ENUM_XrObjectType(XRT_OXR_OBJECT_TYPE)};
#undef XRT_OXR_OBJECT_TYPE
static_assert(object_types.size() < 0xff);

/// Its place among all types that the headers know, from 1.
constexpr uint8_t tag_of(XrObjectType type) {
    return static_cast<uint8_t>(std::ranges::find(object_types, type) - object_types.begin() + 1);
}

constexpr uint64_t next_handle(XrObjectType type, uint64_t last, size_t index) {
    const uint64_t generation = ((last >> 32) + 1) & generation_mask;
    return uint64_t{tag_of(type)} << 56 | generation << 32 | index;
}
constexpr uint8_t tag_in(uint64_t handle) { return static_cast<uint8_t>(handle >> 56); }
constexpr size_t index_in(uint64_t handle) { return handle & 0xffffffff; }

XrObjectType type_with(uint8_t tag) {
    return tag == 0 || tag > object_types.size() ? XR_OBJECT_TYPE_UNKNOWN : object_types[tag - 1];
}

}  // namespace

HandleTable& handle_table() {
    static_assert(std::is_trivially_destructible_v<HandleTable>);
    static constinit HandleTable table;
    return table;
}

HandleTable::Owner HandleTable::find_raw(uint64_t handle, XrObjectType type) {
    const size_t index = index_in(handle);
    if (tag_in(handle) != tag_of(type) || index >= capacity) return nullptr;
    Slot& slot = slots_[index];
    const std::lock_guard lock(slot.mutex);
    return slot.handle == handle ? slot.owner() : nullptr;
}

bool HandleTable::contains(uint64_t handle) {
    const size_t index = index_in(handle);
    if (tag_in(handle) == 0 || index >= capacity) return false;
    const std::lock_guard lock(slots_[index].mutex);
    return slots_[index].handle == handle;
}

XrObjectType HandleTable::type_of(uint64_t handle) {
    const XrObjectType type = type_with(tag_in(handle));
    return type != XR_OBJECT_TYPE_UNKNOWN && find_raw(handle, type) != nullptr ? type : XR_OBJECT_TYPE_UNKNOWN;
}

uint64_t HandleTable::ancestor(uint64_t handle, XrObjectType type) {
    const std::lock_guard tree_lock(tree_mutex_);
    while (handle != 0 && tag_in(handle) != tag_of(type)) {
        const Owner object = find_raw(handle, type_with(tag_in(handle)));
        handle = object == nullptr ? 0 : object->parent_;
    }
    return handle != 0 && find_raw(handle, type) != nullptr ? handle : 0;
}

std::vector<uint64_t> HandleTable::descendants(uint64_t handle) {
    const std::lock_guard tree_lock(tree_mutex_);
    std::vector<uint64_t> order;
    if (find_raw(handle, type_with(tag_in(handle))) != nullptr) collect(handle, order);
    std::ranges::reverse(order);
    if (!order.empty()) order.erase(order.begin());
    return order;
}

std::vector<uint64_t> HandleTable::handles_of(XrObjectType type) {
    const std::lock_guard tree_lock(tree_mutex_);
    std::vector<uint64_t> handles;
    for (size_t i = 0; i < used_; ++i) {
        const std::lock_guard lock(slots_[i].mutex);
        if (tag_in(slots_[i].handle) == tag_of(type)) handles.push_back(slots_[i].handle);
    }
    return handles;
}

Outcome<> HandleTable::set_name(uint64_t handle, XrObjectType type, std::string_view name) {
    const Owner object = find_raw(handle, type);
    if (object == nullptr) return XR_ERROR_HANDLE_INVALID;
    std::string copy(name);
    const std::lock_guard lock(slots_[index_in(handle)].mutex);
    object->name_.swap(copy);
    return XR_SUCCESS;
}

std::string HandleTable::name_of(uint64_t handle) {
    const Owner object = find_raw(handle, type_with(tag_in(handle)));
    if (object == nullptr) return {};
    const std::lock_guard lock(slots_[index_in(handle)].mutex);
    return object->name_;
}

/// There is one.
HandleTable::Slot& HandleTable::take_free_slot() {
    if (first_free_ == 0) return slots_[used_++];
    Slot& slot = slots_[first_free_ - 1];
    first_free_ = slot.next_free;
    return slot;
}

Outcome<> HandleTable::insert_raw(const Owner& object, XrObjectType type, uint64_t parent) {
    const std::lock_guard tree_lock(tree_mutex_);
    const bool is_root = parent == 0;
    if (!is_root && slots_[index_in(parent)].handle != parent) {
        return fail(XR_ERROR_HANDLE_INVALID, nullptr, "what it should belong to has been destroyed meanwhile");
    }
    if (first_free_ == 0 && used_ == capacity) {
        return fail(XR_ERROR_LIMIT_REACHED, nullptr, "there are %zu objects already, as many as there can be",
                    capacity);
    }
    if (!is_root) slots_[index_in(parent)].owner()->children_.push_back(0);  // may throw: before anything has changed
    Slot& slot = take_free_slot();
    const std::lock_guard lock(slot.mutex);
    slot.handle = next_handle(type, slot.handle, static_cast<size_t>(&slot - slots_.data()));
    new (slot.storage.data()) Owner(object);
    object->handle_ = slot.handle;
    object->parent_ = parent;
    if (!is_root) slots_[index_in(parent)].owner()->children_.back() = slot.handle;
    size_.fetch_add(1, std::memory_order_relaxed);
    return XR_SUCCESS;
}

HandleTable::Owner HandleTable::remove(uint64_t handle) {
    const size_t index = index_in(handle);
    Slot& slot = slots_[index];
    const std::lock_guard lock(slot.mutex);
    Owner object = std::move(slot.owner());
    slot.owner().~Owner();
    slot.handle &= ~type_mask;
    slot.next_free = first_free_;
    first_free_ = index + 1;
    size_.fetch_sub(1, std::memory_order_relaxed);
    return object;
}

/// Children before parents, the youngest first.
void HandleTable::collect(uint64_t handle, std::vector<uint64_t>& order) {
    const std::vector<uint64_t>& children = slots_[index_in(handle)].owner()->children_;
    for (auto child = children.rbegin(); child != children.rend(); ++child) collect(*child, order);
    order.push_back(handle);
}

void HandleTable::forget_child(uint64_t parent, uint64_t child) {
    if (parent == 0) return;
    std::erase(slots_[index_in(parent)].owner()->children_, child);
}

Outcome<> HandleTable::destroy_raw(uint64_t handle, XrObjectType type) {
    std::vector<Owner> removed;  // ended after the lock is gone: a destructor may take its time
    {
        const std::lock_guard tree_lock(tree_mutex_);
        const Owner root = find_raw(handle, type);
        if (root == nullptr) return XR_ERROR_HANDLE_INVALID;
        std::vector<uint64_t> order;
        collect(handle, order);
        removed.reserve(order.size());
        forget_child(root->parent_, handle);
        for (const uint64_t each : order) removed.push_back(remove(each));
    }
    for (Owner& object : removed) object.reset();
    return XR_SUCCESS;
}

}  // namespace xrt::oxr
