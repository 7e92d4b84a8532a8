// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/timeline.hpp"

#include <algorithm>
#include <cstdio>
#include <thread>

#include "auxiliary/os/monotonic_clock.hpp"
#include "compositor/target/unfinished_file.hpp"
#include "proto/control_proxy.hpp"
#include "targets/ctl/timeline_json.hpp"

namespace xrt::ctl {
namespace {

/// Far more often than the service's ring is full.
constexpr auto look_period = std::chrono::milliseconds(50);

struct Recording {
    std::vector<proto::TimelineEvent> events;
    std::map<uint32_t, std::string> applications;
    std::map<uint32_t, uint64_t> frames;  ///< that a composition took, by client
    uint64_t lost = 0;
};

Result<void> note_applications(proto::Control& control, Recording& recording) {
    const proto::ListClientsReply reply = TRY(control.list_clients());
    for (const proto::ClientDescription& client : reply.clients) {
        recording.applications[client.id] = client.application_name;
    }
    return {};
}

void note(const proto::TimelineEvent& event, const TimelineOptions& options, Recording& recording) {
    const bool is_meant = !options.client || event.client == 0 || event.client == *options.client;
    if (!is_meant) return;
    recording.events.push_back(event);
    if (event.kind == proto::TimelineKind::latch) ++recording.frames[event.client];
}

Result<void> take(proto::Control& control, const TimelineOptions& options, Recording& recording) {
    while (true) {
        const proto::TakeTimelineReply reply = TRY(control.take_timeline());
        recording.lost += reply.lost;
        for (const proto::TimelineEvent& event : reply.events) note(event, options, recording);
        if (!reply.events.full()) return {};
    }
}

bool has_enough(const Recording& recording, const TimelineOptions& options) {
    if (!options.frames) return false;
    return std::ranges::any_of(recording.frames, [&](const auto& entry) { return entry.second >= *options.frames; });
}

Result<void> record(proto::Control& control, const TimelineOptions& options, Recording& recording) {
    const MonotonicClock clock;
    const Time end = clock.now() + options.duration;
    TRY(control.start_timeline());
    TRY(note_applications(control, recording));
    while (clock.now() < end && !has_enough(recording, options)) {
        const auto rest = std::max(end - clock.now(), Duration::zero());
        std::this_thread::sleep_for(std::min<Duration>(look_period, rest));
        TRY(take(control, options, recording));
    }
    return note_applications(control, recording);
}

Result<void> write(const Recording& recording, const std::string& file) {
    const std::string json = to_trace_json(recording.events, recording.applications);
    if (file == "-") {
        if (std::fputs(json.c_str(), stdout) >= 0 && std::fflush(stdout) == 0) return {};
        return Error{ErrorCode::os_error, "cannot write to standard output"};
    }
    return comp::write_file(file, json);
}

}  // namespace

/// What was recorded before the service went away is written all the same.
Result<void> record_timeline(ipc::Connection& connection, const TimelineOptions& options) {
    proto::ControlProxy control(connection);
    Recording recording;
    const Result<void> recorded = record(control, options, recording);
    if (!recorded && recording.events.empty()) return recorded;
    if (recording.lost > 0) {
        std::fprintf(stderr, "monado-ctl: %llu steps are missing, because they were not fetched in time\n",
                     static_cast<unsigned long long>(recording.lost));
    }
    TRY(write(recording, options.file));
    return recorded;
}

}  // namespace xrt::ctl
