// SPDX-License-Identifier: BSL-1.0
//
// OpenXR's geometry and the project's: the same layout under two names.
#pragma once

#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "xrt/math.hpp"

namespace xrt::oxr {

constexpr Vec3 from_xr(const XrVector3f& v) { return {v.x, v.y, v.z}; }
constexpr Quat from_xr(const XrQuaternionf& q) { return {q.x, q.y, q.z, q.w}; }
constexpr Pose from_xr(const XrPosef& pose) { return {from_xr(pose.orientation), from_xr(pose.position)}; }
constexpr XrVector3f to_xr(const Vec3& v) { return {v.x, v.y, v.z}; }
constexpr XrQuaternionf to_xr(const Quat& q) { return {q.x, q.y, q.z, q.w}; }
constexpr XrPosef to_xr(const Pose& pose) { return {to_xr(pose.orientation), to_xr(pose.position)}; }
constexpr XrFovf to_xr(const Fov& fov) { return {fov.angle_left, fov.angle_right, fov.angle_up, fov.angle_down}; }

}  // namespace xrt::oxr
