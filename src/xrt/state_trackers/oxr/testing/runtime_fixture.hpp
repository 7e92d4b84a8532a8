// SPDX-License-Identifier: BSL-1.0
//
// For tests: an instance connected to a FakeService, and short ways to get further.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/handle_table.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"
#include "state_trackers/oxr/testing/fake_graphics.hpp"
#include "state_trackers/oxr/testing/fake_service.hpp"
#include "state_trackers/oxr/testing/fake_waiter.hpp"

namespace xrt::oxr {

class RuntimeFixture : public ::testing::Test {
 protected:
    explicit RuntimeFixture(ClockMode mode = ClockMode::lockstep);
    ~RuntimeFixture() override;

    /// An instance of its own, with these features besides 1.0.
    XrInstance make_instance(std::vector<Feature> features = {});
    Instance& object(XrInstance handle) { return *handle_table().find<Instance>(handle); }
    Session& object(XrSession handle) { return *handle_table().find<Session>(handle); }

    /// On `instance`, drawing with the fake API, or headless.
    XrSession make_session();
    XrSession make_headless_session();
    /// In the state that `begin` finds it in after polling: running, nothing submitted.
    XrSession make_running_session();
    XrResult begin(XrSession session);

    /// xrWaitFrame, xrBeginFrame.
    XrFrameState begin_frame(XrSession session);
    /// And xrEndFrame without layers.
    XrResult end_frame(XrSession session, const XrFrameState& state);
    void run_frame(XrSession session);
    /// Until the session is in that state, by polling and running frames.
    void run_to(XrSession session, XrSessionState state);

    /// Polls one event; its type is 0 if there is none.
    XrEventDataBuffer poll();
    /// All that are queued, as the states that they tell of; other events are left out.
    std::vector<XrSessionState> poll_states();

    XrSwapchainCreateInfo swapchain_info() const;
    XrSwapchain make_swapchain(XrSession session);
    /// Acquires, waits, releases.
    uint32_t cycle(XrSwapchain swapchain);

    FakeService service;
    FakeTime time;
    FakeGraphicsLog graphics;
    XrInstance instance = XR_NULL_HANDLE;
};

}  // namespace xrt::oxr
