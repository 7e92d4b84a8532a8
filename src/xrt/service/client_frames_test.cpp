// SPDX-License-Identifier: BSL-1.0
//
// Frames: how they are counted, and every way in which one can be wrong.
#include <unistd.h>

#include <fstream>
#include <limits>
#include <thread>

#include "auxiliary/os/futex.hpp"
#include "auxiliary/os/monotonic_clock.hpp"
#include "service/client_session_fixture.hpp"

namespace xrt {
namespace {

TEST_F(ClientSessionTest, CountsFramesWhenTheyAreTakenInAndWhenTheyAreRetired) {
    start();
    TestClient client(*system);
    client.begin();
    log.in_submit = [&] { EXPECT_EQ(client.accepted(), 0u) << "not before the compositor has it"; };
    ASSERT_TRUE(client.end_frame(1).ok());
    EXPECT_EQ(client.accepted(), 1u);
    EXPECT_EQ(client.retired(), 0u);
    log.observers[0]->frames_retired(1);
    EXPECT_EQ(client.retired(), 1u);
}

/// A thread that is asleep on a counter, and says whether it was woken.
class Sleeper {
 public:
    explicit Sleeper(const std::atomic<uint32_t>& counter)
        : thread_([this, &counter] {
              thread_id_ = ::gettid();
              outcome_ = futex_wait(counter, 0, Deadline::after(std::chrono::seconds(20)));
          }) {
        while (state() != 'S') std::this_thread::yield();
    }
    ~Sleeper() { is_woken(); }
    Sleeper(const Sleeper&) = delete;
    Sleeper& operator=(const Sleeper&) = delete;
    bool is_woken() {
        if (thread_.joinable()) thread_.join();
        return outcome_ == FutexOutcome::look_again;
    }

 private:
    char state() const {
        if (thread_id_ == 0) return 0;
        std::string line;
        std::getline(std::ifstream("/proc/self/task/" + std::to_string(thread_id_) + "/stat"), line);
        return line.at(line.rfind(')') + 2);
    }

