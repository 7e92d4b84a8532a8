// SPDX-License-Identifier: BSL-1.0
#include "service/focus_policy.hpp"

namespace xrt {

void FocusPolicy::enter(ClientId client) {
    leave(client);
    sessions_.push_back(client);
}

void FocusPolicy::leave(ClientId client) { std::erase(sessions_, client); }

std::optional<ClientId> FocusPolicy::focused() const {
    if (sessions_.empty()) return std::nullopt;
    return sessions_.back();
}

Prominence FocusPolicy::prominence_of(ClientId client) const {
    return focused() == client ? Prominence::focused : Prominence::visible;
}

}  // namespace xrt
