// SPDX-License-Identifier: BSL-1.0
#include <gtest/gtest.h>

#include <thread>

#include "service/account_book.hpp"
#include "service/capture_set.hpp"
#include "service/client_session.hpp"
#include "service/control_session.hpp"
#include "service/fakes.hpp"
#include "service/system.hpp"
#include "xrt/bitmap.hpp"

namespace xrt {
namespace {

constexpr std::array<std::byte, 16> pixels{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{255}};

StreamedPicture picture(uint64_t composition) {
    return {composition, time_from_nanoseconds(int64_t(composition) * 10), {2, 2}, pixels};
}

class IdleWatcher final : public proto::Watcher {
 public:
    Result<void> changed(proto::ChangeOrigin,
                         const BoundedVector<proto::Change, proto::max_changes_per_event>&) override {
        return {};
    }
};

class Capture : public testing::Test {
 protected:
    void start(ClockMode mode, Limits limits = {}) {
        auto instance = std::make_unique<fake::FakeInstance>(log, clock, pulses, true, mode);
        SystemOptions options;
        options.limits = limits;
        options.rate_clock = &clock;
        system = std::move(*System::create(std::move(instance), observer, options));
        account = system->accounts().open(1, 1);
        control.emplace(*system, account, ControlSession::Way{watcher, receiver, [] {}});
    }
    proto::CaptureRequest request(uint64_t count = 0) {
        return {proto::CaptureView{proto::CapturedView::right}, 1, count, 2};
    }
    PictureSink& sink() { return *log.sinks.at(0).second; }

