// SPDX-License-Identifier: BSL-1.0
#include "service/change_hub.hpp"

#include <gmock/gmock.h>

#include "service/client_session.hpp"
#include "service/control_session.hpp"
#include "service/fakes.hpp"
#include "service/system.hpp"

namespace xrt {
namespace {

using proto::Change;
using proto::ChangeKinds;
using proto::ChangeOrigin;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr ChangeKinds all_kinds{0x1f};

/// Remembers what it was told, a line each: "= brightness 1" for what is, "client 1" for what happens.
class RecordingWatcher final : public proto::Watcher {
 public:
    Result<void> changed(ChangeOrigin origin,
                         const BoundedVector<Change, proto::max_changes_per_event>& changes) override {
        if (full) return Error{ErrorCode::limit_exceeded, "the client does not read its events"};
        for (const Change& change : changes) {
            lines.push_back((origin == ChangeOrigin::present ? "= " : "") + std::visit(*this, change));
        }
        return {};
    }
    std::string operator()(const proto::ClientConnected& it) const {
        return "client " + std::to_string(it.client) + " " + it.application_name;
    }
    std::string operator()(const proto::ClientGone& it) const { return "gone " + std::to_string(it.client); }
    std::string operator()(const proto::SessionChanged& it) const {
        return "session " + std::to_string(it.client) + " " + (it.state ? std::string(to_string(*it.state)) : "none");
    }
    std::string operator()(const proto::FocusChanged& it) const {
        return "focus " + (it.client ? std::to_string(*it.client) : "nobody");
    }
    std::string operator()(const proto::DevicesChanged& it) const {
        return "devices " + std::to_string(it.devices.size());
    }
    std::string operator()(const proto::PropertyChanged& it) const {
        const auto* number = std::get_if<float>(&it.value);
        return it.name + " " + (number ? std::to_string(std::lround(*number * 100)) : "pose");
    }
    std::vector<std::string> take() { return std::exchange(lines, {}); }

    std::vector<std::string> lines;
    bool full = false;
};

class ChangeHubTest : public testing::Test {
 protected:
    ChangeHubTest() {
        auto instance = std::make_unique<fake::FakeInstance>(log, clock, pulses);
        system = std::move(*System::create(std::move(instance), observer, {}));
    }
    struct Tool {
        explicit Tool(System& system)
            : account(system.accounts().open(1, 1)),
              control(system, account, {watcher, pictures, [this] { ++hang_ups; }}) {}
        RecordingWatcher watcher;
        fake::RecordingReceiver pictures;
        int hang_ups = 0;
        std::shared_ptr<const Account> account;
        ControlSession control;
    };

    fake::CompositorLog log;
    fake::FakeClock clock;
    std::vector<std::optional<HapticPulse>> pulses;
    fake::RecordingObserver observer;
    std::unique_ptr<System> system;
};

TEST_F(ChangeHubTest, TellsThePresentFirstAndThenEveryChangeInOrder) {
    ClientSession early(*system, 7);
    ASSERT_TRUE(early.introduce({"early", "", 0}).ok());
    Tool tool(*system);
    ASSERT_TRUE(tool.control.subscribe(all_kinds).ok());
    EXPECT_THAT(tool.watcher.take(),
                ElementsAre("= devices 2", "= brightness 100", "= display_period 1000",
                            "= local_floor_offset pose", "= local_offset pose", "= play_space_offset pose",
                            "= refresh_rate 10000", "= stage_offset pose", "= client 1 early", "= focus nobody"));
    {
        ClientSession late(*system, 8);
        ASSERT_TRUE(late.introduce({"late", "", 0}).ok());
        ASSERT_TRUE(late.create_session(proto::SessionKind::headless, std::nullopt).ok());
        ASSERT_TRUE(late.begin_session(proto::ViewConfiguration::stereo, {}).ok());
    }
    EXPECT_THAT(tool.watcher.take(), ElementsAre("client 2 late", "session 2 idle", "session 2 ready",
                                                 "session 2 synchronized", "session 2 visible", "session 2 focused",
                                                 "focus 2", "focus nobody", "session 2 none", "gone 2"));
}

TEST_F(ChangeHubTest, TellsSeveralSubscribersOfEachOthersChanges) {
    Tool one(*system), two(*system);
    ASSERT_TRUE(one.control.subscribe({ChangeKinds::properties}).ok());
    ASSERT_TRUE(two.control.subscribe({ChangeKinds::properties}).ok());
    one.watcher.take();
    two.watcher.take();
    ASSERT_TRUE(one.control.set_property("brightness", 0.5f).ok());
    ASSERT_TRUE(two.control.shift_property("brightness", 0.25f).ok());
    ASSERT_TRUE(two.control.set_property("brightness", 0.75f).ok());  // no change
    EXPECT_THAT(one.watcher.take(), ElementsAre("brightness 50", "brightness 75"));
    EXPECT_THAT(two.watcher.take(), ElementsAre("brightness 50", "brightness 75"));
}

TEST_F(ChangeHubTest, TellsOnlyTheKindsThatWereAskedFor) {
    Tool tool(*system);
    ASSERT_TRUE(tool.control.subscribe({ChangeKinds::focus}).ok());
    ASSERT_TRUE(tool.control.set_property("brightness", 0.5f).ok());
    EXPECT_THAT(tool.watcher.take(), ElementsAre("= focus nobody"));
    ASSERT_TRUE(tool.control.subscribe({ChangeKinds::clients}).ok());
    EXPECT_THAT(tool.watcher.take(), IsEmpty()) << "one subscription instead of the other";
}

TEST_F(ChangeHubTest, DropsWhoDoesNotReadAndServesTheOthers) {
    Tool slow(*system), quick(*system);
    ASSERT_TRUE(slow.control.subscribe({ChangeKinds::properties}).ok());
    ASSERT_TRUE(quick.control.subscribe({ChangeKinds::properties}).ok());
    quick.watcher.take();
    slow.watcher.full = true;
    testing::internal::CaptureStderr();
    ASSERT_TRUE(quick.control.set_property("brightness", 0.5f).ok());
    ASSERT_TRUE(quick.control.set_property("brightness", 0.6f).ok());
    EXPECT_EQ(slow.hang_ups, 1);
    EXPECT_THAT(quick.watcher.take(), ElementsAre("brightness 50", "brightness 60"));
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::ranges::count(said, '\n'), 1) << said;
}

TEST_F(ChangeHubTest, ChargesForASubscriptionAndEndsItWithTheTool) {
    const auto used = [](const Tool& tool) { return tool.account->used()[proto::Resource::subscriptions]; };
    Tool tool(*system);
    ASSERT_TRUE(tool.control.subscribe(all_kinds).ok());
    ASSERT_TRUE(tool.control.subscribe(all_kinds).ok());
    EXPECT_EQ(used(tool), 1u);
    ASSERT_TRUE(tool.control.unsubscribe().ok());
    EXPECT_EQ(used(tool), 0u);
    std::optional<Tool> gone(std::in_place, *system);
    ASSERT_TRUE(gone->control.subscribe(all_kinds).ok());
    gone.reset();
    EXPECT_TRUE(tool.control.set_property("brightness", 0.5f).ok());
}

}  // namespace
}  // namespace xrt
