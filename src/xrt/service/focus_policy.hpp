// SPDX-License-Identifier: BSL-1.0
//
// Which of the sessions that can be seen is in front, the primary: the one that came last, or that somebody has put there. It
// has the input focus unless somebody gives that to another one. When one goes, the one before it follows. All others are visible.
// Overlays take no part in that contest: each is focused beside the others (XR_EXTX_overlay wants input to be separate for
// each session); given the focus, they alone have it.
#pragma once

#include <optional>
#include <vector>

#include "service/client_id.hpp"
#include "service/session_state_machine.hpp"

namespace xrt {

enum class SessionRole : uint32_t { main, overlay };

class FocusPolicy {
 public:
    /// When its session is synchronized, and whenever it is put in front again.
    void enter(ClientId client, SessionRole role);
    /// Nothing happens if it never entered.
    void leave(ClientId client);

    /// Once it has entered, here and below.
    bool has(ClientId client) const;
    bool is_overlay(ClientId client) const;
    /// Until it leaves, or another comes to the front.
    void set_focused(ClientId client) { chosen_ = client; }

    /// Nobody is more prominent than that.
    void limit(Prominence most) { most_ = most; }

    std::optional<ClientId> primary() const;
    /// Nothing if nobody may be seen.
    std::optional<ClientId> seen_primary() const;
    /// Of those that are no overlays.
    std::optional<ClientId> focused() const;
    /// Whoever has the focus, and every overlay.
    std::vector<ClientId> input_readers() const;
    Prominence prominence_of(ClientId client) const;

 private:
    Prominence most_ = Prominence::focused;
    std::vector<ClientId> main_, overlays_;  ///< in the order in which they came; the last of main_ is in front
    std::optional<ClientId> chosen_;         ///< to have the focus
};

}  // namespace xrt
