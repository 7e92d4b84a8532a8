// SPDX-License-Identifier: BSL-1.0
//
// Layout of the device segment: one memfd, written by the service, mapped read-only by every client. Clients locate
// spaces by arithmetic on it. The layout is part of the protocol: raise `device_segment_version` with every change.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "xrt/device.hpp"
#include "xrt/math.hpp"
#include "xrt/room.hpp"
#include "xrt/segment/sequence_lock.hpp"

namespace xrt {

inline constexpr uint32_t device_segment_magic = 0x4456454d;  // "MEVD"
inline constexpr uint32_t device_segment_version = 5;
inline constexpr size_t max_devices = 32;
inline constexpr size_t max_device_inputs = 256;  ///< all devices together
inline constexpr size_t max_device_poses = 128;   ///< all devices together
inline constexpr size_t max_device_outputs = 32;  ///< all devices together
inline constexpr size_t max_hands = 2;            ///< tracked ones
inline constexpr size_t max_room_planes = 16;
inline constexpr size_t max_space_changes = 8;  ///< that are remembered
inline constexpr size_t pose_ring_size = 64;    ///< samples per pose
inline constexpr size_t max_component_length = 64;
inline constexpr size_t max_device_name_length = 128;

template <size_t N>
using FixedString = std::array<char, N>;  ///< NUL-terminated

struct SharedPoseSample {
    int64_t time = 0;  ///< nanoseconds of the Timeline
    Pose world_from_pose;
    Vec3 linear_velocity;
    Vec3 angular_velocity;
    uint32_t flags = 0;  ///< PoseSample::Flags
};
static_assert(sizeof(SharedPoseSample) == 64);

/// Samples on the grid epoch + k * spacing; slot k % pose_ring_size holds sample k. `newest` is the highest k published.
/// The ring reaches into the past and, because drivers here know it, into the future of the present display time.
struct SharedPoseRing {
    std::atomic<int64_t> newest{-1};
    std::array<SequenceLocked<SharedPoseSample>, pose_ring_size> samples;
};

/// The joints of a hand at one moment, relative to its wrist.
struct SharedHandSample {
    int64_t time = 0;  ///< nanoseconds of the Timeline
    std::array<HandJoints, hand_motion_ranges> wrist_from_joints;
    std::array<float, hand_joint_count> radii{};
    uint32_t source = 0;  ///< HandSource
    uint32_t active = 0;  ///< 0 or 1
};
static_assert(sizeof(SharedHandSample) % 8 == 0);

/// On the same grid as the poses.
struct SharedHandRing {
    std::atomic<int64_t> newest{-1};
    std::array<SequenceLocked<SharedHandSample>, pose_ring_size> samples;
};

struct SharedHand {
    uint32_t device = 0;      ///< index into devices; its role says which hand
    uint32_t wrist_pose = 0;  ///< index into poses
};

struct SharedPlane {
    uint32_t label = 0;        ///< PlaneLabel
    uint32_t orientation = 0;  ///< PlaneOrientation
    Pose world_from_plane;
    Vec2 size;
    PlaneRect hole;  ///< of no size: none
};

struct SharedInput {
    FixedString<max_component_length> component;  ///< below the device's user path
    uint32_t device = 0;                          ///< index into devices
    uint32_t type = 0;                            ///< InputType
};

struct SharedPose {
    FixedString<max_component_length> component;
    uint32_t device = 0;
    uint32_t reserved = 0;
};

struct SharedOutput {
    FixedString<max_component_length> component;
    uint32_t device = 0;
    uint32_t reserved = 0;
};

struct SharedDevice {
    FixedString<max_device_name_length> name;
    FixedString<max_device_name_length> serial;
    uint32_t role = 0;  ///< DeviceRole
    uint32_t reserved = 0;
};

struct SharedInterface {
    FixedString<max_device_name_length> interaction_profile;  ///< empty: none
    uint32_t is_present = 0;                                  ///< 0 or 1
    uint32_t reserved = 0;
};

/// What of the devices changes while clients look: controllers come and go and become others. The values of the inputs
/// are in the ClientSegment, numbered as `inputs` is, and bear the generation that they belong to.
struct SharedInputTable {
    uint32_t generation = 0;  ///< counts the changes, from 1
    uint32_t input_count = 0;
    std::array<SharedInterface, max_devices> interfaces;  ///< as DeviceSegment::devices
    std::array<SharedInput, max_device_inputs> inputs;
};

struct SharedView {
    Extent2D recommended_extent;
    Fov fov;
    Pose head_from_eye;
    uint32_t outline_count = 0;
    std::array<Vec2, max_outline_points> visible_outline;  ///< ViewInfo::visible_outline
};

/// Where the reference spaces lie.
struct SharedSpaces {
    Pose world_from_local;
    Pose world_from_local_floor;
    Pose world_from_stage;
    Vec2 stage_bounds;  ///< metres, x and z; zero: unknown
    uint32_t reserved = 0;
};
static_assert(sizeof(SharedSpaces) % 8 == 0);

struct SharedSpacesChange {
    int64_t since = 0;  ///< nanoseconds; until the next change
    SharedSpaces spaces;
};

/// Where the reference spaces were and will be, as somebody moves them. Oldest first; before the oldest, they are as in it.
struct SharedSpacesHistory {
    uint32_t count = 0;
    uint32_t reserved = 0;
    std::array<SharedSpacesChange, max_space_changes> changes;
};

struct SharedHeat {
    float headroom = 0;  ///< kelvins
    float slope = 0;     ///< kelvins per second
};

/// A device's battery in one word, which is 0 if nothing is known of it.
struct SharedBattery {
    enum Bits : uint32_t { known = 1u << 0, charging = 1u << 1, plugged_in = 1u << 2 };
    static constexpr uint32_t level_shift = 16;  ///< above it: 0..65535 for empty to full
    std::atomic<uint32_t> word{0};
};

constexpr uint64_t pack_extent(const Extent2D& extent) { return uint64_t{extent.width} << 32 | extent.height; }
constexpr Extent2D unpack_extent(uint64_t packed) {
    return {static_cast<uint32_t>(packed >> 32), static_cast<uint32_t>(packed)};
}

/// Display times are epoch + k * period. Changes with the refresh rate, never so that a display time moves into the past.
struct SharedDisplayTiming {
    int64_t epoch = 0;       ///< nanoseconds
    int64_t period = 0;      ///< nanoseconds
    float refresh_rate = 0;  ///< hertz, as DeviceSegment::refresh_rates has it
    uint32_t lead = 0;       ///< nanoseconds; DisplayTiming::lead
};

struct DeviceSegment {
    // Fixed before any client sees it.
    uint32_t magic = device_segment_magic;
    uint32_t version = device_segment_version;
    uint32_t clock_mode = 0;  ///< ClockMode
    uint32_t device_count = 0;
    uint32_t pose_count = 0;
    uint32_t output_count = 0;
    uint32_t head_pose = 0;  ///< index into poses
    uint32_t hand_count = 0;
    uint32_t plane_count = 0;
    int64_t pose_sample_epoch = 0;    ///< nanoseconds; sample k is at pose_sample_epoch + k * pose_sample_spacing
    int64_t pose_sample_spacing = 0;  ///< nanoseconds
    uint32_t refresh_rate_count = 0;
    std::array<float, max_refresh_rates> refresh_rates{};  ///< hertz, ascending; those that can be asked for
    uint32_t inset_count = 0;                              ///< 0, or 2
    uint32_t mono_count = 0;                               ///< 0, or 1: whether `mono` is there
    uint32_t observer_count = 0;                           ///< likewise
    std::array<SharedView, 4> views;                       ///< left, right, and their insets
    SharedView mono;
    SharedView observer;
    SharedHeat cpu_heat, gpu_heat;
    std::array<SharedDevice, max_devices> devices;
    std::array<SharedPose, max_device_poses> poses;
    std::array<SharedOutput, max_device_outputs> outputs;
    std::array<SharedHand, max_hands> hands;
    std::array<SharedPlane, max_room_planes> planes;

    // Written while clients read.
    std::atomic<int64_t> virtual_now{0};        ///< nanoseconds; lock-step only
    std::atomic<uint32_t> tick{0};              ///< a futex word; counts display periods of the lock-step clock
    std::atomic<uint32_t> input_generation{0};  ///< that of input_table: a look here says whether to load it
    SequenceLocked<SharedInputTable> input_table;
    SequenceLocked<SharedDisplayTiming> display;
    std::atomic<uint32_t> observer_active{0};  ///< somebody looks through the observer's camera
    uint32_t reserved2 = 0;
    std::array<SharedBattery, max_devices> batteries;  ///< as `devices`
    /// In what size the eyes' views are best rendered now, as pack_extent() has it. At first as `views` says, which goes on saying so;
    /// other views follow in proportion.
    std::atomic<uint64_t> eye_extent{0};
    SequenceLocked<SharedSpacesHistory> spaces;
    std::array<SharedPoseRing, max_device_poses> rings;
    std::array<SharedHandRing, max_hands> hand_rings;
};

}  // namespace xrt
