// SPDX-License-Identifier: BSL-1.0
//
// A client's wish for a swapchain, checked against what the compositor can do, and what came of it.
#pragma once

#include "proto/service_interface.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt {

/// invalid_argument or, for a format that is not offered, unsupported.
Result<SwapchainCreateInfo> to_create_info(const proto::SwapchainInfo& info, const SystemCompositorInfo& compositor);

Sampler to_sampler(const proto::Sampler& sampler);

/// No implementation needs less than this for all images.
uint64_t least_image_bytes(const SwapchainCreateInfo& info);

/// At most what 64 bits can say: a client may claim any sizes.
uint64_t total_bytes(const std::vector<NativeMemory>& memory);

/// What frames may be waited for by.
proto::SyncKinds sync_kinds(const SystemCompositorInfo& compositor);

}  // namespace xrt
