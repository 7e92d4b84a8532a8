// SPDX-License-Identifier: BSL-1.0
//
// Swapchains as messages have them and as the compositor and graphics APIs do, for both ends of a connection. The two say the same
// in other types; nothing is checked here.
#pragma once

#include <vector>

#include "proto/swapchain.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt {

/// What create_swapchain() gives and import_swapchain() takes.
using ProtoMemory = BoundedVector<proto::SwapchainMemory, max_swapchain_images>;

proto::SwapchainInfo to_proto(const SwapchainCreateInfo& info);
proto::ImageMemory to_proto(ImageMemory kind);
/// At most max_swapchain_images.
ProtoMemory to_proto(std::vector<NativeMemory> memory);

SwapchainCreateInfo to_native(const proto::SwapchainInfo& info);
ImageMemory to_native(proto::ImageMemory kind);
std::vector<NativeMemory> to_native(ProtoMemory memory);

}  // namespace xrt
