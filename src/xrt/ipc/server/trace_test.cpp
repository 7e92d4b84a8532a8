// SPDX-License-Identifier: BSL-1.0
#include <gmock/gmock.h>

#include <cstdlib>
#include <vector>

#include "ipc/server/server_testing.hpp"

namespace xrt::ipc {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

std::string size_of(const MessageView& message) { return std::to_string(message.bytes.size()) + " bytes"; }

/// What was seen, and of whom.
struct Seen {
    uint32_t client;
    Direction direction;
    size_t bytes;
};

struct OnlookerTest : testing::Test {
    TraceHub::Onlooker remember() {
        return [this](const PeerInfo& client, Direction direction, const MessageView& message) {
            seen.lock()->push_back({client.id, direction, message.bytes.size()});
        };
    }
    std::vector<Seen> all_seen() const { return *seen.lock(); }
    std::vector<size_t> sizes(Direction direction) const {
        std::vector<size_t> found;
        for (const Seen& one : all_seen()) {
            EXPECT_EQ(one.client, 1u);
            if (one.direction == direction) found.push_back(one.bytes);
        }
        return found;
    }
    TestService service;
    Guarded<std::vector<Seen>> seen;
};

TEST_F(OnlookerTest, SeesEveryMessageInBothDirectionsAsLongAsItLives) {
    service.start();
    TestPeer peer = service.connect_greeted();
    ASSERT_TRUE(peer.is_served());
    EXPECT_FALSE(service.loop->traces().is_watched());
    {
        const TraceHub::Subscription subscription(service.loop->traces(), remember());
        ASSERT_TRUE(peer.is_served());
        ASSERT_TRUE(peer.send(fail_one_way, MessageKind::one_way).ok());
        ASSERT_TRUE(peer.is_served());
    }
    ASSERT_TRUE(peer.is_served());
    service.stop();
    EXPECT_THAT(sizes(Direction::received), testing::ElementsAre(12, 8, 12));
    EXPECT_THAT(sizes(Direction::sent), testing::AllOf(testing::Contains(12), testing::Not(testing::Contains(8))));
}

TEST_F(OnlookerTest, SeesEvents) {
    service.start();
    TestPeer peer = service.connect_greeted();
    const TraceHub::Subscription subscription(service.loop->traces(), remember());
    ASSERT_TRUE(peer.send(send_events, MessageKind::request).ok());
    EXPECT_TRUE(peer.is_hung_up_on());
    service.stop();
    EXPECT_GT(all_seen().size(), 10u);
}

TEST(Trace, IsPrintedOnlyWhenTheEnvironmentAsksForIt) {
    ::unsetenv("MONADO_IPC_TRACE");
    EXPECT_EQ(tracer_from_environment(size_of, "me"), nullptr);
    ::setenv("MONADO_IPC_TRACE", "0", 1);
    EXPECT_EQ(tracer_from_environment(size_of, "me"), nullptr);
    ::setenv("MONADO_IPC_TRACE", "1", 1);
    EXPECT_EQ(tracer_from_environment({}, "me"), nullptr);
    const auto tracer = tracer_from_environment(size_of, "me");
    ASSERT_NE(tracer, nullptr);
    testing::internal::CaptureStderr();
    const std::array<std::byte, 3> bytes{};
    const std::array<int, 2> fds{0, 1};
    tracer->saw(Direction::sent, MessageView(bytes, fds));
    tracer->saw(Direction::received, MessageView(bytes, {}));
    EXPECT_THAT(testing::internal::GetCapturedStderr(),
                MatchesRegex("monado trace [0-9]+[.][0-9]+ .me. sent 3 bytes, fds: 2\n"
                             "monado trace [0-9]+[.][0-9]+ .me. received 3 bytes\n"));
    ::unsetenv("MONADO_IPC_TRACE");
}

}  // namespace
}  // namespace xrt::ipc
