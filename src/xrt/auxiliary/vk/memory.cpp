// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/vk/memory.hpp"

#include <fcntl.h>

#include <cerrno>

#include "auxiliary/vk/swapchain_image_info.hpp"

namespace xrt::vk {

std::optional<uint32_t> find_memory_type(const VkPhysicalDeviceMemoryProperties& properties, uint32_t type_bits,
                                         VkMemoryPropertyFlags wanted) {
    for (uint32_t i = 0; i < properties.memoryTypeCount; ++i) {
        if ((type_bits & (1u << i)) && (properties.memoryTypes[i].propertyFlags & wanted) == wanted) return i;
    }
    return std::nullopt;
}

Result<uint32_t> choose_memory_type(const VkPhysicalDeviceMemoryProperties& properties, uint32_t type_bits,
                                    VkMemoryPropertyFlags preferred) {
    if (const auto type = find_memory_type(properties, type_bits, preferred)) return *type;
    if (const auto type = find_memory_type(properties, type_bits, 0)) return *type;
    return Error{ErrorCode::unsupported, "the device has no memory of the kind that is needed"};
}

static Result<UniqueDeviceMemory> allocate_dedicated(const DeviceTable& table, VkImage image, VkDeviceSize size,
                                                     uint32_t memory_type, const void* next) {
    VkMemoryDedicatedAllocateInfo dedicated{VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO, next, image,
                                            VK_NULL_HANDLE};
    const VkMemoryAllocateInfo info{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO, &dedicated, size, memory_type};
    return create<UniqueDeviceMemory>(table, table.AllocateMemory, info, "vkAllocateMemory");
}

Result<UniqueDeviceMemory> allocate_exportable(const DeviceTable& table, VkImage image, VkDeviceSize size,
                                               uint32_t memory_type) {
    const VkExportMemoryAllocateInfo exported{VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO, nullptr,
                                              swapchain_handle_type};
    return allocate_dedicated(table, image, size, memory_type, &exported);
}

Result<UniqueFd> export_memory(const DeviceTable& table, VkDeviceMemory memory) {
    if (!table.GetMemoryFdKHR) return Error{ErrorCode::unsupported, "the device has no VK_KHR_external_memory_fd"};
    const VkMemoryGetFdInfoKHR info{VK_STRUCTURE_TYPE_MEMORY_GET_FD_INFO_KHR, nullptr, memory, swapchain_handle_type};
    int fd = -1;
    TRY(check(table.GetMemoryFdKHR(table.device, &info, &fd), "vkGetMemoryFdKHR"));
    UniqueFd owned(fd);
    // Vulkan says nothing about close-on-exec, and drivers leave it off.
    if (::fcntl(owned.get(), F_SETFD, FD_CLOEXEC) < 0) return os_error("fcntl(FD_CLOEXEC)", errno);
    return owned;
}

Result<UniqueDeviceMemory> import_memory(const DeviceTable& table, VkImage image, const NativeImage& native) {
    if (!table.GetMemoryFdKHR) return Error{ErrorCode::unsupported, "the device has no VK_KHR_external_memory_fd"};
    const int fd = ::fcntl(native.handle.fd.get(), F_DUPFD_CLOEXEC, 0);
    if (fd < 0) return os_error("dup of an image's memory", errno);
    const VkImportMemoryFdInfoKHR imported{VK_STRUCTURE_TYPE_IMPORT_MEMORY_FD_INFO_KHR, nullptr, swapchain_handle_type,
                                           fd};
    return allocate_dedicated(table, image, native.allocation_size, native.memory_type_index, &imported);
}

}  // namespace xrt::vk
