// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/vk/swapchain_images.hpp"

#include <fcntl.h>

#include <cerrno>
#include <string>

#include "auxiliary/vk/memory.hpp"
#include "auxiliary/vk/swapchain_image_info.hpp"

namespace xrt::vk {
namespace {

struct ImageNeeds {
    VkMemoryRequirements memory{};
    bool prefers_dedicated = false, requires_dedicated = false;  ///< an allocation for each image
};

/// A device that cannot be asked about dedicated memory does not require it.
ImageNeeds needs_of(const DeviceTable& table, VkImage image) {
    if (!table.GetImageMemoryRequirements2) {
        ImageNeeds plain;
        table.GetImageMemoryRequirements(table.device, image, &plain.memory);
        return plain;
    }
    VkMemoryDedicatedRequirements dedicated{VK_STRUCTURE_TYPE_MEMORY_DEDICATED_REQUIREMENTS, nullptr, VK_FALSE,
                                            VK_FALSE};
    VkMemoryRequirements2 needs{VK_STRUCTURE_TYPE_MEMORY_REQUIREMENTS_2, &dedicated, {}};
    const VkImageMemoryRequirementsInfo2 question{VK_STRUCTURE_TYPE_IMAGE_MEMORY_REQUIREMENTS_INFO_2, nullptr, image};
    table.GetImageMemoryRequirements2(table.device, &question, &needs);
    return {needs.memoryRequirements, dedicated.prefersDedicatedAllocation == VK_TRUE,
            dedicated.requiresDedicatedAllocation == VK_TRUE};
}

uint64_t round_up(uint64_t size, uint64_t alignment) { return (size + alignment - 1) / alignment * alignment; }

Error unsupported(std::string what) { return {ErrorCode::unsupported, std::move(what)}; }

Error unfit(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

/// Whether images with these needs can lie in the memory as it is said to be.
Result<void> check_layout(const ImageNeeds& image, const NativeMemory& native) {
    const VkMemoryRequirements& needs = image.memory;
    if (native.image_count == 0) return unfit("memory without an image");
    if (native.dedicated && native.image_count != 1) return unfit("memory dedicated to several images");
    if (image.requires_dedicated && !native.dedicated) return unfit("memory that is not dedicated to its image");
    if (native.dedicated && native.size != needs.size) {  // VUID-VkMemoryDedicatedAllocateInfo-image-02964
        return unfit(std::to_string(native.size) + " bytes of memory dedicated to an image of " +
                     std::to_string(needs.size));
    }
    const uint64_t others = native.image_count - 1;
    if (others != 0 && (native.image_stride < needs.size || native.image_stride % needs.alignment != 0)) {
        return unfit("images that are " + std::to_string(native.image_stride) + " bytes apart, each of which needs " +
                     std::to_string(needs.size) + " and alignment to " + std::to_string(needs.alignment));
    }
    const bool fits =
        native.size >= needs.size && (others == 0 || (native.size - needs.size) / others >= native.image_stride);
    if (!fits) {
        return unfit(std::to_string(native.size) + " bytes of memory for " + std::to_string(native.image_count) +
                     " images of " + std::to_string(needs.size));
    }
    if (native.memory_type_index >= 32 || !(needs.memoryTypeBits & (1u << native.memory_type_index))) {
        return unfit("memory of type " + std::to_string(native.memory_type_index));
    }
    return {};
}

/// `dedicated_to` is null for memory that is not.
Result<UniqueDeviceMemory> allocate_memory(const DeviceTable& table, const NativeMemory& native, VkImage dedicated_to,
                                           const void* next) {
    const VkMemoryDedicatedAllocateInfo dedicated{VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO, next, dedicated_to,
                                                  VK_NULL_HANDLE};
    const VkMemoryAllocateInfo info{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
                                    dedicated_to != VK_NULL_HANDLE ? &dedicated : next, native.size,
                                    native.memory_type_index};
    return create<UniqueDeviceMemory>(table, table.AllocateMemory, info, "vkAllocateMemory");
}

Result<UniqueDeviceMemory> allocate_exportable(const DeviceTable& table, const NativeMemory& native,
                                               VkImage dedicated_to) {
    const VkExportMemoryAllocateInfo exported{VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO, nullptr,
                                              swapchain_handle_type};
    return allocate_memory(table, native, dedicated_to, &exported);
}

Result<UniqueDeviceMemory> import_memory(const DeviceTable& table, const NativeMemory& native, VkImage dedicated_to) {
    const int fd = ::fcntl(native.handle.fd.get(), F_DUPFD_CLOEXEC, 0);
    if (fd < 0) return os_error("dup of an image's memory", errno);
    const VkImportMemoryFdInfoKHR imported{VK_STRUCTURE_TYPE_IMPORT_MEMORY_FD_INFO_KHR, nullptr, swapchain_handle_type,
                                           fd};
    auto memory = allocate_memory(table, native, dedicated_to, &imported);
    if (memory.ok() || memory.error().code == ErrorCode::device_lost) return memory;
    return unfit(memory.error().message);  // drivers have several codes for a handle that they do not take
}

Result<UniqueFd> export_fd(const DeviceTable& table, VkDeviceMemory memory) {
    const VkMemoryGetFdInfoKHR info{VK_STRUCTURE_TYPE_MEMORY_GET_FD_INFO_KHR, nullptr, memory, swapchain_handle_type};
    int fd = -1;
    TRY(check(table.GetMemoryFdKHR(table.device, &info, &fd), "vkGetMemoryFdKHR"));
    UniqueFd owned(fd);
    // Vulkan says nothing about close-on-exec, and drivers leave it off.
    if (::fcntl(owned.get(), F_SETFD, FD_CLOEXEC) < 0) return os_error("fcntl(FD_CLOEXEC)", errno);
    return owned;
}

NativeMemory copy_without_handle(const NativeMemory& native) {
    return {{}, native.size, native.memory_type_index, native.dedicated, native.image_count, native.image_stride};
}

Result<void> check_extension(const DeviceTable& table) {
    if (table.GetMemoryFdKHR) return {};
    return unsupported("a device without VK_KHR_external_memory_fd");
}

}  // namespace

Result<SwapchainImages> SwapchainImages::allocate(const DeviceTable& table,
                                                  const VkPhysicalDeviceMemoryProperties& properties,
                                                  const SwapchainCreateInfo& info, size_t count) {
    TRY(check_extension(table));
    // needs_of() does without it for an importer, whom the exporter tells whether memory is dedicated. Here nobody else knows, and memory
    // that the driver wants dedicated and that is not may be exported and then not imported.
    if (!table.GetImageMemoryRequirements2) return unsupported("a device without VK_KHR_get_memory_requirements2");
    SwapchainImages result(table);
    TRY(result.create_images(info, count));
    const ImageNeeds needs = needs_of(table, result[0]);
    const bool separate = needs.prefers_dedicated || needs.requires_dedicated || info.separate_memory;
    NativeMemory native;
    native.memory_type_index =
        TRY(choose_memory_type(properties, needs.memory.memoryTypeBits, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT));
    native.dedicated = separate;
    native.image_count = separate ? 1 : static_cast<uint32_t>(count);
    native.image_stride = round_up(needs.memory.size, needs.memory.alignment);
    native.size = (native.image_count - 1) * native.image_stride + needs.memory.size;
    for (size_t i = 0; i < count; i += native.image_count) {
        VkImage dedicated_to = separate ? result[i] : VK_NULL_HANDLE;
        result.allocations_.push_back(
            {TRY(allocate_exportable(table, native, dedicated_to)), copy_without_handle(native)});
    }
    TRY(result.bind());
    return result;
}

Result<SwapchainImages> SwapchainImages::import(const DeviceTable& table, const SwapchainCreateInfo& info,
                                                std::span<const NativeMemory> memory) {
    TRY(check_extension(table));
    SwapchainImages result(table);
    const size_t count = count_images(memory);
    if (count == 0 || count > max_swapchain_images) return unfit("a swapchain of " + std::to_string(count) + " images");
    TRY(result.create_images(info, count));
    const ImageNeeds needs = needs_of(table, result[0]);
    size_t first = 0;
    for (const NativeMemory& native : memory) {
        TRY(check_layout(needs, native));
        VkImage dedicated_to = native.dedicated ? result[first] : VK_NULL_HANDLE;
        result.allocations_.push_back({TRY(import_memory(table, native, dedicated_to)), copy_without_handle(native)});
        first += native.image_count;
    }
    TRY(result.bind());
    return result;
}

Result<std::vector<NativeMemory>> SwapchainImages::export_memory() const {
    std::vector<NativeMemory> exported;
    for (const Allocation& allocation : allocations_) {
        NativeMemory& native = exported.emplace_back(copy_without_handle(allocation.native));
        native.handle.fd = TRY(export_fd(*table_, allocation.memory.get()));
    }
    return exported;
}

Result<void> SwapchainImages::create_images(const SwapchainCreateInfo& info, size_t count) {
    const SwapchainImageInfo image_info(info);
    for (size_t i = 0; i < count; ++i) {
        images_.push_back(TRY(create<UniqueImage>(*table_, table_->CreateImage, *image_info.get(), "vkCreateImage")));
    }
    return {};
}

Result<void> SwapchainImages::bind() {
    size_t index = 0;
    for (const Allocation& allocation : allocations_) {
        for (uint32_t i = 0; i < allocation.native.image_count; ++i) {
            TRY(check(table_->BindImageMemory(table_->device, images_[index++].get(), allocation.memory.get(),
                                              i * allocation.native.image_stride),
                      "vkBindImageMemory"));
        }
    }
    return {};
}

}  // namespace xrt::vk
