// SPDX-License-Identifier: BSL-1.0
//
// What is behind an mnd_root_t: the connection to the service, the list of clients as it was asked for last, and the strings that
// were handed out. Safe on any thread.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "ipc/client/connection.hpp"
#include "proto/control_proxy.hpp"

namespace xrt::mnd {

class Root {
 public:
    /// Whatever ipc::connect() fails with.
    static Result<std::unique_ptr<Root>> connect();

    proto::Control& control() { return control_; }

    /// Ids, longest connected first.
    Result<void> update_clients();
    std::vector<uint32_t> clients() const;
    /// As it is now. not_found if there is no such client.
    Result<proto::ClientDescription> client(uint32_t id);
    /// As it is now. not_found, likewise.
    Result<proto::DeviceDescription> device(uint32_t index);
    Result<proto::ListDevicesReply> devices() { return control_.list_devices(); }
    Result<proto::TrackingOrigin> tracking_origin(uint32_t index);

    /// The same text for as long as the root lives.
    const char* keep(const std::string& text);

 private:
    explicit Root(std::unique_ptr<ipc::Connection> connection)
        : connection_(std::move(connection)), control_(*connection_) {}

    struct State {
        std::vector<uint32_t> clients;
        std::set<std::string> strings;  ///< whose nodes stay where they are
    };

    const std::unique_ptr<ipc::Connection> connection_;
    proto::ControlProxy control_;
    Guarded<State> state_;
};

}  // namespace xrt::mnd
