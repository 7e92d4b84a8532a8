// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/swapchain.hpp"

#include <array>

#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

class SwapchainTest : public RuntimeFixture {
 protected:
    SwapchainTest() { session = make_running_session(); }

    XrResult create(const XrSwapchainCreateInfo& info) { return api::xrCreateSwapchain(session, &info, &swapchain); }
    XrResult acquire() { return api::xrAcquireSwapchainImage(swapchain, nullptr, &index); }
    XrResult wait(XrDuration timeout = 0) {
        const XrSwapchainImageWaitInfo info{XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO, nullptr, timeout};
        return api::xrWaitSwapchainImage(swapchain, &info);
    }
    XrResult release() { return api::xrReleaseSwapchainImage(swapchain, nullptr); }
    /// The image released last is read by this many frames.
    void show(int frames = 1) {
        for (int i = 0; i < frames; ++i) {
            run_frame(session);
            Swapchain& shown = *handle_table().find<Swapchain>(swapchain);
            shown.note_use(*shown.released_image(), object(session).frames().last_number());
        }
    }

    XrSession session = XR_NULL_HANDLE;
    XrSwapchain swapchain = XR_NULL_HANDLE;
    uint32_t index = 99;
};

TEST_F(SwapchainTest, FormatsAreThoseOfTheApplicationsApi) {
    std::array<int64_t, 3> formats{};
    uint32_t count = 0;
    ASSERT_EQ(api::xrEnumerateSwapchainFormats(session, 3, &count, formats.data()), XR_SUCCESS);
    EXPECT_EQ(formats, (std::array<int64_t, 3>{1037, 1043, 1126}));
    EXPECT_EQ(api::xrEnumerateSwapchainFormats(session, 1, &count, formats.data()), XR_ERROR_SIZE_INSUFFICIENT);
    EXPECT_EQ(api::xrEnumerateSwapchainFormats(XR_NULL_HANDLE, 0, &count, nullptr), XR_ERROR_HANDLE_INVALID);
}

TEST_F(SwapchainTest, IsMadeByTheServiceAndImported) {
    ASSERT_EQ(create(swapchain_info()), XR_SUCCESS);
    const proto::SwapchainInfo asked = *service.last_swapchain();
    EXPECT_EQ(asked.format, 43);
    EXPECT_EQ(asked.extent, (Extent2D{64, 32}));
    EXPECT_EQ(graphics.imported, 1u);
    EXPECT_EQ(api::xrDestroySwapchain(swapchain), XR_SUCCESS);
    EXPECT_EQ(graphics.dropped, 1u);
    EXPECT_EQ(service.count("destroy_swapchain"), 1u);
    EXPECT_EQ(api::xrDestroySwapchain(swapchain), XR_ERROR_HANDLE_INVALID);
}

TEST_F(SwapchainTest, RefusesWrongArguments) {
    XrSwapchainCreateInfo info = swapchain_info();
    EXPECT_EQ(api::xrCreateSwapchain(session, nullptr, &swapchain), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrCreateSwapchain(session, &info, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrCreateSwapchain(XR_NULL_HANDLE, &info, &swapchain), XR_ERROR_HANDLE_INVALID);
    info.format = 43;
    EXPECT_EQ(create(info), XR_ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED);
    EXPECT_EQ(swapchain, XR_NULL_HANDLE);
    EXPECT_EQ(service.count("create_swapchain"), 0u);
}

TEST_F(SwapchainTest, HeadlessSessionsHaveNone) {
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    session = make_headless_session();
    EXPECT_EQ(create(swapchain_info()), XR_ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED);
}

TEST_F(SwapchainTest, GivesTheServicesImagesBackIfTheyCannotBeImported) {
    graphics.refuse_import = true;
    EXPECT_EQ(create(swapchain_info()), XR_ERROR_OUT_OF_MEMORY);
    EXPECT_EQ(service.count("destroy_swapchain"), 1u);
    service.fail("create_swapchain", ErrorCode::limit_exceeded);
    EXPECT_EQ(create(swapchain_info()), XR_ERROR_LIMIT_REACHED);
}

TEST_F(SwapchainTest, NamesItsImages) {
    swapchain = make_swapchain(session);
    uint32_t count = 0;
    ASSERT_EQ(api::xrEnumerateSwapchainImages(swapchain, 0, &count, nullptr), XR_SUCCESS);
    ASSERT_EQ(count, 3u);
    std::array<FakeSwapchainImage, 3> images{};
    auto* array = reinterpret_cast<XrSwapchainImageBaseHeader*>(images.data());
    EXPECT_EQ(api::xrEnumerateSwapchainImages(swapchain, 3, &count, array), XR_ERROR_VALIDATION_FAILURE);
    for (FakeSwapchainImage& image : images) image.type = fake_image_type;
    EXPECT_EQ(api::xrEnumerateSwapchainImages(swapchain, 2, &count, array), XR_ERROR_SIZE_INSUFFICIENT);
    EXPECT_EQ(api::xrEnumerateSwapchainImages(swapchain, 3, &count, array), XR_SUCCESS);
    EXPECT_EQ(images[2].image, 102u);
}

TEST_F(SwapchainTest, AcquiresAllImagesAtATimeAndNoMore) {
    swapchain = make_swapchain(session);
    for (uint32_t i = 0; i < 3; ++i) {
        EXPECT_EQ(acquire(), XR_SUCCESS);
        EXPECT_EQ(index, i);
        EXPECT_EQ(release(), XR_ERROR_CALL_ORDER_INVALID);
    }
    EXPECT_EQ(acquire(), XR_ERROR_CALL_ORDER_INVALID);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(wait(XR_INFINITE_DURATION), XR_SUCCESS);
        EXPECT_EQ(wait(XR_INFINITE_DURATION), XR_ERROR_CALL_ORDER_INVALID);
        EXPECT_EQ(release(), XR_SUCCESS);
    }
    EXPECT_EQ(graphics.acquired, (std::vector<size_t>{0, 1, 2}));
    EXPECT_EQ(graphics.released, (std::vector<size_t>{0, 1, 2}));
}

