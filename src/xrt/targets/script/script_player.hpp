// SPDX-License-Identifier: BSL-1.0
//
// Plays a script: from what was observed, what is to be done now. Pure: no clock, no system, no thread.
//
//     ScriptPlayer player(std::move(script));
//     for (const Command& command : player.tick(observation)) ...   // at every period, and again until there are none
//     player.refused(command, error);                                // what could not be carried out ends it
//     player.end(observation);                                       // nothing will happen any more
#pragma once

#include "targets/script/happenings.hpp"
#include "xrt/result.hpp"

namespace xrt::script {

struct Command {
    uint32_t line = 0;
    Action action;
};

struct Failure {
    uint32_t line = 0;
    std::string expected, seen;
    bool operator==(const Failure&) const = default;
};

enum class Progress : uint32_t { running, finished, failed };

class ScriptPlayer {
 public:
    explicit ScriptPlayer(Script script) : script_(std::move(script)) {}

    /// The first one is the beginning of the script. Nothing once it is finished or has failed. Conditions that come after the commands
    /// wait for the next observation.
    std::vector<Command> tick(const Observation& observation);
    void refused(const Command& command, const Error& error);
    /// Fails if something that was waited for or expected has not come, or was never asked for.
    void end(const Observation& observation);

    Progress progress() const { return progress_; }
    /// Where it is, or has failed; after the end, the last.
    uint32_t line() const;
    /// So many were carried out, or came true.
    size_t steps_done() const { return next_; }
    /// Set when it has failed.
    const std::optional<Failure>& failure() const { return failure_; }

 private:
    enum class Due { now, not_yet, never };
    struct Pending {
        uint32_t line = 0;
        Time due{};
        Action action;
    };

    void release_pending(std::vector<Command>& commands);
    /// False: nothing more at this moment.
    bool advance(std::vector<Command>& commands);
    bool carry_out(const Step& step, std::vector<Command>& commands);
    Due due(const When& when) const;
    Due judge(const Condition& condition, const Bound& bound, Time since) const;
    void finish_step();
    void fail(uint32_t line, std::string expected, std::string seen);
    void miss(const Step& step, const Condition& condition, const Bound& bound);

    Script script_;
    size_t next_ = 0;
    Happenings happenings_;
    std::optional<Time> begin_;
    Time step_begin_{};              ///< when the step before was carried out
    std::optional<Time> due_since_;  ///< of the next step
    std::vector<Pending> pending_;
    bool ended_ = false;  ///< end()
    Progress progress_ = Progress::running;
    std::optional<Failure> failure_;
};

}  // namespace xrt::script
