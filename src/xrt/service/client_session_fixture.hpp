// SPDX-License-Identifier: BSL-1.0
//
// A system of fakes, and clients of it with their segments mapped.
#pragma once

#include <gmock/gmock.h>

#include "service/client_session.hpp"
#include "service/control_session.hpp"
#include "service/fakes.hpp"
#include "service/system.hpp"

namespace xrt {

using fake::CompositorLog;
using proto::SessionKind;
using testing::ElementsAre;
using testing::IsEmpty;
using MainChange = proto::MainSessionVisibilityChanged;
using State = proto::SessionState;

/// A client with its segments mapped, as its process would have them.
struct TestClient {
    explicit TestClient(System& system, pid_t pid = 7) : session(system, pid) {}

    void introduce() {
        proto::IntroduceReply reply = *session.introduce(
            {.application_name = "app", .engine_name = {}, .api_version = 0, .composes_depth = composes_depth});
        info = reply.system;
        memory.emplace(*MappedSegment<ClientSegment>::map(reply.client_segment.get()));
        devices.emplace(*MappedSegment<DeviceSegment>::map(reply.device_segment.get()));
    }
    void begin(SessionKind kind = SessionKind::graphics, const std::optional<uint32_t>& overlay = std::nullopt) {
        introduce();
        ASSERT_TRUE(session.create_session(kind, overlay).ok());
        ASSERT_TRUE(session.begin_session(proto::ViewConfiguration::stereo, {}).ok());
    }
    Result<void> end_frame(uint64_t number, std::vector<proto::Layer> layers = {}) {
        proto::Frame frame;
        frame.number = number;
        frame.display_time = time_from_nanoseconds(5);
        for (const proto::Layer& layer : layers) frame.layers.push_back(layer);
        return session.end_frame(frame, {});
    }
    EventQueue::Batch take_events() {
        const Result<proto::TakeEventsReply> reply = session.take_events();
        return reply->events;
    }
    std::vector<State> take_states() {
        std::vector<State> states;
        const EventQueue::Batch events = take_events();
        for (const proto::Event& event : events) {
            const auto* changed = std::get_if<proto::SessionStateChanged>(&event);
            if (changed != nullptr) states.push_back(changed->state);
        }
        return states;
    }
    /// Other events are taken and left out.
    std::vector<MainChange> take_main_changes() {
        std::vector<MainChange> changes;
        const EventQueue::Batch events = take_events();
        for (const proto::Event& event : events) {
            const auto* change = std::get_if<MainChange>(&event);
            if (change != nullptr) changes.push_back(*change);
        }
        return changes;
    }
    SharedInputs inputs() const {
        SharedInputs values;
        EXPECT_TRUE((*memory)->inputs.try_load(values));
        return values;
    }
    uint32_t accepted() const { return (*memory)->frames_accepted; }
    uint32_t retired() const { return (*memory)->frames_retired; }

    ClientSession session;
    bool composes_depth = false;
    proto::SystemInfo info;
    std::optional<MappedSegment<ClientSegment>> memory;
    std::optional<MappedSegment<DeviceSegment>> devices;
};

class ClientSessionTest : public testing::Test {
 protected:
    void start(const SystemOptions& options = {}, bool graphics = true, ClockMode mode = ClockMode::real) {
        auto instance = std::make_unique<fake::FakeInstance>(log, clock, pulses, graphics, mode);
        system = std::move(*System::create(std::move(instance), observer, options));
    }

    CompositorLog log;
    fake::FakeClock clock;
    std::vector<std::optional<HapticPulse>> pulses;
    fake::RecordingObserver observer;
    std::unique_ptr<System> system;
};

inline const proto::SwapchainInfo color_swapchain{
    .extent = {64, 32},
    .format = 43,
    .usage = {proto::SwapchainUsage::color_attachment | proto::SwapchainUsage::sampled},
    .sample_count = 1,
    .face_count = 1,
    .array_size = 2,
    .mip_count = 1,
    .static_image = false};

inline proto::Layer quad(proto::SwapchainId swapchain) {
    proto::QuadLayer layer;
    layer.size = {1, 1};
    layer.image = {swapchain, 2, 1, {0, 0, 64, 32}};
    return {{}, false, layer};
}

inline proto::Layer projection(proto::SwapchainId swapchain) {
    proto::ProjectionLayer layer;
    for (uint32_t eye = 0; eye < 2; ++eye) {
        layer.views.push_back({{}, {-0.5f, 0.5f, 0.5f, -0.5f}, {swapchain, 0, eye, {0, 0, 64, 32}}, {}});
    }
    return {{}, false, layer};
}

}  // namespace xrt
