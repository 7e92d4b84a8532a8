// SPDX-License-Identifier: BSL-1.0
//
// The runtime under measurement: a monado-service of its own on a private socket, and libopenxr_monado.so loaded as an OpenXR
// loader would, but without the loader's own cost between us and the figure.
#pragma once

#include <openxr/openxr.h>
#include <sys/types.h>

#include <string>

#include "xrt/result.hpp"

namespace xrt::bench {

/// A running monado-service, ended by the destructor.
class ServiceProcess {
   public:
    /// Returns when the service has said that it is ready.
    static Result<ServiceProcess> start(const std::string& compositor);
    ServiceProcess(ServiceProcess&& other) noexcept;
    ServiceProcess& operator=(ServiceProcess&&) = delete;
    ~ServiceProcess();

   private:
    ServiceProcess() = default;
    std::string folder_;
    pid_t pid_ = -1;
};

/// The runtime's entry points, loaded by negotiation. Stays loaded for the process's life.
class Runtime {
   public:
    static Result<Runtime> load();

    /// The function, which must exist for this instance.
    template <typename Function>
    Function get(XrInstance instance, const char* name) const {
        PFN_xrVoidFunction function = nullptr;
        (void)get_instance_proc_addr_(instance, name, &function);
        return reinterpret_cast<Function>(function);
    }

   private:
    PFN_xrGetInstanceProcAddr get_instance_proc_addr_ = nullptr;
};

}  // namespace xrt::bench
