// SPDX-License-Identifier: BSL-1.0
#include "service/focus_policy.hpp"

#include <algorithm>

namespace xrt {

void FocusPolicy::enter(ClientId client, SessionRole role) {
    leave(client);
    (role == SessionRole::main ? main_ : overlays_).push_back(client);
    if (role == SessionRole::main) chosen_.reset();
}

void FocusPolicy::leave(ClientId client) {
    std::erase(main_, client);
    std::erase(overlays_, client);
    if (chosen_ == client) chosen_.reset();
}

bool FocusPolicy::has(ClientId client) const {
    return is_overlay(client) || std::ranges::find(main_, client) != main_.end();
}

bool FocusPolicy::is_overlay(ClientId client) const { return std::ranges::find(overlays_, client) != overlays_.end(); }

std::optional<ClientId> FocusPolicy::primary() const {
    return main_.empty() ? std::nullopt : std::optional(main_.back());
}

std::optional<ClientId> FocusPolicy::seen_primary() const {
    return most_ == Prominence::hidden ? std::nullopt : primary();
}

std::optional<ClientId> FocusPolicy::focused() const {
    if (most_ != Prominence::focused) return std::nullopt;
    if (chosen_ && is_overlay(*chosen_)) return std::nullopt;
    return chosen_ ? chosen_ : primary();
}

std::vector<ClientId> FocusPolicy::input_readers() const {
    if (most_ != Prominence::focused) return {};
    std::vector<ClientId> readers = overlays_;
    if (const auto main = focused()) readers.push_back(*main);
    return readers;
}

Prominence FocusPolicy::prominence_of(ClientId client) const {
    return std::min(most_, is_overlay(client) || focused() == client ? Prominence::focused : Prominence::visible);
}

}  // namespace xrt
