// SPDX-License-Identifier: BSL-1.0
//
// The compositor as the service sees it: native handles in, frames out, no graphics API in sight.
//
//   SystemCompositor     one per service; owns the display, the frame clock and the drawing
//   CompositorNative     one per session; what that session shows
//   SwapchainNative      one per swapchain; images that the client draws into and the compositor reads
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "xrt/bounded_vector.hpp"
#include "xrt/clock.hpp"
#include "xrt/composition_listener.hpp"
#include "xrt/frame_statistics.hpp"
#include "xrt/graphics_handles.hpp"
#include "xrt/math.hpp"
#include "xrt/picture_stream.hpp"
#include "xrt/result.hpp"
#include "xrt/time.hpp"

namespace xrt {

inline constexpr size_t view_count = 2;            ///< of the display: left, right
inline constexpr size_t max_views = 4;             ///< of a projection layer
inline constexpr size_t max_layers = 16;           ///< per frame
inline constexpr size_t max_secondary_frames = 2;  ///< per frame
inline constexpr size_t max_view_formats = 8;      ///< of a swapchain whose format is mutable
inline constexpr size_t max_swapchain_images = 4;  ///< per swapchain
inline constexpr size_t max_frame_syncs = 16;      ///< sync handles per frame

/// What the client may do with the images, XrSwapchainUsageFlags by other names.
struct SwapchainUsage {
    enum Flags : uint32_t {
        color_attachment = 1u << 0,
        depth_stencil_attachment = 1u << 1,
        unordered_access = 1u << 2,
        transfer_source = 1u << 3,
        transfer_destination = 1u << 4,
        sampled = 1u << 5,
        mutable_format = 1u << 6,
        input_attachment = 1u << 7,
    };
    static constexpr uint32_t all_flags = 0xff;
};

struct SwapchainCreateInfo {
    Extent2D extent;     ///< pixels, each at least 1
    int64_t format = 0;  ///< a VkFormat, whatever API the client draws with
    uint32_t usage = 0;  ///< SwapchainUsage::Flags
    uint32_t sample_count = 1;
    uint32_t face_count = 1;  ///< 1, or 6 for a cube
    uint32_t array_size = 1;
    uint32_t mip_count = 1;
    bool static_image = false;  ///< acquired once; one image
    /// VkFormats that views of a mutable image may have besides its own; empty: its own and that one's sRGB or UNORM twin.
    BoundedVector<int64_t, max_view_formats> view_formats{};
    /// The client's own device takes each image out of the undefined layout before it gives it back for the first time.
    bool prepared_by_client = false;
    /// Each image has memory of its own: the client cannot import a part of a larger one.
    bool separate_memory = false;
    bool operator==(const SwapchainCreateInfo&) const = default;
};

/// Memory that images of a swapchain lie in, one after the other, and all that an importer needs besides SwapchainCreateInfo.
struct NativeMemory {
    GraphicsBufferHandle handle;
    uint64_t size = 0;               ///< bytes
    uint32_t memory_type_index = 0;  ///< on the exporting device
    bool dedicated = true;           ///< to the only image that lies in it; an import of it must be as well
    uint32_t image_count = 1;
    uint64_t image_stride = 0;  ///< bytes from an image to the next
};

/// In all of `memory` together.
inline size_t count_images(std::span<const NativeMemory> memory) {
    size_t count = 0;
    for (const NativeMemory& each : memory) count += each.image_count;
    return count;
}

enum class TexelFilter : uint32_t { nearest = 0, linear = 1 };
enum class TexelWrap : uint32_t { repeat = 0, mirrored_repeat = 1, clamp_to_edge = 2, clamp_to_border = 3 };
enum class BorderColor : uint32_t { transparent_black = 0, opaque_black = 1, opaque_white = 2 };
enum class ChannelSource : uint32_t { itself = 0, zero = 1, one = 2, red = 3, green = 4, blue = 5, alpha = 6 };

/// How the compositor reads a swapchain's images. Beyond a layer's rectangle it reads only where that reaches to the image's edge.
struct Sampler {
    TexelFilter filter = TexelFilter::linear;
    TexelWrap wrap_s = TexelWrap::clamp_to_edge, wrap_t = TexelWrap::clamp_to_edge;
    BorderColor border = BorderColor::transparent_black;
    ChannelSource red = ChannelSource::itself, green = ChannelSource::itself;
    ChannelSource blue = ChannelSource::itself, alpha = ChannelSource::itself;
    bool operator==(const Sampler&) const = default;
};

/// What images are made of that a client has allocated.
enum class ImageMemory : uint32_t {
    device = 0,  ///< OPAQUE_FDs of the compositor's own driver
    pixels = 1,  ///< memfds with rows of texels: the first mip level, layer after layer, without gaps
};

class SwapchainNative {
 public:
    virtual ~SwapchainNative() = default;
    virtual const SwapchainCreateInfo& info() const = 0;
    virtual size_t image_count() const = 0;
    /// The memory of the images, with handles of its own, for one importer; called once per importer.
    virtual Result<std::vector<NativeMemory>> export_memory() const = 0;
    /// From the next composition on. On any thread.
    virtual void set_sampler(const Sampler& sampler) = 0;
    virtual Sampler sampler() const = 0;

