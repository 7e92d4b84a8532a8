// SPDX-License-Identifier: BSL-1.0
//
// For tests: a renderer with two small views, a client that draws into swapchains, and the reference to compare with. Both
// sides run with the validation layer, which must have stayed silent in the end. Skips where there is no Vulkan.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>
#include <span>

#include "auxiliary/math/pose.hpp"
#include "compositor/render/reference_compositor.hpp"
#include "compositor/render/renderer.hpp"
#include "compositor/render/resident_drivers.hpp"
#include "compositor/render/test_client.hpp"

namespace xrt::comp {

using Texel = std::array<uint8_t, 4>;

class RenderTest : public testing::Test {
 protected:
    static constexpr Extent2D extent{64, 64};

    /// A swapchain of 8-bit colours and both sides' handles to it.
    struct Shown {
        std::shared_ptr<SwapchainNative> swapchain;
        TestClient::Swapchain client;
    };

    void SetUp() override {
        keep_drivers_resident();
        auto service = VulkanDevice::create(validation());
        if (!service.ok()) GTEST_SKIP() << service.error().message;
        device_ = *service;
        client_device_ = *VulkanDevice::create(validation());
        client_ = std::make_unique<TestClient>(client_device_);
        sampling_ = *LayerSampling::create(device_);
        renderer_ = std::move(*Renderer::create(sampling_, hmd(), room()));
    }

    void TearDown() override {
        shown_.clear();
        images_.clear();
        if (!device_) return;
        EXPECT_EQ(device_->validation_messages(), 0u);
        EXPECT_EQ(client_device_->validation_messages(), 0u);
    }

    /// What passthrough shows.
    virtual Room room() const { return {}; }
    virtual Validation validation() const { return Validation::on; }

    static HmdInfo hmd() {
        HmdInfo info;
        info.views[0] = {extent, {-0.8f, 0.7f, 0.75f, -0.7f}, {{}, {-0.03f, 0, 0}}};
        info.views[1] = {extent, {-0.7f, 0.8f, 0.75f, -0.7f}, {{}, {0.03f, 0, 0}}};
        info.display_period = Duration(11'111'111);
        return info;
    }

    static SwapchainCreateInfo swapchain_info(VkFormat format = VK_FORMAT_R8G8B8A8_SRGB, Extent2D size = extent) {
        SwapchainCreateInfo info;
        info.extent = size;
        info.format = format;
        info.usage = SwapchainUsage::color_attachment | SwapchainUsage::transfer_destination;
        return info;
    }

    Shown& make_swapchain(const SwapchainCreateInfo& info) {
        auto native = VulkanSwapchain::create(sampling_, info);
        if (!native.ok()) throw std::runtime_error(native.error().message);
        auto client = client_->import(**native);
        if (!client.ok()) throw std::runtime_error(client.error().message);
        return *shown_.emplace_back(std::make_unique<Shown>(Shown{*native, std::move(*client)}));
    }

    /// Fills image 0 and tells the reference what is in it.
    void fill(Shown& shown, uint32_t array_index, const std::function<Texel(uint32_t x, uint32_t y)>& texel_at) {
        const SwapchainCreateInfo& info = shown.swapchain->info();
        const auto format = static_cast<VkFormat>(info.format);
        const bool srgb = format == VK_FORMAT_R8G8B8A8_SRGB || format == VK_FORMAT_B8G8R8A8_SRGB;
        const bool bgr = format == VK_FORMAT_B8G8R8A8_SRGB || format == VK_FORMAT_B8G8R8A8_UNORM;
        std::vector<std::byte> bytes;
        ReferenceImage reference{info.extent, {}};
        for (uint32_t y = 0; y < info.extent.height; ++y) {
            for (uint32_t x = 0; x < info.extent.width; ++x) {
                const Texel texel = texel_at(x, y);
                const auto linear = [&](size_t i) {
                    return srgb ? linear_from_srgb(texel[i] / 255.0) : texel[i] / 255.0;
                };
                reference.texels.push_back({linear(0), linear(1), linear(2), texel[3] / 255.0});
                const std::array<size_t, 4> order{bgr ? 2u : 0u, 1u, bgr ? 0u : 2u, 3u};
                for (const size_t i : order) bytes.push_back(std::byte{texel[i]});
            }
        }
        ASSERT_TRUE(client_->fill(shown.client, 0, array_index, bytes).ok());
        images_[{shown.swapchain.get(), array_index}] = std::move(reference);
    }

    /// D32_SFLOAT, as it is told to the reference too.
    Shown& filled_depth(const std::function<float(uint32_t x, uint32_t y)>& depth_at) {
        SwapchainCreateInfo info = swapchain_info(VK_FORMAT_D32_SFLOAT);
        info.usage = SwapchainUsage::depth_stencil_attachment | SwapchainUsage::transfer_destination;
        Shown& shown = make_swapchain(info);
        std::vector<float> depths;
        ReferenceImage reference{info.extent, {}};
        for (uint32_t y = 0; y < info.extent.height; ++y) {
            for (uint32_t x = 0; x < info.extent.width; ++x) {
                depths.push_back(depth_at(x, y));
                reference.texels.push_back({depths.back(), 0, 0, 0});
            }
        }
        EXPECT_TRUE(client_->fill(shown.client, 0, 0, std::as_bytes(std::span(depths))).ok());
        images_[{shown.swapchain.get(), 0}] = std::move(reference);
        return shown;
    }

