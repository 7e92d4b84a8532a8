// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/listing.hpp"

#include "targets/common/json_text.hpp"
#include "targets/ctl/table.hpp"

namespace xrt::ctl {
namespace {

std::string state_of(const proto::ClientDescription& client) {
    return client.has_session ? std::string(to_string(client.state)) : "-";
}

std::string to_text(const proto::ListClientsReply& reply) {
    if (reply.clients.empty()) return "no clients\n";
    std::vector<Row> rows{{"CLIENT", "PID", "STATE", "FRAMES", "SWAPCHAINS", "IMAGES", "APPLICATION"}};
    for (const proto::ClientDescription& client : reply.clients) {
        rows.push_back({std::to_string(client.id), std::to_string(client.pid), state_of(client),
                        std::to_string(client.frames), std::to_string(client.swapchains),
                        std::to_string(client.image_bytes >> 20) + " MiB", printable(client.application_name)});
    }
    return to_table(rows);
}

std::string to_text(const proto::ListDevicesReply& reply) {
    std::vector<Row> rows{{"DEVICE", "ROLE", "SERIAL", "PROFILE"}};
    for (const proto::DeviceDescription& device : reply.devices) {
        rows.push_back({printable(device.name), printable(device.role), printable(device.serial),
                        device.interaction_profile.empty() ? "-" : printable(device.interaction_profile)});
    }
    return to_table(rows);
}

std::string to_json(const proto::ClientDescription& client) {
    return "{\"id\":" + std::to_string(client.id) + ",\"pid\":" + std::to_string(client.pid) +
           ",\"application\":" + json_string(client.application_name) +
           ",\"state\":" + (client.has_session ? json_string(to_string(client.state)) : "null") +
           ",\"frames\":" + std::to_string(client.frames) + ",\"swapchains\":" + std::to_string(client.swapchains) +
           ",\"image_bytes\":" + std::to_string(client.image_bytes) + "}";
}

std::string to_json(const proto::DeviceDescription& device) {
    const std::string& profile = device.interaction_profile;
    return "{\"name\":" + json_string(device.name) + ",\"role\":" + json_string(device.role) +
           ",\"serial\":" + json_string(device.serial) +
           ",\"interaction_profile\":" + (profile.empty() ? "null" : json_string(profile)) + "}";
}

template <typename List>
std::string to_json_array(const char* name, const List& list) {
    std::string json = json_string(name) + ":[";
    const char* separator = "";
    for (const auto& entry : list) {
        json += separator + to_json(entry);
        separator = ",";
    }
    return json + "]";
}

}  // namespace

std::string to_text(const Listing& listing) {
    std::string text;
    if (listing.clients) text += to_text(*listing.clients);
    if (listing.clients && listing.devices) text += '\n';
    if (listing.devices) text += to_text(*listing.devices);
    return text;
}

std::string to_json(const Listing& listing) {
    std::string json = "{";
    if (listing.clients) json += to_json_array("clients", listing.clients->clients);
    if (listing.clients && listing.devices) json += ',';
    if (listing.devices) json += to_json_array("devices", listing.devices->devices);
    return json + "}\n";
}

}  // namespace xrt::ctl