    /// As its client and tools call it; 0 until the service has named it.
    uint32_t number() const { return number_; }
    void set_number(uint32_t number) { number_ = number; }

 private:
    uint32_t number_ = 0;
};

struct SubImage {
    std::shared_ptr<SwapchainNative> swapchain;
    uint32_t image_index = 0;
    uint32_t array_index = 0;
    Rect2D rect;
};

/// How a layer's texels are read and blended over what is below it.
struct LayerFlags {
    enum Flags : uint32_t {
        blend_source_alpha = 1u << 0,
        unpremultiplied_alpha = 1u << 1,
        inverted_alpha = 1u << 2,   ///< the images' alpha is one minus what is meant
        flip_vertically = 1u << 3,  ///< the images' first row is the lowest
        normal_super_sampling = 1u << 4,
        quality_super_sampling = 1u << 5,
        normal_sharpening = 1u << 6,
        quality_sharpening = 1u << 7,
    };
    static constexpr uint32_t all_flags = 0xff;
};

enum class EyeVisibility : uint32_t { both = 0, left = 1, right = 2 };

/// How far away each texel of a view is: depths from `min_depth` to `max_depth` mean distances from `near_z` to `far_z`, metres.
/// Either may be infinite.
struct DepthImage {
    SubImage image;
    float min_depth = 0, max_depth = 1;
    float near_z = 0, far_z = 0;
};

struct ProjectionView {
    Pose space_from_eye;
    Fov fov;
    SubImage image;
    std::optional<DepthImage> depth = std::nullopt;
};

/// One view: seen by both eyes. Two: left and right. Four: then narrow ones of the same eyes, seen where they are
/// instead of the wide ones.
struct ProjectionLayer {
    BoundedVector<ProjectionView, max_views> views;
};

/// A flat rectangle, centred on its pose, facing its +Z.
struct QuadLayer {
    EyeVisibility visibility = EyeVisibility::both;
    Pose space_from_quad;
    Vec2 size;  ///< metres
    SubImage image;
};

/// A piece of the inside of a cylinder that stands upright around its pose, the middle of the piece towards -Z.
struct CylinderLayer {
    EyeVisibility visibility = EyeVisibility::both;
    Pose space_from_cylinder;
    float radius = 0;         ///< metres; 0: infinitely far away
    float central_angle = 0;  ///< radians, more than 0 and at most a full turn
    float aspect_ratio = 1;   ///< of the piece, unrolled: width by height
    SubImage image;
};

/// The inside of a sphere around its pose. A direction's coordinates are 0 to 1 from left to right, with -Z in the middle,
/// and from top to bottom; scaled and biased, they are the image's, and outside of it nothing is seen.
struct EquirectLayer {
    EyeVisibility visibility = EyeVisibility::both;
    Pose space_from_sphere;
    float radius = 0;  ///< metres; 0: infinitely far away
    Vec2 scale{1, 1};
    Vec2 bias;
    SubImage image;
};

/// The inside of a cube, infinitely far away. Faces and their images are as Vulkan's cube maps have them, seen from inside.
struct CubeLayer {
    EyeVisibility visibility = EyeVisibility::both;
    Quat space_from_cube;
    std::shared_ptr<SwapchainNative> swapchain;
    uint32_t image_index = 0;
    uint32_t array_index = 0;  ///< which cube
};

/// Linear, not premultiplied.
struct Color {
    float r = 0, g = 0, b = 0, a = 0;
    bool operator==(const Color&) const = default;
};

/// Of colours in CIELAB.
struct ColorAdjustment {
    float brightness = 0;  ///< -100 to 100, added to the lightness
    float contrast = 1, saturation = 1;
    bool operator==(const ColorAdjustment&) const = default;
};

/// What is around the person.
struct PassthroughLayer {
    float opacity = 1;
    Color edge_color{};                                        ///< its alpha says how much of it is seen
    std::optional<ColorAdjustment> adjustment = std::nullopt;  ///< not of the edges
};

/// Applied to what the image has before anything else is done with it.
struct ColorTransform {
    Color scale{1, 1, 1, 1};
    Color bias;
};

enum class BlendFactor : uint32_t {
    zero = 0,
    one = 1,
    source_alpha = 2,
    one_minus_source_alpha = 3,
    destination_alpha = 4,
    one_minus_destination_alpha = 5,
};

struct BlendFactors {
    BlendFactor source_color = BlendFactor::one, destination_color = BlendFactor::zero;
    BlendFactor source_alpha = BlendFactor::one, destination_alpha = BlendFactor::zero;
    bool operator==(const BlendFactors&) const = default;
};

/// Numbers as in VkCompareOp.
enum class CompareOperation : uint32_t {
    never = 0,
    less = 1,
    equal = 2,
    less_or_equal = 3,
    greater = 4,
    not_equal = 5,
    greater_or_equal = 6,
    always = 7,
};

struct DepthTest {
    bool writes = true;
    CompareOperation compare = CompareOperation::less;
};

using LayerContent =
    std::variant<QuadLayer, ProjectionLayer, CylinderLayer, EquirectLayer, CubeLayer, PassthroughLayer>;

struct Layer {
    uint32_t flags = 0;        ///< LayerFlags::Flags
    bool head_locked = false;  ///< poses are relative to the head at display time, not to the world
    LayerContent content;
    std::optional<ColorTransform> color = std::nullopt;
    std::optional<BlendFactors> blend = std::nullopt;  ///< instead of what the flags say about alpha
    std::optional<DepthTest> depth_test = std::nullopt;
};

enum class BlendMode : uint32_t { opaque = 0, additive = 1, alpha_blend = 2 };

enum class ViewConfiguration : uint32_t {
    mono = 1,
    stereo = 2,
    stereo_with_foveated_inset = 3,
    first_person_observer = 4,  ///< secondary
};

/// What is seen in the views of a secondary view configuration.
struct SecondaryFrame {
    ViewConfiguration view_configuration = ViewConfiguration::first_person_observer;
    BlendMode blend_mode = BlendMode::opaque;
    BoundedVector<Layer, max_layers> layers;
};

/// Everything that one session shows at one display time.
struct LayerFrame {
    uint64_t number = 0;  ///< counts the session's ended frames, from 1
    Time display_time{};
    std::optional<uint64_t> ready_at;  ///< of the session's timeline: wait until it has reached this
    BlendMode blend_mode = BlendMode::opaque;
    BoundedVector<Layer, max_layers> layers;
    BoundedVector<SecondaryFrame, max_secondary_frames> secondary;
    BoundedVector<GraphicsSyncHandle, max_frame_syncs> syncs;  ///< wait for all of these before reading
    std::shared_ptr<FrameStatistics> statistics;  ///< whose frame it is, and what became of it; may be null
    Time ended{};                                 ///< by the application; CLOCK_MONOTONIC
};

/// Told by the compositor, on its own thread or inside submit(). Must not call back into the compositor.
class CompositorNativeObserver {
 public:
    virtual ~CompositorNativeObserver() = default;
    /// The compositor will never again read the images of any frame up to and including this number.
    virtual void frames_retired(uint64_t up_to_number) = 0;
    /// The device that the session's images live on is lost, and they with it: nothing of the session is shown any more, and every
    /// submit() fails with `device_lost`. New sessions have a new device. At most once.
    virtual void session_lost() = 0;
    /// A frame is shown so many display periods later than it was to be; at least one.
    virtual void frame_late(int64_t) {}
};

/// Where a session is seen: overlays above the others, and each above those of its kind of lower order.
struct SessionPlacement {
    bool overlay = false;
    uint32_t order = 0;
};

class CompositorNative {
 public:
    virtual ~CompositorNative() = default;

