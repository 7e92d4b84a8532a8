// SPDX-License-Identifier: BSL-1.0
//
// Writes scripts that read_script() understands, for recordings. Numbers come back exactly.
#pragma once

#include <span>
#include <string>

#include "targets/script/script.hpp"

namespace xrt::script {

/// A line for each change, or for a chain of movements, each ending in a newline; all at that moment. Only AtOnce, AtFrame and
/// AtTime.
std::string steer_lines(const When& when, const Steer& steer);
/// One line, of any other action.
std::string action_line(const When& when, const Action& action);
/// Two lines, of an action that is about an application: it waits until that is there, and able to.
std::string client_action_lines(const When& when, const Action& action);
/// A line for people.
std::string remark_line(std::string_view note);

}  // namespace xrt::script
