// SPDX-License-Identifier: BSL-1.0
//
// What lies behind the C functions of monado_service.h: a ServiceHost, its main loop on a thread of its own.
#pragma once

#include <span>
#include <thread>

#include "targets/service/service_host.hpp"

namespace xrt {

class EmbeddedService {
 public:
    static Result<std::unique_ptr<EmbeddedService>> start(std::span<const std::string> options);
    EmbeddedService(const EmbeddedService&) = delete;
    EmbeddedService& operator=(const EmbeddedService&) = delete;
    ~EmbeddedService();

    /// The client's end of a new connection.
    Result<UniqueFd> connect();
    Result<void> add_fd(UniqueFd fd) { return host_.loop().add_fd(std::move(fd)); }
    size_t client_count() { return host_.loop().client_count(); }

 private:
    explicit EmbeddedService(Options options) : host_(std::move(options)) {}
    Result<void> start();
    Result<void> listen();

    ServiceHost host_;
    std::thread thread_;
};

}  // namespace xrt
