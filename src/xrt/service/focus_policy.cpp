// SPDX-License-Identifier: BSL-1.0
#include "service/focus_policy.hpp"

#include <algorithm>

namespace xrt {

void FocusPolicy::enter(ClientId client, SessionRole role) {
    leave(client);
    (role == SessionRole::main ? main_ : overlays_).push_back(client);
}

void FocusPolicy::leave(ClientId client) {
    std::erase(main_, client);
    std::erase(overlays_, client);
}

std::optional<ClientId> FocusPolicy::focused() const {
    if (main_.empty() || most_ != Prominence::focused) return std::nullopt;
    return main_.back();
}

std::vector<ClientId> FocusPolicy::input_readers() const {
    if (most_ != Prominence::focused) return {};
    std::vector<ClientId> readers = overlays_;
    if (!main_.empty()) readers.push_back(main_.back());
    return readers;
}

Prominence FocusPolicy::prominence_of(ClientId client) const {
    const bool is_overlay = std::ranges::find(overlays_, client) != overlays_.end();
    return std::min(most_, is_overlay || focused() == client ? Prominence::focused : Prominence::visible);
}

}  // namespace xrt
