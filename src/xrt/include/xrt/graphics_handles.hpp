// SPDX-License-Identifier: BSL-1.0
//
// Native graphics handles, as every graphics API can import them: owned file descriptors.
#pragma once

#include "xrt/unique_fd.hpp"

namespace xrt {

/// Memory of one swapchain image (VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD).
struct GraphicsBufferHandle {
    UniqueFd fd;
};

/// Something to wait for before reading an image (a sync file or an opaque semaphore).
struct GraphicsSyncHandle {
    UniqueFd fd;
};

}  // namespace xrt
