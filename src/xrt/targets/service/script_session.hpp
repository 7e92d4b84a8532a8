// SPDX-License-Identifier: BSL-1.0
//
// proto::Scripts for a tool: has the service play a script, and tells how it goes.
#pragma once

#include "proto/scripts_interface.hpp"
#include "targets/script/script_host.hpp"

namespace xrt {

class ScriptSession final : public proto::Scripts {
 public:
    /// `scripts` outlives it.
    explicit ScriptSession(script::ScriptHost& scripts) : scripts_(scripts) {}

    Result<void> play_script(const std::string& text) override;
    Result<proto::ScriptProgressReply> script_progress() override;

 private:
    script::ScriptHost& scripts_;
};

}  // namespace xrt
