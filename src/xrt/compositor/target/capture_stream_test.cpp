// SPDX-License-Identifier: BSL-1.0
//
// A capture that goes on somewhere else: one video of both eyes, into a file, a FIFO or a descriptor.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "auxiliary/os/test_folder.hpp"
#include "compositor/target/capture_target.hpp"
#include "compositor/target/side_by_side.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::comp {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

std::vector<std::byte> bytes(std::initializer_list<int> values) {
    std::vector<std::byte> result;
    for (const int value : values) result.push_back(static_cast<std::byte>(value));
    return result;
}

TEST(SideBySide, PutsTheLeftViewOnTheLeft) {
    const auto left = bytes({1, 1, 1, 1, 2, 2, 2, 2}), right = bytes({3, 3, 3, 3});
    SideBySide joined;
    const ViewPixels whole = joined.join({ViewPixels{{1, 2}, left}, ViewPixels{{1, 1}, right}});
    EXPECT_EQ(whole.extent, (Extent2D{2, 2}));
    EXPECT_TRUE(std::ranges::equal(whole.rgba, bytes({1, 1, 1, 1, 3, 3, 3, 3, 2, 2, 2, 2, 0, 0, 0, 0})));
}

class CaptureStream : public TestFolder {
 protected:
    CaptureStream() {
        options.format = CaptureFormat::y4m;
        options.on_left_out = [this](uint64_t count) { left_out = count; };
        options.on_failed = [this](const std::string& reason) { failures.push_back(reason); };
    }

    void capture(uint64_t pictures = 1) {
        auto target = std::move(*CaptureTarget::create(options));
        for (uint64_t i = 1; i <= pictures; ++i) {
            ASSERT_TRUE(target->show({i, {ViewPixels{{2, 1}, rgba}, ViewPixels{{2, 1}, rgba}}}).ok());
        }
    }

    CaptureOptions options;
    std::vector<std::string> failures;
    uint64_t left_out = 0;
    const std::vector<std::byte> rgba{8};
};

TEST_F(CaptureStream, IntoAFileHasBothEyesSideBySide) {
    options.place = folder / "run.y4m";
    capture(2);
    const std::string video = read(options.place);
    EXPECT_THAT(video, StartsWith("YUV4MPEG2 W4 H1 F90:1 "));
    EXPECT_EQ(video.size(), video.find('\n') + 1 + 2 * (6 + 3 * 4));
}

TEST_F(CaptureStream, OfOneEyeIsAsWideAsThatEye) {
    options.place = folder / "run.y4m";
    options.views = CapturedViews::right;
    capture();
    EXPECT_THAT(read(options.place), StartsWith("YUV4MPEG2 W2 H1 "));
}

TEST_F(CaptureStream, IntoADescriptorGoesOnWhereThatStands) {
    const UniqueFd file(::open((folder / "all").c_str(), O_RDWR | O_CREAT, 0600));
    ASSERT_EQ(::write(file.get(), "before ", 7), 7);
    options.place = "/dev/fd/" + std::to_string(file.get());
    capture();
    EXPECT_THAT(read(folder / "all"), StartsWith("before YUV4MPEG2 "));
}

TEST_F(CaptureStream, RefusesADescriptorThatIsNotOpen) {
    options.place = "/dev/fd/4711";
    EXPECT_THAT(CaptureTarget::create(options).error().message, HasSubstr("cannot write to /dev/fd/4711"));
}

TEST_F(CaptureStream, DoesNotWaitForTheReaderOfAFifo) {
    options.place = folder / "fifo";
    ASSERT_EQ(::mkfifo(options.place.c_str(), 0600), 0);
    EXPECT_EQ(CaptureTarget::create(options).error().message,
              "nobody reads " + options.place.string() + ": start its reader first");
}

/// The reader of a FIFO that the capture goes to, with pictures of which its pipe does not hold a single one.
class CaptureFifo : public CaptureStream {
 protected:
    CaptureFifo() {
        options.place = folder / "fifo";
        options.reader_patience = Duration(1);
        EXPECT_EQ(::mkfifo(options.place.c_str(), 0600), 0);
        reader.reset(::open(options.place.c_str(), O_RDONLY | O_NONBLOCK));
        target = std::move(*CaptureTarget::create(options));
    }
    void leave_reader_behind() {
        options.slow_reader = SlowReader::left_behind;
        target = std::move(*CaptureTarget::create(options));
    }
    void show(uint64_t number) const {
        const Picture picture{number, {ViewPixels{{256, 256}, large}, ViewPixels{{256, 256}, large}}};
        ASSERT_TRUE(target->show(picture).ok());
    }
    /// What comes until the stream ends.
    size_t read_all() const {
        std::vector<char> part(1 << 16);
        size_t size = 0;
        ::fcntl(reader.get(), F_SETFL, 0);
        for (ssize_t count = 1; count > 0; size += static_cast<size_t>(count)) {
            count = ::read(reader.get(), part.data(), part.size());
        }
        return size;
    }

