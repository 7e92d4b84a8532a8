// SPDX-License-Identifier: BSL-1.0
//
// The system compositor of every kind: several sessions, the frame clock, and one thread that draws. What drawing means
// is the FrameRenderer's affair.
//
//   real       the thread wakes up once a period while sessions exist, as late as drawing allows, latches what is
//              newest and due, and draws it if it is new and somebody looks. Where nobody can look and nothing moves
//              it rests for several periods: whoever submits next latches what was due meanwhile
//   lock-step  submit() moves the time on when every running session has submitted; the thread draws afterwards, every
//              composition that somebody looks at
#pragma once

#include <atomic>
#include <condition_variable>
#include <string>
#include <thread>

#include "auxiliary/util/guarded.hpp"
#include "compositor/multi/compositor_state.hpp"
#include "compositor/multi/frame_renderer.hpp"
#include "compositor/pacing/draw_pacer.hpp"
#include "compositor/pacing/frame_timer.hpp"
#include "compositor/pacing/present_tracker.hpp"
#include "compositor/pacing/system_clock.hpp"

namespace xrt::comp {

struct MultiCompositorOptions {
    SystemClock clock;
    Duration period{};                    ///< greater than zero
    std::unique_ptr<FrameTimer> timer{};  ///< waits in the clock's time; not used in lock-step
};

class MultiCompositor final : public SystemCompositor {
 public:
    MultiCompositor(std::unique_ptr<FrameRenderer> renderer, MultiCompositorOptions options);
    /// Every session is gone by now. Draws what was to be drawn.
    ~MultiCompositor() override;

    const SystemCompositorInfo& info() const override { return renderer_->info(); }
    DisplayTiming timing() const override;
    DisplayTiming set_display_period(Duration period) override;
    void set_brightness(float brightness) override { renderer_->set_brightness(brightness); }
    ClockMode clock_mode() const override { return mode_of(clock_); }
    Result<void> lose_device() override;
    void slow_down(uint32_t periods) override;
    uint64_t validation_messages() const override { return renderer_->validation_messages(); }
    void set_tick_handler(TickHandler handler) override { tick_handler_ = std::move(handler); }
    void tick_soon() override;
    void set_listener(CompositionListener& listener) override { listener_ = &listener; }
    Result<std::unique_ptr<PictureSubscription>> subscribe(const PictureSource& source, PictureSink& sink) override;
    Result<std::unique_ptr<CompositorNative>> create_native_compositor(CompositorNativeObserver& observer) override;

    const Clock& clock() const { return clock_of(clock_); }
    /// Whether drawn or not.
    uint64_t composition_count() const;
    /// Waits until everything that was to be drawn is drawn and where it is to go.
    Result<void> flush();

 private:
    friend class MultiSession;
    using LockedState = Guarded<CompositorState>::Locked;

    using MakeSwapchain = std::function<Result<std::shared_ptr<SwapchainNative>>(FrameRenderer&)>;

    Result<std::shared_ptr<SwapchainNative>> make_swapchain(SessionState& session, const MakeSwapchain& make);
    Result<void> share_timeline(SessionState& session, GraphicsSyncHandle timeline);
    void start_anew();
    bool is_drawn(const CompositorState& state) const;

    // Frames are large even where they are empty: they are handed on by reference until they are where they stay.
    Result<void> submit(SessionState& session, LayerFrame&& frame);
    Result<void> push(SessionState& session, LayerFrame&& frame, std::vector<LateSession>& late);
    void set_placement(SessionState& session, const SessionPlacement& placement);
    void set_running(SessionState& session, bool running);
    void remove(const SessionState& session);

    void run_lockstep();
    void advance(LockedState& state);

    void run_real();
    bool wait_for_sessions();
    Time begin_wait(const DisplayTiming& present, Time now);
    void end_wait();
    void tick(Time display_time, Time woken);
    void wait_for(Duration duration);
    bool latch_news(Time display_time, Time tick_by);
    void show_or_keep(CompositorState& state, SessionState& session, LayerFrame&& frame, Time now);
    void learn(Time woken, const DrawReport& report);

    bool can_rest(const CompositorState& state) const;
    std::vector<LateSession> latch_unseen(CompositorState& state, Time now);
    void end_rest(const CompositorState& state);

    void announce(const DrawJob& job, Time now);
    static void tell_late(std::vector<LateSession>& late);
    DrawReport draw();
    Time wall_time() const;
    void finish_drawing();
    void log_failure(const Result<void>& result);

    const std::unique_ptr<FrameRenderer> renderer_;
    const SystemClock clock_;
    const std::unique_ptr<FrameTimer> timer_;
    const Guarded<DisplayTiming> timing_;  ///< the innermost lock
    TickHandler tick_handler_ = [](Time) { return Time::max(); };
    CompositionListener* listener_ = nullptr;
    std::atomic<uint32_t> extra_periods_ = 0;  ///< slow_down()

    Guarded<CompositorState> state_;
    std::condition_variable changed_;

    // The compositor's thread alone has these.
    DrawJob job_;
    std::vector<LayerFrame*> frames_;
    std::string last_failure_;
    DrawPacer draw_pacer_;
    PresentTracker present_tracker_;
    unsigned calm_ticks_ = 0;  ///< since something had to be done at its time

    std::thread thread_;
};

}  // namespace xrt::comp
