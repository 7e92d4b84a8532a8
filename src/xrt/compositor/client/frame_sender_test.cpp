// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/frame_sender.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "compositor/client/allocation_count_test.hpp"
#include "compositor/client/refusing_service.hpp"

namespace xrt::comp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Duration no_patience = std::chrono::milliseconds(1);

/// Signalled by the test. Tells the test when somebody waits.
class FakeFence final : public GpuFence {
 public:
    Result<bool> wait(Duration timeout) override {
        auto state = state_.lock();
        if (timeout > Duration::zero()) {
            state->waited_for = true;
            Duration& longest = std::this_thread::get_id() == owner_ ? state->longest_here : state->longest_elsewhere;
            longest = std::max(longest, timeout);
            changed_.notify_all();
            changed_.wait_for(state.guard(), timeout, [&] { return state->signalled || state->error; });
        }
        if (state->error) return *state->error;
        return state->signalled;
    }
    void give_back() override {
        state_.with([](State& state) { state.given_back = true; });
    }

    void signal() {
        state_.with([](State& state) { state.signalled = true; });
        changed_.notify_all();
    }
    void fail(Error error) {
        state_.with([&](State& state) { state.error = std::move(error); });
        changed_.notify_all();
    }
    void wait_until_waited_for_elsewhere_longer_than(Duration timeout) {
        auto state = state_.lock();
        changed_.wait(state.guard(), [&] { return state->longest_elsewhere > timeout; });
    }
    void wait_until_waited_for() {
        auto state = state_.lock();
        changed_.wait(state.guard(), [&] { return state->waited_for; });
    }
    /// The longest that the thread of the test, which made the fence, was ready to wait.
    Duration longest_wait_here() const {
        return state_.with([](const State& state) { return state.longest_here; });
    }
    bool given_back() const {
        return state_.with([](const State& state) { return state.given_back; });
    }
    OwnedFence owned() { return OwnedFence(this); }

 private:
    struct State {
        bool signalled = false;
        bool waited_for = false;
        bool given_back = false;
        Duration longest_here{}, longest_elsewhere{};
        std::optional<Error> error;
    };
    const std::thread::id owner_ = std::this_thread::get_id();
    Guarded<State> state_;
    std::condition_variable changed_;
};

class FakeService final : public RefusingService {
 public:
    Result<void> end_frame(const proto::Frame& frame, FrameSender::Syncs syncs) override {
        auto state = state_.lock();
        if (state->error) return *state->error;
        state->frames.push_back(frame.number);
        state->syncs += syncs.size();
        state->last_thread = std::this_thread::get_id();
        return {};
    }

    std::vector<uint64_t> frames() const {
        return state_.with([](const State& state) { return state.frames; });
    }
    size_t syncs() const {
        return state_.with([](const State& state) { return state.syncs; });
    }
    std::thread::id last_thread() const {
        return state_.with([](const State& state) { return state.last_thread; });
    }
    void fail_from_now_on(Error error) {
        state_.with([&](State& state) { state.error = std::move(error); });
    }
    void expect_frames(size_t count) {
        state_.with([&](State& state) { state.frames.reserve(count); });
    }

 private:
    struct State {
        std::vector<uint64_t> frames;
        size_t syncs = 0;
        std::thread::id last_thread;
        std::optional<Error> error;
    };
    Guarded<State> state_;
};

proto::Frame frame(uint64_t number) {
    proto::Frame result;
    result.number = number;
    return result;
}

FrameSender::Syncs one_sync() {
    FrameSender::Syncs syncs;
    syncs.push_back(UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC)));
    return syncs;
}

const Error lost{ErrorCode::connection_lost, "the service is gone"};

TEST(FrameSender, SendsAtOnceWhereThereIsNothingToWaitFor) {
    FakeService service;
    FrameSender sender(service);
    EXPECT_TRUE(sender.send(frame(1), one_sync(), {}).ok());
    EXPECT_THAT(service.frames(), ElementsAre(1));
    EXPECT_EQ(service.syncs(), 1u);
    EXPECT_EQ(service.last_thread(), std::this_thread::get_id());
}

