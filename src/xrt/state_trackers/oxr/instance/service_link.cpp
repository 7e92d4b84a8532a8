// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/service_link.hpp"

#include <atomic>

namespace xrt::oxr {
namespace {

constinit std::atomic<ServiceConnector> the_connector{nullptr};
constinit std::atomic<DensityMapProbe> the_probe{nullptr};

}  // namespace

void set_service_connector(ServiceConnector connector) { the_connector.store(connector); }

Result<std::unique_ptr<ServiceLink>> connect_to_service() {
    const ServiceConnector connector = the_connector.load();
    if (connector == nullptr) return Error{ErrorCode::internal, "this library was built without a way to the service"};
    return connector();
}

void set_density_map_probe(DensityMapProbe probe) { the_probe.store(probe); }

bool device_has_density_maps() {
    const DensityMapProbe probe = the_probe.load();
    return probe != nullptr && probe();
}

}  // namespace xrt::oxr
