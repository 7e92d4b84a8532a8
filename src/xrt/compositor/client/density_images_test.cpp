// SPDX-License-Identifier: BSL-1.0
//
// Density maps in a Vulkan of the test's own, whose queue copies when commands are submitted, and finishes when the test lets it.
#include "compositor/client/density_images.hpp"

#include <gmock/gmock.h>

#include "compositor/client/density_test_vulkan.hpp"

namespace xrt::comp {
namespace {

using testing::Each;
using testing::IsEmpty;

using FakeVulkan = DensityTestVulkan;

DensityMapDevice some_device() { return {FakeVulkan::memory(), {{8, 8}, {32, 32}, {64, 64}, 4}}; }

class DensityImagesTest : public testing::Test {
 protected:
    DensityImagesTest() { FakeVulkan::reset(); }
    ~DensityImagesTest() override {
        images_.reset();
        queue_.reset();
        EXPECT_THAT(FakeVulkan::alive, IsEmpty());
    }
    Result<void> make(size_t count = 2) {
        info_.extent = {336, 336};
        info_.array_size = 2;
        images_ = TRY(DensityImages::create(table_, *queue_, some_device(), info_, count));
        return {};
    }
    /// The middle texel of a layer.
    int middle(size_t index, size_t layer) const {
        const auto& bytes = FakeVulkan::contents[images_->image(index)];
        return bytes[2 * (layer * 21 * 21 + 10 * 21 + 10)];
    }

