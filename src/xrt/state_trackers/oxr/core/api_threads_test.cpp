// SPDX-License-Identifier: BSL-1.0
//
// Many threads call functions on different handles of one instance at once, which the specification allows without any lock of the
// application's ("Threading Behavior"). Looked at by the thread sanitizer above all.
#include <atomic>
#include <cstring>
#include <functional>
#include <thread>

#include "state_trackers/oxr/testing/debug_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr int rounds = 200;

class ApiThreads : public DebugFixture {
 protected:
    /// Each on a thread of its own, `rounds` times.
    void run(const std::vector<std::function<void(int)>>& works) {
        std::vector<std::thread> threads;
        for (const auto& work : works) {
            threads.emplace_back([&] {
                while (!started.load()) std::this_thread::yield();
                for (int round = 0; round < rounds; ++round) work(round);
            });
        }
        started.store(true);
        for (std::thread& each : threads) each.join();
    }

    XrSpace make_space(XrSession session) {
        XrReferenceSpaceCreateInfo info{XR_TYPE_REFERENCE_SPACE_CREATE_INFO};
        info.referenceSpaceType = XR_REFERENCE_SPACE_TYPE_LOCAL;
        info.poseInReferenceSpace.orientation.w = 1;
        XrSpace space = XR_NULL_HANDLE;
        EXPECT_EQ(api::xrCreateReferenceSpace(session, &info, &space), XR_SUCCESS);
        return space;
    }
    void create_and_destroy_spaces(XrSession session) {
        const XrSpace space = make_space(session);
        const XrSpace base = make_space(session);
        XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
        EXPECT_EQ(api::xrLocateSpace(space, base, 1'000'000'000, &location), XR_SUCCESS);
        EXPECT_EQ(api::xrDestroySpace(space), XR_SUCCESS);
        EXPECT_EQ(api::xrDestroySpace(base), XR_SUCCESS);
    }
    void create_and_destroy_actions(int thread, int round) {
        const std::string name = "set" + std::to_string(thread) + "_" + std::to_string(round);
        XrActionSetCreateInfo set_info{XR_TYPE_ACTION_SET_CREATE_INFO};
        std::strcpy(set_info.actionSetName, name.c_str());
        std::strcpy(set_info.localizedActionSetName, name.c_str());
        XrActionSet set = XR_NULL_HANDLE;
        EXPECT_EQ(api::xrCreateActionSet(instance, &set_info, &set), XR_SUCCESS);
        XrActionCreateInfo info{XR_TYPE_ACTION_CREATE_INFO};
        std::strcpy(info.actionName, "action");
        std::strcpy(info.localizedActionName, "Action");
        info.actionType = XR_ACTION_TYPE_BOOLEAN_INPUT;
        XrAction action = XR_NULL_HANDLE;
        EXPECT_EQ(api::xrCreateAction(set, &info, &action), XR_SUCCESS);
        EXPECT_EQ(api::xrDestroyActionSet(set), XR_SUCCESS);
        EXPECT_EQ(api::xrDestroyAction(action), XR_ERROR_HANDLE_INVALID);
    }
    void use_paths(int round) {
        const std::string text = "/user/hand/left/input/number_" + std::to_string(round);
        XrPath path = XR_NULL_PATH;
        EXPECT_EQ(api::xrStringToPath(instance, text.c_str(), &path), XR_SUCCESS);
        char buffer[XR_MAX_PATH_LENGTH];
        uint32_t count = 0;
        EXPECT_EQ(api::xrPathToString(instance, path, sizeof(buffer), &count, buffer), XR_SUCCESS);
        EXPECT_EQ(text, buffer);
    }
    void fail_and_name(XrSession session, int round) {
        EXPECT_EQ(name(XR_OBJECT_TYPE_SESSION, to_raw(session), std::to_string(round).c_str()), XR_SUCCESS);
        EXPECT_EQ(api::xrDestroySpace(from_raw<XrSpace>(77)), XR_ERROR_HANDLE_INVALID);
        const XrDebugUtilsLabelEXT label{XR_TYPE_DEBUG_UTILS_LABEL_EXT, nullptr, "label"};
        EXPECT_EQ(api::xrSessionInsertDebugUtilsLabelEXT(session, &label), XR_SUCCESS);
    }

    std::atomic<bool> started{false};
};

TEST_F(ApiThreads, CallFunctionsOnDifferentHandlesAtOnce) {
    const XrSession session = make_running_session();
    const XrSwapchain first = make_swapchain(session), second = make_swapchain(session);
    run({
        [&](int) { run_frame(session); },
        [&](int) { (void)poll(); },
        [&](int) { (void)cycle(first); },
        [&](int) { (void)cycle(second); },
        [&](int) { create_and_destroy_spaces(session); },
        [&](int) { create_and_destroy_spaces(session); },
        [&](int round) { create_and_destroy_actions(1, round); },
        [&](int round) { create_and_destroy_actions(2, round); },
        [&](int round) { use_paths(round); },
        [&](int round) { use_paths(round / 2); },
        [&](int round) { fail_and_name(session, round); },
        [&](int round) { fail_and_name(session, round); },
    });
    EXPECT_FALSE(ear.take().empty());
}

TEST_F(ApiThreads, MakeAndEndMessengersWhileOthersFail) {
    const XrSession session = make_headless_session();
    Ear others;
    const auto make_and_end = [&](int) {
        const XrDebugUtilsMessengerEXT made = listen(others.everything());
        EXPECT_EQ(api::xrPollEvent(instance, nullptr), XR_ERROR_VALIDATION_FAILURE);
        EXPECT_EQ(api::xrDestroyDebugUtilsMessengerEXT(made), XR_SUCCESS);
    };
    run({make_and_end, make_and_end, [&](int round) { fail_and_name(session, round); }});
    EXPECT_GE(others.take().size(), 2u * rounds);
}

}  // namespace
}  // namespace xrt::oxr
