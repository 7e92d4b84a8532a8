// SPDX-License-Identifier: BSL-1.0
//
// What a service said of itself, as text for people or as JSON for programs. What was not asked for is not
// in the JSON either.
#pragma once

#include <optional>
#include <string>

#include "proto/control_interface.hpp"

namespace xrt::ctl {

struct Listing {
    std::optional<proto::ListClientsReply> clients;
    std::optional<proto::ListDevicesReply> devices;
    std::optional<proto::ListTrackingOriginsReply> origins;  ///< only with the others, and in JSON alone
};

/// Names come from clients: control characters are shown as '?', so that none reaches the terminal.
std::string to_text(const Listing& listing);

/// {"clients":[...],"devices":[...],"tracking_origins":[...]}
std::string to_json(const Listing& listing);

/// Of the devices that have one.
std::string batteries_text(const proto::ListDevicesReply& reply);
std::string batteries_json(const proto::ListDevicesReply& reply);

}  // namespace xrt::ctl
