// SPDX-License-Identifier: BSL-1.0
#include "targets/run/run.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "compositor/target/unfinished_file.hpp"
#include "targets/common/advice.hpp"
#include "targets/run/capture_stream.hpp"
#include "targets/run/command_advice.hpp"
#include "targets/run/exit_code.hpp"
#include "targets/run/installation.hpp"
#include "targets/run/junit_text.hpp"
#include "targets/run/picture_check.hpp"
#include "targets/run/results_json.hpp"
#include "targets/run/setting_paths.hpp"
#include "targets/script/script_reader.hpp"

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
      signals_(std::move(signals)) {}

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
    if (!options_.runtime.script.empty()) {
        expectations_ = expectations_in(TRY(script::load_script(options_.runtime.script)));
    }
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
        if (started.ok()) started = await_service();
    }
    if (!started.ok() && !interrupted_by_) return not_started(ExitCode::own_failure, started.error().message);
    if (interrupted_by_) return static_cast<int>(ExitCode::signal_base) + *interrupted_by_;
    return run_command();
}

int Run::not_started(ExitCode code, const std::string& why) {
    complain(why);
    RunRecord nothing = record(static_cast<int>(code));
    nothing.not_started = why;
    return write_results(nothing);
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
    const Installation installation = TRY(Installation::of_this_process());
    const UniqueFd null(::open("/dev/null", O_RDWR | O_CLOEXEC));
    service_log_.reset(::open(folder_.file("service.log").c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    if (!null.valid() || !service_log_.valid()) return os_error("the service's log", errno);
    ChildSettings settings;
    const std::string program = TRY(installation.service());
    settings.arguments = {program, "--socket", address_.socket, "--status", address_.status};
    for (const Setting& setting : options_.settings) {
        settings.arguments.insert(settings.arguments.end(), {std::string(setting.option.flag), setting.value});
    }
    settings.environment = service_environment(Environment::of_this_process()).variables();
    settings.stdin_fd = null.get();
    settings.stdout_fd = settings.stderr_fd =
        options_.verbosity == Verbosity::verbose ? STDERR_FILENO : service_log_.get();
    if (stream_.valid()) settings.inherited_fd = stream_.get();
    settings.death_signal = SIGKILL;
    settings.signal_mask = signals_.original_mask();
    service_.emplace(TRY(ChildProcess::start(settings)));
    return {};
}

Result<void> Run::await_service() {
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
            "the service did not start: it " + why + "; " + std::string(advice::ask_the_doctor) + service_log_tail()};
}

int Run::run_command() {
    auto command = start_command();
    if (!command.ok()) {
        const bool missing = command.error().code == ErrorCode::not_found;
        return not_started(missing ? ExitCode::command_not_found : ExitCode::not_executable,
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
    if (service_) stop(*service_, service_stop_limit);
    take_status();
    const Outcome end = with_pictures(outcome());
    const Verdict verdict = judge(end);
    for (const std::string& complaint : verdict.complaints) complain(complaint);
    if (activity_.script_finished()) say(script_summary(*activity_.script_finished()));
    const bool is_about_pictures = verdict.code == static_cast<int>(ExitCode::pictures_differ);
    if (verdict.code != 0 && !is_about_pictures && service_) complain("the service's log:" + service_log_tail());
    if (activity_.reached_openxr()) say(summary(activity_, capture_));
    RunRecord all = record(verdict.code);
    all.outcome = end;
    return write_results(all);
}

/// Adds what comes of the golden pictures.
Outcome Run::with_pictures(Outcome outcome) {
    if (!options_.checks.golden) return outcome;
    const RunEnd end = judge(outcome).code == 0 ? RunEnd::well : RunEnd::badly;
    auto check = check_pictures(activity_.picture_paths(), options_.checks, options_.runtime, outcome.command, end);
    if (!check.ok()) {
        outcome.check_failure = check.error().message;
        return outcome;
    }
    picture_results_ = std::move(check->results);
    outcome.picture_faults = std::move(check->faults);
    if (!check->said.empty()) say(check->said);
    return outcome;
}

RunRecord Run::record(int code) const {
    RunRecord record{.command = options_.command, .application = activity_.application(), .exit_code = code};
    record.has_script = !options_.runtime.script.empty();
    record.expectations = expectations_;
    record.pictures = picture_results_;
    return record;
}

int Run::write_results(const RunRecord& record) const {
    const CheckOptions& checks = options_.checks;
    Result<void> written = checks.junit ? comp::write_file(*checks.junit, junit_text(record)) : Result<void>();
    if (written.ok() && checks.results) written = comp::write_file(*checks.results, results_json(record));
    if (written.ok()) return record.exit_code;
    complain(written.error().message);
    return record.exit_code == 0 ? static_cast<int>(ExitCode::own_failure) : record.exit_code;
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
            if (const auto line = progress_->next(activity_, now())) say(*line);
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
    if (service_ && service_->look() == ChildState::ended && !stopping_) service_lost_ = service_->end();
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
    if (service_ && &child == &*service_) complain("the service did not stop when it was told to, and was killed");
    child.signal_group(SIGKILL);
    wait_until_gone(kill_limit);
}

void Run::say(const std::string& text) const {
    if (options_.verbosity != Verbosity::quiet) complain(text);
}

void Run::complain(const std::string& text) const { std::fprintf(stderr, "monado-run: %s\n", text.c_str()); }

/// The last lines, indented; nothing if they went to our own stderr.
std::string Run::service_log_tail() const {
    constexpr std::streamoff most = 4096;
    std::ifstream file(folder_.file("service.log"), std::ios::ate | std::ios::binary);
    if (!file || options_.verbosity == Verbosity::verbose) return {};
    const std::streamoff size = file.tellg();
    file.seekg(std::max<std::streamoff>(0, size - most));
    std::string text;
    for (std::string line; std::getline(file, line);) text += "\n    " + line;
    return text;
}

}  // namespace xrt::run
