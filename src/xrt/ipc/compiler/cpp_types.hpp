// SPDX-License-Identifier: BSL-1.0
//
// Types of the language as C++ spells them.
#pragma once

#include <string>

#include "ipc/compiler/model.hpp"

namespace xrt::compiler {

/// "BoundedVector<Layer, max_layers>", inside the protocol's namespace.
std::string cpp_type(const model::Type& type);
/// The same for types that are the same to the C++ compiler: aliases resolved, constants as numbers.
std::string canonical_cpp_type(const model::Type& type);
/// "uint32_t"
std::string cpp_integer(const model::Integer& integer);
/// "const Frame& frame", "uint32_t output": see doc/ipc-language.md for which is which.
std::string cpp_parameter(const model::Field& field);
/// The same without a name: "const Frame&", "uint32_t".
std::string cpp_parameter_type(const model::Field& field);
/// "INT64_MIN", "-5"
std::string cpp_literal(const syntax::Number& number);
bool is_passed_by_value(const model::Type& type);

}  // namespace xrt::compiler
