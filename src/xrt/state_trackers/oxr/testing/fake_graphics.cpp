// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/testing/fake_graphics.hpp"

#include <algorithm>
#include <array>
#include <thread>

#include "compositor/client/frame_sender.hpp"
#include "state_trackers/oxr/core/structures.hpp"

namespace xrt::oxr {
namespace {

constexpr std::array<int64_t, 3> formats{1037, 1043, 1126};

class FakeImages final : public comp::ImportedSwapchain {
 public:
    FakeImages(FakeGraphicsLog& log, size_t count) : log_(log), count_(count) { ++log_.imported; }
    ~FakeImages() override { ++log_.dropped; }

    size_t image_count() const override { return count_; }
    uint64_t image(size_t index) const override { return 100 + index; }
    Result<void> acquire_image(size_t index) override {
        if (log_.refuse_acquire) return Error{ErrorCode::device_lost, "the fake device is lost"};
        const std::scoped_lock lock(log_.mutex);
        log_.acquired.push_back(index);
        return {};
    }
    Result<void> release_image(size_t index) override {
        const std::scoped_lock lock(log_.mutex);
        log_.released.push_back(index);
        return {};
    }
    void expect_acquire(size_t index) override {
        const std::scoped_lock lock(log_.mutex);
        log_.expected.push_back(index);
    }
    Result<void> add_density_images() override {
        if (!log_.has_density_maps) return Error{ErrorCode::unsupported, "the fake device has no density maps"};
        has_density_images_ = true;
        return {};
    }
    std::optional<comp::DensityImage> density_image(size_t index) const override {
        if (!has_density_images_) return std::nullopt;
        return comp::DensityImage{200 + index, {4, 2}};
    }
    void set_density(comp::DensityLevel level, std::span<const comp::DensityFocus> layers) override {
        const std::scoped_lock lock(log_.mutex);
        log_.density = level;
        log_.foci.assign(layers.begin(), layers.end());
    }

 private:
    FakeGraphicsLog& log_;
    size_t count_;
    bool has_density_images_ = false;
};

/// Never signalled in a moment.
class FakeFence final : public comp::GpuFence {
 public:
    explicit FakeFence(FakeGraphicsLog& log) : log_(log) {}
    Result<bool> wait(Duration timeout) override {
        while (timeout > comp::FrameSender::a_moment && !log_.signalled) std::this_thread::yield();
        return log_.signalled.load();
    }
    void give_back() override { delete this; }

 private:
    FakeGraphicsLog& log_;
};

class FakeBinding final : public comp::GraphicsBinding {
 public:
    explicit FakeBinding(FakeGraphicsLog& log) : log_(log) {}

    std::span<const int64_t> formats() const override { return oxr::formats; }
    std::optional<int64_t> service_format(int64_t format) const override {
        if (std::ranges::find(oxr::formats, format) == oxr::formats.end()) return std::nullopt;
        return format - 1000;
    }
    Result<std::unique_ptr<comp::ImportedSwapchain>> import_swapchain(const SwapchainCreateInfo&,
                                                                      std::vector<NativeMemory> memory) override {
        if (log_.refuse_import) return Error{ErrorCode::out_of_memory, "the fake device has no memory"};
        return std::unique_ptr<comp::ImportedSwapchain>(std::make_unique<FakeImages>(log_, count_images(memory)));
    }
    Result<comp::OwnedFence> insert_fence() override {
        ++log_.fences;
        if (log_.refuse_fence) return Error{ErrorCode::device_lost, "the fake device is lost"};
        return comp::OwnedFence(log_.slow ? new FakeFence(log_) : nullptr);
    }

 private:
    FakeGraphicsLog& log_;
};

Outcome<> write_images(const comp::ImportedSwapchain& images, XrSwapchainImageBaseHeader* array) {
    auto* each = reinterpret_cast<FakeSwapchainImage*>(array);
    for (size_t i = 0; i < images.image_count(); ++i) TRY(check_type(&each[i], fake_image_type, "images"));
    for (size_t i = 0; i < images.image_count(); ++i) each[i].image = images.image(i);
    return XR_SUCCESS;
}

}  // namespace

SessionGraphics make_fake_graphics(FakeGraphicsLog& log) {
    return {std::make_unique<FakeBinding>(log), fake_image_type, write_images};
}

}  // namespace xrt::oxr
