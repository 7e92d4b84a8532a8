// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/swapchain_request.hpp"

#include <algorithm>
#include <bit>

#include "state_trackers/oxr/core/structures.hpp"

namespace xrt::oxr {
namespace {

/// The core's flags are SwapchainUsage's, bit by bit; the input attachment belongs to an extension.
constexpr XrSwapchainUsageFlags core_usage =
    XR_SWAPCHAIN_USAGE_COLOR_ATTACHMENT_BIT | XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT |
    XR_SWAPCHAIN_USAGE_UNORDERED_ACCESS_BIT | XR_SWAPCHAIN_USAGE_TRANSFER_SRC_BIT |
    XR_SWAPCHAIN_USAGE_TRANSFER_DST_BIT | XR_SWAPCHAIN_USAGE_SAMPLED_BIT | XR_SWAPCHAIN_USAGE_MUTABLE_FORMAT_BIT;
static_assert(core_usage == (SwapchainUsage::all_flags & ~SwapchainUsage::input_attachment));
static_assert(XR_SWAPCHAIN_USAGE_COLOR_ATTACHMENT_BIT == SwapchainUsage::color_attachment);
static_assert(XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT == SwapchainUsage::depth_stencil_attachment);
static_assert(XR_SWAPCHAIN_USAGE_UNORDERED_ACCESS_BIT == SwapchainUsage::unordered_access);
static_assert(XR_SWAPCHAIN_USAGE_TRANSFER_SRC_BIT == SwapchainUsage::transfer_source);
static_assert(XR_SWAPCHAIN_USAGE_TRANSFER_DST_BIT == SwapchainUsage::transfer_destination);
static_assert(XR_SWAPCHAIN_USAGE_SAMPLED_BIT == SwapchainUsage::sampled);
static_assert(XR_SWAPCHAIN_USAGE_MUTABLE_FORMAT_BIT == SwapchainUsage::mutable_format);

Outcome<> check_flags(const XrSwapchainCreateInfo& info) {
    if ((info.createFlags & ~XR_SWAPCHAIN_CREATE_STATIC_IMAGE_BIT) != 0) {
        return fail(XR_ERROR_FEATURE_UNSUPPORTED, {"createInfo->createFlags", "XrSwapchainCreateFlagBits"},
                    "is %#llx; of these only XR_SWAPCHAIN_CREATE_STATIC_IMAGE_BIT can be had",
                    static_cast<unsigned long long>(info.createFlags));
    }
    if ((info.usageFlags & ~core_usage) != 0) {
        return fail(XR_ERROR_FEATURE_UNSUPPORTED, {"createInfo->usageFlags", "XrSwapchainUsageFlagBits"},
                    "is %#llx, some of which cannot be had", static_cast<unsigned long long>(info.usageFlags));
    }
    return XR_SUCCESS;
}

Outcome<> check_extent(const XrSwapchainCreateInfo& info, const Extent2D& largest) {
    const bool good =
        info.width != 0 && info.height != 0 && info.width <= largest.width && info.height <= largest.height;
    if (good) return XR_SUCCESS;
    return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo->width", "XrSwapchainCreateInfo"},
                "and height are %ux%u; images have from 1x1 to %ux%u", info.width, info.height, largest.width,
                largest.height);
}

/// As many levels as halving the longer side gives.
uint32_t most_mips(const XrSwapchainCreateInfo& info) {
    return static_cast<uint32_t>(std::bit_width(std::max(info.width, info.height)));
}

Outcome<> check_counts(const XrSwapchainCreateInfo& info, uint32_t largest_array) {
    if (info.sampleCount == 0 || info.arraySize == 0 || info.mipCount == 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo", "XrSwapchainCreateInfo"},
                    "has sampleCount %u, arraySize %u, mipCount %u; none may be 0", info.sampleCount, info.arraySize,
                    info.mipCount);
    }
    if (info.faceCount != 1 && info.faceCount != 6) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo->faceCount", "XrSwapchainCreateInfo"},
                    "is %u; it can be 6 for a cube and otherwise 1", info.faceCount);
    }
    if (info.mipCount > most_mips(info) || info.arraySize > largest_array) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo", "XrSwapchainCreateInfo"},
                    "has mipCount %u and arraySize %u; there can be at most %u and %u", info.mipCount, info.arraySize,
                    most_mips(info), largest_array);
    }
    // Allowed by the specification, but the compositor reads neither.
    if (info.sampleCount != 1 || info.faceCount != 1) {
        return fail(XR_ERROR_FEATURE_UNSUPPORTED, {"createInfo", "XrSwapchainCreateInfo"},
                    "has sampleCount %u and faceCount %u; this system has only 1", info.sampleCount, info.faceCount);
    }
    return XR_SUCCESS;
}

}  // namespace

Outcome<SwapchainCreateInfo> check_swapchain_request(const XrSwapchainCreateInfo* info, const proto::SystemInfo& system,
                                                     const FormatLookup& service_format) {
    TRY(check_type(info, XR_TYPE_SWAPCHAIN_CREATE_INFO));
    TRY(check_flags(*info));
    const std::optional<int64_t> format = service_format(info->format);
    if (!format) {
        return fail(XR_ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED, "createInfo->format",
                    "is %lld, which xrEnumerateSwapchainFormats does not list", static_cast<long long>(info->format));
    }
    TRY(check_extent(*info, system.max_swapchain_extent));
    TRY(check_counts(*info, system.max_array_size));
    return SwapchainCreateInfo{
        .extent = {info->width, info->height},
        .format = *format,
        .usage = static_cast<uint32_t>(info->usageFlags),
        .sample_count = info->sampleCount,
        .face_count = info->faceCount,
        .array_size = info->arraySize,
        .mip_count = info->mipCount,
        .static_image = (info->createFlags & XR_SWAPCHAIN_CREATE_STATIC_IMAGE_BIT) != 0,
    };
}

}  // namespace xrt::oxr
