// SPDX-License-Identifier: BSL-1.0
//
// The runtime library, loaded and negotiated with as an OpenXR loader does, so that a test sees the runtime and not the loader.
#pragma once

#include <openxr/openxr.h>
#include <openxr/openxr_loader_negotiation.h>

#include <string>
#include <vector>

#include "xrt/result.hpp"

namespace xrt::end_to_end {

/// "XR_ERROR_SESSION_LOST"
std::string name_of(XrResult result);

/// An Error that names the function, if this is one.
Result<void> expect_success(XrResult result, const char* function);

class Runtime {
 public:
    static Result<Runtime> load(const std::string& library);
    Runtime(Runtime&& other) noexcept;
    Runtime& operator=(Runtime&&) = delete;
    ~Runtime();  ///< unloads it

    /// nullptr, as the runtime says, where there is no such function for this instance.
    template <typename Function>
    Function get(XrInstance instance, const char* name) const {
        PFN_xrVoidFunction function = nullptr;
        (void)get_(instance, name, &function);
        return reinterpret_cast<Function>(function);
    }

    /// xrGet...GraphicsRequirements: applications have to ask. This one takes whatever the answer is.
    template <typename Requirements>
    Result<void> ask_for(XrInstance instance, XrSystemId system, const char* function, XrStructureType type) const {
        using Ask = XrResult(XRAPI_PTR*)(XrInstance, XrSystemId, Requirements*);
        Requirements requirements{};
        requirements.type = type;
        return expect_success(get<Ask>(instance, function)(instance, system, &requirements), function);
    }

    Result<std::vector<std::string>> extensions() const;
    XrResult create_instance(const std::vector<const char*>& extensions, XrVersion version, XrInstance* instance) const;

 private:
    Runtime(void* library, PFN_xrGetInstanceProcAddr function) : library_(library), get_(function) {}

    void* library_ = nullptr;
    PFN_xrGetInstanceProcAddr get_ = nullptr;
};

}  // namespace xrt::end_to_end
