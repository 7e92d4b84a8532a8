// SPDX-License-Identifier: BSL-1.0
#include "service/properties.hpp"

#include <gmock/gmock.h>

#include "auxiliary/math/near.hpp"
#include "service/fakes.hpp"
#include "service/system.hpp"

namespace xrt {
namespace {

using proto::PropertyValue;
using testing::HasSubstr;

class PropertiesTest : public testing::Test {
 protected:
    PropertiesTest() {
        auto instance = std::make_unique<fake::FakeInstance>(log, clock, pulses);
        system = std::move(*System::create(std::move(instance), observer, {}));
    }
    Properties properties() { return system->properties(); }

    fake::CompositorLog log;
    fake::FakeClock clock;
    std::vector<std::optional<HapticPulse>> pulses;
    fake::RecordingObserver observer;
    std::unique_ptr<System> system;
};

TEST_F(PropertiesTest, AreListedWithTypeUnitAndRange) {
    const auto list = properties().describe();
    ASSERT_EQ(list.size(), 7u);
    EXPECT_EQ(list[0].name, "brightness");
    EXPECT_EQ(list[0].maximum, 1);
    EXPECT_TRUE(list[0].writable);
    EXPECT_EQ(list[1].name, "display_period");
    EXPECT_FALSE(list[1].writable);
    EXPECT_EQ(list[5].name, "refresh_rate");
    EXPECT_THAT(list[5].choices, testing::ElementsAre(60, 100));
}

TEST_F(PropertiesTest, CanBeSetAndShifted) {
    EXPECT_EQ(*properties().set("brightness", 0.5f), PropertyValue(0.5f));
    EXPECT_EQ(*properties().shift("brightness", -0.25f), PropertyValue(0.25f));
    EXPECT_EQ(*properties().get("brightness"), PropertyValue(0.25f));
    EXPECT_EQ(log.brightness, 0.25f);
    EXPECT_EQ(*properties().shift("refresh_rate", -40.0f), PropertyValue(60.0f));
    EXPECT_EQ(system->compositor().timing().period, Duration(16'666'666));
    EXPECT_EQ(*properties().get("display_period"), PropertyValue(1000 / 60.0f));
}

TEST_F(PropertiesTest, MoveThePlaySpaceByWhatIsAdded) {
    ASSERT_TRUE(properties().set("play_space_offset", Pose{{}, {1, 0, 0}}).ok());
    const PropertyValue moved = *properties().shift("play_space_offset", Pose{{}, {0, 0, -2}});
    EXPECT_EQ(std::get<Pose>(moved), (Pose{{}, {1, 0, -2}}));
}

TEST_F(PropertiesTest, RefuseWhatTheyCannotBe) {
    EXPECT_EQ(properties().set("brightness", 2.0f).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(properties().set("brightness", Pose{}).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(properties().set("refresh_rate", 59.0f).error().code, ErrorCode::unsupported);
    EXPECT_EQ(properties().shift("play_space_offset", Pose{{1, 1, 0, 0}, {}}).error().code,
              ErrorCode::invalid_argument);
    EXPECT_EQ(properties().set("display_period", 1.0f).error().code, ErrorCode::permission_denied);
    const auto unknown = properties().get("brigthness");
    EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
    EXPECT_THAT(unknown.error().message, HasSubstr("brightness, display_period"));
}

}  // namespace
}  // namespace xrt
