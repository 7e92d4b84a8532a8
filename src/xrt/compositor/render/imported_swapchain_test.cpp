// SPDX-License-Identifier: BSL-1.0
//
// Swapchains whose images the client has allocated: shown like any other, and nothing that is said of them is believed.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>

#include "auxiliary/os/test_fd_limit.hpp"
#include "compositor/render/render_fixture.hpp"

namespace xrt::comp {
namespace {

constexpr Extent2D size{64, 64};
constexpr size_t texel_bytes = 4;

enum class Shrinking { forbidden, allowed };

UniqueFd make_memfd(size_t bytes, Shrinking shrinking = Shrinking::forbidden) {
    UniqueFd fd(::memfd_create("test-image", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    EXPECT_EQ(::ftruncate(fd.get(), static_cast<off_t>(bytes)), 0);
    if (shrinking == Shrinking::forbidden) {
        EXPECT_EQ(::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_SHRINK), 0);
    }
    return fd;
}

void write(const UniqueFd& fd, size_t offset, std::span<const std::byte> bytes) {
    EXPECT_EQ(::pwrite(fd.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset)), ssize_t(bytes.size()));
}

class ImportedSwapchainTest : public RenderTest {
 protected:
    void SetUp() override {
        RenderTest::SetUp();
        if (client_device_) client_sampling_ = *LayerSampling::create(client_device_);
    }
    void TearDown() override {
        client_sampling_.reset();
        RenderTest::TearDown();
    }

    /// What a client allocates is what a compositor does, on a device of its own.
    std::vector<NativeMemory> allocate(const SwapchainCreateInfo& info) {
        return *(*VulkanSwapchain::create(client_sampling_, info))->export_memory();
    }
    Result<std::shared_ptr<VulkanSwapchain>> import(const SwapchainCreateInfo& info, ImageMemory kind,
                                                    std::vector<NativeMemory> memory) {
        return VulkanSwapchain::import(sampling_, info, kind, memory);
    }
    Error refused(const SwapchainCreateInfo& info, ImageMemory kind, std::vector<NativeMemory> memory) {
        const auto result = import(info, kind, std::move(memory));
        EXPECT_FALSE(result.ok());
        return result.ok() ? Error{} : result.error();
    }
    Error refused_memory(const std::function<void(NativeMemory&)>& spoil) {
        auto info = swapchain_info();
        info.separate_memory = true;
        std::vector<NativeMemory> memory = allocate(info);
        spoil(memory[1]);
        return refused(swapchain_info(), ImageMemory::device, std::move(memory));
    }

