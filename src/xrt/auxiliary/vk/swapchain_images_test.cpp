// SPDX-License-Identifier: BSL-1.0
//
// Where a swapchain's images lie, on a device whose wishes the test chooses.
#include "auxiliary/vk/swapchain_images.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <functional>
#include <utility>

namespace xrt::vk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr VkDeviceSize image_size = 1000, alignment = 256, stride = 1024;

/// Handles of what is created are numbers, from 1.
struct FakeDevice {
    struct Allocation {
        VkDeviceSize size = 0;
        uint32_t type = 0;
        bool dedicated = false;
    };
    struct Bound {
        uintptr_t memory = 0;
        VkDeviceSize offset = 0;
        bool operator==(const Bound&) const = default;
    };
    static inline uintptr_t images;
    static inline std::vector<Allocation> allocations;
    static inline std::vector<Bound> bound;
    static inline int alive;
    static inline VkBool32 prefers_dedicated, requires_dedicated;
    static inline VkResult image_result, memory_result, bind_result;

    static void reset() {
        images = 0;
        alive = 0;
        allocations.clear();
        bound.clear();
        prefers_dedicated = requires_dedicated = VK_FALSE;
        image_result = memory_result = bind_result = VK_SUCCESS;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL create_image(VkDevice, const VkImageCreateInfo*, const VkAllocationCallbacks*,
                                                       VkImage* image) {
        if (image_result != VK_SUCCESS) return image_result;
        *image = reinterpret_cast<VkImage>(++images);
        ++alive;
        return VK_SUCCESS;
    }
    static VKAPI_ATTR void VKAPI_CALL destroy_image(VkDevice, VkImage, const VkAllocationCallbacks*) { --alive; }
    static VKAPI_ATTR VkResult VKAPI_CALL allocate(VkDevice, const VkMemoryAllocateInfo* info,
                                                   const VkAllocationCallbacks*, VkDeviceMemory* memory) {
        Allocation allocation{info->allocationSize, info->memoryTypeIndex};
        for (auto* next = static_cast<const VkBaseInStructure*>(info->pNext); next; next = next->pNext) {
            if (next->sType == VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO) allocation.dedicated = true;
            if (next->sType == VK_STRUCTURE_TYPE_IMPORT_MEMORY_FD_INFO_KHR) {
                ::close(reinterpret_cast<const VkImportMemoryFdInfoKHR*>(next)->fd);
            }
        }
        if (memory_result != VK_SUCCESS) return memory_result;
        allocations.push_back(allocation);
        *memory = reinterpret_cast<VkDeviceMemory>(allocations.size());
        ++alive;
        return VK_SUCCESS;
    }
    static VKAPI_ATTR void VKAPI_CALL free_memory(VkDevice, VkDeviceMemory, const VkAllocationCallbacks*) { --alive; }
    static VKAPI_ATTR void VKAPI_CALL needs(VkDevice, VkImage, VkMemoryRequirements* requirements) {
        *requirements = {image_size, alignment, 0b10};
    }
    static VKAPI_ATTR void VKAPI_CALL needs2(VkDevice, const VkImageMemoryRequirementsInfo2*,
                                             VkMemoryRequirements2* requirements) {
        requirements->memoryRequirements = {image_size, alignment, 0b10};
        auto* dedicated = static_cast<VkMemoryDedicatedRequirements*>(requirements->pNext);
        ASSERT_EQ(dedicated->sType, VK_STRUCTURE_TYPE_MEMORY_DEDICATED_REQUIREMENTS);
        dedicated->prefersDedicatedAllocation = prefers_dedicated;
        dedicated->requiresDedicatedAllocation = requires_dedicated;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL bind(VkDevice, VkImage, VkDeviceMemory memory, VkDeviceSize offset) {
        bound.push_back({reinterpret_cast<uintptr_t>(memory), offset});
        return bind_result;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL export_fd(VkDevice, const VkMemoryGetFdInfoKHR*, int* fd) {
        *fd = ::open("/dev/null", O_RDWR);
        return VK_SUCCESS;
    }

    static DeviceTable table() {
        DeviceTable table;
        table.CreateImage = create_image;
        table.DestroyImage = destroy_image;
        table.AllocateMemory = allocate;
        table.FreeMemory = free_memory;
        table.GetImageMemoryRequirements = needs;
        table.GetImageMemoryRequirements2 = needs2;
        table.BindImageMemory = bind;
        table.GetMemoryFdKHR = export_fd;
        return table;
    }
    static VkPhysicalDeviceMemoryProperties memory() {
        VkPhysicalDeviceMemoryProperties memory{};
        memory.memoryTypeCount = 2;
        return memory;
    }
};

class SwapchainImagesTest : public testing::Test {
 protected:
    void SetUp() override { FakeDevice::reset(); }
    void TearDown() override { EXPECT_EQ(FakeDevice::alive, 0); }

    static SwapchainCreateInfo some_info() {
        SwapchainCreateInfo info;
        info.extent = {16, 16};
        info.format = VK_FORMAT_R8G8B8A8_SRGB;
        return info;
    }
    std::vector<NativeMemory> allocated(const SwapchainCreateInfo& info, size_t count = 3) {
        const auto images = SwapchainImages::allocate(table_, FakeDevice::memory(), info, count);
        EXPECT_TRUE(images.ok()) << images.error().message;
        EXPECT_EQ(images->size(), count);
        return *images->export_memory();
    }
    /// What is said when three images are imported of which this was changed.
    std::string refused(const std::function<void(NativeMemory&)>& spoil) {
        std::vector<NativeMemory> memory = allocated(some_info());
        spoil(memory[0]);
        const auto images = SwapchainImages::import(table_, some_info(), memory);
        EXPECT_FALSE(images.ok());
        if (images.ok()) return {};
        EXPECT_EQ(images.error().code, ErrorCode::invalid_argument);
        return images.error().message;
    }

    const DeviceTable table_ = FakeDevice::table();
};

TEST_F(SwapchainImagesTest, LieInOneAllocation) {
    const auto memory = allocated(some_info());
    ASSERT_EQ(memory.size(), 1u);
    EXPECT_EQ(memory[0].size, 2 * stride + image_size);
    EXPECT_EQ(memory[0].memory_type_index, 1u);
    EXPECT_FALSE(memory[0].dedicated);
    EXPECT_EQ(memory[0].image_count, 3u);
    EXPECT_EQ(memory[0].image_stride, stride);
    EXPECT_TRUE(::fcntl(memory[0].handle.fd.get(), F_GETFD) & FD_CLOEXEC);
    EXPECT_FALSE(FakeDevice::allocations.at(0).dedicated);
    EXPECT_THAT(FakeDevice::bound,
                ElementsAre(FakeDevice::Bound{1, 0}, FakeDevice::Bound{1, stride}, FakeDevice::Bound{1, 2 * stride}));
}

TEST_F(SwapchainImagesTest, LieApartWhereTheDriverOrTheImporterWantsIt) {
    for (const int who : {0, 1, 2}) {
        FakeDevice::reset();
        auto info = some_info();
        if (who == 0) FakeDevice::prefers_dedicated = VK_TRUE;
        if (who == 1) FakeDevice::requires_dedicated = VK_TRUE;
        if (who == 2) info.separate_memory = true;
        const auto memory = allocated(info);
        ASSERT_EQ(memory.size(), 3u);
        for (size_t i = 0; i < 3; ++i) {
            EXPECT_TRUE(memory[i].dedicated);
            EXPECT_EQ(memory[i].image_count, 1u);
            EXPECT_EQ(memory[i].size, image_size);
            EXPECT_TRUE(FakeDevice::allocations.at(i).dedicated);
            EXPECT_EQ(FakeDevice::bound.at(i), (FakeDevice::Bound{i + 1, 0}));
        }
    }
}

TEST_F(SwapchainImagesTest, AreImportedAsTheyWereAllocated) {
    for (const bool separate : {false, true}) {
        FakeDevice::reset();
        auto info = some_info();
        info.separate_memory = separate;
        const auto memory = allocated(info);
        const auto allocations = FakeDevice::allocations;
        FakeDevice::allocations.clear();
        const auto bound = std::exchange(FakeDevice::bound, {});
        const auto images = SwapchainImages::import(table_, some_info(), memory);
        ASSERT_TRUE(images.ok()) << images.error().message;
        EXPECT_EQ(images->size(), 3u);
        EXPECT_EQ(FakeDevice::bound, bound);
        ASSERT_EQ(FakeDevice::allocations.size(), allocations.size());
        for (size_t i = 0; i < allocations.size(); ++i) {
            EXPECT_EQ(FakeDevice::allocations[i].size, allocations[i].size);
            EXPECT_EQ(FakeDevice::allocations[i].type, allocations[i].type);
            EXPECT_EQ(FakeDevice::allocations[i].dedicated, allocations[i].dedicated);
        }
    }
}

TEST_F(SwapchainImagesTest, RefuseToLieWhereTheyDoNotFit) {
    EXPECT_THAT(refused([](NativeMemory& memory) { memory.size -= 1; }), HasSubstr("3047 bytes of memory for 3"));
    EXPECT_THAT(refused([](NativeMemory& memory) { memory.size = image_size - 1; }), HasSubstr("999 bytes"));
    EXPECT_THAT(refused([](NativeMemory& memory) { memory.image_count = 4; }), HasSubstr("for 4 images"));
    EXPECT_THAT(refused([](NativeMemory& memory) { memory.image_count = 0; }), HasSubstr("0 images"));
    EXPECT_THAT(refused([](NativeMemory& memory) { memory.image_count = ~0u; }), HasSubstr("images"));
    EXPECT_THAT(refused([](NativeMemory& memory) { memory.image_stride += 1; }), HasSubstr("1025 bytes apart"));
    EXPECT_THAT(refused([](NativeMemory& memory) { memory.image_stride -= alignment; }), HasSubstr("768 bytes apart"));
    EXPECT_THAT(refused([](NativeMemory& memory) { memory.image_stride = ~uint64_t{0} - 255; }), HasSubstr("bytes of"));
    EXPECT_THAT(refused([](NativeMemory& memory) { memory.memory_type_index = 0; }), HasSubstr("type 0"));
    EXPECT_THAT(refused([](NativeMemory& memory) { memory.memory_type_index = 32; }), HasSubstr("type 32"));
    EXPECT_THAT(refused([](NativeMemory& memory) { memory.dedicated = true; }), HasSubstr("dedicated to several"));
    const auto dedicate = [](NativeMemory& memory) {
        memory.dedicated = true;
        memory.image_count = 1;
    };
    EXPECT_THAT(refused(dedicate), HasSubstr("3048 bytes of memory dedicated to an image of 1000"));
}

TEST_F(SwapchainImagesTest, AreImportedTogetherUnlessTheDriverRequiresThemApart) {
    const auto memory = allocated(some_info());
    DeviceTable older = table_;
    older.GetImageMemoryRequirements2 = nullptr;
    EXPECT_TRUE(SwapchainImages::import(older, some_info(), memory).ok());
    FakeDevice::prefers_dedicated = VK_TRUE;
    EXPECT_TRUE(SwapchainImages::import(table_, some_info(), memory).ok());
    FakeDevice::requires_dedicated = VK_TRUE;
    const auto refused = SwapchainImages::import(table_, some_info(), memory);
    ASSERT_FALSE(refused.ok());
    EXPECT_THAT(refused.error().message, HasSubstr("not dedicated to its image"));
}

TEST_F(SwapchainImagesTest, BlameTheirExporterOnlyForHisMemory) {
    const auto memory = allocated(some_info());
    const auto code_where = [&](VkResult& call, VkResult says) {
        call = says;
        const auto images = SwapchainImages::import(table_, some_info(), memory);
        call = VK_SUCCESS;
        return images.ok() ? ErrorCode::internal : images.error().code;
    };
    EXPECT_EQ(code_where(FakeDevice::image_result, VK_ERROR_DEVICE_LOST), ErrorCode::device_lost);
    EXPECT_EQ(code_where(FakeDevice::memory_result, VK_ERROR_DEVICE_LOST), ErrorCode::device_lost);
    EXPECT_EQ(code_where(FakeDevice::bind_result, VK_ERROR_DEVICE_LOST), ErrorCode::device_lost);
    EXPECT_EQ(code_where(FakeDevice::image_result, VK_ERROR_OUT_OF_HOST_MEMORY), ErrorCode::out_of_memory);
    for (const VkResult refused : {VK_ERROR_INVALID_EXTERNAL_HANDLE, VK_ERROR_OUT_OF_DEVICE_MEMORY}) {
        EXPECT_EQ(code_where(FakeDevice::memory_result, refused), ErrorCode::invalid_argument);
    }
    DeviceTable table = table_;
    table.GetMemoryFdKHR = nullptr;
    EXPECT_EQ(SwapchainImages::import(table, some_info(), memory).error().code, ErrorCode::unsupported);
}

TEST_F(SwapchainImagesTest, AreNotImportedFromNothing) {
    auto memory = allocated(some_info());
    memory[0].handle.fd.reset();
    EXPECT_THAT(SwapchainImages::import(table_, some_info(), memory).error().message, HasSubstr("dup of"));
}

TEST_F(SwapchainImagesTest, AreNotMadeWithoutTheExtensions) {
    DeviceTable table = FakeDevice::table();
    table.GetImageMemoryRequirements2 = nullptr;
    EXPECT_THAT(SwapchainImages::allocate(table, FakeDevice::memory(), some_info(), 1).error().message,
                HasSubstr("VK_KHR_get_memory_requirements2"));
    table.GetMemoryFdKHR = nullptr;
    EXPECT_THAT(SwapchainImages::import(table, some_info(), {}).error().message,
                HasSubstr("VK_KHR_external_memory_fd"));
}

}  // namespace
}  // namespace xrt::vk
