// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/vocabulary.hpp"

#include <array>

namespace xrt::ipc {
namespace {

constexpr const char* not_a_rotation = "orientation is not a unit quaternion";

bool is_unit(const Quat& q) {
    const float squared = q.x * q.x + q.y * q.y + q.z * q.z + q.w * q.w;
    // A little more than the square of 1 % either way, so that rounding refuses nobody who kept to the rule.
    return squared > 0.979f && squared < 1.021f;
}

void write_layout(Writer& writer, const BitmapLayout& layout) {
    for (const uint32_t number : {layout.width, layout.height, layout.stride}) writer.u32(number);
    writer.u8(static_cast<uint8_t>(layout.format));
}

BitmapLayout read_layout(Reader& reader) {
    return {.width = reader.u32(),
            .height = reader.u32(),
            .stride = reader.u32(),
            .format = static_cast<BitmapFormat>(reader.u8())};
}

const char* find_fault(const UniqueFd& memory, const BitmapLayout& layout, uint64_t max_edge) {
    if (layout.width > max_edge || layout.height > max_edge) return "bitmap is larger than the bound allows";
    return Bitmap::find_fault(memory.get(), layout);
}

}  // namespace

void write(Writer& writer, const Time& value) { writer.i64(to_nanoseconds(value)); }
void write(Writer& writer, const Duration& value) { writer.i64(value.count()); }

void write(Writer& writer, const Vec2& value) { writer.f32s(std::array{value.x, value.y}); }

void write(Writer& writer, const Pose& value) {
    const auto& [q, p] = value;
    writer.f32s(std::array{q.x, q.y, q.z, q.w, p.x, p.y, p.z});
    if (!is_unit(q)) writer.fail(not_a_rotation);
}

void write(Writer& writer, const Fov& value) {
    writer.f32s(std::array{value.angle_left, value.angle_right, value.angle_up, value.angle_down});
}

void write(Writer& writer, const Extent2D& value) {
    writer.u32(value.width);
    writer.u32(value.height);
}

void write(Writer& writer, const Rect2D& value) {
    writer.i32(value.x);
    writer.i32(value.y);
    writer.u32(value.width);
    writer.u32(value.height);
}

// Elements of a braced initialiser are evaluated in order, so they stand here as they lie on the wire.
void read(Reader& reader, Time& value) { value = time_from_nanoseconds(reader.i64()); }
void read(Reader& reader, Duration& value) { value = Duration(reader.i64()); }

void read(Reader& reader, Vec2& value) {
    const auto [x, y] = reader.f32s<2>();
    value = Vec2{x, y};
}

void read(Reader& reader, Pose& value) {
    const auto [qx, qy, qz, qw, x, y, z] = reader.f32s<7>();
    value = Pose{.orientation = {qx, qy, qz, qw}, .position = {x, y, z}};
    if (!is_unit(value.orientation)) reader.fail(not_a_rotation);
}

void read(Reader& reader, Fov& value) {
    const auto [left, right, up, down] = reader.f32s<4>();
    value = Fov{left, right, up, down};
}

void read(Reader& reader, Extent2D& value) { value = Extent2D{reader.u32(), reader.u32()}; }
void read(Reader& reader, Rect2D& value) { value = Rect2D{reader.i32(), reader.i32(), reader.u32(), reader.u32()}; }

void write(Writer& writer, const Bitmap& value, uint64_t max_edge) {
    if (const char* const fault = find_fault(value.memory(), value.layout(), max_edge)) return writer.fail(fault);
    write_layout(writer, value.layout());
    writer.fd(value.memory().get(), FdKind::memfd);
}

void read(Reader& reader, Bitmap& value, uint64_t max_edge) {
    const BitmapLayout layout = read_layout(reader);
    UniqueFd memory = reader.fd(FdKind::memfd);
    if (!reader.ok()) return;
    if (const char* const fault = find_fault(memory, layout, max_edge)) return reader.fail(fault);
    value = Bitmap::adopt(std::move(memory), layout).value();
}

}  // namespace xrt::ipc
