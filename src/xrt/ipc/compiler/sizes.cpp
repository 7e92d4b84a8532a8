// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/sizes.hpp"

#include <algorithm>

#include "ipc/wire/message.hpp"

namespace xrt::compiler {
namespace {

uint64_t saturating_add(uint64_t a, uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }
uint64_t saturating_multiply(uint64_t a, uint64_t b) { return b != 0 && a > UINT64_MAX / b ? UINT64_MAX : a * b; }

}  // namespace

model::Size add(const model::Size& a, const model::Size& b) {
    return {saturating_add(a.bytes, b.bytes), saturating_add(a.fds, b.fds)};
}

model::Size multiply(const model::Size& size, uint64_t count) {
    return {saturating_multiply(size.bytes, count), saturating_multiply(size.fds, count)};
}

model::Size largest(const model::Size& a, const model::Size& b) {
    return {std::max(a.bytes, b.bytes), std::max(a.fds, b.fds)};
}

Result<void> check_fits_message(const model::Size& size, const Location& at, const std::string& what,
                                Diagnostics& diagnostics) {
    if (size.bytes > ipc::max_message_bytes) {
        return diagnostics.error(at, what + " can take " + std::to_string(size.bytes) + " bytes; expected at most " +
                                         std::to_string(ipc::max_message_bytes) + ", which is what a message holds");
    }
    if (size.fds > ipc::max_message_fds) {
        return diagnostics.error(at, what + " can take " + std::to_string(size.fds) + " fds; expected at most " +
                                         std::to_string(ipc::max_message_fds) + ", which is what a message holds");
    }
    return {};
}

std::optional<model::Integer> find_integer(std::string_view name) {
    for (const unsigned bits : {8u, 16u, 32u, 64u}) {
        for (const bool is_signed : {false, true}) {
            const model::Integer integer{bits, is_signed};
            if (integer.name() == name) return integer;
        }
    }
    return std::nullopt;
}

bool fits(const syntax::Number& number, const model::Integer& integer) {
    return number.magnitude <= (number.negative ? integer.lowest_magnitude() : integer.highest());
}

bool less(const syntax::Number& a, const syntax::Number& b) {
    if (a.negative != b.negative) return a.negative;
    return a.negative ? a.magnitude > b.magnitude : a.magnitude < b.magnitude;
}

std::string range_text(const model::Integer& integer) {
    const std::string lowest = integer.is_signed ? "-" + std::to_string(integer.lowest_magnitude()) : "0";
    return lowest + ".." + std::to_string(integer.highest());
}

}  // namespace xrt::compiler
