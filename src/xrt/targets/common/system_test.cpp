// SPDX-License-Identifier: BSL-1.0
//
// The whole service in this process: simulated devices, the null compositor with its thread, and clients that read their
// segments as another process would.
#include <gmock/gmock.h>

#include <latch>
#include <thread>

#include "auxiliary/os/deadline.hpp"
#include "service/client_session.hpp"
#include "service/system.hpp"
#include "targets/common/simulated_instance.hpp"

namespace xrt {
namespace {

using proto::SessionKind;
using testing::ElementsAre;

/// How long a test waits for what must happen anyway.
Deadline patience() { return Deadline::after(std::chrono::seconds(20)); }

struct Service {
    explicit Service(ClockMode clock, uint64_t exit_after_frames = 0) : status(UniqueFd()) {
        Options options;
        options.compositor = CompositorKind::null;
        options.clock = clock;
        options.motion = simulated::MotionKind::rotate;
        options.inputs = simulated::InputScript::cycle;
        system = std::move(*System::create(std::make_unique<SimulatedInstance>(options, status), status,
                                           {.exit_after_frames = exit_after_frames, .limits = {}}));
    }
    StatusWriter status;
    std::unique_ptr<System> system;
};

struct HeadlessClient {
    explicit HeadlessClient(System& system) : session(system, 1) {
        const Result<proto::IntroduceReply> reply = session.introduce({});
        devices.emplace(*MappedSegment<DeviceSegment>::map(reply->device_segment.get()));
        memory.emplace(*MappedSegment<ClientSegment>::map(reply->client_segment.get()));
        EXPECT_TRUE(session.create_session(SessionKind::headless, std::nullopt).ok());
        EXPECT_TRUE(session.begin_session(proto::ViewConfiguration::stereo, {}).ok());
    }
    Result<void> end_frame() {
        proto::Frame frame;
        frame.number = ++frames;
        return session.end_frame(frame, {});
    }
    Time virtual_now() const { return time_from_nanoseconds((*devices)->virtual_now); }
    float first_input() const {
        SharedInputs inputs;
        EXPECT_TRUE((*memory)->inputs.try_load(inputs));
        return inputs.values[0].x;
    }

    ClientSession session;
    std::optional<MappedSegment<DeviceSegment>> devices;
    std::optional<MappedSegment<ClientSegment>> memory;
    uint64_t frames = 0;
};

TEST(SystemInOneProcess, MovesVirtualTimeByOnePeriodAFrame) {
    Service service(ClockMode::lockstep);
    HeadlessClient client(*service.system);
    const Time start = client.virtual_now();
    for (int frame = 1; frame <= 200; ++frame) {
        ASSERT_TRUE(client.end_frame().ok());
        ASSERT_EQ(client.virtual_now(), start + frame * Duration(11'111'111));
        ASSERT_EQ((*client.memory)->frames_accepted, static_cast<uint32_t>(frame));
        // A second at rest, a second fully on, as the time says that is there to be read.
        const bool on = to_nanoseconds(client.virtual_now()) % 2'000'000'000 >= 1'000'000'000;
        ASSERT_EQ(client.first_input(), on ? 1 : 0) << frame;
    }
}

TEST(SystemInOneProcess, KeepsTheNewPosesReadyForWhoeverSeesTheNewTime) {
    Service service(ClockMode::lockstep);
    HeadlessClient client(*service.system);
    const DeviceSegment& devices = **client.devices;
    SharedDisplayTiming display;
    ASSERT_TRUE(devices.display.try_load(display));
    for (int frame = 0; frame < 300; ++frame) {
        ASSERT_TRUE(client.end_frame().ok());
        const int64_t ahead = devices.virtual_now + 2 * display.period;
        const int64_t k = (ahead - devices.pose_sample_epoch) / devices.pose_sample_spacing;
        SharedPoseSample sample;
        ASSERT_GT(devices.rings[devices.head_pose].newest, k);
        ASSERT_TRUE(devices.rings[devices.head_pose].samples[static_cast<size_t>(k) % pose_ring_size].try_load(sample));
        ASSERT_EQ(sample.time, devices.pose_sample_epoch + k * devices.pose_sample_spacing);
    }
}

TEST(SystemInOneProcess, LetsEveryClientWaitForTheOthersInLockStep) {
    Service service(ClockMode::lockstep);
    HeadlessClient first(*service.system), second(*service.system);
    ASSERT_TRUE(first.end_frame().ok());  // takes part in the clock from here on, alone
    const Time start = first.virtual_now();
    ASSERT_TRUE(second.end_frame().ok());  // and so does the second
    EXPECT_EQ(first.virtual_now(), start);
    ASSERT_TRUE(first.end_frame().ok());
    EXPECT_EQ(first.virtual_now(), start + Duration(11'111'111));
}

TEST(SystemInOneProcess, TicksInRealTimeWhileASessionExists) {
    Service service(ClockMode::real);
    HeadlessClient client(*service.system);
    const auto& newest = (*client.devices)->rings[0].newest;
    const int64_t before = newest;
    const Deadline deadline = patience();
    while (newest < before + 3 && !deadline.passed()) std::this_thread::yield();
    EXPECT_GE(newest, before + 3);
}

/// For ThreadSanitizer: everybody at once, with clients that come and go in every state.
TEST(SystemInOneProcess, ServesClientsOnManyThreads) {
    Service service(ClockMode::real, 5);
    std::latch start(4);
    const auto live = [&](int seed) {
        start.arrive_and_wait();
        for (int round = 0; round < 30; ++round) {
            HeadlessClient client(*service.system);
            for (int frame = 0; frame < (round + seed) % 8; ++frame) EXPECT_TRUE(client.end_frame().ok());
            (void)client.session.take_events();
            (void)client.session.apply_haptic(0, Duration(1), 0, 1);
            (void)client.session.request_exit_session();
            if (round % 2 == 0) (void)client.session.end_session();
            (void)client.first_input();
            (void)service.system->clients().describe();
        }
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back(live, i);
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(service.system->clients().size(), 0u);
}

}  // namespace
}  // namespace xrt
