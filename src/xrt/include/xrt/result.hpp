// SPDX-License-Identifier: BSL-1.0
//
// Result<T>: a value or an Error. Everything that can fail returns one; TRY hands an error to the caller:
//
//     Result<Mapping> map(const UniqueFd& fd) {
//         const size_t size = TRY(file_size(fd));
//         return Mapping::create(fd, size);
//     }
#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace xrt {

/// What went wrong, as far as the other side of an interface must tell cases apart. These values travel on the wire.
enum class ErrorCode : uint16_t {
    internal = 1,        ///< our own mistake, or one of a library below us
    invalid_argument,    ///< the caller's value breaks a rule of the called function
    call_order,          ///< right call, wrong moment
    not_found,           ///< no such object, file or name
    already_exists,      ///< somebody else holds it
    limit_exceeded,      ///< a quota of the caller, or of the system, is used up
    out_of_memory,       ///< of any kind of memory
    unsupported,         ///< nothing here can do that
    permission_denied,   ///< the caller may not
    unavailable,         ///< the service or a driver is not there
    version_mismatch,    ///< client and service speak different protocols
    connection_lost,     ///< the peer is gone
    timeout,             ///< the deadline passed
    protocol_violation,  ///< the peer broke the rules of the wire; the connection ends
    device_lost,         ///< the GPU is gone
    os_error,            ///< a system call failed in a way that fits nothing above
};
inline constexpr ErrorCode last_error_code = ErrorCode::os_error;

std::string_view to_string(ErrorCode code);

struct [[nodiscard]] Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;  ///< for a person: what failed, on what, and why; no trailing newline

    bool operator==(const Error&) const = default;
};

/// An Error from `errno`: "<what>: <strerror>".
Error os_error(std::string_view what, int errno_value);

template <typename T>
class [[nodiscard]] Result {
   public:
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
    Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

    bool ok() const { return content_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & { assert(ok()); return *std::get_if<0>(&content_); }
    const T& value() const& { assert(ok()); return *std::get_if<0>(&content_); }
    T&& value() && { assert(ok()); return std::move(*std::get_if<0>(&content_)); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }

    const Error& error() const& { assert(!ok()); return *std::get_if<1>(&content_); }
    Error&& error() && { assert(!ok()); return std::move(*std::get_if<1>(&content_)); }

   private:
    std::variant<T, Error> content_;
};

template <>
class [[nodiscard]] Result<void> {
   public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

    bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }
    void value() const { assert(ok()); }

    const Error& error() const& { assert(!ok()); return *error_; }
    Error&& error() && { assert(!ok()); return std::move(*error_); }

   private:
    std::optional<Error> error_;
};

}  // namespace xrt

/// The value of a Result, or return its error from the enclosing function. Not inside a braced list of things that own
/// something: GCC 12 forgets to destroy what the list has built so far when TRY returns. Give it a statement of its own.
#define TRY(...)                                                                  \
    __extension__({                                                               \
        auto try_result = (__VA_ARGS__);                                          \
        if (!try_result.ok()) [[unlikely]] return std::move(try_result).error();  \
        std::move(try_result).value();                                            \
    })
