// SPDX-License-Identifier: BSL-1.0
//
// Gathers the facts of this machine. Changes nothing on it.
#pragma once

#include "targets/common/advice.hpp"
#include "targets/doctor/machine.hpp"
#include "targets/run/installation.hpp"

namespace xrt::doctor {

using advice::Lookup;

RuntimeFacts inspect_runtimes(const run::Installation& installation, const Lookup& variable);
/// Why whoever listens at that socket is of no use; empty if it is a service of this version.
std::string greet_service(const std::string& path);
SocketFacts inspect_socket(const std::string& path, const Lookup& variable,
                           const std::function<std::string(const std::string&)>& greet = &greet_service);
PlaceFacts inspect_places(const Lookup& variable);

/// All of it.
Machine inspect_machine(const run::Installation& installation, const Lookup& variable);

}  // namespace xrt::doctor