TEST_F(SwapchainTest, WaitsAndReleasesOnlyInOrder) {
    swapchain = make_swapchain(session);
    EXPECT_EQ(wait(), XR_ERROR_CALL_ORDER_INVALID);
    EXPECT_EQ(release(), XR_ERROR_CALL_ORDER_INVALID);
}

TEST_F(SwapchainTest, RefusesWrongTypes) {
    swapchain = make_swapchain(session);
    const XrSwapchainImageAcquireInfo acquire_info{XR_TYPE_UNKNOWN};
    const XrSwapchainImageWaitInfo wait_info{XR_TYPE_UNKNOWN};
    const XrSwapchainImageReleaseInfo release_info{XR_TYPE_UNKNOWN};
    EXPECT_EQ(api::xrAcquireSwapchainImage(swapchain, &acquire_info, &index), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrAcquireSwapchainImage(swapchain, nullptr, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrWaitSwapchainImage(swapchain, &wait_info), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrWaitSwapchainImage(swapchain, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrReleaseSwapchainImage(swapchain, &release_info), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrAcquireSwapchainImage(XR_NULL_HANDLE, nullptr, &index), XR_ERROR_HANDLE_INVALID);
}

TEST_F(SwapchainTest, AStaticOneHasOneImageAndGivesItOnce) {
    XrSwapchainCreateInfo info = swapchain_info();
    info.createFlags = XR_SWAPCHAIN_CREATE_STATIC_IMAGE_BIT;
    ASSERT_EQ(create(info), XR_SUCCESS);
    uint32_t count = 0;
    EXPECT_EQ(api::xrEnumerateSwapchainImages(swapchain, 0, &count, nullptr), XR_SUCCESS);
    EXPECT_EQ(count, 1u);
    cycle(swapchain);
    EXPECT_EQ(acquire(), XR_ERROR_CALL_ORDER_INVALID);
    EXPECT_EQ(release(), XR_ERROR_CALL_ORDER_INVALID);
}

TEST_F(SwapchainTest, AFreeImageIsWaitedForWithoutAnyCall) {
    swapchain = make_swapchain(session);
    const size_t calls = service.calls().size();
    for (int i = 0; i < 10; ++i) cycle(swapchain);
    EXPECT_EQ(service.calls().size(), calls);
    EXPECT_EQ(time.waits, 0u);
}

TEST_F(SwapchainTest, AnImageThatIsReadIsWaitedFor) {
    service.set_retiring(false);
    swapchain = make_swapchain(session);
    cycle(swapchain);
    show();
    run_frame(session);
    cycle(swapchain);
    cycle(swapchain);
    EXPECT_EQ(acquire(), XR_SUCCESS);
    EXPECT_EQ(wait(0), XR_TIMEOUT_EXPIRED);
    EXPECT_EQ(wait(-5), XR_TIMEOUT_EXPIRED);
    EXPECT_EQ(wait(1'000'000), XR_TIMEOUT_EXPIRED);
    EXPECT_EQ(release(), XR_ERROR_CALL_ORDER_INVALID);
    time.on_wait = [&] { service.client().frames_retired = 1; };
    EXPECT_EQ(wait(XR_INFINITE_DURATION), XR_SUCCESS);
    EXPECT_EQ(release(), XR_SUCCESS);
}

TEST_F(SwapchainTest, TheShownImageIsGivenAwayRatherThanWaitedForForEver) {
    swapchain = make_swapchain(session);
    cycle(swapchain);
    show();
    cycle(swapchain);
    cycle(swapchain);
    EXPECT_EQ(acquire(), XR_SUCCESS);
    EXPECT_EQ(wait(XR_INFINITE_DURATION), XR_SUCCESS);
    EXPECT_GT(time.waits, 1u);
}

TEST_F(SwapchainTest, AWaitEndsWhenTheServiceDies) {
    swapchain = make_swapchain(session);
    cycle(swapchain);
    show();
    cycle(swapchain);
    cycle(swapchain);
    EXPECT_EQ(acquire(), XR_SUCCESS);
    time.on_wait = [&] { service.dead = true; };
    EXPECT_EQ(wait(XR_INFINITE_DURATION), XR_ERROR_INSTANCE_LOST);
}

TEST_F(SwapchainTest, AnImageThatCannotBeAcquiredIsNot) {
    swapchain = make_swapchain(session);
    graphics.refuse_acquire = true;
    EXPECT_EQ(acquire(), XR_ERROR_SESSION_LOST);
    graphics.refuse_acquire = false;
    EXPECT_EQ(acquire(), XR_SUCCESS);
    EXPECT_EQ(index, 0u);
}

}  // namespace
}  // namespace xrt::oxr
