// SPDX-License-Identifier: BSL-1.0
#include "service/system_settings.hpp"

#include <gmock/gmock.h>

#include "auxiliary/math/near.hpp"
#include "service/client_session.hpp"
#include "service/fakes.hpp"
#include "service/system.hpp"

namespace xrt {
namespace {

using Values = SystemSettings::Values;
constexpr Pose a_step_left{{}, {-1, 0, 0}};

class SystemSettingsTest : public testing::Test {
 protected:
    SystemSettingsTest() {
        auto instance = std::make_unique<fake::FakeInstance>(log, clock, pulses);
        system = std::move(*System::create(std::move(instance), observer, {}));
        client.emplace(*system, 7);
        (void)*client->introduce({});
        (void)client->create_session(proto::SessionKind::graphics, std::nullopt);
        (void)take_events();
    }
    EventQueue::Batch take_events() { return client->take_events()->events; }
    SharedDisplayTiming display() const {
        SharedDisplayTiming display;
        EXPECT_TRUE(system->publisher().segment().display.try_load(display));
        return display;
    }
    SharedSpaces spaces() const {
        SharedSpacesHistory history;
        EXPECT_TRUE(system->publisher().segment().spaces.try_load(history));
        return history.changes.at(history.count - 1).spaces;
    }
    Result<Values> change(const SystemSettings::Edit& edit) { return system->settings().change(edit); }

