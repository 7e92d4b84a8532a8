// SPDX-License-Identifier: BSL-1.0
//
// What an application sends that shows projection layers of two views, for figures and for floors that are as heavy.
#pragma once

#include <cstddef>

#include "proto/frame.hpp"
#include "xrt/result.hpp"

namespace xrt::bench {

proto::Frame projection_frame(size_t layers);

/// Bytes of its message, with the header.
Result<size_t> message_size(const proto::Frame& frame);

}  // namespace xrt::bench
