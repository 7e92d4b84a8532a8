// SPDX-License-Identifier: BSL-1.0
//
// Makes the model of what was loaded and finds what is wrong with it.
#pragma once

#include "ipc/compiler/diagnostics.hpp"
#include "ipc/compiler/loader.hpp"
#include "ipc/compiler/model.hpp"

namespace xrt::compiler {

/// `loaded` has no mistake in its syntax and outlives the model. If `diagnostics` is not empty afterwards, the model
/// must not be used.
model::Protocol check(const LoadedProtocol& loaded, Diagnostics& diagnostics);

}  // namespace xrt::compiler
