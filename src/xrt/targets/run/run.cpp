// SPDX-License-Identifier: BSL-1.0
#include "targets/run/run.hpp"

#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iterator>

#include "targets/common/advice.hpp"
#include "targets/run/capture_stream.hpp"
#include "targets/run/command_advice.hpp"
#include "targets/run/complaint.hpp"
#include "targets/run/exit_code.hpp"
#include "targets/run/installation.hpp"
#include "targets/run/setting_paths.hpp"

namespace xrt::run {
namespace {

// Two hundred runs on two processors take that long, each of them.
constexpr Seconds service_start_limit{60};
constexpr Seconds service_stop_limit{30};
constexpr Seconds reader_limit{30};  ///< of a FIFO
constexpr Seconds command_grace{3};  ///< between SIGTERM and SIGKILL
constexpr Seconds kill_limit{5};     ///< until the kernel has done away with what was killed

Moment now() { return std::chrono::steady_clock::now(); }
Moment after(Seconds length) { return now() + std::chrono::duration_cast<Moment::duration>(length); }

int poll_timeout(std::optional<Moment> until) {
    if (!until) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*until - now()).count();
    return static_cast<int>(std::clamp<int64_t>(left, 0, 1'000'000'000));
}

}  // namespace

Run::Run(RunOptions options, PrivateFolder folder, StatusListener listener, SignalInbox signals)
    : options_(std::move(options)),
      folder_(std::move(folder)),
      listener_(std::move(listener)),
      signals_(std::move(signals)),
      report_(options_, activity_) {}

Result<std::unique_ptr<Run>> Run::create(RunOptions options, StdinKind stdin_kind) {
    SignalInbox signals = TRY(SignalInbox::create());
    PrivateFolder folder = TRY(PrivateFolder::create(PrivateFolder::usual_bases(), options.leftovers));
    StatusListener listener = TRY(StatusListener::create(folder.file("status")));
    std::unique_ptr<Run> run(new Run(std::move(options), std::move(folder), std::move(listener), std::move(signals)));
    TRY(run->prepare(stdin_kind));
    return run;
}

Run::~Run() {
    if (options_.leftovers == Leftovers::keep) complain("kept " + folder_.path());
}

Result<void> Run::prepare(StdinKind stdin_kind) {
    const Installation installation = TRY(Installation::of_this_process());
    address_.manifest = TRY(installation.manifest(options_.place));
    address_.socket = folder_.file("monado_comp_ipc");
    address_.status = folder_.file("status");
    address_.libmonado = installation.libmonado().value_or("");
    TRY(make_paths_absolute(options_));
    TRY(make_capture_folder(options_));
    capture_ = options_.capture;
    video_to_stdout_ = options_.capture == "-";
    TRY(report_.prepare());
    TRY(options_.checks.prepare(options_.capture.value_or("")));
    if (must_hold(options_.stdin_mode, stdin_kind)) held_stdin_ = TRY(HeldPipe::create());
    // Whatever the command leaves behind becomes our child, so that its end can be waited for.
    if (::prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) return os_error("subreaper", errno);
    return {};
}

int Run::execute() {
    auto started = open_stream();
    if (started.ok() && options_.place == Place::service) {
        started = start_service();
    }
    if (!started.ok() && !interrupted_by_) return report_.not_started(ExitCode::own_failure, started.error().message);
    if (interrupted_by_) return static_cast<int>(ExitCode::signal_base) + *interrupted_by_;
    return run_command();
}

/// A FIFO's reader may come a little later than we do.
Result<void> Run::open_stream() {
    constexpr Seconds between{0.02};
    if (!captures_a_stream(options_) || options_.capture->starts_with("/dev/fd/")) return {};
    const Moment limit = after(reader_limit);
    while (!stream_.valid()) {
        stream_ = TRY(open_capture_stream(*options_.capture));
        if (stream_.valid()) break;
        wait(after(between));
        if (interrupted_by_) return Error{ErrorCode::unavailable, "interrupted"};
        if (now() >= limit) {
            return Error{ErrorCode::unavailable, "nobody reads the FIFO " + *options_.capture +
                                                     ": start its reader first, such as ffmpeg -i " +
                                                     *options_.capture + " out.mp4"};
        }
    }
    set_capture(options_, name_of_stream(stream_));
    return {};
}

Result<void> Run::start_service() {
    service_.emplace(
        TRY(PrivateService::start(options_, address_, folder_.file("service.log"), stream_, signals_.original_mask())));
    const Moment limit = after(service_start_limit);
    while (!activity_.ready()) {
        wait(limit);
        if (interrupted_by_) return service_did_not_start("interrupted");
        if (service_lost_) return service_did_not_start(to_string(*service_lost_));
        if (!activity_.ready() && now() >= limit) return service_did_not_start("was not ready in time");
    }
    return {};
}

Error Run::service_did_not_start(const std::string& why) const {
    return {ErrorCode::unavailable,
            "the service did not start: it " + why + "; " + std::string(advice::ask_the_doctor) + service_->log_tail()};
}

int Run::run_command() {
    auto command = start_command();
    if (!command.ok()) {
        const bool missing = command.error().code == ErrorCode::not_found;
        return report_.not_started(missing ? ExitCode::command_not_found : ExitCode::not_executable,
                                   command_complaint(look_at_command(options_.command.front()), command.error()));
    }
    command_.emplace(std::move(*command));
    terminal_.lend(command_->pid());
    watchdog_.emplace(options_.limits, now());
    progress_.emplace(options_.frames, now());
    watch_command();
    return finish();
}

Result<ChildProcess> Run::start_command() {
    ChildSettings settings;
    settings.arguments = options_.command;
    settings.environment = command_environment(Environment::of_this_process(), options_, address_).variables();
    if (held_stdin_) settings.stdin_fd = held_stdin_->read_end.get();
    if (video_to_stdout_) settings.stdout_fd = STDERR_FILENO;
    if (stream_.valid() && options_.place == Place::in_process) settings.inherited_fd = stream_.get();
    settings.signal_mask = signals_.original_mask();
    return ChildProcess::start(settings);
}

void Run::watch_command() {
    while (!command_->end()) {
        const auto deadline = watchdog_->next(activity_);
        if (deadline && now() >= deadline->at) {
            passed_ = deadline;
            return;
        }
        wait(deadline ? std::optional(deadline->at) : std::nullopt);
    }
}

int Run::finish() {
    stopping_ = true;
    stop(*command_, command_grace);
    terminal_.take_back();
    if (service_) stop(service_->process(), service_stop_limit);
    take_status();
    return report_.finish(outcome(), service_ ? service_->log_tail() : std::string(), capture_);
}

Outcome Run::outcome() const {
    Outcome outcome;
    outcome.command = std::filesystem::path(options_.command.front()).filename();
    outcome.end = command_->end().value_or(ProcessEnd{});
    if (passed_) {
        outcome.passed = passed_->limit;
        outcome.passed_after = passed_->length;
    }
    outcome.interrupted_by = interrupted_by_;
    outcome.service_lost = service_lost_;
    outcome.script_failure = activity_.script_failure();
    outcome.script_failed_at = activity_.script_failed_at();
    outcome.script_finished = activity_.script_finished().has_value();
    outcome.capture_failure = activity_.capture_failure();
    std::ranges::set_difference(options_.runtime.capture_at, activity_.pictured_frames(),
                                std::back_inserter(outcome.frames_without_picture));
    outcome.reached_openxr = activity_.reached_openxr();
    outcome.frames = activity_.frames();
    outcome.frames_wanted = options_.frames;
    return outcome;
}

void Run::wait(std::optional<Moment> until) {
    std::vector<pollfd> waits{{signals_.fd(), POLLIN, 0}};
    listener_.add_to(waits);
    ::poll(waits.data(), waits.size(), poll_timeout(until));
    take_status();
    take_signals();
}

void Run::take_status() {
    for (const StatusEvent& event : listener_.take()) {
        activity_.take(event, now());
        if (event.kind == StatusKind::exit_requested && watchdog_) watchdog_->exit_requested(now());
        if (progress_) {
            if (const auto line = progress_->next(activity_, now())) report_.say(*line);
        }
    }
}

void Run::take_signals() {
    while (const auto signal = signals_.take()) {
        if (*signal == SIGCHLD) {
            look_at_children();
        } else {
            take_interruption(*signal);
        }
    }
}

/// The first one is passed on, and the command has the time of --exit-timeout to obey; a second one ends its patience.
void Run::take_interruption(int signal) {
    if (command_) command_->signal_group(interrupted_by_ ? SIGKILL : signal);
    if (!interrupted_by_) interrupted_by_ = signal;
    if (watchdog_) watchdog_->exit_requested(now());
}

void Run::look_at_children() {
    if (command_ && command_->look() == ChildState::stopped && terminal_.lent()) suspend_with_command();
    if (service_ && service_->process().look() == ChildState::ended && !stopping_)
        service_lost_ = service_->process().end();
}

/// Ctrl-Z: the terminal goes back to whoever started us, until we are continued.
void Run::suspend_with_command() {
    terminal_.take_back();
    ::raise(SIGSTOP);
    terminal_.lend(command_->pid());
    command_->signal_group(SIGCONT);
}

/// Also what it left in its group.
void Run::stop(ChildProcess& child, Seconds grace) {
    const auto wait_until_gone = [&](Seconds length) {
        const Moment limit = after(length);
        while (!child.group_is_empty() && now() < limit) wait(limit);
        return child.group_is_empty();
    };
    if (child.group_is_empty()) return;
    child.signal_group(SIGTERM);
    child.signal_group(SIGCONT);  // a stopped process cannot obey
    if (wait_until_gone(grace)) return;
    if (service_ && &child == &service_->process())
        complain("the service did not stop when it was told to, and was killed");
    child.signal_group(SIGKILL);
    wait_until_gone(kill_limit);
}

}  // namespace xrt::run
