// SPDX-License-Identifier: BSL-1.0
//
// Which of the sessions that can be seen has the input focus: the one that came last. When it goes, the one before it
// gets the focus back. All others are visible.
#pragma once

#include <optional>
#include <vector>

#include "service/client_id.hpp"
#include "service/session_state_machine.hpp"

namespace xrt {

class FocusPolicy {
 public:
    /// Once per session, when it is synchronized.
    void enter(ClientId client);
    /// Nothing happens if it never entered.
    void leave(ClientId client);

    std::optional<ClientId> focused() const;
    Prominence prominence_of(ClientId client) const;

 private:
    std::vector<ClientId> sessions_;  ///< in the order in which they came
};

}  // namespace xrt
