// SPDX-License-Identifier: BSL-1.0
//
// Which of the sessions that can be seen has the input focus: the one that came last. When it goes, the one before it
// gets the focus back. All others are visible. Overlays take no part in that contest: each is focused beside the others
// (XR_EXTX_overlay wants input to be separate for each session).
#pragma once

#include <optional>
#include <vector>

#include "service/client_id.hpp"
#include "service/session_state_machine.hpp"

namespace xrt {

enum class SessionRole : uint32_t { main, overlay };

class FocusPolicy {
 public:
    /// Once per session, when it is synchronized.
    void enter(ClientId client, SessionRole role);
    /// Nothing happens if it never entered.
    void leave(ClientId client);

    /// Nobody is more prominent than that.
    void limit(Prominence most) { most_ = most; }

    /// Of those that are no overlays.
    std::optional<ClientId> focused() const;
    /// Whoever has the focus, and every overlay.
    std::vector<ClientId> input_readers() const;
    Prominence prominence_of(ClientId client) const;

 private:
    Prominence most_ = Prominence::focused;
    std::vector<ClientId> main_, overlays_;  ///< in the order in which they came
};

}  // namespace xrt
