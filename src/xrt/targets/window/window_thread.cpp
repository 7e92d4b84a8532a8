// SPDX-License-Identifier: BSL-1.0
#include "targets/window/window_thread.hpp"

#include "auxiliary/os/thread.hpp"
#include "auxiliary/util/log.hpp"
#include "service/system.hpp"

namespace xrt {
namespace {

class SystemDevices final : public DeviceView {
 public:
    explicit SystemDevices(System& system) : system_(system) {}

    Pose world_from_device(UserPath device) const override {
        const std::string_view pose = device == UserPath::head ? "/view" : "/input/grip/pose";
        const auto sample = system_.devices().find_pose_at(device, pose, system_.clock().now());
        return sample ? sample->world_from_pose : Pose{};
    }
    bool has_input(UserPath device, std::string_view component) const override {
        return system_.devices().has_input(device, component);
    }

 private:
    System& system_;
};

}  // namespace

Result<std::unique_ptr<WindowThread>> WindowThread::start(std::shared_ptr<comp::Window> window, System& system,
                                                          WindowThreadOptions options) {
    auto timer = TRY(TimerFd::create());
    std::unique_ptr<WindowThread> thread(
        new WindowThread(std::move(window), system, std::move(options), std::move(timer)));
    thread->thread_ = TRY(start_thread("monado-window", [raw = thread.get()] { raw->run(); }));
    return thread;
}

WindowThread::WindowThread(std::shared_ptr<comp::Window> window, System& system, WindowThreadOptions options,
                           TimerFd timer)
    : window_(std::move(window)),
      system_(system),
      options_(std::move(options)),
      devices_(std::make_unique<SystemDevices>(system)),
      person_(*devices_),
      timer_(std::move(timer)) {}

WindowThread::~WindowThread() {
    if (!thread_.joinable()) return;
    stop_ = true;
    timer_.arm_every(Duration(1));  // whatever it was armed for
    thread_.join();
}

void WindowThread::run() {
    while (true) {
        if (person_.is_moving()) {
            timer_.arm_every(system_.compositor().timing().period);
        } else {
            timer_.disarm();
        }
        if (stop_) return;  // looked at after the timer was set: whoever stops sets the flag first
        if (const auto waited = wait(); !waited) {
            return log_error("window", "%s; nothing more is shown there", waited.error().message.c_str());
        }
    }
}

Result<void> WindowThread::wait() {
    TRY(window_->wait(*this, timer_.fd()));
    timer_.drain();
    steer();
    return {};
}

void WindowThread::steer() {
    const auto steps = person_.take_steps(now());
    if (steps.empty()) return;
    const auto steered = system_.steer_devices(steps);
    if (!steered) log_warning("window", "%s", steered.error().message.c_str());
}

Time WindowThread::now() const { return system_.clock().now(); }

void WindowThread::key(uint32_t code, bool pressed) {
    if (options_.input == WindowInput::on) person_.key(code, pressed, now());
}

void WindowThread::pointer_moved(Vec2 by) {
    if (options_.input == WindowInput::on) person_.pointer_moved(by, now());
}

void WindowThread::focus_lost() { person_.release_all(now()); }

void WindowThread::close_requested() {
    const size_t asked = system_.clients().request_exit_sessions();
    log_info("window", "closed: %zu sessions are asked to exit", asked);
    if (asked == 0 && options_.close) options_.close();
}

}  // namespace xrt