    std::shared_ptr<const LayerSampling> client_sampling_;
};

TEST_F(ImportedSwapchainTest, ShowsWhatTheClientDrawsIntoImagesOfItsOwn) {
    const auto exporter = *VulkanSwapchain::create(client_sampling_, swapchain_info());
    auto native = import(swapchain_info(), ImageMemory::device, *exporter->export_memory());
    ASSERT_TRUE(native.ok()) << native.error().message;
    EXPECT_EQ((*native)->image_count(), 3u);
    Shown& shown = *shown_.emplace_back(std::make_unique<Shown>(Shown{*native, *client_->import(*exporter)}));
    fill(shown, 0, gradient);
    frame_.layers.push_back({0, false, quad(whole(shown), {{}, {0.5f, 1.6f, -1}}, {1, 1})});
    expect_like_reference(2, 60);
}

TEST_F(ImportedSwapchainTest, TakesEveryFormatAndShapeThatItWouldAllocate) {
    for (const int64_t format : device_->choice().info.formats) {
        auto info = swapchain_info(static_cast<VkFormat>(format));
        info.usage = SwapchainUsage::sampled | SwapchainUsage::mutable_format;
        const auto imported = import(info, ImageMemory::device, allocate(info));
        EXPECT_TRUE(imported.ok()) << imported.error().message;
    }
    auto cubes = swapchain_info();
    cubes.face_count = 6;
    cubes.array_size = 2;
    cubes.mip_count = 7;
    EXPECT_TRUE(import(cubes, ImageMemory::device, allocate(cubes)).ok());
    auto still = swapchain_info();
    still.static_image = true;
    EXPECT_TRUE(import(still, ImageMemory::device, allocate(still)).ok());
}

TEST_F(ImportedSwapchainTest, RefusesMemoryThatIsNotWhatItIsSaidToBe) {
    EXPECT_EQ(refused_memory([](NativeMemory& memory) { memory.size = 100; }).code, ErrorCode::invalid_argument);
    EXPECT_THAT(refused_memory([](NativeMemory& memory) { memory.size = uint64_t{1} << 40; }).message,
                testing::HasSubstr("bytes where"));
    EXPECT_THAT(refused_memory([](NativeMemory& memory) { memory.memory_type_index = 7; }).message,
                testing::HasSubstr("type 7"));
    EXPECT_THAT(refused_memory([](NativeMemory& memory) { memory.image_count = 2; }).message,
                testing::HasSubstr("dedicated to several"));
    const auto too_close = [](NativeMemory& memory) {
        memory = {std::move(memory.handle), memory.size, 0, false, 2, 16};
    };
    EXPECT_THAT(refused_memory(too_close).message, testing::HasSubstr("16 bytes apart"));
    const auto shrinkable = [](NativeMemory& memory) {
        memory.handle.fd = make_memfd(memory.size, Shrinking::allowed);
    };
    if (device_->choice().info.software_device) {
        EXPECT_THAT(refused_memory(shrinkable).message, testing::HasSubstr("shrunk"));
    }
    const auto no_memory = [](NativeMemory& memory) {
        memory.handle.fd.reset(::open("/dev/null", O_RDWR | O_CLOEXEC));
    };
    EXPECT_EQ(refused_memory(no_memory).code, ErrorCode::invalid_argument);
}

TEST_F(ImportedSwapchainTest, BlamesTheClientForNothingElse) {
#ifdef XRT_UNDEFINED_SANITIZER
    GTEST_SKIP() << "the undefined-behaviour sanitizer's check of vtables needs descriptors of its own";
#endif
    std::vector<NativeMemory> memory = allocate(swapchain_info());
    const FdLimit none(0);  // and so no duplicate of a handle
    const Error error = refused(swapchain_info(), ImageMemory::device, std::move(memory));
    EXPECT_EQ(error.code, ErrorCode::os_error) << error.message;
}

TEST_F(ImportedSwapchainTest, RefusesANumberOfImagesThatMakesNoSense) {
    EXPECT_EQ(refused(swapchain_info(), ImageMemory::device, {}).code, ErrorCode::invalid_argument);
    EXPECT_EQ(refused(swapchain_info(), ImageMemory::pixels, std::vector<NativeMemory>(max_swapchain_images + 1)).code,
              ErrorCode::invalid_argument);
    auto still = swapchain_info();
    still.static_image = true;
    EXPECT_EQ(refused(still, ImageMemory::device, allocate(swapchain_info())).code, ErrorCode::invalid_argument);
}

TEST_F(ImportedSwapchainTest, ShowsRowsOfTexelsAsTheyAreNow) {
    auto info = swapchain_info();
    info.array_size = 2;
    const size_t layer = size_t{size.width} * size.height * texel_bytes;
    std::vector<NativeMemory> memory(1);
    memory[0].handle.fd = make_memfd(2 * layer);
    const UniqueFd texels_of_client(::fcntl(memory[0].handle.fd.get(), F_DUPFD_CLOEXEC, 0));
    auto native = import(info, ImageMemory::pixels, std::move(memory));
    ASSERT_TRUE(native.ok()) << native.error().message;
    frame_.layers.push_back({0, false, projection({*native, 0, 0, {0, 0, 64, 64}}, {*native, 0, 1, {0, 0, 64, 64}})});
    for (const uint8_t shade : {50, 90}) {
        for (const uint8_t view : {0, 1}) {
            const std::vector<std::byte> texels(layer, std::byte(shade + view));
            write(texels_of_client, view * layer, texels);
        }
        const auto drawn = draw();
        EXPECT_EQ(pixel(drawn[0], 20, 30)[0], shade);
        EXPECT_EQ(pixel(drawn[1], 20, 30)[1], shade + 1);
    }
    EXPECT_EQ(renderer_->copies(), 2u) << "as every other picture that nothing changes";
    frame_.layers.begin()->flags = LayerFlags::flip_vertically;  // drawn, and not copied
    EXPECT_EQ(pixel(draw()[0], 20, 30)[0], 90);
}

TEST_F(ImportedSwapchainTest, TakesRowsOfTexelsInEveryFormatButDepthWithStencil) {
    for (const int64_t format : device_->choice().info.formats) {
        const auto vk_format = static_cast<VkFormat>(format);
        const bool stencil = vk_format == VK_FORMAT_D24_UNORM_S8_UINT || vk_format == VK_FORMAT_D32_SFLOAT_S8_UINT;
        std::vector<NativeMemory> memory(1);
        memory[0].handle.fd = make_memfd(size_t{size.width} * size.height * 8);
        auto info = swapchain_info(vk_format);
        info.usage = 0;
        const auto imported = import(info, ImageMemory::pixels, std::move(memory));
        EXPECT_EQ(imported.ok(), !stencil) << vk_format;
    }
}

TEST_F(ImportedSwapchainTest, RefusesRowsOfTexelsThatCouldGoAway) {
    const size_t needed = size_t{size.width} * size.height * texel_bytes;
    const auto refuse = [&](UniqueFd fd) {
        std::vector<NativeMemory> memory(1);
        memory[0].handle.fd = std::move(fd);
        return refused(swapchain_info(), ImageMemory::pixels, std::move(memory));
    };
    EXPECT_THAT(refuse(make_memfd(needed, Shrinking::allowed)).message, testing::HasSubstr("shrunk"));
    EXPECT_THAT(refuse(make_memfd(needed - 1)).message, testing::HasSubstr("needed"));
    EXPECT_THAT(refuse(UniqueFd(::open("/dev/zero", O_RDWR | O_CLOEXEC))).message, testing::HasSubstr("no shared"));
    EXPECT_EQ(refuse(UniqueFd()).code, ErrorCode::invalid_argument);
}

TEST_F(ImportedSwapchainTest, RefusesRowsOfTexelsWithSeveralSamples) {
    auto info = swapchain_info();
    info.sample_count = 4;
    std::vector<NativeMemory> memory(1);
    memory[0].handle.fd = make_memfd(size_t{size.width} * size.height * texel_bytes * 4);
    EXPECT_EQ(refused(info, ImageMemory::pixels, std::move(memory)).code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace xrt::comp
