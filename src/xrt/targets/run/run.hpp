// SPDX-License-Identifier: BSL-1.0
//
// One run: a private service (or none), the command, and the end of both. Waits for events only: status lines, signals, children
// and deadlines. Everything it started is gone when it is destroyed.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "targets/run/activity.hpp"
#include "targets/run/child_process.hpp"
#include "targets/run/environment.hpp"
#include "targets/run/private_folder.hpp"
#include "targets/run/private_service.hpp"
#include "targets/run/progress_text.hpp"
#include "targets/run/run_options.hpp"
#include "targets/run/run_report.hpp"
#include "targets/run/signal_inbox.hpp"
#include "targets/run/status_listener.hpp"
#include "targets/run/stdin_policy.hpp"
#include "targets/run/terminal.hpp"
#include "targets/run/watchdog.hpp"

namespace xrt::run {

class Run {
 public:
    /// Prepares the folder, the sockets and the signals; starts nothing. `stdin_kind` was seen before anything was opened.
    static Result<std::unique_ptr<Run>> create(RunOptions options, StdinKind stdin_kind);
    ~Run();

    /// The exit code of monado-run.
    int execute();

 private:
    Run(RunOptions options, PrivateFolder folder, StatusListener listener, SignalInbox signals);

    Result<void> prepare(StdinKind stdin_kind);
    Result<void> open_stream();
    /// Until it is ready.
    Result<void> start_service();
    Error service_did_not_start(const std::string& why) const;
    int run_command();
    Result<ChildProcess> start_command();
    void watch_command();
    int finish();
    Outcome outcome() const;

    /// Waits until something happens or `until` has passed, then takes in all that did.
    void wait(std::optional<Moment> until);
    void take_signals();
    void take_interruption(int signal);
    void take_status();
    void look_at_children();
    void suspend_with_command();
    void stop(ChildProcess& child, Seconds grace);

    RunOptions options_;
    PrivateFolder folder_;
    StatusListener listener_;
    SignalInbox signals_;
    Terminal terminal_;
    std::optional<HeldPipe> held_stdin_;
    RuntimeAddress address_;
    UniqueFd stream_;                     ///< where a video goes that is one stream
    std::optional<std::string> capture_;  ///< for people: as it was given, or the folder
    bool video_to_stdout_ = false;        ///< and so nothing else may go there

    Activity activity_;
    RunReport report_;
    std::optional<ProgressText> progress_;
    std::optional<PrivateService> service_;
    std::optional<ChildProcess> command_;
    std::optional<Watchdog> watchdog_;
    std::optional<Watchdog::Deadline> passed_;
    std::optional<int> interrupted_by_;
    bool stopping_ = false;  // from here on it is no news that children end
    std::optional<ProcessEnd> service_lost_;
};

}  // namespace xrt::run
