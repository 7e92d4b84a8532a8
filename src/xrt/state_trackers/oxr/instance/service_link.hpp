// SPDX-License-Identifier: BSL-1.0
//
// How the state tracker reaches the service without knowing whether a socket lies between. The targets say how to
// connect.
#pragma once

#include <memory>

#include "proto/service_interface.hpp"
#include "xrt/result.hpp"

namespace xrt::oxr {

/// A connection, owned by one Instance. Dropping it ends everything that the service holds for it.
class ServiceLink {
 public:
    virtual ~ServiceLink() = default;
    virtual proto::Service& service() = 0;
    /// The service is gone. Costs no system call; true within a moment of the service's death, and then for ever.
    virtual bool lost() const = 0;
};

using ServiceConnector = Result<std::unique_ptr<ServiceLink>> (*)();

/// Called by the target before the loader asks for anything.
void set_service_connector(ServiceConnector connector);
/// By that connector.
Result<std::unique_ptr<ServiceLink>> connect_to_service();

/// Whether the service's device draws with density maps, for those who have no instance yet. Costs next to nothing, makes no client, and
/// says no where that is not known.
using DensityMapProbe = bool (*)();

/// Called by the target before the loader asks for anything.
void set_density_map_probe(DensityMapProbe probe);
/// By that probe; no without one.
bool device_has_density_maps();

}  // namespace xrt::oxr
