// SPDX-License-Identifier: BSL-1.0
//
// A monado-service for the measurements, on a private socket to which this process's environment leads.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "xrt/result.hpp"

namespace xrt::bench {

/// A running monado-service, ended by the destructor.
class ServiceProcess {
 public:
    /// Returns when the service has said that it is ready. `options` are of its command line.
    static Result<ServiceProcess> start(const std::vector<std::string>& options);
    ServiceProcess(ServiceProcess&& other) noexcept;
    ServiceProcess& operator=(ServiceProcess&&) = delete;
    ~ServiceProcess();

    pid_t pid() const { return pid_; }

 private:
    ServiceProcess() = default;
    std::string folder_;
    pid_t pid_ = -1;
};

}  // namespace xrt::bench
