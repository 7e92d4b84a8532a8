// SPDX-License-Identifier: BSL-1.0
//
// What a window needs besides pictures: its events, read on a thread of its own. Keyboard and mouse steer the devices, and
// who closes the window asks every session to exit; if there is none, `close` is called. Asleep while nothing happens.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

#include "auxiliary/os/timer_fd.hpp"
#include "compositor/window/window.hpp"
#include "targets/window/desktop_person.hpp"
#include "targets/window/target_options.hpp"

namespace xrt {

class System;

struct WindowThreadOptions {
    WindowInput input = WindowInput::on;
    std::function<void()> close{};  ///< on the window's thread, which has not ended then
};

class WindowThread final : private comp::WindowListener {
 public:
    /// `system` outlives it.
    static Result<std::unique_ptr<WindowThread>> start(std::shared_ptr<comp::Window> window, System& system,
                                                       WindowThreadOptions options);
    ~WindowThread() override;

 private:
    WindowThread(std::shared_ptr<comp::Window> window, System& system, WindowThreadOptions options, TimerFd timer);

    void run();
    Result<void> wait();
    void steer();
    Time now() const;

    void key(uint32_t code, bool pressed) override;
    void button(uint32_t code, bool pressed) override { key(code, pressed); }
    void pointer_moved(Vec2 by) override;
    void focus_lost() override;
    void redraw() override { window_->redraw(); }
    void close_requested() override;

    const std::shared_ptr<comp::Window> window_;
    System& system_;
    const WindowThreadOptions options_;
    const std::unique_ptr<DeviceView> devices_;
    DesktopPerson person_;
    const TimerFd timer_;  ///< of movement, and to be woken by
    std::atomic<bool> stop_ = false;
    std::thread thread_;
};

}  // namespace xrt
