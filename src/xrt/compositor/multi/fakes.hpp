// SPDX-License-Identifier: BSL-1.0
//
// For tests: a renderer, a timer and a clock that do what the test says, and an observer that remembers.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "compositor/multi/frame_renderer.hpp"
#include "compositor/pacing/frame_timer.hpp"

namespace xrt::comp {

class FakeSwapchain final : public SwapchainNative {
 public:
    explicit FakeSwapchain(const SwapchainCreateInfo& info) : info_(info) {}
    const SwapchainCreateInfo& info() const override { return info_; }
    size_t image_count() const override { return 3; }
    void set_sampler(const Sampler& sampler) override { sampler_ = sampler; }
    Sampler sampler() const override { return sampler_; }
    Result<std::vector<NativeMemory>> export_memory() const override { return std::vector<NativeMemory>(3); }

 private:
    SwapchainCreateInfo info_;
    Sampler sampler_;
};

/// A gate that is open until it is closed. Whoever comes to a closed gate waits.
class Gate {
 public:
    void close() {
        state_.with([](State& state) { state.open = false; });
    }
    void open() {
        state_.with([](State& state) { state.open = true; });
        changed_.notify_all();
    }
    void pass() {
        auto state = state_.lock();
        ++state->arrived;
        changed_.notify_all();
        changed_.wait(state.guard(), [&] { return state->open; });
    }
    /// Until somebody has come to the gate for the n-th time.
    void wait_for_arrival(unsigned n) {
        auto state = state_.lock();
        changed_.wait(state.guard(), [&] { return state->arrived >= n; });
    }

 private:
    struct State {
        bool open = true;
        unsigned arrived = 0;
    };
    Guarded<State> state_;
    std::condition_variable changed_;
};

struct DrawnComposition {
    uint64_t number = 0;
    Time display_time{};
    std::vector<uint64_t> frames;  ///< their numbers
    bool operator==(const DrawnComposition&) const = default;
};

/// What a FakeRenderer shares with its test.
struct RendererLog {
    Gate gate;  ///< passed by every draw
    Guarded<std::vector<DrawnComposition>> drawn;
    std::atomic<uint64_t> every = 1;     ///< 0: nobody looks
    std::atomic<bool> onlookers = true;  ///< somebody may
    std::atomic<uint64_t> timeline = 0;  ///< what every session's has reached
    std::atomic<bool> fails = false;
    std::atomic<bool> lost = false;
    std::atomic<int> restarts = 0;
    std::atomic<int> flushes = 0;
    std::atomic<float> brightness = 1;
    std::optional<Time> seen;               ///< DrawReport::seen of every draw
    std::function<void()> on_lose = [] {};  ///< called when the device is lost, before lose_device() returns

    std::vector<DrawnComposition> take() {
        return drawn.with([](auto& list) { return std::exchange(list, {}); });
    }
};

class FakeTimeline final : public SharedTimeline {
 public:
    explicit FakeTimeline(const RendererLog& log) : log_(log) {}
    Result<bool> wait(uint64_t value, Duration) const override { return log_.timeline >= value; }

 private:
    const RendererLog& log_;
};

class FakeRenderer final : public FrameRenderer {
 public:
    explicit FakeRenderer(RendererLog& log) : log_(log) {}

