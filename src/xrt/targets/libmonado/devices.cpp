// SPDX-License-Identifier: BSL-1.0
//
// The functions that deal with devices.
#include <algorithm>
#include <cmath>

#include "targets/libmonado/call.hpp"
#include "targets/libmonado/device_roles.hpp"

namespace {

using namespace xrt;
using mnd::call;
using mnd::Outcome;
using mnd::Root;
using Device = proto::DeviceDescription;

/// FNV-1a.
uint32_t number_of(const std::string& name) {
    uint32_t hash = 2166136261u;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return hash;
}

/// Asks for the device, and lets `read(device)` write what is wanted of it.
template <typename Read, typename Out>
mnd_result_t ask(mnd_root_t* root, uint32_t index, const Out* out, Read read) {
    return call(
        root,
        [&](Root& r) -> Outcome {
            const Result<Device> device = r.device(index);
            if (!device) return device;
            return read(r, *device);
        },
        out);
}

Result<float> brightness(Root& root, const Device& device) {
    if (!device.has_display) return Error{ErrorCode::unsupported, "the device has no display"};
    const proto::GetPropertyReply reply = TRY(root.control().get_property("brightness"));
    return std::get<float>(reply.value);
}

Outcome set_brightness(Root& root, const Device& device, float wanted, bool relative) {
    const Result<float> present = brightness(root, device);
    if (!present) return present;
    if (!std::isfinite(wanted)) return MND_ERROR_INVALID_VALUE;
    const float value = relative ? std::clamp(*present + wanted, 0.0f, 1.0f) : wanted;
    return root.control().set_property("brightness", value);
}

}  // namespace

mnd_result_t mnd_root_get_device_count(mnd_root_t* root, uint32_t* out_device_count) {
    return call(
        root,
        [&](Root& r) -> Outcome {
            const auto devices = r.devices();
            if (devices) *out_device_count = static_cast<uint32_t>(devices->devices.size());
            return devices;
        },
        out_device_count);
}

mnd_result_t mnd_root_get_device_info(mnd_root_t* root, uint32_t device_index, uint32_t* out_device_id,
                                      const char** out_dev_name) {
    if (out_dev_name == nullptr) return MND_ERROR_INVALID_VALUE;
    return ask(root, device_index, out_device_id, [&](Root& r, const Device& device) {
        *out_device_id = number_of(device.name);
        *out_dev_name = r.keep(device.name);
        return MND_SUCCESS;
    });
}

mnd_result_t mnd_root_get_device_info_bool(mnd_root_t* root, uint32_t device_index, mnd_property_t prop,
                                           bool* out_bool) {
    return ask(root, device_index, out_bool, [&](Root&, const Device& device) {
        if (prop == MND_PROPERTY_SUPPORTS_POSITION_BOOL) return *out_bool = device.tracks_position, MND_SUCCESS;
        if (prop == MND_PROPERTY_SUPPORTS_ORIENTATION_BOOL) return *out_bool = device.tracks_orientation, MND_SUCCESS;
        if (prop == MND_PROPERTY_SUPPORTS_BRIGHTNESS_BOOL) return *out_bool = device.has_display, MND_SUCCESS;
        return MND_ERROR_INVALID_PROPERTY;
    });
}

mnd_result_t mnd_root_get_device_info_i32(mnd_root_t* root, uint32_t device_index, mnd_property_t, int32_t* out_i32) {
    return ask(root, device_index, out_i32, [](Root&, const Device&) { return MND_ERROR_INVALID_PROPERTY; });
}

mnd_result_t mnd_root_get_device_info_u32(mnd_root_t* root, uint32_t device_index, mnd_property_t prop,
                                          uint32_t* out_u32) {
    return ask(root, device_index, out_u32, [&](Root&, const Device& device) {
        if (prop != MND_PROPERTY_TRACKING_ORIGIN_U32) return MND_ERROR_INVALID_PROPERTY;
        *out_u32 = device.tracking_origin;
        return MND_SUCCESS;
    });
}

mnd_result_t mnd_root_get_device_info_float(mnd_root_t* root, uint32_t device_index, mnd_property_t, float* out_float) {
    return ask(root, device_index, out_float, [](Root&, const Device&) { return MND_ERROR_INVALID_PROPERTY; });
}

mnd_result_t mnd_root_get_device_info_string(mnd_root_t* root, uint32_t device_index, mnd_property_t prop,
                                             const char** out_string) {
    return ask(root, device_index, out_string, [&](Root& r, const Device& device) {
        if (prop == MND_PROPERTY_NAME_STRING) return *out_string = r.keep(device.name), MND_SUCCESS;
        if (prop == MND_PROPERTY_SERIAL_STRING) return *out_string = r.keep(device.serial), MND_SUCCESS;
        return MND_ERROR_INVALID_PROPERTY;
    });
}

mnd_result_t mnd_root_get_device_from_role(mnd_root_t* root, const char* role_name, int32_t* out_index) {
    return call(
        root,
        [&](Root& r) -> Outcome {
            const auto devices = r.devices();
            if (!devices) return devices;
            const std::optional<int32_t> index = mnd::device_with_role(*devices, role_name);
            if (!index) return MND_ERROR_INVALID_VALUE;
            *out_index = *index;
            return MND_SUCCESS;
        },
        role_name, out_index);
}

mnd_result_t mnd_root_get_device_battery_status(mnd_root_t* root, uint32_t device_index, bool* out_present,
                                                bool* out_charging, float* out_charge) {
    if (out_charging == nullptr || out_charge == nullptr) return MND_ERROR_INVALID_VALUE;
    return ask(root, device_index, out_present, [&](Root&, const Device& device) {
        const proto::BatteryState battery = device.battery.value_or(proto::BatteryState{});
        *out_present = device.battery.has_value();
        *out_charging = battery.charging;
        *out_charge = battery.level;
        return MND_SUCCESS;
    });
}

mnd_result_t mnd_root_get_device_brightness(mnd_root_t* root, uint32_t device_index, float* out_brightness) {
    return ask(root, device_index, out_brightness, [&](Root& r, const Device& device) -> Outcome {
        const Result<float> value = brightness(r, device);
        if (value) *out_brightness = *value;
        return value;
    });
}

mnd_result_t mnd_root_set_device_brightness(mnd_root_t* root, uint32_t device_index, float value, bool relative) {
    return ask(root, device_index, &value,
               [&](Root& r, const Device& device) { return set_brightness(r, device, value, relative); });
}