    fake::CompositorLog log;
    fake::FakeClock clock;
    std::vector<std::optional<HapticPulse>> pulses;
    fake::RecordingObserver observer;
    std::unique_ptr<System> system;
    std::optional<ClientSession> client;
};

TEST_F(SystemSettingsTest, PublishTheRatesThatTheDeviceOffers) {
    const DeviceSegment& segment = system->publisher().segment();
    ASSERT_EQ(segment.refresh_rate_count, 2u);
    EXPECT_EQ(segment.refresh_rates[0], 60);
    EXPECT_EQ(segment.refresh_rates[1], 100);
    EXPECT_EQ(display().refresh_rate, 100);
    EXPECT_EQ(display().period, 10'000'000);
}

TEST_F(SystemSettingsTest, ChangeTheDisplaysClockAndTellWhoHasASession) {
    ASSERT_TRUE(system->set_refresh_rate(60).ok());
    EXPECT_EQ(display().period, 16'666'666);
    EXPECT_EQ(display().refresh_rate, 60);
    EXPECT_EQ(system->compositor().timing().period, Duration(16'666'666));
    const EventQueue::Batch events = take_events();
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(std::get<proto::RefreshRateChanged>(events[0]), (proto::RefreshRateChanged{100, 60}));
}

TEST_F(SystemSettingsTest, RefuseARateThatIsNotOfferedAndSayWhichAre) {
    const Result<void> refused = system->set_refresh_rate(61);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, ErrorCode::unsupported);
    EXPECT_THAT(refused.error().message, testing::HasSubstr("60"));
    EXPECT_EQ(display().refresh_rate, 100);
    EXPECT_TRUE(take_events().empty());
}

TEST_F(SystemSettingsTest, MoveEveryReferenceSpaceByTheOffset) {
    ASSERT_TRUE(system->set_play_space_offset(a_step_left).ok());
    EXPECT_EQ(spaces().world_from_local.position, (Vec3{-1, 1.6f, 0}));
    EXPECT_EQ(spaces().world_from_local_floor.position, (Vec3{-1, 0, 0}));
    EXPECT_EQ(spaces().world_from_stage.position, (Vec3{-1, 0, 0}));
    const EventQueue::Batch events = take_events();
    ASSERT_EQ(events.size(), 3u);
    for (const proto::Event& event : events) {
        const auto& moved = std::get<proto::ReferenceSpaceChangePending>(event);
        EXPECT_GT(moved.time, clock.time);
        EXPECT_EQ(moved.pose_in_previous_space, a_step_left) << to_string(moved.space);
    }
}

TEST_F(SystemSettingsTest, RememberWhereTheSpacesWere) {
    const auto history = [&] {
        SharedSpacesHistory found;
        EXPECT_TRUE(system->publisher().segment().spaces.try_load(found));
        return found;
    };
    ASSERT_TRUE(system->set_play_space_offset(a_step_left).ok());
    ASSERT_TRUE(system->set_play_space_offset({{}, {5, 0, 0}}).ok());
    ASSERT_EQ(history().count, 2u);  // at one time: the second takes the place of the first
    EXPECT_EQ(history().changes[0].spaces.world_from_stage.position, (Vec3{0, 0, 0}));
    EXPECT_EQ(history().changes[1].spaces.world_from_stage.position, (Vec3{5, 0, 0}));
    EXPECT_EQ(history().changes[1].since,
              to_nanoseconds(std::get<proto::ReferenceSpaceChangePending>(take_events()[0]).time));
    for (int i = 0; i < 20; ++i) {
        clock.time += std::chrono::seconds(1);
        ASSERT_TRUE(system->set_play_space_offset({{}, {0, 0, static_cast<float>(i)}}).ok());
    }
    EXPECT_EQ(history().count, max_space_changes);
    EXPECT_EQ(history().changes.back().spaces.world_from_stage.position.z, 19);
    EXPECT_EQ(history().changes.front().spaces.world_from_stage.position.z, 12);
}

TEST_F(SystemSettingsTest, TellOfPresenceWhenASessionBeginsAndWhileItRuns) {
    ASSERT_TRUE(change([](Values& values) { values.user_present = false; }).ok());
    EXPECT_TRUE(take_events().empty());
    ASSERT_TRUE(client->begin_session(proto::ViewConfiguration::stereo, {}).ok());
    const auto told = [&] {
        std::vector<bool> presences;
        for (const proto::Event& event : take_events()) {
            if (const auto* each = std::get_if<proto::UserPresenceChanged>(&event)) presences.push_back(each->present);
        }
        return presences;
    };
    EXPECT_EQ(told(), std::vector{false});
    ASSERT_TRUE(change([](Values& values) { values.user_present = true; }).ok());
    EXPECT_EQ(told(), std::vector{true});
}

TEST_F(SystemSettingsTest, LetAClientChooseARateAndGiveItUp) {
    ASSERT_TRUE(client->request_refresh_rate(60).ok());
    EXPECT_EQ(display().refresh_rate, 60);
    EXPECT_EQ(client->request_refresh_rate(61).error().code, ErrorCode::unsupported);
    ASSERT_TRUE(client->request_refresh_rate(0).ok());
    EXPECT_EQ(display().refresh_rate, 100);
}

TEST_F(SystemSettingsTest, ShowWhetherTheObserverIsNeeded) {
    EXPECT_EQ(system->publisher().segment().observer_active, 0u);
    ASSERT_TRUE(change([](Values& values) { values.observers = 1; }).ok());
    EXPECT_EQ(system->publisher().segment().observer_active, 1u);
}

TEST_F(SystemSettingsTest, MoveNoMoreSpacesThanAreMoved) {
    ASSERT_TRUE(change([](Values& values) { values.play_space_from_local.position.y = 1.2f; }).ok());
    const EventQueue::Batch events = take_events();
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(std::get<proto::ReferenceSpaceChangePending>(events[0]).space, proto::ReferenceSpace::local);
}

TEST_F(SystemSettingsTest, TellAClientThatDoesNotLookOneStepInsteadOfAThousand) {
    for (int i = 1; i <= 1000; ++i) {
        ASSERT_TRUE(system->set_play_space_offset({{}, {0, 0, static_cast<float>(i)}}).ok());
        ASSERT_TRUE(system->set_refresh_rate(i % 2 ? 60 : 100).ok());
    }
    const EventQueue::Batch events = take_events();
    ASSERT_EQ(events.size(), 4u);
    EXPECT_EQ(std::get<proto::ReferenceSpaceChangePending>(events[0]).pose_in_previous_space.position.z, 1000);
    EXPECT_EQ(std::get<proto::RefreshRateChanged>(events[3]), (proto::RefreshRateChanged{100, 100}));
    EXPECT_TRUE(take_events().empty());
}

TEST_F(SystemSettingsTest, RefuseWhatNoPlaceIs) {
    EXPECT_FALSE(system->set_play_space_offset({{0, 0, 0, 0}, {}}).ok());
    EXPECT_FALSE(system->set_play_space_offset({{}, {NAN, 0, 0}}).ok());
    EXPECT_FALSE(system->set_play_space_offset({{}, {0, 2000, 0}}).ok());
    EXPECT_EQ(spaces().world_from_stage, Pose{});
}

TEST_F(SystemSettingsTest, HandBrightnessToTheCompositor) {
    ASSERT_TRUE(change([](Values& values) { values.brightness = 0.25f; }).ok());
    EXPECT_EQ(log.brightness, 0.25f);
    EXPECT_FALSE(change([](Values& values) { values.brightness = 1.01f; }).ok());
    EXPECT_FALSE(change([](Values& values) { values.brightness = NAN; }).ok());
    EXPECT_EQ(log.brightness, 0.25f);
}

Extent2D eye_extent(const System& system) { return unpack_extent(system.publisher().segment().eye_extent); }

TEST_F(SystemSettingsTest, ChangeTheSizeOfViewsAndTellEveryClient) {
    EXPECT_EQ(eye_extent(*system), (Extent2D{100, 80}));
    ASSERT_TRUE(client->destroy_session().ok());
    ASSERT_TRUE(change([](Values& values) { values.eye_extent = {50, 320}; }).ok());
    EXPECT_EQ(eye_extent(*system), (Extent2D{50, 320}));
    const EventQueue::Batch events = take_events();
    ASSERT_EQ(events.size(), 1u) << "although it has no session";
    EXPECT_TRUE(std::holds_alternative<proto::ViewSizesChanged>(events[0]));
}

TEST_F(SystemSettingsTest, ChangeTheSizeOfViewsNoMoreThanOnceASecond) {
    const auto change_to = [&](uint32_t width) {
        return change([&](Values& values) { values.eye_extent = {width, 80}; });
    };
    ASSERT_TRUE(change_to(50).ok());
    clock.time += std::chrono::milliseconds(999);
    EXPECT_EQ(change_to(60).error().code, ErrorCode::call_order);
    EXPECT_TRUE(change([](Values& values) { values.brightness = 0.5f; }).ok()) << "other things change all the same";
    clock.time += std::chrono::milliseconds(1);
    EXPECT_TRUE(change_to(60).ok());
    EXPECT_EQ(eye_extent(*system).width, 60u);
}

TEST_F(SystemSettingsTest, RefuseASizeThatViewsCannotHave) {
    for (const Extent2D& extent : {Extent2D{0, 80}, Extent2D{100, 0}, Extent2D{401, 80}, Extent2D{100, 321}}) {
        EXPECT_EQ(change([&](Values& values) { values.eye_extent = extent; }).error().message,
                  "views are rendered in 1x1 to 400x320 pixels");
    }
}

TEST_F(SystemSettingsTest, ChangeNothingIfOneValueIsWrong) {
    EXPECT_FALSE(change([](Values& values) {
                     values.brightness = 0.5f;
                     values.refresh_rate = 1;
                 }).ok());
    EXPECT_EQ(log.brightness, 1);
    EXPECT_EQ(system->settings().values().brightness, 1);
}

TEST_F(SystemSettingsTest, TellTheListenerOfEveryChangeAndOfNothingElse) {
    std::vector<float> told;
    system->settings().set_listener([&](const Values& values) { told.push_back(values.brightness); });
    for (const float brightness : {0.5f, 0.5f, 0.75f}) {
        ASSERT_TRUE(change([&](Values& values) { values.brightness = brightness; }).ok());
    }
    EXPECT_THAT(told, testing::ElementsAre(1, 0.5f, 0.75f));
}

TEST(RefreshRates, HoldThePresentOneEvenIfTheListIsFullOfOthers) {
    HmdInfo hmd;
    hmd.display_period = Duration(1'000'000);
    while (!hmd.refresh_rates.full()) hmd.refresh_rates.push_back({60, Duration(16'666'666)});
    const RefreshRates rates = refresh_rates_of(hmd);
    EXPECT_EQ(rates.size(), max_refresh_rates);
    EXPECT_EQ(rates[max_refresh_rates - 1], (RefreshRate{1000, Duration(1'000'000)}));
}

}  // namespace
}  // namespace xrt