    std::atomic<pid_t> thread_id_{0};
    FutexOutcome outcome_{};
    std::thread thread_;
};

TEST_F(ClientSessionTest, WakesWhoSleepsOnAFrameInLockStep) {
    start({}, true, ClockMode::lockstep);
    TestClient client(*system);
    client.begin();
    Sleeper sleeper((*client.memory)->frames_accepted);
    ASSERT_TRUE(client.end_frame(1).ok());
    EXPECT_TRUE(sleeper.is_woken());
}

TEST_F(ClientSessionTest, WakesWhoSleepsOnImagesWithEitherClock) {
    start();
    TestClient client(*system);
    client.begin();
    ASSERT_TRUE(client.end_frame(1).ok());
    Sleeper sleeper((*client.memory)->frames_retired);
    log.observers[0]->frames_retired(1);
    EXPECT_TRUE(sleeper.is_woken());
}

TEST_F(ClientSessionTest, CutsOffAClientThatCountsItsFramesWrong) {
    start();
    TestClient client(*system);
    client.begin();
    EXPECT_EQ(client.end_frame(2).error().code, ErrorCode::protocol_violation);
    ASSERT_TRUE(client.end_frame(1).ok());
    EXPECT_EQ(client.end_frame(1).error().code, ErrorCode::protocol_violation);
}

TEST_F(ClientSessionTest, ShowsNothingForAFrameThatItRefuses) {
    start();
    TestClient client(*system);
    client.begin();
    EXPECT_EQ(client.end_frame(1, {quad({99})}).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(client.accepted(), 1u);
    EXPECT_THAT(log.submissions, ElementsAre(CompositorLog::Submission{0, 1, 0}));
}

TEST_F(ClientSessionTest, ShowsNothingOfASessionThatIsNotSeenAndGoesOn) {
    start();
    TestClient client(*system);
    client.begin();
    const auto swapchain = client.session.create_swapchain(color_swapchain)->swapchain;
    ASSERT_TRUE(client.end_frame(1, {projection(swapchain)}).ok());
    system->clients().limit_prominence(Prominence::hidden);
    ASSERT_TRUE(client.end_frame(2, {projection(swapchain)}).ok());
    system->clients().limit_prominence(Prominence::visible);
    ASSERT_TRUE(client.end_frame(3, {projection(swapchain)}).ok());
    ASSERT_TRUE(client.session.request_exit_session().ok());
    ASSERT_TRUE(client.end_frame(4, {projection(swapchain)}).ok());
    using Submission = CompositorLog::Submission;
    EXPECT_THAT(log.submissions,
                ElementsAre(Submission{0, 1, 1}, Submission{0, 2, 0}, Submission{0, 3, 1}, Submission{0, 4, 0}));
}

TEST_F(ClientSessionTest, ShowsTheLastFrameBeforeASessionIsAskedToExit) {
    start({.exit_after_frames = 2, .limits = {}});
    TestClient client(*system);
    client.begin();
    const auto swapchain = client.session.create_swapchain(color_swapchain)->swapchain;
    for (const uint64_t number : {1, 2, 3}) ASSERT_TRUE(client.end_frame(number, {projection(swapchain)}).ok());
    using Submission = CompositorLog::Submission;
    EXPECT_THAT(log.submissions, ElementsAre(Submission{0, 1, 1}, Submission{0, 2, 1}, Submission{0, 3, 0}));
}

TEST_F(ClientSessionTest, RetiresAFrameThatTheCompositorWillNotHave) {
    start();
    TestClient client(*system);
    client.begin();
    log.submit_fails = Error{ErrorCode::device_lost, "the test says so"};
    EXPECT_EQ(client.end_frame(1).error().code, ErrorCode::device_lost);
    EXPECT_EQ(client.accepted(), 1u);
    EXPECT_EQ(client.retired(), 1u);
}

TEST_F(ClientSessionTest, RefusesAFrameOfASessionThatDoesNotRunButCountsIt) {
    start();
    TestClient client(*system);
    client.introduce();
    ASSERT_TRUE(client.session.create_session(SessionKind::graphics, std::nullopt).ok());
    EXPECT_EQ(client.end_frame(1).error().code, ErrorCode::call_order);
    EXPECT_EQ(client.accepted(), 1u);
    EXPECT_EQ(client.retired(), 1u);
    EXPECT_THAT(log.submissions, IsEmpty());
}

/// Every way in which a frame can be wrong.
struct BadLayer {
    const char* what;
    void (*spoil)(proto::ProjectionLayer&);
};

TEST_F(ClientSessionTest, RefusesFramesThatBreakARule) {
    start();
    TestClient client(*system);
    client.begin();
    const auto swapchain = client.session.create_swapchain(color_swapchain)->swapchain;
    proto::SwapchainInfo depth_info = color_swapchain;
    depth_info.usage.value = proto::SwapchainUsage::depth_stencil_attachment;
    static proto::SwapchainId depth;
    depth = client.session.create_swapchain(depth_info)->swapchain;
    static constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    const std::array bad = std::to_array<BadLayer>({
        {"unknown swapchain", [](auto& layer) { layer.views[1].image.swapchain = {77}; }},
        {"image index", [](auto& layer) { layer.views[0].image.image_index = 3; }},
        {"array index", [](auto& layer) { layer.views[0].image.array_index = 2; }},
        {"negative offset", [](auto& layer) { layer.views[0].image.rect.x = -1; }},
        {"too wide", [](auto& layer) { layer.views[0].image.rect.width = 65; }},
        {"width that wraps",
         [](auto& layer) {
             layer.views[0].image.rect = {2, 0, UINT32_MAX, 1};
         }},
        {"empty", [](auto& layer) { layer.views[0].image.rect.height = 0; }},
        {"depth", [](auto& layer) { layer.views[0].image.swapchain = depth; }},
        {"not a rotation", [](auto& layer) { layer.views[1].pose.orientation.w = 2; }},
        {"NaN position", [](auto& layer) { layer.views[1].pose.position.y = nan; }},
        {"no field of view", [](auto& layer) { layer.views[1].fov = {}; }},
        {"NaN field of view", [](auto& layer) { layer.views[1].fov.angle_up = nan; }},
    });
    uint64_t number = 0;
    for (const BadLayer& each : bad) {
        proto::Layer layer = projection(swapchain);
        each.spoil(std::get<proto::ProjectionLayer>(layer.content));
        const Result<void> result = client.end_frame(++number, {quad(swapchain), layer});
        ASSERT_FALSE(result.ok()) << each.what;
        EXPECT_EQ(result.error().code, ErrorCode::invalid_argument) << each.what;
        EXPECT_EQ(result.error().message.rfind("layer 1 has ", 0), 0u) << result.error().message;
    }
    proto::Layer negative = quad(swapchain);
    std::get<proto::QuadLayer>(negative.content).size.x = -1;
    EXPECT_FALSE(client.end_frame(++number, {negative}).ok());
    EXPECT_EQ(client.accepted(), number);
}

TEST_F(ClientSessionTest, RefusesLayersOfEveryKindThatBreakARule) {
    start();
    TestClient client(*system);
    client.begin();
    const auto flat = client.session.create_swapchain(color_swapchain)->swapchain;
    proto::SwapchainInfo cube_info = color_swapchain;
    cube_info.extent = {32, 32};
    cube_info.face_count = 6;
    const auto faces = client.session.create_swapchain(cube_info)->swapchain;
    const proto::SubImage image{flat, 0, 0, {0, 0, 64, 32}};
    const proto::CylinderLayer cylinder{{}, {}, 1, 1, 1, image};
    const proto::EquirectLayer sphere{{}, {}, 1, {1, 1}, {}, image};
    const proto::CubeLayer cube{{}, {}, faces, 0, 1};
    static constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    uint64_t number = 0;
    const auto takes = [&](const proto::LayerContent& content) {
        return client.end_frame(++number, {proto::Layer{{}, false, content}}).ok();
    };
    const auto refuses = [&](auto layer, const auto& spoil) {
        spoil(layer);
        return !takes(layer);
    };
    EXPECT_TRUE(takes(cylinder) && takes(sphere) && takes(cube) &&
                takes(proto::PassthroughLayer{0.5f, {}, proto::ColorAdjustment{-100, 0, 2}}));
    EXPECT_TRUE(refuses(cylinder, [](auto& layer) { layer.radius = -1; }));
    EXPECT_TRUE(refuses(cylinder, [](auto& layer) { layer.central_angle = 0; }));
    EXPECT_TRUE(refuses(cylinder, [](auto& layer) { layer.central_angle = 7; }));
    EXPECT_TRUE(refuses(cylinder, [](auto& layer) { layer.aspect_ratio = nan; }));
    EXPECT_TRUE(refuses(cylinder, [&](auto& layer) { layer.image.swapchain = faces; }));
    EXPECT_TRUE(refuses(sphere, [](auto& layer) { layer.radius = nan; }));
    EXPECT_TRUE(refuses(sphere, [](auto& layer) { layer.scale.x = nan; }));
    EXPECT_TRUE(refuses(sphere, [](auto& layer) { layer.image.rect.width = 65; }));
    EXPECT_TRUE(refuses(cube, [&](auto& layer) { layer.swapchain = flat; }));
    EXPECT_TRUE(refuses(cube, [](auto& layer) { layer.array_index = 2; }));
    EXPECT_TRUE(refuses(cube, [](auto& layer) { layer.image_index = 3; }));
    EXPECT_TRUE(refuses(proto::PassthroughLayer{2, {}, {}}, [](auto&) {}));
    for (const proto::ColorAdjustment& bad :
         {proto::ColorAdjustment{101, 1, 1}, {0, -1, 1}, {nan, 1, 1}, {0, 1, nan}}) {
        EXPECT_TRUE(refuses(proto::PassthroughLayer{1, {}, bad}, [](auto&) {}));
    }
    proto::Layer transformed{{}, false, cylinder};
    transformed.color.emplace().bias.g = nan;
    EXPECT_FALSE(client.end_frame(++number, {transformed}).ok());
}

TEST_F(ClientSessionTest, RefusesDepthsThatCannotBe) {
    start();
    TestClient client(*system);
    client.begin();
    const auto picture = client.session.create_swapchain(color_swapchain)->swapchain;
    proto::SwapchainInfo depth_info = color_swapchain;
    depth_info.usage.value = proto::SwapchainUsage::depth_stencil_attachment;
    const auto depths = client.session.create_swapchain(depth_info)->swapchain;
    const proto::DepthImage good{{depths, 0, 0, {0, 0, 64, 32}}, 0, 1, 0.1f, 0, false, true};
    uint64_t number = 0;
    const auto takes = [&](const proto::DepthImage& depth) {
        proto::Layer layer = projection(picture);
        std::get<proto::ProjectionLayer>(layer.content).views[0].depth = depth;
        return client.end_frame(++number, {layer}).ok();
    };
    const auto refuses = [&](const auto& spoil) {
        proto::DepthImage depth = good;
        spoil(depth);
        return !takes(depth);
    };
    EXPECT_TRUE(takes(good));
    EXPECT_TRUE(refuses([](auto& depth) { depth.min_depth = 1; }));
    EXPECT_TRUE(refuses([](auto& depth) { depth.near_z = 0; }));
    EXPECT_TRUE(refuses([](auto& depth) { depth.near_is_infinite = true; }));
    EXPECT_TRUE(refuses([](auto& depth) { depth.image.rect.x = 1; }));
    EXPECT_TRUE(refuses([&](auto& depth) { depth.image.swapchain = picture; }));
}

TEST_F(ClientSessionTest, TellsToolsOnlyOfTimesThatCanBe) {
    start();
    TestClient client(*system);
    client.begin();
    FrameTimeline::Reader reader(system->timeline());
    proto::Frame frame;
    frame.number = 1;
    frame.times.wait_called = frame.times.woken = frame.times.begun = frame.times.ended = MonotonicClock().now();
    ASSERT_TRUE(client.session.end_frame(frame, {}).ok());
    FrameTimeline::Batch events;
    reader.take(events);
    EXPECT_EQ(events.size(), 4u);
    for (const Time ended :
         {Time::min(), Time::min() + Duration(1), MonotonicClock().now() - std::chrono::minutes(2), Time::max()}) {
        ++frame.number;
        frame.times = {ended, ended, ended, ended};
        ASSERT_TRUE(client.session.end_frame(frame, {}).ok());
        events.clear();
        reader.take(events);
        EXPECT_TRUE(events.empty()) << to_nanoseconds(ended);
    }
}

TEST_F(ClientSessionTest, AProjectionHasTheViewsOfTheSession) {
    start();
    TestClient client(*system);
    client.introduce();
    ASSERT_TRUE(client.session.create_session(SessionKind::graphics, std::nullopt).ok());
    ASSERT_TRUE(
        client.session.begin_session(proto::ViewConfiguration::mono, {proto::ViewConfiguration::first_person_observer})
            .ok());
    const auto swapchain = client.session.create_swapchain(color_swapchain)->swapchain;
    EXPECT_FALSE(client.end_frame(1, {projection(swapchain)}).ok());
    proto::Layer mono = projection(swapchain);
    std::get<proto::ProjectionLayer>(mono.content).views.resize(1);
    EXPECT_TRUE(client.end_frame(2, {mono}).ok());
    proto::Frame frame;
    frame.number = 3;
    frame.secondary.push_back({proto::ViewConfiguration::first_person_observer, proto::BlendMode::opaque, {mono}});
    EXPECT_TRUE(client.session.end_frame(frame, {}).ok());
    frame.number = 4;
    frame.secondary[0].view_configuration = proto::ViewConfiguration::stereo;
    EXPECT_FALSE(client.session.end_frame(frame, {}).ok());
}

}  // namespace
}  // namespace xrt
