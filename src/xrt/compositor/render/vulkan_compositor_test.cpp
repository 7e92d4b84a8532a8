// SPDX-License-Identifier: BSL-1.0
//
// Everything together: sessions, lock-step clock, Vulkan, PNG files.
#include "compositor/render/vulkan_compositor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "auxiliary/os/test_folder.hpp"
#include "compositor/multi/fakes.hpp"
#include "compositor/render/resident_drivers.hpp"
#include "compositor/render/test_client.hpp"
#include "compositor/render/vulkan_frame_renderer.hpp"

namespace xrt::comp {
namespace {

namespace fs = std::filesystem;

class VulkanCompositorTest : public TestFolder {
 protected:
    void SetUp() override {
        keep_drivers_resident();
        auto device = VulkanDevice::create(Validation::on);
        if (!device.ok()) GTEST_SKIP() << device.error().message;
        client_ = std::make_unique<TestClient>(*device);
    }

    VulkanCompositorOptions options(const fs::path& place, uint64_t every = 1) {
        HmdInfo hmd;
        for (ViewInfo& view : hmd.views) view = {{32, 24}, {-0.7f, 0.7f, 0.6f, -0.6f}, {}};
        hmd.display_period = Duration(10'000'000);
        const auto head = [](Time time) {
            PoseSample sample;
            sample.world_from_pose.position.x = float(to_nanoseconds(time) % 1'000'000'000) * 1e-9f;
            return sample;
        };
        const auto note = [this](const WrittenPicture& picture) { written_.push_back(picture); };
        return {hmd, head, make_system_clock(ClockMode::lockstep), CaptureOptions{place, every, note}, Validation::on};
    }

    LayerFrame quad_frame(uint64_t number, const std::shared_ptr<SwapchainNative>& swapchain) {
        LayerFrame frame;
        frame.number = number;
        QuadLayer quad{EyeVisibility::both, {{}, {0, 0, -1}}, {0.5f, 0.5f}, {swapchain, 0, 0, {0, 0, 16, 16}}};
        frame.layers.push_back({0, false, quad});
        return frame;
    }

    /// Four frames of a head that moves past a quad.
    void run(const fs::path& place, uint64_t every = 1) {
        auto compositor = std::move(*create_vulkan_compositor(options(place, every)));
        auto session = std::move(*compositor->create_native_compositor(observer_));
        SwapchainCreateInfo info;
        info.extent = {16, 16};
        info.format = VK_FORMAT_R8G8B8A8_SRGB;
        info.usage = SwapchainUsage::color_attachment | SwapchainUsage::transfer_destination;
        const auto swapchain = *session->create_swapchain(info);
        auto client_side = *client_->import(*swapchain);
        const std::vector<std::byte> texels(size_t{4} * 16 * 16, std::byte{200});
        ASSERT_TRUE(client_->fill(client_side, 0, 0, texels).ok());
        session->set_running(true);
        for (uint64_t number = 1; number <= 4; ++number) {
            ASSERT_TRUE(session->submit(quad_frame(number, swapchain)).ok());
        }
        ASSERT_TRUE(compositor->flush().ok());
    }

    std::unique_ptr<TestClient> client_;
    std::vector<WrittenPicture> written_;
    RecordingObserver observer_;
};

TEST_F(VulkanCompositorTest, WritesAPictureOfEveryFrameForEachEye) {
    run(folder);
    ASSERT_EQ(written_.size(), 8u);
    EXPECT_EQ(written_[3].number, 2u);
    EXPECT_EQ(written_[3].view, "right");
    EXPECT_EQ(written_[3].path, folder / "frame-000002-right.png");
    EXPECT_NE(read("frame-000001-left.png"), read("frame-000004-left.png"));
}

TEST_F(VulkanCompositorTest, TwoRunsMakeTheSameBytes) {
    run(folder / "a");
    run(folder / "b");
    for (const auto& entry : fs::directory_iterator(folder / "a")) {
        EXPECT_EQ(read(entry.path()), read("b" / entry.path().filename())) << entry.path().filename();
    }
}

TEST_F(VulkanCompositorTest, WritesOnlyEveryNthFrame) {
    run(folder, 2);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 4);
    EXPECT_TRUE(fs::exists(folder / "frame-000002-left.png"));
    EXPECT_TRUE(fs::exists(folder / "frame-000004-right.png"));
}

TEST_F(VulkanCompositorTest, SaysWhichFolderCannotBeWrittenTo) {
    std::ofstream(folder / "file") << "in the way";
    const auto compositor = create_vulkan_compositor(options(folder / "file"));
    ASSERT_FALSE(compositor.ok());
    EXPECT_THAT(compositor.error().message, testing::HasSubstr("file"));
}

TEST_F(VulkanCompositorTest, ForeignSwapchainsAreRefusedAndDoNoHarm) {
    const auto make_device = [] { return VulkanDevice::create(Validation::on); };
    auto with_head = options(folder);
    auto renderer = std::move(*VulkanFrameRenderer::create(make_device, with_head.hmd, with_head.head, {}, {}));
    SwapchainCreateInfo info;
    info.extent = {16, 16};
    LayerFrame frame = quad_frame(1, std::make_shared<FakeSwapchain>(info));
    LayerFrame* frames[] = {&frame};
    EXPECT_EQ(renderer->draw({1, {}, frames}).error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace xrt::comp
