// SPDX-License-Identifier: BSL-1.0
//
// Whether a frame can be drawn. Clients check before they send, for good errors; this check keeps the service safe.
#pragma once

#include "xrt/compositor_native.hpp"

namespace xrt::comp {

/// ErrorCode::invalid_argument, with the layer and the reason, for a frame that no client of ours would send.
Result<void> check_frame(const LayerFrame& frame);

}  // namespace xrt::comp
