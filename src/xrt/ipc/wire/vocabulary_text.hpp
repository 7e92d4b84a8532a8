// SPDX-License-Identifier: BSL-1.0
//
// The project's own vocabulary as text: what the generated printing of `extern` types calls.
#pragma once

#include "ipc/wire/text_writer.hpp"
#include "xrt/bitmap.hpp"
#include "xrt/math.hpp"
#include "xrt/time.hpp"

namespace xrt::ipc {

void print(TextWriter& text, const Time& value);
void print(TextWriter& text, const Duration& value);
void print(TextWriter& text, const Vec2& value);
void print(TextWriter& text, const Pose& value);
void print(TextWriter& text, const Fov& value);
void print(TextWriter& text, const Extent2D& value);
void print(TextWriter& text, const Rect2D& value);

void print(TextWriter& text, const Bitmap& value);

}  // namespace xrt::ipc