TEST(FrameSender, SendsAtOnceIfTheFenceIsSignalledAndGivesItBack) {
    FakeService service;
    FakeFence fence;
    fence.signal();
    FrameSender sender(service);
    EXPECT_TRUE(sender.send(frame(1), {}, fence.owned()).ok());
    EXPECT_THAT(service.frames(), ElementsAre(1));
    EXPECT_EQ(service.last_thread(), std::this_thread::get_id());
    EXPECT_TRUE(fence.given_back());
}

TEST(FrameSender, SendsLaterFromAThreadOfItsOwnIfTheFenceIsNotSignalled) {
    FakeService service;
    FakeFence fence;
    FrameSender sender(service);
    EXPECT_TRUE(sender.send(frame(1), one_sync(), fence.owned()).ok());
    fence.wait_until_waited_for();
    EXPECT_THAT(service.frames(), IsEmpty());
    fence.signal();
    EXPECT_TRUE(sender.flush().ok());
    EXPECT_THAT(service.frames(), ElementsAre(1));
    EXPECT_EQ(service.syncs(), 1u);
    EXPECT_NE(service.last_thread(), std::this_thread::get_id());
    EXPECT_TRUE(fence.given_back());
}

TEST(FrameSender, WaitsAMomentItselfAsLongAsTheGpuIsQuick) {
    FakeService service;
    FakeFence slow, after_a_slow_one, quick;
    FrameSender sender(service);
    EXPECT_TRUE(sender.send(frame(1), {}, slow.owned()).ok());
    EXPECT_EQ(slow.longest_wait_here(), FrameSender::a_moment);
    slow.wait_until_waited_for_elsewhere_longer_than(FrameSender::a_moment);
    slow.signal();
    EXPECT_TRUE(sender.flush().ok());
    EXPECT_TRUE(sender.send(frame(2), {}, after_a_slow_one.owned()).ok());
    EXPECT_EQ(after_a_slow_one.longest_wait_here(), Duration::zero()) << "the application is not held up again";
    after_a_slow_one.wait_until_waited_for_elsewhere_longer_than(FrameSender::a_moment);
    after_a_slow_one.signal();
    EXPECT_TRUE(sender.flush().ok());
    quick.signal();
    EXPECT_TRUE(sender.send(frame(3), {}, quick.owned()).ok());
    EXPECT_THAT(service.frames(), ElementsAre(1, 2, 3));
    FakeFence next;
    EXPECT_TRUE(sender.send(frame(4), {}, next.owned()).ok());
    EXPECT_EQ(next.longest_wait_here(), FrameSender::a_moment) << "it is quick again";
    next.signal();
    EXPECT_TRUE(sender.flush().ok());
}

TEST(FrameSender, LetsNoFrameOvertakeAnother) {
    FakeService service;
    FakeFence slow, quick;
    quick.signal();
    FrameSender sender(service);
    EXPECT_TRUE(sender.send(frame(1), {}, slow.owned()).ok());
    EXPECT_TRUE(sender.send(frame(2), {}, quick.owned()).ok());
    EXPECT_TRUE(sender.send(frame(3), {}, {}).ok());
    slow.wait_until_waited_for();
    EXPECT_THAT(service.frames(), IsEmpty());
    slow.signal();
    EXPECT_TRUE(sender.flush().ok());
    EXPECT_TRUE(sender.send(frame(4), {}, {}).ok());
    EXPECT_THAT(service.frames(), ElementsAre(1, 2, 3, 4));
    EXPECT_EQ(service.last_thread(), std::this_thread::get_id());
}

TEST(FrameSender, MakesTheApplicationWaitWhenItsGpuIsTooFarBehind) {
    FakeService service;
    FakeFence fences[FrameSender::capacity];
    FrameSender sender(service);
    for (size_t i = 0; i < FrameSender::capacity; ++i) {
        ASSERT_TRUE(sender.send(frame(i + 1), {}, fences[i].owned()).ok());
    }
    std::thread gpu([&] {
        fences[0].wait_until_waited_for();
        for (FakeFence& fence : fences) fence.signal();
    });
    EXPECT_TRUE(sender.send(frame(FrameSender::capacity + 1), {}, {}).ok());
    gpu.join();
    EXPECT_TRUE(sender.flush().ok());
    EXPECT_THAT(service.frames(), ElementsAre(1, 2, 3, 4, 5));
}

