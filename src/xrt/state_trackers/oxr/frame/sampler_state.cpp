// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/sampler_state.hpp"

#include <cmath>
#include <span>

#include "state_trackers/oxr/core/failure.hpp"

namespace xrt::oxr {
namespace {

// OpenGL ES' numbers.
constexpr EGLenum gl_nearest = 0x2600, gl_linear = 0x2601;
constexpr EGLenum gl_first_mipmap_filter = 0x2700, gl_last_mipmap_filter = 0x2703;
constexpr EGLenum gl_repeat = 0x2901, gl_clamp_to_edge = 0x812F, gl_clamp_to_border = 0x812D, gl_mirrored = 0x8370;
constexpr EGLenum gl_zero = 0, gl_one = 1, gl_red = 0x1903, gl_alpha = 0x1906;

XrResult refuse(const char* what, long value) {
    return fail(XR_ERROR_VALIDATION_FAILURE, {"state", "xrUpdateSwapchainFB"}, "has the %s %#lx, which %s", what,
                static_cast<unsigned long>(value), "is unknown or not the compositor's");
}

Outcome<proto::TexelFilter> one_filter(proto::TexelFilter min, proto::TexelFilter mag) {
    if (min == mag) return mag;
    return fail(XR_ERROR_VALIDATION_FAILURE, {"state", "xrUpdateSwapchainFB"},
                "has another filter for making smaller than for making larger; the compositor has one for both");
}

Outcome<proto::TexelFilter> read_filter(VkFilter filter) {
    if (filter == VK_FILTER_NEAREST) return proto::TexelFilter::nearest;
    if (filter == VK_FILTER_LINEAR) return proto::TexelFilter::linear;
    return refuse("filter", filter);
}

Outcome<proto::TexelFilter> read_filter(EGLenum filter) {
    if (filter >= gl_first_mipmap_filter && filter <= gl_last_mipmap_filter) {
        filter = gl_nearest + filter % 2;  // within a level
    }
    if (filter == gl_nearest) return proto::TexelFilter::nearest;
    if (filter == gl_linear) return proto::TexelFilter::linear;
    return refuse("filter", static_cast<long>(filter));
}

Outcome<proto::TexelWrap> read_wrap(VkSamplerAddressMode mode) {
    static_assert(int(proto::TexelWrap::repeat) == VK_SAMPLER_ADDRESS_MODE_REPEAT);
    static_assert(int(proto::TexelWrap::clamp_to_border) == VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_BORDER);
    const bool known = mode >= VK_SAMPLER_ADDRESS_MODE_REPEAT && mode <= VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_BORDER;
    return known ? Outcome<proto::TexelWrap>(static_cast<proto::TexelWrap>(mode)) : refuse("wrap mode", mode);
}

Outcome<proto::TexelWrap> read_wrap(EGLenum mode) {
    switch (mode) {
        case gl_repeat:
            return proto::TexelWrap::repeat;
        case gl_mirrored:
            return proto::TexelWrap::mirrored_repeat;
        case gl_clamp_to_edge:
            return proto::TexelWrap::clamp_to_edge;
        case gl_clamp_to_border:
            return proto::TexelWrap::clamp_to_border;
        default:
            return refuse("wrap mode", static_cast<long>(mode));
    }
}

Outcome<proto::ChannelSource> read_channel(VkComponentSwizzle swizzle) {
    static_assert(int(proto::ChannelSource::itself) == VK_COMPONENT_SWIZZLE_IDENTITY);
    static_assert(int(proto::ChannelSource::alpha) == VK_COMPONENT_SWIZZLE_A);
    const bool known = swizzle >= VK_COMPONENT_SWIZZLE_IDENTITY && swizzle <= VK_COMPONENT_SWIZZLE_A;
    return known ? Outcome<proto::ChannelSource>(static_cast<proto::ChannelSource>(swizzle))
                 : refuse("swizzle", swizzle);
}

Outcome<proto::ChannelSource> read_channel(EGLenum swizzle) {
    if (swizzle == gl_zero) return proto::ChannelSource::zero;
    if (swizzle == gl_one) return proto::ChannelSource::one;
    if (swizzle < gl_red || swizzle > gl_alpha) return refuse("swizzle", static_cast<long>(swizzle));
    return static_cast<proto::ChannelSource>(static_cast<EGLenum>(proto::ChannelSource::red) + swizzle - gl_red);
}

Outcome<proto::BorderColor> read_border(const XrColor4f& color) {
    const bool black = color.r == 0 && color.g == 0 && color.b == 0,
               white = color.r == 1 && color.g == 1 && color.b == 1;
    if (black && color.a == 0) return proto::BorderColor::transparent_black;
    if (black && color.a == 1) return proto::BorderColor::opaque_black;
    if (white && color.a == 1) return proto::BorderColor::opaque_white;
    return fail(XR_ERROR_VALIDATION_FAILURE, {"state", "xrUpdateSwapchainFB"},
                "has the border (%g, %g, %g, %g); the compositor has transparent black, opaque black and opaque white",
                double{color.r}, double{color.g}, double{color.b}, double{color.a});
}

Outcome<> check_anisotropy(float value) {
    if (std::isfinite(value) && value >= 0) return XR_SUCCESS;
    return fail(XR_ERROR_VALIDATION_FAILURE, {"state", "xrUpdateSwapchainFB"}, "has the maxAnisotropy %g",
                double{value});
}

/// Both structures name their members alike.
template <typename State>
Outcome<proto::Sampler> read(const State& state) {
    TRY(check_anisotropy(state.maxAnisotropy));
    proto::Sampler sampler;
    const auto min = TRY(read_filter(state.minFilter)), mag = TRY(read_filter(state.magFilter));
    sampler.filter = TRY(one_filter(min, mag));
    sampler.wrap_s = TRY(read_wrap(state.wrapModeS));
    sampler.wrap_t = TRY(read_wrap(state.wrapModeT));
    constexpr auto border = proto::TexelWrap::clamp_to_border;
    if (sampler.wrap_s == border || sampler.wrap_t == border) sampler.border = TRY(read_border(state.borderColor));
    sampler.red = TRY(read_channel(state.swizzleRed));
    sampler.green = TRY(read_channel(state.swizzleGreen));
    sampler.blue = TRY(read_channel(state.swizzleBlue));
    sampler.alpha = TRY(read_channel(state.swizzleAlpha));
    return sampler;
}

}  // namespace

XrSwapchainStateSamplerVulkanFB usual_vulkan_sampler() {
    return {.type = XR_TYPE_SWAPCHAIN_STATE_SAMPLER_VULKAN_FB,
            .next = nullptr,
            .minFilter = VK_FILTER_LINEAR,
            .magFilter = VK_FILTER_LINEAR,
            .mipmapMode = VK_SAMPLER_MIPMAP_MODE_NEAREST,
            .wrapModeS = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
            .wrapModeT = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
            .swizzleRed = VK_COMPONENT_SWIZZLE_IDENTITY,
            .swizzleGreen = VK_COMPONENT_SWIZZLE_IDENTITY,
            .swizzleBlue = VK_COMPONENT_SWIZZLE_IDENTITY,
            .swizzleAlpha = VK_COMPONENT_SWIZZLE_IDENTITY,
            .maxAnisotropy = 1,
            .borderColor = {}};
}

XrSwapchainStateSamplerOpenGLESFB usual_opengl_es_sampler() {
    return {.type = XR_TYPE_SWAPCHAIN_STATE_SAMPLER_OPENGL_ES_FB,
            .next = nullptr,
            .minFilter = gl_linear,
            .magFilter = gl_linear,
            .wrapModeS = gl_clamp_to_edge,
            .wrapModeT = gl_clamp_to_edge,
            .swizzleRed = gl_red,
            .swizzleGreen = gl_red + 1,
            .swizzleBlue = gl_red + 2,
            .swizzleAlpha = gl_alpha,
            .maxAnisotropy = 1,
            .borderColor = {}};
}

Outcome<proto::Sampler> read_sampler(const XrSwapchainStateSamplerVulkanFB& state) {
    if (state.mipmapMode != VK_SAMPLER_MIPMAP_MODE_NEAREST && state.mipmapMode != VK_SAMPLER_MIPMAP_MODE_LINEAR) {
        return refuse("mipmap mode", state.mipmapMode);
    }
    return read(state);
}

Outcome<proto::Sampler> read_sampler(const XrSwapchainStateSamplerOpenGLESFB& state) { return read(state); }

comp::TextureParameters texture_parameters(const XrSwapchainStateSamplerOpenGLESFB& state) {
    const XrColor4f& border = state.borderColor;
    return {.min_filter = state.minFilter,
            .mag_filter = state.magFilter,
            .wrap_s = state.wrapModeS,
            .wrap_t = state.wrapModeT,
            .swizzle = {state.swizzleRed, state.swizzleGreen, state.swizzleBlue, state.swizzleAlpha},
            .max_anisotropy = state.maxAnisotropy,
            .border = {border.r, border.g, border.b, border.a}};
}

}  // namespace xrt::oxr