    virtual Result<std::shared_ptr<SwapchainNative>> create_swapchain(const SwapchainCreateInfo& info) = 0;
    /// With images that the client has allocated. invalid_argument where a handle is not what it is said to be.
    virtual Result<std::shared_ptr<SwapchainNative>> import_swapchain(const SwapchainCreateInfo& info, ImageMemory kind,
                                                                      std::vector<NativeMemory> memory) = 0;

    /// The timeline semaphore that LayerFrame::ready_at counts on. Only where SystemCompositorInfo::imports_timelines.
    virtual Result<void> share_timeline(GraphicsSyncHandle timeline) = 0;

    /// From the next composition on. At first the session is no overlay.
    virtual void set_placement(const SessionPlacement& placement) = 0;

    /// The session runs (xrBeginSession to xrEndSession): it takes part in the frame clock. set_running(false) retires
    /// every frame.
    virtual void set_running(bool running) = 0;

    /// Replaces what the session shows. Waits, bounded, until the frame's images are drawn; `timeout` if they are not in time. With the
    /// lock-step clock this may wait, bounded by one composition, and if every
    /// running session has now submitted, time has advanced by one period when it returns.
    virtual Result<void> submit(LayerFrame frame) = 0;
};

/// The display's clock: display times are epoch + k * period.
struct DisplayTiming {
    Time epoch{};
    Duration period{};
    /// So long before a display time the compositor takes what sessions have submitted; 0: half a period.
    Duration lead{};
    bool operator==(const DisplayTiming&) const = default;
};

/// What the compositor can do; sent to every client.
struct SystemCompositorInfo {
    bool graphics = false;          ///< false: null; no swapchains, headless sessions only
    std::vector<int64_t> formats;   ///< VkFormats, best first
    Extent2D max_swapchain_extent;  ///< pixels
    uint32_t max_array_size = 1;
    uint32_t max_sample_count = 1;          ///< per pixel
    std::array<uint8_t, 16> device_uuid{};  ///< VkPhysicalDeviceIDProperties, for choosing the same GPU
    std::array<uint8_t, 16> driver_uuid{};
    std::string device_name;
    bool software_device = false;    ///< a CPU device: UUIDs may differ and import still works
    bool imports_timelines = false;  ///< CompositorNative::share_timeline() works
    bool density_maps = false;       ///< applications can draw with VK_EXT_fragment_density_map, also into our images
};

/// Called on whichever thread moves the time on, before anybody can see the new time. `now` is the new time. Gives the time by which it
/// wants to be called again; one that has passed: with the next period.
using TickHandler = std::function<Time(Time now)>;

class SystemCompositor {
 public:
    virtual ~SystemCompositor() = default;