TEST(FrameSender, GivesUpOnAGpuThatDoesNotGetOn) {
    FakeService service;
    FakeFence fences[FrameSender::capacity];
    FrameSender sender(service, no_patience);
    for (FakeFence& fence : fences) ASSERT_TRUE(sender.send(frame(1), {}, fence.owned()).ok());
    const auto sent = sender.send(frame(2), {}, {});
    ASSERT_FALSE(sent.ok());
    EXPECT_EQ(sent.error().code, ErrorCode::timeout);
    for (FakeFence& fence : fences) fence.signal();
    EXPECT_EQ(sender.send(frame(3), {}, {}).error().code, ErrorCode::timeout);
}

TEST(FrameSender, GivesUpFlushingAndCanGoOnLater) {
    FakeService service;
    FakeFence fence;
    FrameSender sender(service, no_patience);
    ASSERT_TRUE(sender.send(frame(1), {}, fence.owned()).ok());
    EXPECT_EQ(sender.flush().error().code, ErrorCode::timeout);
    fence.signal();
    EXPECT_TRUE(sender.send(frame(2), {}, {}).ok());
}

TEST(FrameSender, RemembersAFailureOfItsThread) {
    FakeService service;
    FakeFence fence;
    FrameSender sender(service);
    ASSERT_TRUE(sender.send(frame(1), {}, fence.owned()).ok());
    service.fail_from_now_on(lost);
    fence.signal();
    EXPECT_EQ(sender.flush().error(), lost);
    EXPECT_EQ(sender.send(frame(2), {}, {}).error(), lost);
    EXPECT_EQ(sender.send(frame(3), {}, {}).error(), lost);
}

TEST(FrameSender, SendsNothingAfterAFailure) {
    FakeService service;
    FakeFence first, second;
    FrameSender sender(service);
    ASSERT_TRUE(sender.send(frame(1), {}, first.owned()).ok());
    ASSERT_TRUE(sender.send(frame(2), {}, second.owned()).ok());
    first.fail({ErrorCode::device_lost, "the GPU is gone"});
    EXPECT_EQ(sender.flush().error().code, ErrorCode::device_lost);
    second.signal();
    EXPECT_EQ(sender.send(frame(3), {}, {}).error().code, ErrorCode::device_lost);
    EXPECT_THAT(service.frames(), IsEmpty());
}

TEST(FrameSender, TellsOfAFailureOnTheCallersThreadAtOnce) {
    FakeService service;
    service.fail_from_now_on(lost);
    FrameSender sender(service);
    EXPECT_EQ(sender.send(frame(1), {}, {}).error(), lost);
    EXPECT_EQ(sender.flush().error(), lost);
}

TEST(FrameSender, EndsAlthoughAFenceIsNeverSignalled) {
    FakeService service;
    FakeFence never, behind;
    {
        FrameSender sender(service);
        ASSERT_TRUE(sender.send(frame(1), one_sync(), never.owned()).ok());
        ASSERT_TRUE(sender.send(frame(2), one_sync(), behind.owned()).ok());
        never.wait_until_waited_for();
    }
    EXPECT_THAT(service.frames(), IsEmpty());
    EXPECT_TRUE(never.given_back());
    EXPECT_TRUE(behind.given_back());
}

TEST(FrameSender, EndsAtOnceWhereItNeverHadToWait) {
    FakeService service;
    { const FrameSender sender(service); }
    EXPECT_THAT(service.frames(), IsEmpty());
}

TEST(FrameSender, AllocatesNothingForASteadyFrame) {
    FakeService service;
    service.expect_frames(64);
    FakeFence fences[20];
    FrameSender sender(service);
    ASSERT_TRUE(sender.send(frame(1), {}, fences[0].owned()).ok());
    fences[0].signal();
    ASSERT_TRUE(sender.flush().ok());
    const int before = allocation_count();
    for (size_t i = 1; i < std::size(fences); ++i) {
        ASSERT_TRUE(sender.send(frame(2 * i), {}, fences[i].owned()).ok());
        fences[i].signal();
        ASSERT_TRUE(sender.flush().ok());
        ASSERT_TRUE(sender.send(frame(2 * i + 1), {}, {}).ok());
    }
    EXPECT_EQ(allocation_count(), before);
    EXPECT_EQ(service.frames().size(), 39u);
}

}  // namespace
}  // namespace xrt::comp
