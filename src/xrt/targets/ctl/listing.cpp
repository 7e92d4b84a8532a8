// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/listing.hpp"

#include "targets/common/json_text.hpp"
#include "targets/ctl/client_commands.hpp"
#include "targets/ctl/property_text.hpp"
#include "targets/ctl/table.hpp"

namespace xrt::ctl {
namespace {

std::string state_of(const proto::ClientDescription& client) {
    return client.has_session ? std::string(to_string(client.state)) : "-";
}

std::string place_of(const proto::ClientDescription& client) {
    if (client.overlay) return "overlay";
    return client.primary ? "primary" : "-";
}

const char* json_bool(bool value) { return value ? "true" : "false"; }

std::string to_text(const proto::ListClientsReply& reply) {
    if (reply.clients.empty()) return "no clients\n";
    std::vector<Row> rows{
        {"CLIENT", "PID", "STATE", "FRAMES", "SWAPCHAINS", "IMAGES", "PLACE", "BLOCKED", "APPLICATION"}};
    for (const proto::ClientDescription& client : reply.clients) {
        rows.push_back({std::to_string(client.id), std::to_string(client.pid), state_of(client),
                        std::to_string(client.frames), std::to_string(client.swapchains),
                        std::to_string(client.image_bytes >> 20) + " MiB", place_of(client),
                        xrt::ctl::to_text(client.blocked), printable(client.application_name)});
    }
    return to_table(rows);
}

std::string to_text(const proto::ListDevicesReply& reply) {
    std::vector<Row> rows{{"DEVICE", "ROLE", "PRESENT", "SERIAL", "PROFILE"}};
    for (const proto::DeviceDescription& device : reply.devices) {
        rows.push_back({printable(device.name), printable(device.role), device.present ? "yes" : "no",
                        printable(device.serial),
                        device.interaction_profile.empty() ? "-" : printable(device.interaction_profile)});
    }
    return to_table(rows);
}

std::string to_json(const proto::ClientDescription& client) {
    return "{\"id\":" + std::to_string(client.id) + ",\"pid\":" + std::to_string(client.pid) +
           ",\"application\":" + json_string(client.application_name) +
           ",\"state\":" + (client.has_session ? json_string(to_string(client.state)) : "null") +
           ",\"running\":" + json_bool(client.running) + ",\"primary\":" + json_bool(client.primary) +
           ",\"overlay\":" + json_bool(client.overlay) + ",\"blocked\":" + xrt::ctl::to_json(client.blocked) +
           ",\"frames\":" + std::to_string(client.frames) + ",\"swapchains\":" + std::to_string(client.swapchains) +
           ",\"image_bytes\":" + std::to_string(client.image_bytes) + "}";
}

std::string to_json(const proto::BatteryState& battery) {
    return "{\"level\":" + xrt::ctl::to_json(proto::PropertyValue(battery.level)) +
           ",\"charging\":" + json_bool(battery.charging) + ",\"plugged_in\":" + json_bool(battery.plugged_in) + "}";
}

std::string to_json(const proto::DeviceDescription& device) {
    const std::string& profile = device.interaction_profile;
    return "{\"name\":" + json_string(device.name) + ",\"role\":" + json_string(device.role) +
           ",\"serial\":" + json_string(device.serial) +
           ",\"interaction_profile\":" + (profile.empty() ? "null" : json_string(profile)) +
           ",\"user_path\":" + json_string(device.user_path) + ",\"present\":" + json_bool(device.present) +
           ",\"tracks_position\":" + json_bool(device.tracks_position) +
           ",\"tracks_orientation\":" + json_bool(device.tracks_orientation) +
           ",\"tracks_hand\":" + json_bool(device.tracks_hand) + ",\"has_display\":" + json_bool(device.has_display) +
           ",\"tracking_origin\":" + std::to_string(device.tracking_origin) +
           ",\"battery\":" + (device.battery ? to_json(*device.battery) : "null") + "}";
}

std::string to_json(const proto::TrackingOrigin& origin) {
    return "{\"name\":" + json_string(origin.name) +
           ",\"offset\":" + xrt::ctl::to_json(proto::PropertyValue(origin.offset)) + "}";
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
    if (listing.origins) json += "," + to_json_array("tracking_origins", listing.origins->origins);
    return json + "}\n";
}

std::string batteries_text(const proto::ListDevicesReply& reply) {
    std::vector<Row> rows{{"DEVICE", "CHARGE", ""}};
    for (const proto::DeviceDescription& device : reply.devices) {
        if (!device.battery) continue;
        const auto percent = static_cast<int>(device.battery->level * 100 + 0.5f);
        const char* const cable = device.battery->plugged_in ? "plugged in" : "";
        rows.push_back(
            {printable(device.name), std::to_string(percent) + " %", device.battery->charging ? "charging" : cable});
    }
    return rows.size() == 1 ? "no device has a battery\n" : to_table(rows);
}

std::string batteries_json(const proto::ListDevicesReply& reply) {
    std::string json = "{\"batteries\":[";
    const char* separator = "";
    for (const proto::DeviceDescription& device : reply.devices) {
        if (!device.battery) continue;
        json += separator + ("{\"device\":" + json_string(device.name)) +
                ",\"user_path\":" + json_string(device.user_path) + ",\"battery\":" + to_json(*device.battery) + "}";
        separator = ",";
    }
    return json + "]}\n";
}

}  // namespace xrt::ctl
