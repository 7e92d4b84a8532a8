// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/gl_context.hpp"

#include <utility>

#include "auxiliary/util/log.hpp"

namespace xrt::comp {

Result<ScopedGlContext> ScopedGlContext::enter(GlContext& context) {
    const GlCurrent before = context.current();
    if (before.context == context.own().context) return ScopedGlContext(nullptr, before);
    if (context.make_current(context.own())) return ScopedGlContext(&context, before);
    return Error{ErrorCode::invalid_argument,
                 "the application's OpenGL context cannot be made current in this thread; is it current in another?"};
}

ScopedGlContext::ScopedGlContext(ScopedGlContext&& other) noexcept
    : context_(std::exchange(other.context_, nullptr)), before_(other.before_) {}

ScopedGlContext::~ScopedGlContext() {
    if (context_ == nullptr || context_->make_current(before_)) return;
    log_warning("opengl", "what was current in the application's thread before cannot be made current again");
}

}  // namespace xrt::comp
