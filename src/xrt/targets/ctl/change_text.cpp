// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/change_text.hpp"

#include "targets/common/json_text.hpp"
#include "targets/ctl/property_text.hpp"
#include "targets/ctl/table.hpp"

namespace xrt::ctl {
namespace {

std::string number(const char* name, uint64_t value) {
    return ",\"" + std::string(name) + "\":" + std::to_string(value);
}

struct Text {
    std::string operator()(const proto::ClientConnected& it) const {
        return "client " + std::to_string(it.client) + " connected: pid " + std::to_string(it.pid) + ", " +
               printable(it.application_name);
    }
    std::string operator()(const proto::ClientGone& it) const {
        return "client " + std::to_string(it.client) + " gone after " + std::to_string(it.frames) + " frames";
    }
    std::string operator()(const proto::SessionChanged& it) const {
        return "session of client " + std::to_string(it.client) + ": " +
               (it.state ? std::string(to_string(*it.state)) : "destroyed");
    }
    std::string operator()(const proto::FocusChanged& it) const {
        return "focus: " + (it.client ? "client " + std::to_string(*it.client) : "nobody");
    }
    std::string operator()(const proto::DevicesChanged& it) const {
        std::string text = "devices:";
        const char* separator = " ";
        for (const proto::DeviceDescription& device : it.devices) {
            text += std::exchange(separator, ", ") + printable(device.name) + " (" + printable(device.role) + ")";
        }
        return text;
    }
    std::string operator()(const proto::PropertyChanged& it) const {
        return printable(it.name) + " = " + to_text(it.value);
    }
};

struct Json {
    std::string operator()(const proto::ClientConnected& it) const {
        return "client_connected\"" + number("client", it.client) + ",\"pid\":" + std::to_string(it.pid) +
               ",\"application\":" + json_string(it.application_name);
    }
    std::string operator()(const proto::ClientGone& it) const {
        return "client_gone\"" + number("client", it.client) + number("frames", it.frames);
    }
    std::string operator()(const proto::SessionChanged& it) const {
        return "session_changed\"" + number("client", it.client) +
               ",\"state\":" + (it.state ? json_string(to_string(*it.state)) : "null");
    }
    std::string operator()(const proto::FocusChanged& it) const {
        return "focus_changed\"" + (it.client ? number("client", *it.client) : ",\"client\":null");
    }
    std::string operator()(const proto::DevicesChanged& it) const {
        std::string json = "devices_changed\",\"devices\":[";
        const char* separator = "";
        for (const proto::DeviceDescription& device : it.devices) {
            json += std::exchange(separator, ",") + std::string("{\"name\":") + json_string(device.name) +
                    ",\"role\":" + json_string(device.role) + ",\"serial\":" + json_string(device.serial) + "}";
        }
        return json + "]";
    }
    std::string operator()(const proto::PropertyChanged& it) const {
        return "property_changed\",\"name\":" + json_string(it.name) + ",\"value\":" + to_json(it.value);
    }
};

}  // namespace

std::string to_text(const proto::Change& change) { return std::visit(Text(), change); }

std::string to_json(const proto::Change& change, proto::ChangeOrigin origin) {
    const char* const present = origin == proto::ChangeOrigin::present ? "true" : "false";
    return "{\"present\":" + std::string(present) + ",\"change\":\"" + std::visit(Json(), change) + "}";
}

}  // namespace xrt::ctl
