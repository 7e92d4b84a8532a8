// SPDX-License-Identifier: BSL-1.0
//
// What stands around the body of every entry point: the handle is looked up, the loss of the service is told, no exception
// crosses the C boundary, and an error is reported with the function's name (report.hpp).
//
//     XrResult api::xrBeginSession(XrSession session, const XrSessionBeginInfo* info) {
//         return call<Session>(session, [&](Session& s) { return s.begin(info); });
//     }
//
// The function's name comes from where these are called: a helper between takes it as its own last parameter and hands it on.
#pragma once

#include <memory>
#include <new>
#include <utility>

#include "auxiliary/util/log.hpp"
#include "state_trackers/oxr/core/handle_table.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/core/report.hpp"
#include "state_trackers/oxr/debug/deferred_messages.hpp"

namespace xrt::oxr {

template <typename Body>
XrResult code_of(Body&& body) noexcept {
    try {
        const Outcome<> outcome = std::forward<Body>(body)();
        return outcome.code();
    } catch (const std::bad_alloc&) {
        return XR_ERROR_OUT_OF_MEMORY;
    } catch (...) {
        return fail(XR_ERROR_RUNTIME_FAILURE, nullptr, "an exception reached the application's boundary");
    }
}

template <typename Body>
XrResult guarded_at(const CallSite& site, Body&& body) noexcept {
    const XrResult code = code_of(std::forward<Body>(body));
    if (code < 0) [[unlikely]]
        report_failure(site, code);
    if (has_deferred_messages()) [[unlikely]]
        deliver_deferred_messages();
    return code;
}

/// For functions without a handle to look up. `body` returns an Outcome<>.
template <typename Body>
XrResult guarded(Body&& body, const char* function = __builtin_FUNCTION()) noexcept {
    return guarded_at({function}, std::forward<Body>(body));
}

/// For the few functions that work on without the service: they only name things, poll events or clean up.
template <typename T, typename Body>
XrResult call_even_if_lost(typename T::Handle handle, Body&& body,
                           const char* function = __builtin_FUNCTION()) noexcept {
    return guarded_at({function, T::object_type, to_raw(handle)}, [&]() -> Outcome<> {
        const std::shared_ptr<T> object = handle_table().find<T>(handle);
        if (object == nullptr) return XR_ERROR_HANDLE_INVALID;
        return body(*object);
    });
}

/// Sessions, and what is made from them.
template <typename T>
concept OfSession = requires(T& object) {
    object.session();
};

/// The usual case. After the service is lost: XR_ERROR_INSTANCE_LOST, whatever the handle's type. After the session is lost:
/// XR_ERROR_SESSION_LOST for it and its children. What succeeds on a session that is about to be lost says so (specification: session,
/// "LOSS_PENDING").
template <typename T, typename Body>
XrResult call(typename T::Handle handle, Body&& body, const char* function = __builtin_FUNCTION()) noexcept {
    return call_even_if_lost<T>(
        handle,
        [&](T& object) -> Outcome<> {
            if (object.instance().lost()) return XR_ERROR_INSTANCE_LOST;
            if constexpr (OfSession<T>) {
                if (object.instance().session_lost()) return XR_ERROR_SESSION_LOST;
            }
            const Outcome<> outcome = body(object);
            if constexpr (T::object_type == XR_OBJECT_TYPE_SESSION) {
                if (outcome.ok() && object.state() == XR_SESSION_STATE_LOSS_PENDING) return XR_SESSION_LOSS_PENDING;
            }
            return outcome;
        },
        function);
}

/// xrDestroy*: works in every state.
template <typename T>
XrResult destroy(typename T::Handle handle, const char* function = __builtin_FUNCTION()) noexcept {
    return guarded_at({function, T::object_type, to_raw(handle)}, [&] { return handle_table().destroy<T>(handle); });
}

/// For handles among the arguments; `where` names it.
template <typename T>
Outcome<std::shared_ptr<T>> find_or_error(typename T::Handle handle, Where where = nullptr) {
    std::shared_ptr<T> object = handle_table().find<T>(handle);
    if (object != nullptr) return object;
    const char* what = to_raw(handle) == 0 ? "is XR_NULL_HANDLE" : "is no handle of a living object of its type";
    if (where.argument != nullptr) return fail(XR_ERROR_HANDLE_INVALID, where, "%s", what);
    return fail(XR_ERROR_HANDLE_INVALID, ("@" + handle_type_name(T::object_type)).c_str(), "%s", what);
}

}  // namespace xrt::oxr
