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

static_assert(XR_SWAPCHAIN_USAGE_INPUT_ATTACHMENT_BIT_KHR == SwapchainUsage::input_attachment);
static_assert(XR_SWAPCHAIN_USAGE_INPUT_ATTACHMENT_BIT_KHR == XR_SWAPCHAIN_USAGE_INPUT_ATTACHMENT_BIT_MND);

XrSwapchainUsageFlags known_usage(const FeatureSet& features) {
    const bool has_input_attachments = features.has(Feature::KHR_swapchain_usage_input_attachment_bit) ||
                                       features.has(Feature::MND_swapchain_usage_input_attachment_bit);
    return has_input_attachments ? core_usage | XR_SWAPCHAIN_USAGE_INPUT_ATTACHMENT_BIT_KHR : core_usage;
}

/// Protected content is refused here: no compositor that writes pictures into files could keep it secret.
Outcome<> check_flags(const XrSwapchainCreateInfo& info, const FeatureSet& features) {
    if ((info.createFlags & ~XR_SWAPCHAIN_CREATE_STATIC_IMAGE_BIT) != 0) {
        return fail(XR_ERROR_FEATURE_UNSUPPORTED, {"createInfo->createFlags", "XrSwapchainCreateFlagBits"},
                    "is %#llx; of these only XR_SWAPCHAIN_CREATE_STATIC_IMAGE_BIT can be had",
                    static_cast<unsigned long long>(info.createFlags));
    }
    if ((info.usageFlags & ~known_usage(features)) != 0) {
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

Outcome<> check_counts(const XrSwapchainCreateInfo& info, const proto::SystemInfo& system) {
    if (info.sampleCount == 0 || info.arraySize == 0 || info.mipCount == 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo", "XrSwapchainCreateInfo"},
                    "has sampleCount %u, arraySize %u, mipCount %u; none may be 0", info.sampleCount, info.arraySize,
                    info.mipCount);
    }
    if (info.faceCount != 1 && info.faceCount != 6) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo->faceCount", "XrSwapchainCreateInfo"},
                    "is %u; it can be 6 for a cube and otherwise 1", info.faceCount);
    }
    if (info.mipCount > most_mips(info) || info.arraySize > system.max_array_size) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo", "XrSwapchainCreateInfo"},
                    "has mipCount %u and arraySize %u; there can be at most %u and %u", info.mipCount, info.arraySize,
                    most_mips(info), system.max_array_size);
    }
    if (info.faceCount == 6 && info.width != info.height) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo", "XrSwapchainCreateInfo"},
                    "has a cube of %ux%u, which is not square", info.width, info.height);
    }
    if (!std::has_single_bit(info.sampleCount)) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo->sampleCount", "XrSwapchainCreateInfo"},
                    "is %u, which is no power of two", info.sampleCount);
    }
    if (info.sampleCount > system.max_sample_count) {
        return fail(XR_ERROR_FEATURE_UNSUPPORTED, {"createInfo->sampleCount", "XrSwapchainCreateInfo"},
                    "is %u; this system has at most %u", info.sampleCount, system.max_sample_count);
    }
    if (info.sampleCount > 1 && (info.mipCount > 1 || info.faceCount > 1)) {
        return fail(XR_ERROR_FEATURE_UNSUPPORTED, {"createInfo->sampleCount", "XrSwapchainCreateInfo"},
                    "is %u, which cubes and images with mips cannot have", info.sampleCount);
    }
    return XR_SUCCESS;
}

using ViewFormats = BoundedVector<int64_t, max_view_formats>;

/// XR_KHR_vulkan_swapchain_format_list. "Applications using this extension to specify more than one swapchain format must
/// create OpenXR swapchains with the mutable bit set."
Outcome<ViewFormats> read_view_formats(const XrSwapchainCreateInfo& info, const FeatureSet& features) {
    ViewFormats formats;
    if (!features.has(Feature::KHR_vulkan_swapchain_format_list)) return formats;
    const auto* list = find_in_chain<XrVulkanSwapchainFormatListCreateInfoKHR>(
        info.next, XR_TYPE_VULKAN_SWAPCHAIN_FORMAT_LIST_CREATE_INFO_KHR);
    if (list == nullptr || list->viewFormatCount == 0) return formats;
    TRY(check_pointer(list->viewFormats));
    if (list->viewFormatCount > formats.bound) {
        return fail(XR_ERROR_FEATURE_UNSUPPORTED, {"createInfo->next", "XrVulkanSwapchainFormatListCreateInfoKHR"},
                    "lists %u formats; there can be %zu", list->viewFormatCount, formats.bound);
    }
    const bool is_mutable = (info.usageFlags & XR_SWAPCHAIN_USAGE_MUTABLE_FORMAT_BIT) != 0;
    if (!is_mutable && list->viewFormatCount > 1) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo->next", "XR_KHR_vulkan_swapchain_format_list"},
                    "lists several formats for a swapchain whose format is not mutable");
    }
    for (uint32_t i = 0; i < list->viewFormatCount; ++i) formats.push_back(list->viewFormats[i]);
    return formats;
}

}  // namespace

Outcome<SwapchainCreateInfo> check_swapchain_request(const XrSwapchainCreateInfo* info, const proto::SystemInfo& system,
                                                     const FeatureSet& features, const FormatLookup& service_format) {
    TRY(check_type(info, XR_TYPE_SWAPCHAIN_CREATE_INFO));
    TRY(check_flags(*info, features));
    const std::optional<int64_t> format = service_format(info->format);
    if (!format) {
        return fail(XR_ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED, "createInfo->format",
                    "is %lld, which xrEnumerateSwapchainFormats does not list", static_cast<long long>(info->format));
    }
    TRY(check_extent(*info, system.max_swapchain_extent));
    TRY(check_counts(*info, system));
    const ViewFormats view_formats = TRY(read_view_formats(*info, features));
    return SwapchainCreateInfo{
        .extent = {info->width, info->height},
        .format = *format,
        .usage = static_cast<uint32_t>(info->usageFlags),
        .sample_count = info->sampleCount,
        .face_count = info->faceCount,
        .array_size = info->arraySize,
        .mip_count = info->mipCount,
        .static_image = (info->createFlags & XR_SWAPCHAIN_CREATE_STATIC_IMAGE_BIT) != 0,
        .view_formats = view_formats,
    };
}

}  // namespace xrt::oxr
