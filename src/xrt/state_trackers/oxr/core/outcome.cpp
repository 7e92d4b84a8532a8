// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/outcome.hpp"

#include "auxiliary/util/log.hpp"

namespace xrt::oxr {
namespace {

XrResult code_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_argument:
            return XR_ERROR_VALIDATION_FAILURE;
        case ErrorCode::call_order:
            return XR_ERROR_CALL_ORDER_INVALID;
        case ErrorCode::limit_exceeded:
            return XR_ERROR_LIMIT_REACHED;
        case ErrorCode::out_of_memory:
            return XR_ERROR_OUT_OF_MEMORY;
        case ErrorCode::unsupported:
            return XR_ERROR_FEATURE_UNSUPPORTED;
        case ErrorCode::unavailable:
        case ErrorCode::version_mismatch:
            return XR_ERROR_RUNTIME_UNAVAILABLE;
        // A service that broke the protocol is as gone as one that died: the connection ends either way.
        case ErrorCode::connection_lost:
        case ErrorCode::protocol_violation:
            return XR_ERROR_INSTANCE_LOST;
        // The service's GPU or the application's own: either way the session's images are gone with it.
        case ErrorCode::device_lost:
            return XR_ERROR_SESSION_LOST;
        case ErrorCode::internal:
        case ErrorCode::not_found:
        case ErrorCode::already_exists:
        case ErrorCode::permission_denied:
        case ErrorCode::timeout:
        case ErrorCode::os_error:
            break;
    }
    return XR_ERROR_RUNTIME_FAILURE;
}

}  // namespace

XrResult to_xr_result(const Error& error) { return fail(code_of(error.code), nullptr, "%s", error.message.c_str()); }

void log_unreported(const Error& error) { log_error("oxr", "%s", error.message.c_str()); }

}  // namespace xrt::oxr
