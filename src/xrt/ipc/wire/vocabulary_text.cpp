// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/vocabulary_text.hpp"

#include <initializer_list>

namespace xrt::ipc {
namespace {

void print_numbers(TextWriter& text, std::initializer_list<double> numbers) {
    text.open('(');
    for (const double number : numbers) {
        text.element();
        text.number(number);
    }
    text.close(')');
}

void print_nanoseconds(TextWriter& text, int64_t nanoseconds) {
    text.number(nanoseconds);
    text.word(" ns");
}

void print_size(TextWriter& text, uint32_t width, uint32_t height) {
    text.number(width);
    text.word("x");
    text.number(height);
}

}  // namespace

void print(TextWriter& text, const Time& value) { print_nanoseconds(text, to_nanoseconds(value)); }
void print(TextWriter& text, const Duration& value) { print_nanoseconds(text, value.count()); }
void print(TextWriter& text, const Vec2& value) { print_numbers(text, {value.x, value.y}); }

void print(TextWriter& text, const Pose& value) {
    const auto& [orientation, position] = value;
    print_numbers(text, {position.x, position.y, position.z});
    text.word(" turned ");
    print_numbers(text, {orientation.x, orientation.y, orientation.z, orientation.w});
}

void print(TextWriter& text, const Fov& value) {
    print_numbers(text, {value.angle_left, value.angle_right, value.angle_up, value.angle_down});
}

void print(TextWriter& text, const Extent2D& value) { print_size(text, value.width, value.height); }

void print(TextWriter& text, const Rect2D& value) {
    print_size(text, value.width, value.height);
    text.word(" at ");
    print_numbers(text, {static_cast<double>(value.x), static_cast<double>(value.y)});
}

void print(TextWriter& text, const Bitmap& value) {
    print_size(text, value.layout().width, value.layout().height);
    text.word(" in ");
    text.fd(value.memory());
}

}  // namespace xrt::ipc
