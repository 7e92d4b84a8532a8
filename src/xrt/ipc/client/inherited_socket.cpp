// SPDX-License-Identifier: BSL-1.0
#include "ipc/client/inherited_socket.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <mutex>
#include <string_view>

#include "ipc/wire/connected_socket.hpp"

namespace xrt::ipc {
namespace {

std::string named(std::string_view value) {
    return std::string(inherited_socket_variable) + "=" + std::string(value) + ": ";
}

Error refuse(std::string_view value, std::string_view why) {
    return {ErrorCode::invalid_argument, named(value) + std::string(why)};
}

std::optional<int> number_in(std::string_view text) {
    int number = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && number >= 0 ? std::optional(number) : std::nullopt;
}

Result<UniqueFd> replace_by_placeholder(int fd) {
    UniqueFd taken(::fcntl(fd, F_DUPFD_CLOEXEC, 0));
    const UniqueFd placeholder(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
    if (!taken.valid() || !placeholder.valid() || ::dup3(placeholder.get(), fd, O_CLOEXEC) < 0) {
        return os_error("cannot take the inherited socket over", errno);
    }
    return taken;
}

}  // namespace

Result<std::optional<UniqueFd>> take_inherited_socket() {
    constinit static std::mutex one_at_a_time;
    const std::lock_guard guard(one_at_a_time);
    const char* const value = std::getenv(inherited_socket_variable);
    if (!value || !*value) return std::optional<UniqueFd>();
    const std::optional<int> number = number_in(value);
    if (!number) return refuse(value, "this is no number of a file descriptor");
    if (const auto usable = check_connected_socket(*number); !usable) {
        return refuse(value, usable.error().message + " (an inherited socket serves one connection)");
    }
    return std::optional(TRY(replace_by_placeholder(*number)));
}

}  // namespace xrt::ipc