    fake::CompositorLog log;
    fake::FakeClock clock;
    std::vector<std::optional<HapticPulse>> pulses;
    fake::RecordingObserver observer;
    fake::RecordingReceiver receiver;
    IdleWatcher watcher;
    std::unique_ptr<System> system;
    std::shared_ptr<const Account> account;
    std::optional<ControlSession> control;
};

TEST_F(Capture, SendsWhatTheCompositorShows) {
    start(ClockMode::real);
    const auto started = control->start_capture(request());
    ASSERT_TRUE(started.ok());
    ASSERT_EQ(log.sinks.size(), 1u);
    EXPECT_EQ(log.sinks[0].first, PictureSource(ViewSource{1}));
    sink().show(picture(7));
    ASSERT_EQ(receiver.pictures.size(), 1u);
    EXPECT_EQ(receiver.pictures[0].composition, 7u);
    EXPECT_EQ(receiver.pictures[0].display_time, time_from_nanoseconds(70));
    const auto mapped = receiver.pictures[0].pixels.map();
    ASSERT_TRUE(mapped.ok());
    EXPECT_EQ(mapped->row(0)[1], std::byte{2});
    ASSERT_TRUE(control->stop_capture(started->capture).ok());
    EXPECT_TRUE(log.sinks.empty());
    EXPECT_EQ(control->stop_capture(started->capture).error().code, ErrorCode::not_found);
}

TEST_F(Capture, EndsByItselfAfterSoManyPictures) {
    start(ClockMode::real);
    ASSERT_TRUE(control->start_capture(request(2)).ok());
    sink().show(picture(1));
    EXPECT_TRUE(sink().wants(2));
    sink().show(picture(2));
    EXPECT_FALSE(sink().wants(3));
    sink().show(picture(3));
    EXPECT_EQ(receiver.pictures.size(), 2u);
    EXPECT_EQ(receiver.ended, proto::CaptureEnd::complete);
    EXPECT_EQ(control->get_metrics()->compositor.pictures, 2u);
}

TEST_F(Capture, TakesEveryNthPicture) {
    start(ClockMode::real);
    proto::CaptureRequest wanted = request();
    wanted.every = 3;
    wanted.in_flight = 8;
    ASSERT_TRUE(control->start_capture(wanted).ok());
    std::vector<uint64_t> drawn;
    for (uint64_t i = 1; i <= 7; ++i) {
        if (!sink().wants(i)) continue;
        drawn.push_back(i);
        sink().show(picture(i));
    }
    EXPECT_EQ(drawn, (std::vector<uint64_t>{1, 4, 7})) << "nothing is drawn for nobody";
    EXPECT_EQ(receiver.pictures.size(), 3u);
    EXPECT_TRUE(sink().wants(11)) << "the tenth had no such picture";
}

TEST_F(Capture, WithTheRealClockLeavesOutAndCountsWhatATooSlowToolWouldGet) {
    start(ClockMode::real);
    const proto::CaptureId id = control->start_capture(request())->capture;
    for (uint64_t i = 1; i <= 5; ++i) sink().show(picture(i));
    EXPECT_EQ(receiver.pictures.size(), 2u);
    ASSERT_TRUE(control->return_pictures(id, 1).ok());
    sink().show(picture(6));
    ASSERT_EQ(receiver.pictures.size(), 3u);
    EXPECT_EQ(receiver.pictures[2].composition, 6u);
    EXPECT_EQ(receiver.pictures[2].dropped, 3u);
    EXPECT_EQ(control->return_pictures(id, 3).error().code, ErrorCode::invalid_argument);
}

TEST_F(Capture, WithTheVirtualClockWaitsForTheTool) {
    start(ClockMode::lockstep);
    const proto::CaptureId id = control->start_capture(request())->capture;
    sink().show(picture(1));
    sink().show(picture(2));
    std::thread compositor([&] { sink().show(picture(3)); });
    ASSERT_TRUE(control->return_pictures(id, 1).ok());
    compositor.join();
    ASSERT_EQ(receiver.pictures.size(), 3u);
    EXPECT_EQ(receiver.pictures[2].dropped, 0u);
}

TEST_F(Capture, WithTheVirtualClockWaitsNotForEver) {
    start(ClockMode::lockstep);
    std::atomic<uint64_t> sent = 0;
    PictureCapture capture({{}, {{}, 1, 0, 1}, ClockMode::lockstep, Duration(1)}, account, receiver, sent);
    capture.show(picture(1));
    capture.show(picture(2));
    EXPECT_EQ(receiver.ended, proto::CaptureEnd::too_slow);
    EXPECT_FALSE(capture.wants(3));
}

TEST_F(Capture, StopsWhileTheCompositorWaits) {
    start(ClockMode::lockstep);
    std::atomic<uint64_t> sent = 0;
    PictureCapture capture({{}, {{}, 1, 0, 1}, ClockMode::lockstep, Duration::max() / 4}, account, receiver, sent);
    capture.show(picture(1));
    std::thread compositor([&] { capture.show(picture(2)); });
    capture.stop();
    compositor.join();
    EXPECT_EQ(receiver.pictures.size(), 1u);
}

TEST_F(Capture, CannotBeStartedOnceTheServiceIsAboutToEnd) {
    start(ClockMode::real);
    const proto::CaptureId id = control->start_capture(request())->capture;
    control->stopping();
    EXPECT_TRUE(log.sinks.empty());
    EXPECT_EQ(control->stop_capture(id).error().code, ErrorCode::not_found);
    EXPECT_EQ(control->start_capture(request()).error().code, ErrorCode::unavailable);
    EXPECT_EQ(control->get_metrics()->compositor.captures, 0u);
}

TEST_F(Capture, IsChargedForPicturesUntilTheyAreGivenBack) {
    start(ClockMode::real);
    const uint64_t fds = account->used()[proto::Resource::fds];
    const proto::CaptureId id = control->start_capture(request())->capture;
    EXPECT_EQ(account->used()[proto::Resource::subscriptions], 1u);
    sink().show(picture(1));
    EXPECT_EQ(account->used()[proto::Resource::image_bytes], pixels.size());
    EXPECT_EQ(account->used()[proto::Resource::fds], fds + 1);
    ASSERT_TRUE(control->return_pictures(id, 1).ok());
    EXPECT_EQ(account->used()[proto::Resource::image_bytes], 0u);
    ASSERT_TRUE(control->stop_capture(id).ok());
    EXPECT_EQ(account->used()[proto::Resource::subscriptions], 0u);
}

TEST_F(Capture, EndsWhereTheLimitOfPictureMemoryIs) {
    Limits limits;
    limits.client.resources[proto::Resource::image_bytes] = pixels.size();
    start(ClockMode::real, limits);
    ASSERT_TRUE(control->start_capture(request()).ok());
    sink().show(picture(1));
    sink().show(picture(2));
    EXPECT_EQ(receiver.pictures.size(), 1u);
    EXPECT_EQ(receiver.ended, proto::CaptureEnd::failed);
    EXPECT_NE(receiver.why.find("may have"), std::string::npos) << receiver.why;
}

TEST_F(Capture, MayNotBeStartedTooOften) {
    Limits limits;
    limits.client.rates[size_t(proto::Expense::capture)] = {1, 2};
    start(ClockMode::real, limits);
    for (int i = 0; i < 2; ++i) {
        const auto started = control->start_capture(request());
        ASSERT_TRUE(started.ok());
        ASSERT_TRUE(control->stop_capture(started->capture).ok());
    }
    EXPECT_EQ(control->start_capture(request()).error().code, ErrorCode::limit_exceeded);
}

TEST_F(Capture, WantsAClientThatThereIs) {
    start(ClockMode::real);
    proto::CaptureRequest wanted = request();
    wanted.source = proto::CaptureLayer{77, 0, proto::CapturedView::left};
    EXPECT_EQ(control->start_capture(wanted).error().code, ErrorCode::not_found);
    wanted.source = proto::CaptureSwapchain{77, 1, 0};
    EXPECT_EQ(control->start_capture(wanted).error().code, ErrorCode::not_found);
    EXPECT_TRUE(log.sinks.empty());
}

TEST_F(Capture, OfTheObserverIsToldToSessionsForAsLongAsThereIsOne) {
    start(ClockMode::real);
    const auto& active = system->publisher().segment().observer_active;
    proto::CaptureRequest wanted = request();
    ASSERT_TRUE(control->start_capture(wanted).ok());
    EXPECT_EQ(active, 0u);
    wanted.source = proto::CaptureView{proto::CapturedView::observer};
    const proto::CaptureId first = control->start_capture(wanted)->capture;
    wanted.source = proto::CaptureView{proto::CapturedView::observer};
    const proto::CaptureId second = control->start_capture(wanted)->capture;
    EXPECT_EQ(active, 1u);
    ASSERT_TRUE(control->stop_capture(first).ok());
    EXPECT_EQ(active, 1u);
    ASSERT_TRUE(control->stop_capture(second).ok());
    EXPECT_EQ(active, 0u);
    ASSERT_TRUE(control->start_capture(wanted).ok());
    control.reset();
    EXPECT_EQ(active, 0u);
}

TEST_F(Capture, GoesWithItsTool) {
    start(ClockMode::real);
    ASSERT_TRUE(control->start_capture(request()).ok());
    EXPECT_EQ(control->get_metrics()->compositor.captures, 1u);
    control.reset();
    EXPECT_TRUE(log.sinks.empty());
    EXPECT_EQ(system->metrics().compositor.captures, 0u);
}

}  // namespace
}  // namespace xrt
