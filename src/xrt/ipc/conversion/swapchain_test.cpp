// SPDX-License-Identifier: BSL-1.0
#include "ipc/conversion/swapchain.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

namespace xrt {
namespace {

/// Every field has another value than at first, and no two numbers are the same.
SwapchainCreateInfo some_info() {
    return {.extent = {10, 11},
            .format = 12,
            .usage = 13,
            .sample_count = 14,
            .face_count = 15,
            .array_size = 16,
            .mip_count = 17,
            .static_image = true,
            .view_formats = {18, 19},
            .prepared_by_client = true,
            .separate_memory = true};
}

TEST(SwapchainConversion, CarriesEveryFieldThereAndBack) {
    const SwapchainCreateInfo info = some_info();
    EXPECT_EQ(to_native(to_proto(info)), info);
    const SwapchainCreateInfo usual;
    EXPECT_EQ(to_native(to_proto(usual)), usual);
}

TEST(SwapchainConversion, CallsFieldsInMessagesByTheirNames) {
    const proto::SwapchainInfo info = to_proto(some_info());
    EXPECT_EQ(info.extent, (Extent2D{10, 11}));
    EXPECT_EQ(info.format, 12);
    EXPECT_EQ(info.usage.value, 13u);
    EXPECT_EQ(info.sample_count, 14u);
    EXPECT_EQ(info.face_count, 15u);
    EXPECT_EQ(info.array_size, 16u);
    EXPECT_EQ(info.mip_count, 17u);
    EXPECT_EQ(info.view_formats, (BoundedVector<int64_t, max_view_formats>{18, 19}));
}

TEST(SwapchainConversion, KeepsFlagsApart) {
    SwapchainCreateInfo info;
    info.prepared_by_client = true;
    EXPECT_TRUE(to_proto(info).prepared_by_client);
    EXPECT_FALSE(to_proto(info).separate_memory || to_proto(info).static_image);
    info = {.separate_memory = true};
    EXPECT_TRUE(to_proto(info).separate_memory);
    EXPECT_FALSE(to_proto(info).prepared_by_client || to_proto(info).static_image);
}

TEST(SwapchainConversion, HandsMemoryOnWithItsHandle) {
    std::vector<NativeMemory> memory;
    UniqueFd fd(::dup(STDERR_FILENO));
    const int number = fd.get();
    memory.push_back({{std::move(fd)}, 10, 11, false, 12, 13});
    memory.push_back({{}, 20, 21, true, 22, 23});
    ProtoMemory sent = to_proto(std::move(memory));
    ASSERT_EQ(sent.size(), 2u);
    EXPECT_EQ(sent[0].handle.get(), number);
    EXPECT_EQ(sent[0].size, 10u);
    EXPECT_EQ(sent[0].memory_type_index, 11u);
    EXPECT_FALSE(sent[0].dedicated);
    EXPECT_EQ(sent[0].image_count, 12u);
    EXPECT_EQ(sent[0].image_stride, 13u);
    EXPECT_EQ(sent[1].size, 20u);
    EXPECT_TRUE(sent[1].dedicated);
    const std::vector<NativeMemory> back = to_native(std::move(sent));
    ASSERT_EQ(back.size(), 2u);
    EXPECT_EQ(back[0].handle.fd.get(), number);
    EXPECT_EQ(back[0].size, 10u);
    EXPECT_EQ(back[0].memory_type_index, 11u);
    EXPECT_FALSE(back[0].dedicated);
    EXPECT_EQ(back[0].image_count, 12u);
    EXPECT_EQ(back[0].image_stride, 13u);
    EXPECT_TRUE(back[1].dedicated);
}

TEST(SwapchainConversion, KnowsBothKindsOfImages) {
    for (const ImageMemory kind : {ImageMemory::device, ImageMemory::pixels}) {
        EXPECT_EQ(to_native(to_proto(kind)), kind);
    }
}

}  // namespace
}  // namespace xrt
