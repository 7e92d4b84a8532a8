// SPDX-License-Identifier: BSL-1.0
//
// A whole service without a program around it: the system, its reports, and the main loop. monado-service and the library for
// embedding put it to use. The steps come in the order of doc/architecture.md.
#pragma once

#include <memory>

#include "ipc/server/mainloop.hpp"
#include "service/system.hpp"
#include "targets/common/options.hpp"
#include "targets/common/status_writer.hpp"
#include "targets/script/script_host.hpp"
#include "targets/window/target_choice.hpp"
#include "targets/window/window_thread.hpp"

namespace xrt {

class ServiceHost {
 public:
    explicit ServiceHost(Options options) : options_(std::move(options)) {}

    /// What closing the window does when there is no session; nothing by default. Called on the window's thread.
    void call_when_window_closes(std::function<void()> function) { window_closes_ = std::move(function); }

    /// What a tool can do with the service's end; before start_system(). Called on any thread.
    void call_when_asked_to_quit(std::function<void()> function) { asked_to_quit_ = std::move(function); }

    Result<void> start_reports();
    /// Instance, devices, compositor, shared memory. `unavailable` if there is no Vulkan that will do.
    Result<void> start_system();
    Result<void> start_loop();
    /// And says beside the socket what its device can (auxiliary/os/device_note.hpp). After start_loop().
    Result<void> listen_on(ipc::ListeningSocket socket);
    /// Until loop().stop(). Everybody is disconnected and the system gone when it returns; the loop refuses whoever comes.
    Result<void> run();

    const Options& options() const { return options_; }
    StatusWriter& status() { return *status_; }
    System& system() { return *system_; }
    script::ScriptHost& scripts() { return *scripts_; }
    ipc::Mainloop& loop() { return *loop_; }

 private:
    const Options options_;
    // Torn down from the last to the first.
    std::unique_ptr<StatusWriter> status_;
    std::unique_ptr<script::ScriptHost> scripts_;
    std::unique_ptr<System> system_;
    std::unique_ptr<ipc::Mainloop> loop_;
    ShowingPlace place_;
    std::function<void()> window_closes_;
    std::function<void()> asked_to_quit_;
    std::unique_ptr<WindowThread> window_thread_;
};

}  // namespace xrt
