// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/runtime_info.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/debug/messenger.hpp"
#include "state_trackers/oxr/debug/suspicion.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/instance/instance_request.hpp"

namespace xrt::oxr {
namespace {

/// Whatever keeps us from the service, the application hears that the runtime is not there; the log says why.
Outcome<std::unique_ptr<ServiceLink>> connect() {
    Result<std::unique_ptr<ServiceLink>> link = connect_to_service();
    if (link.ok()) return std::move(link).value();
    return fail(XR_ERROR_RUNTIME_UNAVAILABLE, nullptr, "%s", link.error().message.c_str());
}

/// What xrEnumerateInstanceExtensionProperties left out, or was told by another service.
Outcome<> check_device_extensions(const Instance& instance) {
    if (instance.system_info().density_maps) return XR_SUCCESS;
    for (const ExtensionInfo& each : extensions) {
        if (!needs_density_maps(each.feature) || !instance.has(each.feature)) continue;
        return fail(XR_ERROR_EXTENSION_NOT_PRESENT, "createInfo->enabledExtensionNames",
                    "ask for the extension %s, and the service's device does not draw with VK_EXT_fragment_density_map",
                    each.name);
    }
    return XR_SUCCESS;
}

/// A service that is lost while we introduce ourselves was never there, as far as the application can know.
Outcome<std::shared_ptr<Instance>> create_instance(const XrInstanceCreateInfo* info) {
    const InstanceRequest request = TRY(check_instance_request(info));
    std::unique_ptr<ServiceLink> link = TRY(connect());
    auto created = Instance::create(request, std::move(link), std::make_unique<MonotonicWaiter>());
    if (created.error() == XR_ERROR_INSTANCE_LOST) {
        return fail(XR_ERROR_RUNTIME_UNAVAILABLE, nullptr, "the service went away while we introduced ourselves");
    }
    if (created.ok()) TRY(check_device_extensions(**created));
    return created;
}

/// What is wrong with it is told when the rest is checked.
std::optional<MessengerSettings> chained_messenger(const XrInstanceCreateInfo* info) {
    if (info == nullptr || info->type != XR_TYPE_INSTANCE_CREATE_INFO || !enables(*info, Feature::EXT_debug_utils)) {
        return std::nullopt;
    }
    const auto* wanted =
        find_in_chain<XrDebugUtilsMessengerCreateInfoEXT>(info->next, XR_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT);
    if (wanted == nullptr) return std::nullopt;
    auto settings = check_messenger(wanted);
    if (!settings.ok()) return std::nullopt;
    return *settings;
}

std::optional<MessengerSettings> creation_messenger_of(XrInstance handle) {
    const auto instance = handle_table().find<Instance>(handle);
    return instance == nullptr ? std::nullopt : instance->creation_messenger();
}

}  // namespace

XrResult api::xrCreateInstance(const XrInstanceCreateInfo* info, XrInstance* instance) {
    const std::optional<MessengerSettings> settings = chained_messenger(info);
    const TemporaryMessenger messenger(settings ? &*settings : nullptr);
    return guarded([&]() -> Outcome<> {
        TRY(check_pointer(instance, "instance"));
        const std::shared_ptr<Instance> created = TRY(create_instance(info));
        created->set_creation_messenger(settings);
        return handle_table().insert(created, 0, instance);
    });
}

XrResult api::xrDestroyInstance(XrInstance instance) {
    const std::optional<MessengerSettings> settings = creation_messenger_of(instance);
    const TemporaryMessenger messenger(settings ? &*settings : nullptr);
    if (is_strict()) look_before_end(to_raw(instance), "xrDestroyInstance");
    return destroy<Instance>(instance);
}

XrResult api::xrGetInstanceProperties(XrInstance instance, XrInstanceProperties* properties) {
    return call_even_if_lost<Instance>(instance, [&](Instance&) -> Outcome<> {
        TRY(check_type(properties, XR_TYPE_INSTANCE_PROPERTIES));
        properties->runtimeVersion = runtime_version();
        copy_text(runtime_name, properties->runtimeName);
        return XR_SUCCESS;
    });
}

XrResult api::xrPollEvent(XrInstance instance, XrEventDataBuffer* event) {
    return call_even_if_lost<Instance>(instance, [&](Instance& i) { return i.poll_event(event); });
}

}  // namespace xrt::oxr
