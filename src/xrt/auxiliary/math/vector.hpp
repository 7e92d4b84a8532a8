// SPDX-License-Identifier: BSL-1.0
//
// Arithmetic of Vec2 and Vec3.
#pragma once

#include <cmath>

#include "xrt/math.hpp"

namespace xrt {

constexpr Vec3 operator+(const Vec3& a, const Vec3& b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
constexpr Vec3 operator-(const Vec3& a, const Vec3& b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
constexpr Vec3 operator-(const Vec3& a) { return {-a.x, -a.y, -a.z}; }
constexpr Vec3 operator*(const Vec3& a, float factor) { return {a.x * factor, a.y * factor, a.z * factor}; }
constexpr Vec3 operator*(float factor, const Vec3& a) { return a * factor; }

constexpr float dot(const Vec3& a, const Vec3& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
constexpr Vec3 cross(const Vec3& a, const Vec3& b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
constexpr float length_squared(const Vec3& a) { return dot(a, a); }
constexpr float length_squared(const Vec2& a) { return a.x * a.x + a.y * a.y; }
inline float length(const Vec3& a) { return std::sqrt(length_squared(a)); }
inline float length(const Vec2& a) { return std::sqrt(length_squared(a)); }

constexpr float lerp(float a, float b, float t) { return a + (b - a) * t; }
constexpr Vec3 lerp(const Vec3& a, const Vec3& b, float t) { return a + (b - a) * t; }

inline bool is_finite(const Vec3& a) { return std::isfinite(a.x) && std::isfinite(a.y) && std::isfinite(a.z); }

}  // namespace xrt
