// SPDX-License-Identifier: BSL-1.0
//
// What stands around the body of every entry point: the handle is looked up, the loss of the service is told, and no
// exception crosses the C boundary.
//
//     XrResult api::xrBeginSession(XrSession session, const XrSessionBeginInfo* info) {
//         return call<Session>(session, [&](Session& s) { return s.begin(info); });
//     }
#pragma once

#include <memory>
#include <new>
#include <utility>

#include "auxiliary/util/log.hpp"
#include "state_trackers/oxr/core/handle_table.hpp"
#include "state_trackers/oxr/core/outcome.hpp"

namespace xrt::oxr {

/// For functions without a handle to look up. `body` returns an Outcome<>.
template <typename Body>
XrResult guarded(Body&& body) noexcept {
    try {
        const Outcome<> outcome = std::forward<Body>(body)();
        return outcome.code();
    } catch (const std::bad_alloc&) {
        return XR_ERROR_OUT_OF_MEMORY;
    } catch (...) {
        log_error("oxr", "an exception reached the application's boundary");
        return XR_ERROR_RUNTIME_FAILURE;
    }
}

/// For the few functions that work on without the service: they only name things, poll events or clean up.
template <typename T, typename Body>
XrResult call_even_if_lost(typename T::Handle handle, Body&& body) noexcept {
    return guarded([&]() -> Outcome<> {
        const std::shared_ptr<T> object = handle_table().find<T>(handle);
        if (object == nullptr) return XR_ERROR_HANDLE_INVALID;
        return body(*object);
    });
}

/// The usual case. After the service is lost: XR_ERROR_INSTANCE_LOST, whatever the handle's type. What succeeds on a
/// session that is about to be lost says so (specification: session, "LOSS_PENDING").
template <typename T, typename Body>
XrResult call(typename T::Handle handle, Body&& body) noexcept {
    return call_even_if_lost<T>(handle, [&](T& object) -> Outcome<> {
        if (object.instance().lost()) return XR_ERROR_INSTANCE_LOST;
        const Outcome<> outcome = body(object);
        if constexpr (T::object_type == XR_OBJECT_TYPE_SESSION) {
            if (outcome.ok() && object.state() == XR_SESSION_STATE_LOSS_PENDING) return XR_SESSION_LOSS_PENDING;
        }
        return outcome;
    });
}

/// xrDestroy*: works in every state.
template <typename T>
XrResult destroy(typename T::Handle handle) noexcept {
    return guarded([&] { return handle_table().destroy<T>(handle); });
}

/// For handles among the arguments.
template <typename T>
Outcome<std::shared_ptr<T>> find_or_error(typename T::Handle handle) {
    std::shared_ptr<T> object = handle_table().find<T>(handle);
    if (object == nullptr) return XR_ERROR_HANDLE_INVALID;
    return object;
}

}  // namespace xrt::oxr
