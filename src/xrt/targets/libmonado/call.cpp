// SPDX-License-Identifier: BSL-1.0
#include "targets/libmonado/call.hpp"

namespace xrt::mnd {

mnd_result_t Outcome::code_of(const Error& error) {
    switch (error.code) {
        case ErrorCode::not_found:
        case ErrorCode::invalid_argument:
            return MND_ERROR_INVALID_VALUE;
        case ErrorCode::unsupported:
            return MND_ERROR_UNSUPPORTED_OPERATION;
        case ErrorCode::version_mismatch:
            return MND_ERROR_INVALID_VERSION;
        default:
            return MND_ERROR_OPERATION_FAILED;
    }
}

}  // namespace xrt::mnd