    const vk::DeviceTable table_ = FakeVulkan::table();
    std::optional<VulkanQueue> queue_{std::in_place, table_, vk::Queue{}, OwnershipTransfers::needed};
    SwapchainCreateInfo info_;
    std::unique_ptr<DensityImages> images_;
};

TEST_F(DensityImagesTest, AreMadeToCoverTheImagesAndTheirLayers) {
    ASSERT_TRUE(make().ok());
    EXPECT_EQ(images_->extent(), (Extent2D{21, 21}));
    ASSERT_EQ(FakeVulkan::images.size(), 2u);
    const VkImageCreateInfo& info = FakeVulkan::images[1];
    EXPECT_EQ(info.format, VK_FORMAT_R8G8_UNORM);
    EXPECT_EQ(info.usage, VK_IMAGE_USAGE_FRAGMENT_DENSITY_MAP_BIT_EXT | VK_IMAGE_USAGE_TRANSFER_DST_BIT);
    EXPECT_EQ(info.extent.width, 21u);
    EXPECT_EQ(info.arrayLayers, 2u);
    EXPECT_NE(images_->image(0), images_->image(1));
}

TEST_F(DensityImagesTest, AreFullAtFirstAndWrittenOnce) {
    ASSERT_TRUE(make().ok());
    EXPECT_EQ(FakeVulkan::submissions, 0);
    ASSERT_TRUE(images_->refresh(0).ok());
    EXPECT_EQ(FakeVulkan::waits, 1) << "some devices read maps while commands are recorded";
    const std::vector<uint8_t> bytes = FakeVulkan::contents[images_->image(0)];
    EXPECT_THAT(bytes, testing::AllOf(testing::SizeIs(2 * 21 * 21 * 2), Each(255)));
    ASSERT_TRUE(images_->refresh(0).ok());
    EXPECT_EQ(FakeVulkan::submissions, 1);
    ASSERT_TRUE(images_->refresh(1).ok());
    EXPECT_EQ(FakeVulkan::submissions, 2);
}

TEST_F(DensityImagesTest, AreHandedOverInTheirLayout) {
    ASSERT_TRUE(make(1).ok());
    ASSERT_TRUE(images_->refresh(0).ok());
    ASSERT_EQ(FakeVulkan::recorded.size(), 1u);
    const FakeVulkan::Recorded& recorded = FakeVulkan::recorded.begin()->second;
    ASSERT_EQ(recorded.barriers.size(), 2u);
    EXPECT_EQ(recorded.barriers[0].to, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL);
    EXPECT_EQ(recorded.barriers[1].from, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL);
    EXPECT_EQ(recorded.barriers[1].to, VK_IMAGE_LAYOUT_FRAGMENT_DENSITY_MAP_OPTIMAL_EXT);
    EXPECT_EQ(recorded.barriers[1].image, images_->image(0));
    EXPECT_EQ(recorded.copy.imageSubresource.layerCount, 2u);
    EXPECT_EQ(recorded.copy.imageExtent.height, 21u);
}

TEST_F(DensityImagesTest, KeepWhatTheySayUntilTheirImageIsAcquired) {
    ASSERT_TRUE(make().ok());
    ASSERT_TRUE(images_->refresh(0).ok());
    ASSERT_TRUE(images_->refresh(1).ok());
    const DensityFocus corner{0, 0};
    images_->set(DensityLevel::high, {&corner, 1});
    EXPECT_EQ(FakeVulkan::submissions, 2);
    ASSERT_TRUE(images_->refresh(1).ok());
    EXPECT_EQ(middle(0, 0), 255);
    EXPECT_LT(middle(1, 0), 255);
    ASSERT_TRUE(images_->refresh(0).ok());
    EXPECT_LT(middle(0, 0), 255);
}

TEST_F(DensityImagesTest, HaveAFocusForEachLayer) {
    ASSERT_TRUE(make().ok());
    const DensityFocus foci[] = {{0.5f, 0.5f}, {0, 0}};
    images_->set(DensityLevel::high, foci);
    ASSERT_TRUE(images_->refresh(0).ok());
    EXPECT_EQ(middle(0, 0), 255);
    EXPECT_LT(middle(0, 1), 255);
    images_->set(DensityLevel::high, {foci + 1, 1});
    ASSERT_TRUE(images_->refresh(0).ok());
    EXPECT_LT(middle(0, 0), 255);
    EXPECT_EQ(middle(0, 0), middle(0, 1));
}

TEST_F(DensityImagesTest, AreNotWrittenWhileAWriteThatWasGivenUpMayGoOn) {
    ASSERT_TRUE(make().ok());
    FakeVulkan::fence_state = VK_TIMEOUT;
    EXPECT_EQ(images_->refresh(0).error().code, ErrorCode::timeout);
    const DensityFocus middle_focus;
    images_->set(DensityLevel::high, {&middle_focus, 1});
    EXPECT_EQ(images_->refresh(1).error().code, ErrorCode::timeout);
    EXPECT_EQ(FakeVulkan::submissions, 1);
    EXPECT_THAT(FakeVulkan::staging, Each(255)) << "the GPU may still be reading it";
    FakeVulkan::fence_state = VK_SUCCESS;
    ASSERT_TRUE(images_->refresh(0).ok());
    EXPECT_EQ(FakeVulkan::submissions, 2);
    EXPECT_EQ(FakeVulkan::contents[images_->image(0)][0], 32);
}

TEST_F(DensityImagesTest, AreLeftBehindIfTheGpuIsStuck) {
    ASSERT_TRUE(make(1).ok());
    const auto image = reinterpret_cast<uintptr_t>(images_->image(0));
    FakeVulkan::fence_state = VK_TIMEOUT;
    EXPECT_FALSE(images_->refresh(0).ok());
    images_.reset();
    EXPECT_TRUE(FakeVulkan::alive.contains(image));
    FakeVulkan::fence_state = VK_SUCCESS;
    queue_.reset();
    FakeVulkan::alive.clear();
}

TEST_F(DensityImagesTest, AreRefusedWhereTheyWouldBeTooLarge) {
    const auto result_for = [&](const Extent2D& extent, uint32_t layers) {
        info_.extent = extent;
        info_.array_size = layers;
        const auto made = DensityImages::create(table_, *queue_, some_device(), info_, 1);
        return made.ok() ? std::nullopt : std::optional(made.error().code);
    };
    EXPECT_EQ(result_for({64 * 16, 64 * 16}, 4), std::nullopt);
    EXPECT_EQ(result_for({64 * 16 + 1, 16}, 1), ErrorCode::unsupported);
    EXPECT_EQ(result_for({16, 64 * 16 + 1}, 1), ErrorCode::unsupported);
    EXPECT_EQ(result_for({16, 16}, 5), ErrorCode::unsupported);
}

}  // namespace
}  // namespace xrt::comp
