// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/watch.hpp"

#include <array>
#include <cstdio>

#include "proto/control_proxy.hpp"
#include "proto/watcher_dispatcher.hpp"
#include "targets/ctl/change_text.hpp"

namespace xrt::ctl {
namespace {

using proto::ChangeKinds;

constexpr std::array<std::pair<std::string_view, uint32_t>, 5> kinds_by_name{{{"clients", ChangeKinds::clients},
                                                                              {"sessions", ChangeKinds::sessions},
                                                                              {"focus", ChangeKinds::focus},
                                                                              {"devices", ChangeKinds::devices},
                                                                              {"properties", ChangeKinds::properties}}};

class Printer final : public proto::Watcher {
 public:
    explicit Printer(Format format) : format_(format) {}

    Result<void> changed(proto::ChangeOrigin origin,
                         const BoundedVector<proto::Change, proto::max_changes_per_event>& changes) override {
        for (const proto::Change& change : changes) {
            const std::string line = format_ == Format::json ? to_json(change, origin) : to_text(change);
            std::printf("%s\n", line.c_str());
        }
        if (std::fflush(stdout) == 0) return {};
        return Error{ErrorCode::os_error, "cannot write to standard output"};
    }

 private:
    const Format format_;
};

}  // namespace

Result<ChangeKinds> parse_kinds(std::span<const std::string> names) {
    ChangeKinds kinds;
    for (const auto& [name, kind] : kinds_by_name) kinds.value |= names.empty() ? kind : 0;
    for (const std::string& wanted : names) {
        uint32_t found = 0;
        for (const auto& [name, kind] : kinds_by_name) found |= name == wanted ? kind : 0;
        if (found == 0) {
            return Error{ErrorCode::invalid_argument,
                         "'" + wanted + "' cannot be watched; clients, sessions, focus, devices and properties can"};
        }
        kinds.value |= found;
    }
    return kinds;
}

Error watch(ipc::Connection& connection, ChangeKinds kinds, Format format) {
    Printer printer(format);
    proto::WatcherDispatcher dispatcher(printer);
    connection.set_event_dispatcher(&dispatcher);
    proto::ControlProxy control(connection);
    Result<void> going = control.subscribe(kinds);
    while (going) going = connection.wait_for_event(Deadline::never());
    connection.set_event_dispatcher(nullptr);
    return std::move(going).error();
}

}  // namespace xrt::ctl
