// SPDX-License-Identifier: BSL-1.0
//
// Arithmetic on the worst-case sizes of messages and on the numbers of the language; nothing wraps around.
#pragma once

#include <optional>
#include <string_view>

#include "ipc/compiler/diagnostics.hpp"
#include "ipc/compiler/model.hpp"

namespace xrt::compiler {

model::Size add(const model::Size& a, const model::Size& b);
model::Size multiply(const model::Size& size, uint64_t count);
/// The larger of the bytes and the larger of the fds.
model::Size largest(const model::Size& a, const model::Size& b);

/// Reports if `size` is more than one message holds; `what` begins the sentence: "the reply".
Result<void> check_fits_message(const model::Size& size, const Location& at, const std::string& what,
                                Diagnostics& diagnostics);

/// "u8" to "i64".
std::optional<model::Integer> find_integer(std::string_view name);
bool fits(const syntax::Number& number, const model::Integer& integer);
bool less(const syntax::Number& a, const syntax::Number& b);
/// "0..255"
std::string range_text(const model::Integer& integer);

}  // namespace xrt::compiler
