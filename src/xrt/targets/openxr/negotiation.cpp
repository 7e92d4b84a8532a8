// SPDX-License-Identifier: BSL-1.0
//
// The only symbol that the library exports.
#include "state_trackers/oxr/core/negotiate.hpp"

#include "state_trackers/oxr/instance/service_link.hpp"
#include "targets/openxr/connector.hpp"

extern "C" __attribute__((visibility("default"))) XRAPI_ATTR XrResult XRAPI_CALL
xrNegotiateLoaderRuntimeInterface(const XrNegotiateLoaderInfo* loader, XrNegotiateRuntimeRequest* request) {
    xrt::oxr::set_service_connector(xrt::connect_to_service);
    xrt::oxr::set_density_map_probe(xrt::has_density_maps);
    return xrt::oxr::negotiate(loader, request);
}