    UniqueFd reader;
    std::unique_ptr<CaptureTarget> target;
    const std::vector<std::byte> large = std::vector<std::byte>(size_t{4} * 256 * 256);
    static constexpr size_t frame = 6 + size_t{3} * 512 * 256;
};

/// A reader that hung held up the service's end, and everybody in it, for as long as it pleased.
TEST_F(CaptureFifo, GivesUpAReaderThatTakesNothing) {
    show(1);
    EXPECT_THAT(target->flush().error().message, HasSubstr("fifo: its reader takes nothing any more"));
    show(2);
    EXPECT_THAT(target->flush().error().message, EndsWith("fifo any more"))
        << "a part of a picture was the last it had";
}

/// Of every descriptor of this process that writes to `file`: whether its writes may block.
std::vector<bool> blocking_writers(const std::filesystem::path& file) {
    std::vector<bool> found;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code gone;
        if (std::filesystem::read_symlink(entry.path(), gone) != file) continue;
        const int flags = ::fcntl(std::stoi(entry.path().filename().string()), F_GETFL);
        if ((flags & O_ACCMODE) == O_WRONLY) found.push_back((flags & O_NONBLOCK) == 0);
    }
    return found;
}

/// Between poll() and write() another writer may take the room, and the reader may never make any.
TEST_F(CaptureFifo, NeverBlocksInAWrite) { EXPECT_THAT(blocking_writers(options.place), ElementsAre(false)); }

TEST_F(CaptureFifo, LeavesAnInheritedDescriptorAsItIs) {
    target.reset();
    const UniqueFd inherited(::open(options.place.c_str(), O_WRONLY | O_CLOEXEC));
    options.place = "/dev/fd/" + std::to_string(inherited.get());
    target = std::move(*CaptureTarget::create(options));
    EXPECT_EQ(::fcntl(inherited.get(), F_GETFL) & O_NONBLOCK, 0);
    show(1);
    EXPECT_THAT(target->flush().error().message, HasSubstr("its reader takes nothing any more"));
}

TEST_F(CaptureFifo, WaitsForASlowReaderAndDropsNothing) {
    options.reader_patience = std::chrono::hours(1);
    target = std::move(*CaptureTarget::create(options));
    size_t size = 0;
    std::thread slow([&] { size = read_all(); });
    for (uint64_t number = 1; number <= 8; ++number) show(number);
    target.reset();
    slow.join();
    EXPECT_EQ(size / frame, 8u);
    EXPECT_EQ(left_out, 0u);
}

TEST_F(CaptureFifo, WaitsForNoReaderThatIsLeftBehind) {
    leave_reader_behind();
    for (uint64_t number = 1; number <= 100; ++number) show(number);
    EXPECT_TRUE(failures.empty()) << "it may come back";
    target.reset();
    EXPECT_THAT(failures, ElementsAre(HasSubstr("its reader takes nothing any more")));
}

TEST_F(CaptureFifo, FlushesNoLongerThanItsPatienceToAReaderThatIsLeftBehind) {
    leave_reader_behind();
    show(1);
    EXPECT_EQ(target->flush().error().code, ErrorCode::timeout);
    show(2);
    EXPECT_TRUE(failures.empty()) << "it may come back";
}

TEST_F(CaptureFifo, GivesAReaderThatIsLeftBehindWholePictures) {
    options.reader_patience = std::chrono::hours(1);
    leave_reader_behind();
    for (uint64_t number = 1; number <= 100; ++number) show(number);
    size_t size = 0;
    std::thread late([&] { size = read_all(); });
    target.reset();
    late.join();
    EXPECT_EQ(size / frame, 3u) << "as many as wait or are being written";
    EXPECT_EQ(left_out, 97u);
    EXPECT_LT(size % frame, 100u) << "the rest is the header";
}

TEST_F(CaptureStream, IntoAFifoSurvivesTheReadersEnd) {
    options.place = folder / "fifo";
    ASSERT_EQ(::mkfifo(options.place.c_str(), 0600), 0);
    UniqueFd reader(::open(options.place.c_str(), O_RDONLY | O_NONBLOCK));
    auto target = std::move(*CaptureTarget::create(options));
    const Picture picture{1, {ViewPixels{{2, 1}, rgba}, ViewPixels{{2, 1}, rgba}}};
    ASSERT_TRUE(target->show(picture).ok());
    EXPECT_TRUE(target->flush().ok());
    char header[9] = {};
    EXPECT_EQ(::read(reader.get(), header, 9), 9);
    EXPECT_EQ(std::string(header, 9), "YUV4MPEG2");
    reader.reset();
    ASSERT_TRUE(target->show(picture).ok());
    EXPECT_FALSE(target->flush().ok());
    EXPECT_THAT(failures, ElementsAre(HasSubstr("Broken pipe")));
}

}  // namespace
}  // namespace xrt::comp
