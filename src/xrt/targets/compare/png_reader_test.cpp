// SPDX-License-Identifier: BSL-1.0
#include "targets/compare/png_reader.hpp"

#include <gmock/gmock.h>
#include <png.h>
#include <sys/stat.h>

#include "targets/compare/picture_folder.hpp"

namespace xrt::compare {
namespace {

using testing::HasSubstr;

class PngReader : public PictureFolder {
 protected:
    std::string error_of(const std::string& name) const {
        const auto bitmap = read_png(folder / name);
        return bitmap.ok() ? "" : bitmap.error().message;
    }
    /// A picture, with some bytes of its file changed.
    void write_damaged(size_t at, std::string_view bytes) const {
        write("good.png", Bitmap::filled({3, 2}, {9, 8, 7, 255}));
        std::string file = read("good.png");
        write("bad.png", file.replace(at, bytes.size(), bytes));
    }
    /// Right in every checksum, of any size and with no pixels.
    void write_promise(uint32_t width, uint32_t height) const {
        png_image image{};
        image.version = PNG_IMAGE_VERSION;
        image.width = image.height = 1;
        image.format = PNG_FORMAT_RGBA;
        const uint32_t pixel = 0;
        ASSERT_TRUE(png_image_write_to_file(&image, (folder / "promise.png").c_str(), 0, &pixel, 0, nullptr));
        std::string file = read("promise.png");
        const auto put = [&](size_t at, uint32_t value) {
            for (size_t i = 0; i < 4; ++i) file[at + i] = static_cast<char>(value >> (24 - 8 * i));
        };
        put(16, width);
        put(20, height);
        put(29, crc(std::string_view(file).substr(12, 17)));
        write("promise.png", file);
    }
    static uint32_t crc(std::string_view bytes) {
        uint32_t sum = 0xffffffff;
        for (const char byte : bytes) {
            sum ^= static_cast<uint8_t>(byte);
            for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ (sum & 1 ? 0xedb88320u : 0);
        }
        return ~sum;
    }
};

TEST_F(PngReader, ReadsWhatACaptureWrites) {
    Bitmap picture = Bitmap::filled({3, 2}, {10, 20, 30, 255});
    picture.set_texel(4, {200, 0, 255, 128});
    write("a.png", picture);
    EXPECT_EQ(*read_png(folder / "a.png"), picture);
}

TEST_F(PngReader, ReadsOtherKindsOfPngAsEightBitColours) {
    const uint8_t grey[] = {0, 77, 255};
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = 3;
    image.height = 1;
    image.format = PNG_FORMAT_GRAY;
    ASSERT_TRUE(png_image_write_to_file(&image, (folder / "grey.png").c_str(), 0, grey, 0, nullptr));
    const Bitmap picture = *read_png(folder / "grey.png");
    EXPECT_EQ(picture.texel(1), (Texel{77, 77, 77, 255}));
}

TEST_F(PngReader, SaysThatAFileIsNotThere) {
    EXPECT_EQ(read_png(folder / "none.png").error().code, ErrorCode::not_found);
}

TEST_F(PngReader, RefusesWhatIsNoPng) {
    write("text.png", "This is not a picture.");
    EXPECT_THAT(error_of("text.png"), HasSubstr("it is no PNG file that can be read"));
    write("empty.png", "");
    EXPECT_THAT(error_of("empty.png"), HasSubstr("it is no PNG file that can be read"));
}

TEST_F(PngReader, RefusesWhatIsNoFileAndNeverWaits) {
    ASSERT_EQ(::mkfifo((folder / "fifo.png").c_str(), 0600), 0);
    EXPECT_EQ(error_of("fifo.png"), "it is not a file");
    std::filesystem::create_directory(folder / "folder.png");
    EXPECT_EQ(error_of("folder.png"), "it is not a file");
}

TEST_F(PngReader, RefusesAFileThatEndsEarly) {
    write("good.png", Bitmap::filled({64, 64}, {9, 8, 7, 255}));
    const std::string whole = read("good.png");
    for (const size_t length : {size_t{8}, size_t{20}, size_t{33}, size_t{45}, whole.size() - 20}) {
        write("half.png", std::string_view(whole).substr(0, length));
        EXPECT_NE(error_of("half.png"), "") << length;
    }
}

TEST_F(PngReader, RefusesADamagedFile) {
    write_damaged(18, "\x7f");  // the width, against its checksum
    EXPECT_THAT(error_of("bad.png"), HasSubstr("it is no PNG file that can be read"));
    write_damaged(45, "\xff\xff");  // the pixels
    EXPECT_THAT(error_of("bad.png"), HasSubstr("it is no PNG file that can be read"));
}

TEST_F(PngReader, TakesNoMemoryForWhatAFewBytesPromise) {
    write_promise(1'000'000, 1'000'000);
    EXPECT_THAT(error_of("promise.png"), HasSubstr("it is too large: 1000000x1000000 pixels"));
    write_promise(16'384, 16'384);
    EXPECT_THAT(error_of("promise.png"), HasSubstr("it is too large: 16384x16384 pixels"));
    write_promise(16'385, 1);
    EXPECT_THAT(error_of("promise.png"), HasSubstr("it is too large"));
    write_promise(0xffffffff, 1);
    EXPECT_NE(error_of("promise.png"), "");
    write_promise(0, 5);
    EXPECT_NE(error_of("promise.png"), "");
}

}  // namespace
}  // namespace xrt::compare
