// SPDX-License-Identifier: BSL-1.0
//
// How the project's own vocabulary lies on the wire: what `extern` types of the interface language stand for. Numbers
// are finite and orientations unit quaternions, on both sides: OpenXR lets a length be 1 % off, and so does this.
#pragma once

#include "ipc/wire/reader.hpp"
#include "ipc/wire/writer.hpp"
#include "xrt/bitmap.hpp"
#include "xrt/math.hpp"
#include "xrt/time.hpp"

namespace xrt::ipc {

void write(Writer& writer, const Time& value);
void write(Writer& writer, const Duration& value);
void write(Writer& writer, const Vec2& value);
void write(Writer& writer, const Pose& value);
void write(Writer& writer, const Fov& value);
void write(Writer& writer, const Extent2D& value);
void write(Writer& writer, const Rect2D& value);

void read(Reader& reader, Time& value);
void read(Reader& reader, Duration& value);
void read(Reader& reader, Vec2& value);
void read(Reader& reader, Pose& value);
void read(Reader& reader, Fov& value);
void read(Reader& reader, Extent2D& value);
void read(Reader& reader, Rect2D& value);

/// `bitmap<max_edge>` of the language: u32 width, height and stride, u8 format, and a memfd that is sealed and large enough.
void write(Writer& writer, const Bitmap& value, uint64_t max_edge);
void read(Reader& reader, Bitmap& value, uint64_t max_edge);

}  // namespace xrt::ipc
