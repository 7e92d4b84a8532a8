// SPDX-License-Identifier: BSL-1.0
//
// Allocates a swapchain's images on the client's side, for clients whose graphics API cannot import the service's. The service
// imports them (CompositorNative::import_swapchain()).
#pragma once

#include <cstddef>
#include <vector>

#include "xrt/compositor_native.hpp"

namespace xrt {

class ImageNativeAllocator {
 public:
    virtual ~ImageNativeAllocator() = default;

    /// What its images are made of.
    virtual ImageMemory memory() const = 0;
    /// For `count` images; ErrorCode::unsupported where there can be none of this kind. The handles are the only ones to the memory.
    virtual Result<std::vector<NativeMemory>> allocate(const SwapchainCreateInfo& info, size_t count) = 0;
};

}  // namespace xrt
