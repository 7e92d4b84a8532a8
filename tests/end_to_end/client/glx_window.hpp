// SPDX-License-Identifier: BSL-1.0
//
// An OpenGL context of a window that nobody sees, made through GLX, and a binding to it as some engines give it: visual id 0 and no
// framebuffer configuration. The libraries are loaded when the first is made.
#pragma once

#include <memory>

#include "client/runtime.hpp"

namespace xrt::end_to_end {

class GlxWindow {
 public:
    static constexpr int64_t format = 0x8C43;  ///< GL_SRGB8_ALPHA8

    /// Its context is current in this thread.
    static Result<std::unique_ptr<GlxWindow>> create(const Runtime& runtime, XrInstance instance, XrSystemId system);
    ~GlxWindow();
    GlxWindow(const GlxWindow&) = delete;
    GlxWindow& operator=(const GlxWindow&) = delete;

    /// For XrSessionCreateInfo::next.
    const void* binding() const;

 private:
    struct Glx;
    explicit GlxWindow(std::unique_ptr<Glx> glx);
    Result<void> open();

    const std::unique_ptr<Glx> glx_;
};

}  // namespace xrt::end_to_end
