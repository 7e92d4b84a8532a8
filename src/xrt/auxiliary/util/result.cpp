// SPDX-License-Identifier: BSL-1.0
#include "xrt/result.hpp"

#include <system_error>

namespace xrt {

std::string_view to_string(ErrorCode code) {
    switch (code) {
        case ErrorCode::internal:
            return "internal error";
        case ErrorCode::invalid_argument:
            return "invalid argument";
        case ErrorCode::call_order:
            return "call at the wrong moment";
        case ErrorCode::not_found:
            return "not found";
        case ErrorCode::already_exists:
            return "already exists";
        case ErrorCode::limit_exceeded:
            return "limit exceeded";
        case ErrorCode::out_of_memory:
            return "out of memory";
        case ErrorCode::unsupported:
            return "unsupported";
        case ErrorCode::permission_denied:
            return "permission denied";
        case ErrorCode::unavailable:
            return "unavailable";
        case ErrorCode::version_mismatch:
            return "version mismatch";
        case ErrorCode::connection_lost:
            return "connection lost";
        case ErrorCode::timeout:
            return "timeout";
        case ErrorCode::protocol_violation:
            return "protocol violation";
        case ErrorCode::device_lost:
            return "device lost";
        case ErrorCode::os_error:
            return "system error";
    }
    return "unknown error";
}

static ErrorCode code_from_errno(int errno_value) {
    switch (errno_value) {
        case ENOENT:
            return ErrorCode::not_found;
        case EEXIST:
            return ErrorCode::already_exists;
        case EACCES:
        case EPERM:
        case EROFS:
            return ErrorCode::permission_denied;
        case ENOMEM:
            return ErrorCode::out_of_memory;
        case EMFILE:
        case ENFILE:
        case ENOSPC:
            return ErrorCode::limit_exceeded;
        case ECONNREFUSED:
            return ErrorCode::unavailable;
        case EPIPE:
        case ECONNRESET:
            return ErrorCode::connection_lost;
        default:
            return ErrorCode::os_error;
    }
}

Error os_error(std::string_view what, int errno_value) {
    return {code_from_errno(errno_value), std::string(what) + ": " + std::generic_category().message(errno_value)};
}

}  // namespace xrt
