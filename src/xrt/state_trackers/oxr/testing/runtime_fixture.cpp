// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/testing/runtime_fixture.hpp"

#include <cstring>

namespace xrt::oxr {

RuntimeFixture::RuntimeFixture(ClockMode mode) : service(mode) {
    instance = make_instance({Feature::MND_headless, Feature::KHR_convert_timespec_time});
}

RuntimeFixture::~RuntimeFixture() {
    if (handle_table().find<Instance>(instance) != nullptr) (void)api::xrDestroyInstance(instance);
}

XrInstance RuntimeFixture::make_instance(std::vector<Feature> features) {
    InstanceRequest request;
    request.features.add(Feature::VERSION_1_0);
    for (const Feature feature : features) request.features.add(feature);
    request.client.application_name = "test";
    auto made = Instance::create(request, service.link(), std::make_unique<FakeWaiter>(time));
    EXPECT_TRUE(made.ok());
    XrInstance handle = XR_NULL_HANDLE;
    EXPECT_TRUE(handle_table().insert(*made, 0, &handle).ok());
    return handle;
}

XrSession RuntimeFixture::make_session() {
    XrSession session = XR_NULL_HANDLE;
    EXPECT_EQ(Session::create(object(instance), make_fake_graphics(graphics), &session).code(), XR_SUCCESS);
    return session;
}

XrSession RuntimeFixture::make_headless_session() {
    XrSession session = XR_NULL_HANDLE;
    EXPECT_EQ(Session::create(object(instance), {}, &session).code(), XR_SUCCESS);
    return session;
}

XrSession RuntimeFixture::make_running_session() {
    const XrSession session = make_session();
    poll_states();
    EXPECT_EQ(begin(session), XR_SUCCESS);
    return session;
}

XrResult RuntimeFixture::begin(XrSession session) {
    const XrSessionBeginInfo info{XR_TYPE_SESSION_BEGIN_INFO, nullptr, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO};
    return api::xrBeginSession(session, &info);
}

XrFrameState RuntimeFixture::begin_frame(XrSession session) {
    XrFrameState state{XR_TYPE_FRAME_STATE};
    EXPECT_GE(api::xrWaitFrame(session, nullptr, &state), 0);
    EXPECT_GE(api::xrBeginFrame(session, nullptr), 0);
    return state;
}

XrResult RuntimeFixture::end_frame(XrSession session, const XrFrameState& state) {
    XrFrameEndInfo info{XR_TYPE_FRAME_END_INFO};
    info.displayTime = state.predictedDisplayTime;
    info.environmentBlendMode = XR_ENVIRONMENT_BLEND_MODE_OPAQUE;
    return api::xrEndFrame(session, &info);
}

void RuntimeFixture::run_frame(XrSession session) { EXPECT_EQ(end_frame(session, begin_frame(session)), XR_SUCCESS); }

void RuntimeFixture::run_to(XrSession session, XrSessionState state) {
    for (int i = 0; i < 10 && object(session).state() != state; ++i) {
        run_frame(session);
        poll_states();
    }
    EXPECT_EQ(object(session).state(), state);
}

XrEventDataBuffer RuntimeFixture::poll() {
    XrEventDataBuffer event{XR_TYPE_EVENT_DATA_BUFFER};
    if (api::xrPollEvent(instance, &event) != XR_SUCCESS) event.type = XR_TYPE_UNKNOWN;
    return event;
}

std::vector<XrSessionState> RuntimeFixture::poll_states() {
    std::vector<XrSessionState> states;
    for (XrEventDataBuffer event = poll(); event.type != XR_TYPE_UNKNOWN; event = poll()) {
        if (event.type != XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED) continue;
        XrEventDataSessionStateChanged change;
        std::memcpy(static_cast<void*>(&change), &event, sizeof(change));
        states.push_back(change.state);
    }
    return states;
}

XrSwapchainCreateInfo RuntimeFixture::swapchain_info() const {
    XrSwapchainCreateInfo info{XR_TYPE_SWAPCHAIN_CREATE_INFO};
    info.usageFlags = XR_SWAPCHAIN_USAGE_COLOR_ATTACHMENT_BIT;
    info.format = 1043;
    info.width = 64;
    info.height = 32;
    info.sampleCount = info.faceCount = info.arraySize = info.mipCount = 1;
    return info;
}

XrSwapchain RuntimeFixture::make_swapchain(XrSession session) {
    const XrSwapchainCreateInfo info = swapchain_info();
    XrSwapchain swapchain = XR_NULL_HANDLE;
    EXPECT_EQ(api::xrCreateSwapchain(session, &info, &swapchain), XR_SUCCESS);
    return swapchain;
}

uint32_t RuntimeFixture::cycle(XrSwapchain swapchain) {
    uint32_t index = 99;
    const XrSwapchainImageWaitInfo info{XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO, nullptr, 0};
    EXPECT_EQ(api::xrAcquireSwapchainImage(swapchain, nullptr, &index), XR_SUCCESS);
    EXPECT_EQ(api::xrWaitSwapchainImage(swapchain, &info), XR_SUCCESS);
    EXPECT_EQ(api::xrReleaseSwapchainImage(swapchain, nullptr), XR_SUCCESS);
    return index;
}

}  // namespace xrt::oxr