    const SystemCompositorInfo& info() const override { return info_; }
    Result<std::shared_ptr<SwapchainNative>> create_swapchain(const SwapchainCreateInfo& info) override {
        if (log_.lost) return Error{ErrorCode::device_lost, "the test says so"};
        return std::shared_ptr<SwapchainNative>(std::make_shared<FakeSwapchain>(info));
    }
    Result<std::shared_ptr<SwapchainNative>> import_swapchain(const SwapchainCreateInfo& info, ImageMemory,
                                                              std::vector<NativeMemory>) override {
        return create_swapchain(info);
    }
    Result<std::unique_ptr<const SharedTimeline>> import_timeline(GraphicsSyncHandle) override {
        return std::unique_ptr<const SharedTimeline>(std::make_unique<FakeTimeline>(log_));
    }
    bool wants(uint64_t number) const override { return log_.every != 0 && number % log_.every == 0; }
    bool has_onlookers() const override { return log_.onlookers; }
    Result<void> draw(const Composition& composition) override {
        log_.gate.pass();
        DrawnComposition drawn{composition.number, composition.display_time, {}};
        for (const LayerFrame* frame : composition.frames) drawn.frames.push_back(frame->number);
        log_.drawn.with([&](auto& list) { list.push_back(std::move(drawn)); });
        if (log_.fails) return Error{ErrorCode::internal, "the test says so"};
        if (log_.lost) return Error{ErrorCode::device_lost, "the test says so"};
        return {};
    }
    Result<bool> restart() override { return ++log_.restarts, log_.lost.exchange(false); }
    Result<void> lose_device() override {
        log_.lost = true;
        log_.on_lose();
        return {};
    }
    DrawReport report() const override { return {.seen = log_.seen}; }
    Result<std::unique_ptr<PictureSubscription>> subscribe(const PictureSource&, PictureSink&) override {
        return std::make_unique<PictureSubscription>();
    }
    void set_brightness(float brightness) override { log_.brightness = brightness; }
    Result<void> flush() override {
        ++log_.flushes;
        return {};
    }

 private:
    RendererLog& log_;
    SystemCompositorInfo info_;
};

class FakeClock final : public Clock {
 public:
    Time now() const override { return time_from_nanoseconds(now_); }
    void move_to(Time time) { now_ = to_nanoseconds(time); }

 private:
    std::atomic<int64_t> now_ = 5'000;
};

/// Sleeps until the test says that the time has come, which it then is at least.
class FakeTimer final : public FrameTimer {
 public:
    explicit FakeTimer(std::shared_ptr<FakeClock> clock) : clock_(std::move(clock)) {}

    void wait_until(Time time) override {
        auto state = state_.lock();
        ++state->sleeps;
        changed_.notify_all();
        changed_.wait(state.guard(), [&] { return state->wake_ups > 0 || state->interrupted; });
        if (std::exchange(state->interrupted, false)) {
            ++state->passed;
            changed_.notify_all();
            return;
        }
        --state->wake_ups;
        clock_->move_to(std::max(time, clock_->now()));
    }
    void interrupt() override {
        state_.with([](State& state) { state.interrupted = true; });
        changed_.notify_all();
    }

    /// Lets one wait end and returns when the next has begun: one whole period of the compositor's thread.
    void let_a_period_pass() {
        auto state = state_.lock();
        changed_.wait(state.guard(), [&] { return state->sleeps > state->passed && !state->interrupted; });
        const unsigned next = ++state->passed + 1;
        ++state->wake_ups;
        changed_.notify_all();
        changed_.wait(state.guard(), [&] { return state->sleeps >= next; });
    }
    /// Lets one wait end and does not look back.
    void wake_up() {
        auto state = state_.lock();
        changed_.wait(state.guard(), [&] { return state->sleeps > state->passed && !state->interrupted; });
        ++state->passed;
        ++state->wake_ups;
        changed_.notify_all();
    }
    /// Until an interruption has ended a wait and the next one has begun.
    void wait_for_sleep() {
        auto state = state_.lock();
        changed_.wait(state.guard(), [&] { return state->sleeps > state->passed && !state->interrupted; });
    }
    unsigned sleeps() {
        return state_.with([](State& state) { return state.sleeps; });
    }

 private:
    struct State {
        unsigned sleeps = 0, passed = 0, wake_ups = 0;
        bool interrupted = false;
    };
    Guarded<State> state_;
    std::condition_variable changed_;
    const std::shared_ptr<FakeClock> clock_;
};

class RecordingObserver final : public CompositorNativeObserver {
 public:
    void frames_retired(uint64_t up_to_number) override {
        retired_.with([&](uint64_t& retired) { retired = up_to_number; });
        changed_.notify_all();
    }
    void session_lost() override { ++losses; }
    std::atomic<int> losses = 0;
    void frame_late(int64_t periods) override { late += periods; }
    std::atomic<int64_t> late = 0;

    uint64_t retired() const {
        return retired_.with([](uint64_t retired) { return retired; });
    }
    void wait_for_retired(uint64_t number) {
        auto retired = retired_.lock();
        changed_.wait(retired.guard(), [&] { return *retired >= number; });
    }

 private:
    Guarded<uint64_t> retired_;
    std::condition_variable changed_;
};

}  // namespace xrt::comp
