// SPDX-License-Identifier: BSL-1.0
//
// The commands that do something to one client: who is in front, who has the focus, and what is kept from whom.
#pragma once

#include "proto/control_interface.hpp"
#include "targets/ctl/ctl_options.hpp"

namespace xrt::ctl {

bool is_about_a_client(Subject subject);

/// By its number or its application's name. not_found names the nearest; invalid_argument says that there are several of that name.
Result<uint32_t> find_client(const proto::ListClientsReply& clients, const std::string& word);

/// "poses", "hands", "inputs", "outputs"; none: all of them.
Result<proto::IoKinds> parse_io_kinds(std::span<const std::string> words);
/// "inputs,outputs"; "-" for none.
std::string to_text(proto::IoKinds kinds);
/// A list of names.
std::string to_json(proto::IoKinds kinds);

/// What is to be printed.
Result<std::string> act_on_client(const Options& options, proto::Control& control);

}  // namespace xrt::ctl
