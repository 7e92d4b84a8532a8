// SPDX-License-Identifier: BSL-1.0
//
// Outcome<T>: Result<T> in OpenXR's own codes, for everything behind an entry point. TRY works with it, and in a
// function that returns an Outcome it takes Results as well: their Error becomes the XrResult that fits, and its message is
// told. Whoever finds an error himself says what was wrong by fail() of failure.hpp.
//
//     Outcome<> Session::begin(const XrSessionBeginInfo* info) {
//         TRY(check_type(info, XR_TYPE_SESSION_BEGIN_INFO, "beginInfo"));
//         if (running_) return fail(XR_ERROR_SESSION_RUNNING, "session", "runs already");
//         TRY(instance_->service().begin_session());
//         return XR_SUCCESS;
//     }
#pragma once

#include <cassert>
#include <utility>
#include <variant>

#include "state_trackers/oxr/core/failure.hpp"
#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "xrt/result.hpp"

namespace xrt::oxr {

/// The code that tells an application best what the error was. Notes the error's message for the report (failure.hpp).
XrResult to_xr_result(const Error& error);
/// For an error that no call can return.
void log_unreported(const Error& error);

/// A value, or an XrResult below zero.
template <typename T = void>
class [[nodiscard]] Outcome {
 public:
    Outcome(T content) : content_(std::in_place_index<0>, std::move(content)) {}  // NOLINT(google-explicit-constructor)
    Outcome(XrResult error) : content_(std::in_place_index<1>, error) { assert(error < 0); }  // NOLINT
    Outcome(const Error& error) : Outcome(to_xr_result(error)) {}                             // NOLINT

    bool ok() const { return content_.index() == 0; }
    XrResult error() const { return ok() ? XR_SUCCESS : *std::get_if<1>(&content_); }

    T& value() & {
        assert(ok());
        return *std::get_if<0>(&content_);
    }
    T&& value() && {
        assert(ok());
        return std::move(*std::get_if<0>(&content_));
    }
    T* operator->() { return &value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }

 private:
    std::variant<T, XrResult> content_;
};

/// Any XrResult; success codes other than XR_SUCCESS included.
template <>
class [[nodiscard]] Outcome<void> {
 public:
    Outcome(XrResult code) : code_(code) {}                      // NOLINT(google-explicit-constructor)
    Outcome(const Error& error) : code_(to_xr_result(error)) {}  // NOLINT(google-explicit-constructor)

    bool ok() const { return code_ >= 0; }
    XrResult code() const { return code_; }
    XrResult error() const { return code_; }
    void value() const {}

 private:
    XrResult code_;
};

}  // namespace xrt::oxr
