// SPDX-License-Identifier: BSL-1.0
//
// What a session knows of input: its attached action sets and the present interaction profiles. Owned by the Session.
#pragma once

namespace xrt::oxr {

class Session;

class SessionInput {
 public:
    explicit SessionInput(Session& session) : session_(session) {}

    Session& session() { return session_; }

 private:
    Session& session_;
};

}  // namespace xrt::oxr
