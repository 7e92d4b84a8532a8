// SPDX-License-Identifier: BSL-1.0
#include "xrt/bitmap.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

namespace xrt {
namespace {

constexpr BitmapLayout small{.width = 3, .height = 2, .stride = 16, .format = BitmapFormat::rgba8_srgb};

Result<Bitmap> paint_small() {
    return Bitmap::paint(small, [](std::span<std::byte> pixels) {
        EXPECT_EQ(pixels.size(), 32u);
        pixels[0] = std::byte{7};
        pixels[16] = std::byte{8};
    });
}

UniqueFd make_memory(off_t size, int seals) {
    UniqueFd memory(::memfd_create("test", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    EXPECT_EQ(::ftruncate(memory.get(), size), 0);
    EXPECT_EQ(::fcntl(memory.get(), F_ADD_SEALS, seals), 0);
    return memory;
}

std::string fault_of(const UniqueFd& memory, const BitmapLayout& layout = small) {
    const char* const fault = Bitmap::find_fault(memory.get(), layout);
    return fault != nullptr ? fault : "";
}

TEST(Bitmap, ShowsElsewhereWhatWasPainted) {
    Bitmap painted = paint_small().value();
    const Bitmap received = Bitmap::adopt(painted.take_memory(), small).value();
    EXPECT_FALSE(painted.valid());
    const BitmapPixels pixels = received.map().value();
    EXPECT_EQ(pixels.row(0)[0], std::byte{7});
    EXPECT_EQ(pixels.row(1)[0], std::byte{8});
    EXPECT_EQ(pixels.row(1).size(), 12u);
}

TEST(Bitmap, CannotBeChangedOrCutOnceItIsPainted) {
    const Bitmap painted = paint_small().value();
    const int memory = painted.memory().get();
    EXPECT_NE(::ftruncate(memory, 1), 0);
    EXPECT_NE(::pwrite(memory, "x", 1, 0), 1);
    EXPECT_EQ(::mmap(nullptr, 32, PROT_WRITE, MAP_SHARED, memory, 0), MAP_FAILED);
}

TEST(Bitmap, RefusesMemoryThatCouldStillChange) {
    EXPECT_EQ(fault_of(make_memory(32, F_SEAL_SHRINK | F_SEAL_WRITE)), "");
    EXPECT_EQ(fault_of(make_memory(32, F_SEAL_SHRINK)), "bitmap's memory is not sealed");
    EXPECT_EQ(fault_of(make_memory(32, F_SEAL_WRITE)), "bitmap's memory is not sealed");
    EXPECT_EQ(fault_of(UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC))), "bitmap's fd is no memfd");
}

TEST(Bitmap, RefusesMemoryThatIsTooSmall) {
    EXPECT_EQ(fault_of(make_memory(31, F_SEAL_SHRINK | F_SEAL_WRITE)), "bitmap's memory is too small");
    const auto adopted = Bitmap::adopt(make_memory(31, F_SEAL_SHRINK | F_SEAL_WRITE), small);
    ASSERT_FALSE(adopted.ok());
    EXPECT_EQ(adopted.error().code, ErrorCode::protocol_violation);
}

TEST(Bitmap, RefusesLayoutsThatMakeNoSense) {
    const auto fault = [](uint32_t width, uint32_t height, uint32_t stride, BitmapFormat format) {
        const char* const text = BitmapLayout{width, height, stride, format}.fault();
        return std::string(text != nullptr ? text : "");
    };
    EXPECT_EQ(fault(3, 2, 12, BitmapFormat::rgba8_srgb), "");
    EXPECT_EQ(fault(0, 2, 12, BitmapFormat::rgba8_srgb), "bitmap has no pixels");
    EXPECT_EQ(fault(3, 0, 12, BitmapFormat::rgba8_srgb), "bitmap has no pixels");
    EXPECT_EQ(fault(3, 2, 11, BitmapFormat::rgba8_srgb), "bitmap's stride is less than a row");
    EXPECT_EQ(fault(UINT32_MAX, 1, 0xfffffffc, BitmapFormat::rgba16_float), "bitmap's stride is less than a row");
    EXPECT_EQ(fault(3, 2, 12, BitmapFormat(9)), "bitmap's format is not one of its values");
    EXPECT_EQ(Bitmap::paint({}, [](auto) {}).error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace xrt
