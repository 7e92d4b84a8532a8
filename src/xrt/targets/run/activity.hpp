// SPDX-License-Identifier: BSL-1.0
//
// What has happened so far, as the status events tell it: who is connected, how many frames were ended, which pictures lie where.
// "frame" lines may be missing (the sender drops them under pressure), so the highest number counts, not how many came.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "targets/run/moment.hpp"
#include "targets/run/status_event.hpp"

namespace xrt::run {

class Activity {
 public:
    void take(const StatusEvent& event, Moment now);

    bool ready() const { return ready_; }
    bool reached_openxr() const { return clients_seen_ > 0; }
    bool exit_requested() const { return exit_requested_; }
    /// Somebody is connected from whom frames may be expected: not if only headless sessions run.
    bool frames_expected() const;
    /// When something other than readiness was last heard.
    std::optional<Moment> last_heard() const { return last_heard_; }

    /// "line 3: expected ..., seen ...", once a script has failed.
    const std::optional<std::string>& script_failure() const { return script_failure_; }
    uint64_t script_failed_at() const { return script_failed_at_; }
    /// How many steps it had, once a script has finished well.
    std::optional<uint64_t> script_finished() const { return script_finished_; }

    const std::string& application() const { return application_; }
    /// The most frames that one client has ended.
    uint64_t frames() const { return frames_; }
    uint64_t pictures() const { return picture_paths_.size(); }
    /// Their files, in the order in which they were written; of a video, it again and again.
    const std::vector<std::string>& picture_paths() const { return picture_paths_; }
    /// The frames that they show.
    const std::set<uint64_t>& pictured_frames() const { return pictured_frames_; }
    /// For a reader that was too slow.
    uint64_t pictures_left_out() const { return pictures_left_out_; }
    /// Why the first picture that could not be written was not.
    const std::optional<std::string>& capture_failure() const { return capture_failure_; }
    size_t views() const { return views_.size(); }
    /// Frames per second of real time, if there were enough to tell.
    std::optional<double> frame_rate() const;

 private:
    struct Client {
        uint64_t frames = 0;
        bool synchronized = false;
    };
    struct Mark {
        uint64_t number = 0;
        Moment at;
    };

    void take_frame(uint64_t client, uint64_t number, Moment now);

    bool ready_ = false;
    bool exit_requested_ = false;
    std::optional<uint64_t> script_finished_;
    std::optional<std::string> script_failure_;
    uint64_t script_failed_at_ = 0;
    size_t clients_seen_ = 0;
    std::string application_;
    std::map<uint64_t, Client> clients_;
    uint64_t frames_ = 0;
    std::vector<std::string> picture_paths_;
    std::set<uint64_t> pictured_frames_;
    uint64_t pictures_left_out_ = 0;
    std::optional<std::string> capture_failure_;
    std::set<std::string> views_;
    std::optional<Mark> first_frame_;
    std::optional<Mark> last_frame_;
    std::optional<Moment> last_heard_;
};

}  // namespace xrt::run
