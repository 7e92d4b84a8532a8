// SPDX-License-Identifier: BSL-1.0
#include <cstdlib>

#include "auxiliary/os/device_note.hpp"
#include "auxiliary/os/socket_path.hpp"
#include "ipc/client/connection.hpp"
#include "proto/describe.hpp"
#include "proto/protocol_hash.hpp"
#include "proto/service_proxy.hpp"
#include "targets/openxr/connector.hpp"

namespace xrt {
namespace {

class SocketLink final : public oxr::ServiceLink {
 public:
    explicit SocketLink(std::unique_ptr<ipc::Connection> connection)
        : connection_(std::move(connection)), proxy_(*connection_) {}

    proto::Service& service() override { return proxy_; }
    bool lost() const override { return connection_->lost(); }

 private:
    const std::unique_ptr<ipc::Connection> connection_;
    proto::ServiceProxy proxy_;
};

}  // namespace

Result<std::unique_ptr<oxr::ServiceLink>> connect_to_service() {
    ipc::ConnectOptions options;
    options.protocol_hash = proto::protocol_hash;
    options.describe = proto::describe;
    std::unique_ptr<ipc::Connection> connection = TRY(ipc::connect(options));
    return std::unique_ptr<oxr::ServiceLink>(std::make_unique<SocketLink>(std::move(connection)));
}

/// Whoever handed a socket over meant that service, of which nothing is known before it is asked.
bool has_density_maps() {
    const char* const inherited = std::getenv("MONADO_SOCKET_FD");
    if (inherited != nullptr && *inherited != '\0') return false;
    return density_maps_noted(default_socket_path());
}

}  // namespace xrt
