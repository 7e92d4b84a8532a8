// SPDX-License-Identifier: BSL-1.0
//
// Any function from any thread: for ThreadSanitizer to look at.
#include <atomic>
#include <functional>
#include <thread>

#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/testing/input_fixture.hpp"

namespace xrt::oxr {
namespace {

class Threads : public InputFixture {
 protected:
    static constexpr int rounds = 300;
    static constexpr XrTime now = FakeDevices::epoch + 100 * FakeDevices::spacing + 1;

    void run(const std::vector<std::function<void()>>& bodies) {
        std::vector<std::thread> threads;
        for (const auto& body : bodies) {
            threads.emplace_back([&body] {
                for (int i = 0; i < rounds; ++i) body();
            });
        }
        for (std::thread& thread : threads) thread.join();
    }
};

TEST_F(Threads, SyncQueryAndLocateGetAlong) {
    place(head, 0);
    place(left_grip, 1);
    make_focused();
    const XrActionSet set = make_set();
    const XrAction jump = make_action(set, "jump", XR_ACTION_TYPE_BOOLEAN_INPUT);
    const XrAction hand = make_action(set, "hand", XR_ACTION_TYPE_POSE_INPUT);
    const XrReferenceSpaceCreateInfo view{XR_TYPE_REFERENCE_SPACE_CREATE_INFO, nullptr, XR_REFERENCE_SPACE_TYPE_VIEW,
                                          to_xr(Pose{})};
    const XrActionSpaceCreateInfo grip{XR_TYPE_ACTION_SPACE_CREATE_INFO, nullptr, hand, XR_NULL_PATH, to_xr(Pose{})};
    XrSpace view_space = XR_NULL_HANDLE, grip_space = XR_NULL_HANDLE;
    ASSERT_EQ(api::xrCreateReferenceSpace(session, &view, &view_space), XR_SUCCESS);
    ASSERT_EQ(api::xrCreateActionSpace(session, &grip, &grip_space), XR_SUCCESS);
    ASSERT_EQ(suggest(simple, {{jump, "/user/hand/left/input/select"}, {hand, "/user/hand/left/input/grip"}}),
              XR_SUCCESS);
    std::atomic<bool> attached{false};
    std::atomic<XrResult> attach_result{XR_ERROR_RUNTIME_FAILURE};
    std::atomic<int64_t> sample{120};
    run({[&] {
             if (!attached.exchange(true)) attach_result = attach({set});
             (void)sync(set);
         },
         [&] {
             XrActionStateBoolean state{XR_TYPE_ACTION_STATE_BOOLEAN};
             const XrActionStateGetInfo get{XR_TYPE_ACTION_STATE_GET_INFO, nullptr, jump, XR_NULL_PATH};
             (void)api::xrGetActionStateBoolean(session, &get, &state);
         },
         [&] {
             XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
             EXPECT_EQ(api::xrLocateSpace(grip_space, view_space, now, &location), XR_SUCCESS);
         },
         [&] {
             set_input(left_select, static_cast<float>(sample % 2));
             publish(left_grip, sample++, {0, Pose{}, {}, {}, PoseSample::all_flags});
         }});
    EXPECT_EQ(attach_result, XR_SUCCESS);
    EXPECT_EQ(sync(set), XR_SUCCESS);
    EXPECT_TRUE(get_boolean(jump).isActive);
}

TEST_F(Threads, CreatingAndDestroyingGetsAlong) {
    const XrActionSet set = make_set();
    std::atomic<int> next{0};
    const auto churn = [&] {
        const std::string name = "name" + std::to_string(next++);
        const XrActionSet own = make_set(name);
        const XrAction action = make_action(set, name, XR_ACTION_TYPE_BOOLEAN_INPUT);
        EXPECT_EQ(suggest(simple, {{action, "/user/hand/left/input/select"}}), XR_SUCCESS);
        EXPECT_EQ(api::xrDestroyAction(action), XR_SUCCESS);
        EXPECT_EQ(api::xrDestroyActionSet(own), XR_SUCCESS);
    };
    run({churn, churn, churn});
}

}  // namespace
}  // namespace xrt::oxr
