// SPDX-License-Identifier: BSL-1.0
//
// Reports what happens in the service to somebody else's Unix stream socket, one JSON object a line (monado-run reads it).
// Never holds anybody up: what the socket does not take at once waits in a bounded queue until the next report. If the
// reader falls behind, reports of frames are dropped, and nothing else; if it stops reading altogether, it is given up.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "auxiliary/util/guarded.hpp"
#include "service/service_observer.hpp"
#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt {

class StatusWriter final : public ServiceObserver {
 public:
    static constexpr size_t frames_up_to = 256;  ///< lines waiting, from which on frames are dropped
    static constexpr size_t give_up_at = 4096;

    /// Connects; with an empty path it reports to nobody.
    static Result<std::unique_ptr<StatusWriter>> create(const std::string& path);
    /// An invalid fd: to nobody.
    explicit StatusWriter(UniqueFd socket);
    /// Waits a moment for the reader to take the rest.
    ~StatusWriter() override;

    void ready() { write(R"({"event":"ready"})"); }
    void finished() { write(R"({"event":"finished"})"); }
    void picture(uint64_t frame, std::string_view view, const std::string& path,
                 std::optional<uint32_t> layer = std::nullopt);
    void capture_failed(std::string_view reason);
    /// By a capture, for a reader that was too slow: all in all, at its end.
    void pictures_left_out(uint64_t count);

    struct ScriptFailure {
        uint32_t line = 0;
        std::string expected, seen;
        size_t done = 0, steps = 0;  ///< how far it came
    };
    void script_failed(const ScriptFailure& failure);
    void script_finished(size_t steps);

    void client_introduced(ClientId client, pid_t pid, const std::string& application) override;
    void session_created(ClientId client) override;
    void session_state_changed(ClientId client, proto::SessionState state) override;
    void frame_ended(ClientId client, uint64_t number) override;
    void exit_requested(ClientId client) override;
    void client_gone(ClientId client, uint64_t frames) override;

 private:
    enum class Importance { droppable, essential };
    struct State {
        UniqueFd socket;
        std::deque<std::string> lines;
        size_t sent = 0;  ///< bytes of the first line
    };

    void write(std::string line, Importance importance = Importance::essential);
    static void send_waiting(State& state);
    static void give_up(State& state, const std::string& why);

    const bool silent_;
    Guarded<State> state_;
};

}  // namespace xrt
