// SPDX-License-Identifier: BSL-1.0
//
// What has happened in the system, as a script's conditions ask for it. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "targets/script/script.hpp"

namespace xrt::script {

using LayerCounts = std::array<uint32_t, layer_kind_count>;

/// What is the case, and what has happened since the last observation.
struct Observation {
    struct State {
        uint32_t client = 0;
        std::optional<proto::SessionState> state;  ///< none: the session is gone
    };
    struct Haptic {
        UserPath device = UserPath::head;
        float amplitude = 0;
    };

    /// One that is connected.
    struct Client {
        std::string application;
        bool is_running = false;  ///< with a session that can be seen
    };

    Time now{};
    uint64_t frames = 0;                ///< that the application has ended
    std::optional<LayerCounts> layers;  ///< of its last frame
    std::vector<State> states;
    std::vector<Haptic> haptics;
    std::vector<Extent2D> swapchains;
    std::vector<std::string> mistakes;
    std::vector<Duration> frame_times;  ///< of the frames that were ended
    std::vector<Client> clients;        ///< that there are, in the order in which they came
};

class Happenings {
 public:
    void take(const Observation& observation);
    /// An action was carried out: what matters is what happens from now on.
    void begin_anew();

    bool holds(const Condition& condition) const;
    /// For a person: what was seen of what the condition asks for.
    std::string seen(const Condition& condition) const;

    Time now() const { return now_; }
    uint64_t frames() const { return frames_; }

 private:
    bool holds_that(const StateReached& condition) const;
    bool holds_that(const HapticSent& condition) const;
    bool holds_that(const LayersShown& condition) const;
    bool holds_that(const SwapchainMade& condition) const;
    bool holds_that(const NothingWrong&) const { return mistake_count_ == 0; }
    bool holds_that(const FramesTook& condition) const {
        return longest_frame_ && *longest_frame_ < condition.less_than;
    }
    bool holds_that(const ClientConnected& condition) const { return find(condition.client) != nullptr; }
    bool holds_that(const ClientRunning& condition) const {
        const Observation::Client* const client = find(condition.client);
        return client && client->is_running;
    }
    std::string seen_of(const StateReached& condition) const;
    std::string seen_of(const HapticSent& condition) const;
    std::string seen_of(const LayersShown& condition) const;
    std::string seen_of(const SwapchainMade& condition) const;
    std::string seen_of(const NothingWrong& condition) const;
    std::string seen_of(const FramesTook& condition) const;
    std::string seen_of(const ClientConnected& condition) const;
    std::string seen_of(const ClientRunning& condition) const;
    const Observation::Client* find(const ClientName& name) const;
    uint32_t layer_count(const LayersShown& condition) const;

    Time now_{};
    uint64_t frames_ = 0;
    std::optional<LayerCounts> layers_;
    std::map<uint32_t, proto::SessionState> present_;
    std::vector<proto::SessionState> passed_;
    std::vector<Observation::Haptic> haptics_;
    std::vector<Extent2D> swapchains_;
    uint64_t mistake_count_ = 0;
    std::string first_mistake_;
    std::optional<Duration> longest_frame_;
    std::vector<Observation::Client> clients_;
};

/// For a person: what the condition asks for.
std::string to_text(const Condition& condition);
std::string to_text(const Bound& bound);
/// The shortest that is that number.
std::string number_text(double number);
std::string number_text(float number);

}  // namespace xrt::script
