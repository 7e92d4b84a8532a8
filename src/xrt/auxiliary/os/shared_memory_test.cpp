// SPDX-License-Identifier: BSL-1.0
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auxiliary/os/shared_segment.hpp"
#include "xrt/segment/client_segment.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt {
namespace {

using Segment = SharedSegment<ClientSegment>;

TEST(SharedMemory, StartsWithTheDefaultsOfItsType) {
    const auto segment = Segment::create("test").value();
    EXPECT_EQ(segment->magic, client_segment_magic);
    EXPECT_EQ(segment->version, client_segment_version);
}

TEST(SharedMemory, ShowsTheReaderWhatTheWriterWritesLater) {
    const auto written = SharedSegment<DeviceSegment>::create("test").value();
    const auto read = MappedSegment<DeviceSegment>::map(written.fd()).value();
    written->rings[3].newest = 42;
    EXPECT_EQ(read->rings[3].newest, 42);
}

TEST(SharedMemory, OutlivesTheWritersFdInTheReader) {
    auto written = std::make_optional(Segment::create("test").value());
    (*written)->events_queued = 9;
    const auto read = MappedSegment<ClientSegment>::map(written->fd()).value();
    written.reset();
    EXPECT_EQ(read->events_queued, 9u);
}

TEST(SharedMemory, CannotBeMappedWritableOrChangedInSizeByItsReader) {
    const auto segment = Segment::create("test").value();
    const UniqueFd fd = segment.duplicate_fd().value();
    EXPECT_EQ(::mmap(nullptr, sizeof(ClientSegment), PROT_READ | PROT_WRITE, MAP_SHARED, fd.get(), 0), MAP_FAILED);
    EXPECT_NE(::ftruncate(fd.get(), 1), 0);
    EXPECT_NE(::ftruncate(fd.get(), 1 << 20), 0);
    EXPECT_LT(::write(fd.get(), "x", 1), 0);
    EXPECT_NE(::fallocate(fd.get(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096), 0);
}

TEST(SharedMemory, CannotBeReopenedWritableThroughProc) {
    const auto segment = Segment::create("test").value();
    const std::string path = "/proc/self/fd/" + std::to_string(segment.fd());
    const UniqueFd fd(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    if (!fd.valid()) return;
    EXPECT_EQ(::mmap(nullptr, sizeof(ClientSegment), PROT_WRITE, MAP_SHARED, fd.get(), 0), MAP_FAILED);
    EXPECT_LT(::write(fd.get(), "x", 1), 0);
}

TEST(SharedMemory, IsRefusedUnsealed) {
    const UniqueFd fd(::memfd_create("test", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    ASSERT_EQ(::ftruncate(fd.get(), sizeof(ClientSegment)), 0);
    EXPECT_EQ(MappedSegment<ClientSegment>::map(fd.get()).error().code, ErrorCode::protocol_violation);
    ASSERT_EQ(::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_FUTURE_WRITE), 0);
    EXPECT_EQ(MappedSegment<ClientSegment>::map(fd.get()).error().code, ErrorCode::protocol_violation);
    ASSERT_EQ(::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_SHRINK), 0);
    EXPECT_TRUE(MappedSegment<ClientSegment>::map(fd.get()).ok());
}

TEST(SharedMemory, IsRefusedInAnotherSize) {
    for (const size_t size : {sizeof(ClientSegment) - 8, sizeof(ClientSegment) + 8}) {
        const auto memory = SharedMemory::create("test", size).value();
        const auto mapped = MappedSegment<ClientSegment>::map(memory.fd());
        ASSERT_FALSE(mapped.ok());
        EXPECT_THAT(mapped.error().message, testing::HasSubstr(std::to_string(size)));
    }
}

TEST(SharedMemory, IsRefusedIfItIsNoMemoryAtAll) {
    const UniqueFd fd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    EXPECT_FALSE(MappedSegment<ClientSegment>::map(fd.get()).ok());
}

TEST(SharedMemory, IsNotMadeEmpty) { EXPECT_FALSE(SharedMemory::create("test", 0).ok()); }

TEST(SharedMemory, IsClosedOnExec) {
    const auto segment = Segment::create("test").value();
    EXPECT_TRUE(::fcntl(segment.fd(), F_GETFD) & FD_CLOEXEC);
    EXPECT_TRUE(::fcntl(segment.duplicate_fd().value().get(), F_GETFD) & FD_CLOEXEC);
}

}  // namespace
}  // namespace xrt