    Shown& filled(const SwapchainCreateInfo& info, const std::function<Texel(uint32_t, uint32_t)>& texel_at) {
        Shown& shown = make_swapchain(info);
        for (uint32_t i = 0; i < info.array_size; ++i) fill(shown, i, texel_at);
        return shown;
    }

    /// Every texel different from its neighbours.
    static Texel noise(uint32_t x, uint32_t y) {
        std::minstd_rand random(x * 7919 + y * 104729 + 1);
        const auto next = [&] { return static_cast<uint8_t>(random() >> 8); };
        return {next(), next(), next(), 255};
    }
    /// Soft enough that neither rounding nor the filter's precision shows.
    static Texel gradient(uint32_t x, uint32_t y) {
        return {static_cast<uint8_t>(60 + 2 * x), static_cast<uint8_t>(60 + 2 * y), static_cast<uint8_t>(200 - x - y),
                255};
    }
    /// Soft too, and here more transparent than there.
    static Texel veil(uint32_t x, uint32_t y) {
        const auto alpha = static_cast<uint8_t>(70 + x + 2 * y);
        return {static_cast<uint8_t>(20 + y), static_cast<uint8_t>(60 - y / 2), static_cast<uint8_t>(10 + x), alpha};
    }
    static std::function<Texel(uint32_t, uint32_t)> plain(Texel texel) {
        return [texel](uint32_t, uint32_t) { return texel; };
    }

    static SubImage whole(const Shown& shown, uint32_t array_index = 0) {
        const Extent2D& size = shown.swapchain->info().extent;
        return {shown.swapchain, 0, array_index, {0, 0, size.width, size.height}};
    }

    /// As an application makes it that rendered for `world_from_head_`.
    ProjectionLayer projection(const SubImage& left, const SubImage& right) const {
        ProjectionLayer layer;
        for (size_t view = 0; view < view_count; ++view) {
            const ViewInfo info = hmd().views[view];
            layer.views.push_back({world_from_head_ * info.head_from_eye, info.fov, view == 0 ? left : right});
        }
        return layer;
    }
    static QuadLayer quad(const SubImage& image, const Pose& pose, Vec2 size) {
        return {EyeVisibility::both, pose, size, image};
    }

    EyeView eye(size_t view) const {
        const ViewInfo info = hmd().views[view];
        return {extent, info.fov, world_from_head_ * info.head_from_eye, info.head_from_eye};
    }

    /// Both views, left first.
    std::array<std::vector<std::byte>, view_count> draw() {
        LayerFrame* frames[] = {&frame_};
        const auto result = renderer_->draw(frames, world_from_head_);
        EXPECT_TRUE(result.ok()) << result.error().message;
        const auto pixels = *renderer_->pixels();
        const auto copy = [](const ViewPixels& view) { return std::vector(view.rgba.begin(), view.rgba.end()); };
        return {copy(pixels[0]), copy(pixels[1])};
    }

    /// `stray` pixels may be anything: on an edge, the smallest difference decides to which side a pixel belongs.
    void expect_like_reference(int tolerance, int stray = 0) {
        const auto drawn = draw();
        for (size_t view = 0; view < view_count; ++view) {
            const auto expected = compose_reference(frame_, view, eye(view), images_);
            int wrong = 0, worst = 0;
            for (size_t i = 0; i < expected.size(); i += 4) {
                int difference = 0;
                for (size_t c = i; c < i + 4; ++c) {
                    difference = std::max(difference, std::abs(int(drawn[view][c]) - int(expected[c])));
                }
                if (difference > tolerance) ++wrong;
                worst = std::max(worst, difference);
            }
            EXPECT_LE(wrong, stray) << "pixels of view " << view << " differ from the reference, by up to " << worst;
        }
    }

    static Texel pixel(const std::vector<std::byte>& view, uint32_t x, uint32_t y) {
        const size_t at = 4 * (size_t{y} * extent.width + x);
        return {uint8_t(view[at]), uint8_t(view[at + 1]), uint8_t(view[at + 2]), uint8_t(view[at + 3])};
    }

    std::shared_ptr<VulkanDevice> device_, client_device_;
    std::unique_ptr<TestClient> client_;
    std::shared_ptr<const LayerSampling> sampling_;
    std::unique_ptr<Renderer> renderer_;
    std::vector<std::unique_ptr<Shown>> shown_;
    ReferenceImages images_;
    Pose world_from_head_{from_axis_angle({0, 1, 0}, 0.3f), {0.5f, 1.6f, -0.2f}};
    LayerFrame frame_;
};

}  // namespace xrt::comp
