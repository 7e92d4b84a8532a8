// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/image_ring.hpp"

#include <gtest/gtest.h>

namespace xrt::oxr {
namespace {

TEST(ImageRing, GivesImagesInTurn) {
    ImageRing ring(3, false);
    for (const uint32_t expected : {0u, 1u, 2u, 0u}) {
        EXPECT_EQ(ring.next_to_acquire(), expected);
        ring.acquire();
        EXPECT_EQ(ring.next_to_wait_for(), expected);
        ring.finish_wait();
        EXPECT_EQ(ring.next_to_release(), expected);
        ring.release();
        EXPECT_EQ(ring.released(), expected);
    }
}

TEST(ImageRing, GivesNoMoreImagesThanThereAre) {
    ImageRing ring(2, false);
    ring.acquire();
    ring.acquire();
    EXPECT_EQ(ring.next_to_acquire(), std::nullopt);
}

TEST(ImageRing, WaitsOnlyForWhatIsAcquiredAndOnce) {
    ImageRing ring(2, false);
    EXPECT_EQ(ring.next_to_wait_for(), std::nullopt);
    ring.acquire();
    ring.acquire();
    ring.finish_wait();
    EXPECT_EQ(ring.next_to_wait_for(), std::nullopt);
    ring.release();
    EXPECT_EQ(ring.next_to_wait_for(), 1u);
}

TEST(ImageRing, ReleasesOnlyWhatWasWaitedFor) {
    ImageRing ring(2, false);
    ring.acquire();
    EXPECT_EQ(ring.next_to_release(), std::nullopt);
}

TEST(ImageRing, AStaticImageIsGivenOnce) {
    ImageRing ring(1, true);
    ring.acquire();
    ring.finish_wait();
    ring.release();
    EXPECT_EQ(ring.next_to_acquire(), std::nullopt);
    EXPECT_EQ(ring.released(), 0u);
}

TEST(ImageRing, ShowsNothingBeforeTheFirstRelease) {
    ImageRing ring(2, false);
    ring.acquire();
    ring.finish_wait();
    EXPECT_EQ(ring.released(), std::nullopt);
}

TEST(ImageRing, RemembersTheLastFrameOfEachImage) {
    ImageRing ring(2, false);
    ring.note_use(1, 7);
    EXPECT_EQ(ring.last_use(0), 0u);
    EXPECT_EQ(ring.last_use(1), 7u);
}

}  // namespace
}  // namespace xrt::oxr
