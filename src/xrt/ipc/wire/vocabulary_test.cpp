// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/vocabulary.hpp"

#include "ipc/wire/wire_testing.hpp"

namespace xrt::ipc {
namespace {

struct Vocabulary : testing::Test {
    std::unique_ptr<OutgoingMessage> outgoing = std::make_unique<OutgoingMessage>();
    std::unique_ptr<IncomingMessage> incoming;

    template <typename T>
    void expect_round_trip(const T& value, size_t size) {
        Writer writer(*outgoing);
        writer.header({});
        write(writer, value);
        ASSERT_TRUE(writer.finish().ok());
        EXPECT_EQ(outgoing->size, message_header_bytes + size);
        incoming = carried_over(*outgoing);
        Reader reader(*incoming);
        T got{};
        read(reader, got);
        EXPECT_TRUE(reader.finish().ok());
        EXPECT_EQ(got, value);
    }
};

TEST_F(Vocabulary, ArrivesAsItWasSent) {
    expect_round_trip(time_from_nanoseconds(-5), 8);
    expect_round_trip(Duration(7), 8);
    expect_round_trip(Vec2{1, -2}, 8);
    expect_round_trip(Pose{{0.5f, -0.5f, 0.5f, -0.5f}, {1, 2, 3}}, 28);
    expect_round_trip(Fov{-1, 0.5f, 0.25f, -0.75f}, 16);
    expect_round_trip(Extent2D{1, 4'000'000'000}, 8);
    expect_round_trip(Rect2D{-1, 2, 3, 4}, 16);
}

TEST_F(Vocabulary, RefusesAnOrientationThatIsNone) {
    for (const float w : {0.0f, 0.9f, 1.1f}) {
        Writer writer(*outgoing);
        write(writer, Pose{{0, 0, 0, w}, {}});
        EXPECT_FALSE(writer.finish().ok()) << w;
    }
    Writer writer(*outgoing);
    writer.header({});
    for (int i = 0; i < 7; ++i) writer.f32(0);
    incoming = carried_over(*outgoing);
    Reader reader(*incoming);
    Pose pose;
    read(reader, pose);
    EXPECT_EQ(reader.finish().error().message, "orientation is not a unit quaternion");
}

TEST_F(Vocabulary, TakesAnOrientationThatOpenXrTakes) {
    expect_round_trip(Pose{{0, 0, 0, 0.991f}, {}}, 28);
    expect_round_trip(Pose{{0, 0, 0, 1.009f}, {}}, 28);
}

}  // namespace
}  // namespace xrt::ipc
