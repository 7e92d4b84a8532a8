// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/frame/swapchain.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

std::span<const int64_t> formats_of(Session& session) {
    comp::GraphicsBinding* binding = session.graphics().binding.get();
    return binding == nullptr ? std::span<const int64_t>() : binding->formats();
}

Outcome<> create_swapchain(Session& session, const XrSwapchainCreateInfo* info, XrSwapchain* handle) {
    TRY(check_pointer(handle, "swapchain"));
    std::shared_ptr<Session> owner = TRY(find_or_error<Session>(session.handle()));
    const auto swapchain = TRY(Swapchain::create(std::move(owner), info));
    return handle_table().insert(swapchain, session.raw_handle(), handle);
}

Outcome<> enumerate_images(Swapchain& swapchain, uint32_t capacity, uint32_t* count,
                           XrSwapchainImageBaseHeader* images) {
    const comp::ImportedSwapchain& imported = swapchain.images();
    if (!TRY(begin_two_calls(imported.image_count(), capacity, count, images))) return XR_SUCCESS;
    return swapchain.session().graphics().write_images(imported, images);
}

}  // namespace

XrResult api::xrEnumerateSwapchainFormats(XrSession session, uint32_t capacity, uint32_t* count, int64_t* formats) {
    return call<Session>(session, [&](Session& s) { return copy_out(formats_of(s), capacity, count, formats); });
}

XrResult api::xrCreateSwapchain(XrSession session, const XrSwapchainCreateInfo* info, XrSwapchain* swapchain) {
    return call<Session>(session, [&](Session& s) { return create_swapchain(s, info, swapchain); });
}

XrResult api::xrDestroySwapchain(XrSwapchain swapchain) { return destroy<Swapchain>(swapchain); }

XrResult api::xrEnumerateSwapchainImages(XrSwapchain swapchain, uint32_t capacity, uint32_t* count,
                                         XrSwapchainImageBaseHeader* images) {
    return call<Swapchain>(swapchain, [&](Swapchain& s) { return enumerate_images(s, capacity, count, images); });
}

XrResult api::xrAcquireSwapchainImage(XrSwapchain swapchain, const XrSwapchainImageAcquireInfo* info, uint32_t* index) {
    return call<Swapchain>(swapchain, [&](Swapchain& s) { return s.acquire(info, index); });
}

XrResult api::xrWaitSwapchainImage(XrSwapchain swapchain, const XrSwapchainImageWaitInfo* info) {
    return call<Swapchain>(swapchain, [&](Swapchain& s) { return s.wait(info); });
}

XrResult api::xrReleaseSwapchainImage(XrSwapchain swapchain, const XrSwapchainImageReleaseInfo* info) {
    return call<Swapchain>(swapchain, [&](Swapchain& s) { return s.release(info); });
}

}  // namespace xrt::oxr
