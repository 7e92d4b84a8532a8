// SPDX-License-Identifier: BSL-1.0
//
// The floor under the creation of a swapchain: the same images and handles, made with bare Vulkan in this process.
#pragma once

#include <vulkan/vulkan.h>

#include <cstddef>
#include <memory>
#include <vector>

#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::bench {

class BareSwapchain {
 public:
    /// `count` exportable colour images of size x size with dedicated memory, each with its handle. `device` outlives them.
    static Result<std::unique_ptr<BareSwapchain>> create(VkDevice device, uint32_t size, size_t count);
    ~BareSwapchain();
    BareSwapchain(const BareSwapchain&) = delete;
    BareSwapchain& operator=(const BareSwapchain&) = delete;

 private:
    struct Image;
    BareSwapchain();

    std::vector<std::unique_ptr<Image>> images_;
};

}  // namespace xrt::bench
