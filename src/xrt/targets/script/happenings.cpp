// SPDX-License-Identifier: BSL-1.0
#include "targets/script/happenings.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <numeric>

#include "targets/script/script_names.hpp"

namespace xrt::script {
namespace {

constexpr size_t most_remembered = 1000;

std::string_view state_name(proto::SessionState state) { return state_names()[static_cast<size_t>(state) - 1]; }

/// Keeps what came first: a script that waits for ever must not eat the memory.
template <typename T>
void remember(std::vector<T>& list, const T& next) {
    if (list.size() < most_remembered) list.push_back(next);
}

template <typename List, typename ToText>
std::string listed(const List& list, ToText to_text_of_one) {
    std::string text;
    for (const auto& each : list) text += (text.empty() ? "" : ", ") + std::string(to_text_of_one(each));
    return text;
}

std::string size_text(const Extent2D& extent) {
    return std::to_string(extent.width) + "x" + std::to_string(extent.height);
}

template <typename Number>
std::string shortest(Number number) {
    char text[64];
    const auto written = std::to_chars(text, text + sizeof text, number);
    return {text, written.ptr};
}

std::string seconds_text(Duration duration) {
    return number_text(std::chrono::duration<double>(duration).count()) + " s";
}

std::string range_text(double least, double most) {
    return least == most ? number_text(least) : number_text(least) + " to " + number_text(most);
}

std::string client_text(const ClientName& client) {
    const std::string which = client.number == 1 ? "" : " (number " + std::to_string(client.number) + ")";
    return "the application '" + client.application + "'" + which;
}

struct ConditionText {
    std::string operator()(const StateReached& condition) const {
        return "a session that is " + std::string(state_name(condition.state));
    }
    std::string operator()(const HapticSent& condition) const {
        return "a haptic pulse on " + std::string(script::name_of(condition.device)) + " of amplitude " +
               number_text(condition.at_least) + " to " + number_text(condition.at_most);
    }
    std::string operator()(const LayersShown& condition) const {
        const std::string kind =
            condition.kind ? std::string(layer_names()[static_cast<size_t>(*condition.kind)]) + " " : "";
        const bool open = condition.at_most > most_remembered;
        return (open ? "at least " + std::to_string(condition.at_least)
                     : range_text(condition.at_least, condition.at_most)) +
               " " + kind + "layers";
    }
    std::string operator()(const SwapchainMade& condition) const {
        return "a swapchain of " + size_text(condition.extent);
    }
    std::string operator()(const NothingWrong&) const { return "no validation message"; }
    std::string operator()(const FramesTook& condition) const {
        return "frames that take less than " + seconds_text(condition.less_than);
    }
    std::string operator()(const ClientConnected& condition) const {
        return client_text(condition.client) + " to be connected";
    }
    std::string operator()(const ClientRunning& condition) const {
        return client_text(condition.client) + " to have a session that can be seen";
    }
};

}  // namespace

std::string number_text(double number) { return shortest(number); }
std::string number_text(float number) { return shortest(number); }

std::string to_text(const Condition& condition) { return std::visit(ConditionText(), condition); }

std::string to_text(const Bound& bound) {
    std::string text;
    if (bound.within) text += " within " + seconds_text(*bound.within);
    if (bound.before_frame) text += " before frame " + std::to_string(*bound.before_frame);
    return text;
}

void Happenings::take(const Observation& observation) {
    now_ = observation.now;
    frames_ = observation.frames;
    layers_ = observation.layers;
    for (const auto& [client, state] : observation.states) {
        present_.erase(client);
        if (!state) continue;
        present_[client] = *state;
        remember(passed_, *state);
    }
    for (const Observation::Haptic& haptic : observation.haptics) remember(haptics_, haptic);
    for (const Extent2D& extent : observation.swapchains) remember(swapchains_, extent);
    if (mistake_count_ == 0 && !observation.mistakes.empty()) first_mistake_ = observation.mistakes.front();
    mistake_count_ += observation.mistakes.size();
    for (const Duration time : observation.frame_times) {
        longest_frame_ = std::max(time, longest_frame_.value_or(Duration::zero()));
    }
    clients_ = observation.clients;
}

void Happenings::begin_anew() {
    passed_.clear();
    haptics_.clear();
    longest_frame_.reset();
}

bool Happenings::holds(const Condition& condition) const {
    return std::visit([this](const auto& each) { return holds_that(each); }, condition);
}

std::string Happenings::seen(const Condition& condition) const {
    return std::visit([this](const auto& each) { return seen_of(each); }, condition) + " (frame " +
           std::to_string(frames_) + ")";
}

bool Happenings::holds_that(const StateReached& condition) const {
    const auto is_it = [&](const auto& present) { return present.second == condition.state; };
    return std::ranges::any_of(present_, is_it) || std::ranges::find(passed_, condition.state) != passed_.end();
}

std::string Happenings::seen_of(const StateReached&) const {
    if (!passed_.empty()) return "sessions became " + listed(passed_, state_name);
    if (present_.empty()) return "no session";
    return "sessions are " + listed(present_, [](const auto& present) { return state_name(present.second); });
}

bool Happenings::holds_that(const HapticSent& condition) const {
    return std::ranges::any_of(haptics_, [&](const Observation::Haptic& haptic) {
        return haptic.device == condition.device && haptic.amplitude >= condition.at_least &&
               haptic.amplitude <= condition.at_most;
    });
}

std::string Happenings::seen_of(const HapticSent&) const {
    if (haptics_.empty()) return "no haptic pulse";
    return "pulses on " + listed(haptics_, [](const Observation::Haptic& haptic) {
               return std::string(script::name_of(haptic.device)) + " of " + number_text(haptic.amplitude);
           });
}

uint32_t Happenings::layer_count(const LayersShown& condition) const {
    if (condition.kind) return (*layers_)[static_cast<size_t>(*condition.kind)];
    return std::accumulate(layers_->begin(), layers_->end(), 0u);
}

bool Happenings::holds_that(const LayersShown& condition) const {
    if (!layers_) return false;
    const uint32_t count = layer_count(condition);
    return count >= condition.at_least && count <= condition.at_most;
}

std::string Happenings::seen_of(const LayersShown& condition) const {
    return layers_ ? std::to_string(layer_count(condition)) + " of them" : "no frame";
}

bool Happenings::holds_that(const SwapchainMade& condition) const {
    return std::ranges::find(swapchains_, condition.extent) != swapchains_.end();
}

std::string Happenings::seen_of(const SwapchainMade&) const {
    return swapchains_.empty() ? "no swapchain" : "swapchains of " + listed(swapchains_, size_text);
}

std::string Happenings::seen_of(const NothingWrong&) const {
    if (mistake_count_ == 0) return "none";
    const std::string count = mistake_count_ == 1 ? "" : std::to_string(mistake_count_) + ", the first of them: ";
    return count + first_mistake_;
}

const Observation::Client* Happenings::find(const ClientName& name) const {
    uint32_t number = 0;
    for (const Observation::Client& client : clients_) {
        if (client.application == name.application && ++number == name.number) return &client;
    }
    return nullptr;
}

std::string Happenings::seen_of(const ClientConnected&) const {
    if (clients_.empty()) return "no application";
    return listed(clients_, [](const auto& client) { return "'" + client.application + "'"; });
}

std::string Happenings::seen_of(const ClientRunning& condition) const {
    return find(condition.client) ? "it is connected, without one" : seen_of(ClientConnected{condition.client});
}

std::string Happenings::seen_of(const FramesTook&) const {
    return longest_frame_ ? "a frame of " + seconds_text(*longest_frame_) : "no frame";
}

}  // namespace xrt::script
