// SPDX-License-Identifier: BSL-1.0
#include "client/runtime.hpp"

#include <dlfcn.h>
#include <openxr/openxr_reflection.h>

#include <cstring>
#include <utility>

namespace xrt::end_to_end {

std::string name_of(XrResult result) {
    switch (result) {
#define NAME_CASE(name, value) \
    case name:                 \
        return #name;
        XR_LIST_ENUM_XrResult(NAME_CASE)
#undef NAME_CASE
                default : return "XrResult " +
                          std::to_string(result);
    }
}

Result<void> expect_success(XrResult result, const char* function) {
    if (XR_SUCCEEDED(result)) return {};
    return Error{ErrorCode::internal, std::string(function) + ": " + name_of(result)};
}

Result<Runtime> Runtime::load(const std::string& library) {
    void* handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!handle) return Error{ErrorCode::not_found, ::dlerror()};
    Runtime runtime(handle, nullptr);
    const auto negotiate =
        reinterpret_cast<PFN_xrNegotiateLoaderRuntimeInterface>(::dlsym(handle, "xrNegotiateLoaderRuntimeInterface"));
    if (!negotiate) return Error{ErrorCode::not_found, ::dlerror()};
    const XrNegotiateLoaderInfo loader{
        XR_LOADER_INTERFACE_STRUCT_LOADER_INFO, XR_LOADER_INFO_STRUCT_VERSION, sizeof(XrNegotiateLoaderInfo),   1,
        XR_CURRENT_LOADER_RUNTIME_VERSION,      XR_MAKE_VERSION(1, 0, 0),      XR_MAKE_VERSION(1, 0x3ff, 0xfff)};
    XrNegotiateRuntimeRequest request{};
    request.structType = XR_LOADER_INTERFACE_STRUCT_RUNTIME_REQUEST;
    request.structVersion = XR_RUNTIME_INFO_STRUCT_VERSION;
    request.structSize = sizeof request;
    TRY(expect_success(negotiate(&loader, &request), "xrNegotiateLoaderRuntimeInterface"));
    runtime.get_ = request.getInstanceProcAddr;
    return runtime;
}

Runtime::Runtime(Runtime&& other) noexcept : library_(std::exchange(other.library_, nullptr)), get_(other.get_) {}

Runtime::~Runtime() {
    if (library_) ::dlclose(library_);
}

Result<std::vector<std::string>> Runtime::extensions() const {
    const auto enumerate =
        get<PFN_xrEnumerateInstanceExtensionProperties>(XR_NULL_HANDLE, "xrEnumerateInstanceExtensionProperties");
    uint32_t count = 0;
    TRY(expect_success(enumerate(nullptr, 0, &count, nullptr), "xrEnumerateInstanceExtensionProperties"));
    std::vector<XrExtensionProperties> properties(count, {.type = XR_TYPE_EXTENSION_PROPERTIES});
    TRY(expect_success(enumerate(nullptr, count, &count, properties.data()), "xrEnumerateInstanceExtensionProperties"));
    std::vector<std::string> names;
    for (const XrExtensionProperties& property : properties) names.emplace_back(property.extensionName);
    return names;
}

XrResult Runtime::create_instance(const std::vector<const char*>& extensions, XrVersion version,
                                  XrInstance* instance) const {
    XrInstanceCreateInfo info{.type = XR_TYPE_INSTANCE_CREATE_INFO};
    std::strcpy(info.applicationInfo.applicationName, "end to end");
    info.applicationInfo.apiVersion = version;
    info.enabledExtensionCount = static_cast<uint32_t>(extensions.size());
    info.enabledExtensionNames = extensions.data();
    return get<PFN_xrCreateInstance>(XR_NULL_HANDLE, "xrCreateInstance")(&info, instance);
}

}  // namespace xrt::end_to_end
