// SPDX-License-Identifier: BSL-1.0
#include "targets/run/activity.hpp"

#include <algorithm>

namespace xrt::run {
namespace {

bool is_synchronized(const std::string& state) {
    return state == "synchronized" || state == "visible" || state == "focused";
}

std::string failure_text(const StatusEvent& event) {
    const std::string text =
        "line " + std::to_string(event.number) + ": expected " + event.text + "; seen: " + event.seen;
    if (!event.done || !event.steps) return text;
    return text + "; " + std::to_string(*event.done) + " of " + std::to_string(*event.steps) + " steps were done";
}

}  // namespace

void Activity::take(const StatusEvent& event, Moment now) {
    if (event.kind != StatusKind::ready) last_heard_ = now;
    switch (event.kind) {
        case StatusKind::ready:
            ready_ = true;
            break;
        case StatusKind::client:
            ++clients_seen_;
            clients_[event.client] = {};
            if (application_.empty()) application_ = event.text;
            break;
        case StatusKind::session_created:
            clients_[event.client] = {};
            break;
        case StatusKind::session_state:
            clients_[event.client].synchronized = is_synchronized(event.text);
            break;
        case StatusKind::frame:
            take_frame(event.client, event.number, now);
            break;
        case StatusKind::exit_requested:
            exit_requested_ = true;
            break;
        case StatusKind::picture:
            picture_paths_.push_back(event.path);
            pictured_frames_.insert(event.number);
            if (views_.size() < 16) views_.insert(event.text);
            break;
        case StatusKind::client_gone:
            clients_.erase(event.client);
            frames_ = std::max(frames_, event.number);
            break;
        case StatusKind::script_failed:
            script_failure_ = failure_text(event);
            script_failed_at_ = event.number;
            break;
        case StatusKind::script_finished:
            script_finished_ = event.number;
            break;
        case StatusKind::capture_failed:
            if (!capture_failure_) capture_failure_ = event.text;
            break;
        case StatusKind::pictures_left_out:
            pictures_left_out_ = event.number;
            break;
        case StatusKind::finished:
            clients_.clear();
            break;
    }
}

void Activity::take_frame(uint64_t client, uint64_t number, Moment now) {
    clients_[client].frames = number;
    frames_ = std::max(frames_, number);
    last_frame_ = Mark{number, now};
    if (!first_frame_ || number < first_frame_->number) first_frame_ = last_frame_;
}

/// Graphics sessions become synchronized by their first frame, headless ones without any.
bool Activity::frames_expected() const {
    return std::any_of(clients_.begin(), clients_.end(), [](const auto& entry) {
        const Client& client = entry.second;
        return !client.synchronized || client.frames > 0;
    });
}

std::optional<double> Activity::frame_rate() const {
    if (!last_frame_ || last_frame_->number <= first_frame_->number) return std::nullopt;
    const double seconds = Seconds(last_frame_->at - first_frame_->at).count();
    if (seconds <= 0) return std::nullopt;
    return static_cast<double>(last_frame_->number - first_frame_->number) / seconds;
}

}  // namespace xrt::run
