// SPDX-License-Identifier: BSL-1.0
#include "targets/service/shutdown.hpp"

#include <csignal>

#include "auxiliary/os/deadline.hpp"
#include "auxiliary/util/log.hpp"
#include "ipc/server/service_manager.hpp"

namespace xrt {
namespace {

constexpr Duration grace = std::chrono::milliseconds(300);
constexpr Duration look_again = std::chrono::milliseconds(10);

}  // namespace

Result<std::unique_ptr<Shutdown>> Shutdown::create() {
    SignalFd signals = TRY(SignalFd::create({SIGTERM, SIGINT, SIGHUP}));
    TimerFd timer = TRY(TimerFd::create());
    EventFd asked = TRY(EventFd::create());
    return std::make_unique<Shutdown>(std::move(signals), std::move(timer), std::move(asked));
}

Result<void> Shutdown::watch(ipc::Mainloop& loop, System& system) {
    TRY(loop.events().watch(signals_.fd(), [this, &loop, &system] { on_signal(loop, system); }));
    TRY(loop.events().watch(asked_.fd(), [this, &loop, &system] {
        asked_.drain();
        begin(loop, system);
    }));
    return loop.events().watch(timer_.fd(), [this, &loop] { on_timer(loop); });
}

void Shutdown::on_signal(ipc::Mainloop& loop, System& system) {
    const std::optional<int> signal = signals_.take();
    if (!signal) return;
    log_info("service", "signal %d", *signal);
    begin(loop, system);
}

void Shutdown::begin(ipc::Mainloop& loop, System& system) {
    if (end_ != Time{}) return loop.stop();
    log_info("service", "ending, with %zu connections", loop.client_count());
    if (const auto told = ipc::notify_service_manager("STOPPING=1"); !told) {
        log_warning("service", "%s", told.error().message.c_str());
    }
    system.announce_stop();
    if (loop.client_count() == 0) return loop.stop();
    end_ = Deadline::after(grace).time();
    timer_.arm_every(look_again);
}

void Shutdown::on_timer(ipc::Mainloop& loop) {
    timer_.drain();
    if (loop.client_count() == 0 || Deadline::at(end_).passed()) loop.stop();
}

}  // namespace xrt
