// SPDX-License-Identifier: BSL-1.0
//
// Something that the GPU signals. Made by GraphicsBinding::insert_fence(), waited for by FrameSender on any thread.
// Fences come from pools, so their owner hands them back instead of deleting them: a steady frame allocates nothing.
#pragma once

#include <memory>

#include "xrt/result.hpp"
#include "xrt/time.hpp"

namespace xrt::comp {

class GpuFence {
 public:
    virtual ~GpuFence() = default;

    /// Waits at most this long (zero: just looks) and says whether the fence is signalled. Fails if the device is lost.
    virtual Result<bool> wait(Duration timeout) = 0;

    /// The owner needs it no more. Whoever made the fence decides what becomes of it.
    virtual void give_back() = 0;
};

struct GivesFenceBack {
    void operator()(GpuFence* fence) const { fence->give_back(); }
};

/// An empty one counts as signalled: there is nothing to wait for.
using OwnedFence = std::unique_ptr<GpuFence, GivesFenceBack>;

}  // namespace xrt::comp