    virtual const SystemCompositorInfo& info() const = 0;
    /// As it stands; on any thread.
    virtual DisplayTiming timing() const = 0;
    /// The display shows pictures at another rate from its last display time on, which becomes the new epoch. On any
    /// thread; gives the new timing.
    virtual DisplayTiming set_display_period(Duration period) = 0;
    /// How bright the display is, 0 to 1; 1 at first. A factor of the light, in every picture drawn from now on.
    virtual void set_brightness(float brightness) = 0;
    virtual ClockMode clock_mode() const = 0;
    /// For tests of what comes after: the device is lost as soon as it is used again. `unsupported` where there is none.
    virtual Result<void> lose_device() = 0;
    /// From now on every composition takes so many display periods longer; 0 at first. In lock-step that is how far time moves on.
    /// On any thread.
    virtual void slow_down(uint32_t periods) = 0;
    /// How many times a validation layer of the graphics API has found fault with the compositor; 0 without one. On any thread.
    virtual uint64_t validation_messages() const { return 0; }

    /// Called once, before the first session. With the real clock the handler is called every period while any session exists, or,
    /// where nobody looks, only by the time that it asked for; in lock-step whenever time advances.
    virtual void set_tick_handler(TickHandler handler) = 0;
    /// The handler is to be called with the next period, whatever it said. On any thread, also by the handler.
    virtual void tick_soon() {}

    /// Called once, before the first session; outlives the compositor. Nobody listens without it.
    virtual void set_listener(CompositionListener&) {}

    /// From the next composition on the sink gets pictures, until what is returned is destroyed; no call is in progress
    /// then. `unsupported` where nothing is drawn. On any thread. The sink outlives what is returned.
    virtual Result<std::unique_ptr<PictureSubscription>> subscribe(const PictureSource&, PictureSink&) {
        return Error{ErrorCode::unsupported, "the compositor draws no pictures"};
    }

    /// `observer` must outlive what is returned.
    virtual Result<std::unique_ptr<CompositorNative>> create_native_compositor(CompositorNativeObserver& observer) = 0;
};

}  // namespace xrt
