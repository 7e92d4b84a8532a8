// SPDX-License-Identifier: BSL-1.0
//
// Images as rows of texels in shared memory (ImageMemory::pixels), for graphics APIs that cannot import the service's images: the
// client copies into them when an image is released, the service out of them when it draws.
#pragma once

#include "xrt/image_native_allocator.hpp"

namespace xrt::comp {

class PixelAllocator final : public ImageNativeAllocator {
 public:
    ImageMemory memory() const override { return ImageMemory::pixels; }
    /// `unsupported` for formats without plain rows and for several samples per pixel.
    Result<std::vector<NativeMemory>> allocate(const SwapchainCreateInfo& info, size_t count) override;
};

}  // namespace xrt::comp
