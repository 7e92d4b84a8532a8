// SPDX-License-Identifier: BSL-1.0
//
// A context of OpenGL ES without any window system, made through EGL, and a binding to it (XR_MNDX_egl_enable). The libraries are loaded
// when the first is made.
#pragma once

#include <memory>
#include <vector>

#include "client/runtime.hpp"

namespace xrt::end_to_end {

class EglContext {
 public:
    static constexpr int64_t format = 0x8C43;  ///< GL_SRGB8_ALPHA8

    /// It is current in this thread.
    static Result<std::unique_ptr<EglContext>> create(const Runtime& runtime, XrInstance instance, XrSystemId system);
    ~EglContext();
    EglContext(const EglContext&) = delete;
    EglContext& operator=(const EglContext&) = delete;

    /// For XrSessionCreateInfo::next.
    const void* binding() const;

    /// Asks for the swapchain's images, to be painted.
    Result<void> take_images(const Runtime& runtime, XrInstance instance, XrSwapchain swapchain);
    /// All of it becomes red.
    void paint(uint32_t index);

 private:
    struct Egl;
    explicit EglContext(std::unique_ptr<Egl> egl);

    const std::unique_ptr<Egl> egl_;
    std::vector<uint32_t> textures_;
};

}  // namespace xrt::end_to_end
