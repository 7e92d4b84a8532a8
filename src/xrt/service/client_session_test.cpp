// SPDX-License-Identifier: BSL-1.0
#include "service/client_session.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "service/control_session.hpp"
#include "service/fakes.hpp"
#include "service/system.hpp"

namespace xrt {
namespace {

using fake::CompositorLog;
using proto::SessionKind;
using testing::ElementsAre;
using testing::IsEmpty;
using State = proto::SessionState;

/// A client with its segments mapped, as its process would have them.
struct TestClient {
    explicit TestClient(System& system, pid_t pid = 7) : session(system, pid) {}

    void introduce() {
        proto::IntroduceReply reply =
            *session.introduce({.application_name = "app", .engine_name = {}, .api_version = 0});
        info = reply.system;
        memory.emplace(*MappedSegment<ClientSegment>::map(reply.client_segment.get()));
        devices.emplace(*MappedSegment<DeviceSegment>::map(reply.device_segment.get()));
    }
    void begin(SessionKind kind = SessionKind::graphics) {
        introduce();
        ASSERT_TRUE(session.create_session(kind, std::nullopt).ok());
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
    SharedInputs inputs() const {
        SharedInputs values;
        EXPECT_TRUE((*memory)->inputs.try_load(values));
        return values;
    }
    uint32_t accepted() const { return (*memory)->frames_accepted; }
    uint32_t retired() const { return (*memory)->frames_retired; }

    ClientSession session;
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

constexpr proto::SwapchainInfo color_swapchain{
    .extent = {64, 32},
    .format = 43,
    .usage = {proto::SwapchainUsage::color_attachment | proto::SwapchainUsage::sampled},
    .sample_count = 1,
    .face_count = 1,
    .array_size = 2,
    .mip_count = 1,
    .static_image = false};

proto::Layer quad(proto::SwapchainId swapchain) {
    proto::QuadLayer layer;
    layer.size = {1, 1};
    layer.image = {swapchain, 2, 1, {0, 0, 64, 32}};
    return {{}, false, layer};
}

proto::Layer projection(proto::SwapchainId swapchain) {
    proto::ProjectionLayer layer;
    for (uint32_t eye = 0; eye < 2; ++eye) {
        layer.views.push_back({{}, {-0.5f, 0.5f, 0.5f, -0.5f}, {swapchain, 0, eye, {0, 0, 64, 32}}, {}});
    }
    return {{}, false, layer};
}

TEST_F(ClientSessionTest, RefusesEverythingBeforeTheIntroduction) {
    start();
    ClientSession client(*system, 1);
    const auto is_call_order = [](const auto& result) {
        return !result.ok() && result.error().code == ErrorCode::call_order;
    };
    EXPECT_TRUE(is_call_order(client.create_session(SessionKind::graphics, std::nullopt)));
    EXPECT_TRUE(is_call_order(client.destroy_session()));
    EXPECT_TRUE(is_call_order(client.begin_session(proto::ViewConfiguration::stereo, {})));
    EXPECT_TRUE(is_call_order(client.end_session()));
    EXPECT_TRUE(is_call_order(client.request_exit_session()));
    EXPECT_TRUE(is_call_order(client.take_events()));
    EXPECT_TRUE(is_call_order(client.create_swapchain(color_swapchain)));
    EXPECT_TRUE(is_call_order(client.destroy_swapchain({1})));
    EXPECT_TRUE(is_call_order(client.end_frame({}, {})));
    EXPECT_TRUE(is_call_order(client.apply_haptic(0, {}, 0, 1)));
    EXPECT_TRUE(is_call_order(client.stop_haptic(0)));
    EXPECT_THAT(observer.take(), IsEmpty());
}

TEST_F(ClientSessionTest, IntroducesTheSystemAndItsDevices) {
    start();
    TestClient client(*system);
    client.introduce();
    EXPECT_TRUE(client.info.graphics);
    EXPECT_THAT(client.info.formats, ElementsAre(43, 37));
    const DeviceSegment& devices = **client.devices;
    EXPECT_EQ(devices.magic, device_segment_magic);
    EXPECT_EQ(devices.device_count, 2u);
    EXPECT_EQ(devices.pose_count, 2u);
    SharedInputTable table;
    ASSERT_TRUE(devices.input_table.try_load(table));
    EXPECT_EQ(table.generation, devices.input_generation);
    EXPECT_EQ(table.input_count, 1u);
    EXPECT_EQ(devices.output_count, 1u);
    EXPECT_STREQ(table.inputs[0].component.data(), "/input/select/click");
    EXPECT_EQ(table.inputs[0].device, 1u);
    SharedDisplayTiming display;
    ASSERT_TRUE(devices.display.try_load(display));
    EXPECT_EQ(display.period, 10'000'000);
    SharedSpacesHistory history;
    ASSERT_TRUE(devices.spaces.try_load(history));
    ASSERT_EQ(history.count, 1u);
    EXPECT_EQ(history.changes[0].spaces.world_from_local.position, (Vec3{0, 1.6f, 0}));
    EXPECT_EQ(client.session.introduce({}).error().code, ErrorCode::call_order);
}

TEST_F(ClientSessionTest, HasPosesAroundNowWhenTheFirstClientComesLate) {
    start();
    clock.time += std::chrono::hours(5);
    TestClient client(*system);
    client.introduce();
    const DeviceSegment& devices = **client.devices;
    const SharedPoseRing& ring = devices.rings[0];
    for (int milliseconds = -200; milliseconds <= 300; ++milliseconds) {
        const int64_t wanted = to_nanoseconds(clock.time) + milliseconds * 1'000'000;
        const int64_t k = (wanted - devices.pose_sample_epoch) / devices.pose_sample_spacing;
        ASSERT_LT(k, ring.newest);
        for (const int64_t index : {k, k + 1}) {
            SharedPoseSample sample;
            ASSERT_TRUE(ring.samples[static_cast<size_t>(index) % pose_ring_size].try_load(sample));
            ASSERT_EQ(sample.time, devices.pose_sample_epoch + index * devices.pose_sample_spacing);
            ASSERT_NEAR(sample.world_from_pose.position.x, static_cast<double>(sample.time) * 1e-9, 0.01);
        }
    }
}

TEST_F(ClientSessionTest, TakesASessionThroughItsLife) {
    start();
    TestClient client(*system);
    client.introduce();
    ASSERT_TRUE(client.session.create_session(SessionKind::graphics, std::nullopt).ok());
    EXPECT_EQ((*client.memory)->events_queued, 2u);
    EXPECT_THAT(client.take_states(), ElementsAre(State::idle, State::ready));
    ASSERT_TRUE(client.session.begin_session(proto::ViewConfiguration::stereo, {}).ok());
    EXPECT_THAT(client.take_states(), IsEmpty());
    ASSERT_TRUE(client.end_frame(1).ok());
    EXPECT_THAT(client.take_states(), ElementsAre(State::synchronized, State::visible, State::focused));
    ASSERT_TRUE(client.session.request_exit_session().ok());
    EXPECT_THAT(client.take_states(), ElementsAre(State::visible, State::synchronized, State::stopping));
    ASSERT_TRUE(client.session.end_session().ok());
    EXPECT_THAT(client.take_states(), ElementsAre(State::idle, State::exiting));
    ASSERT_TRUE(client.session.destroy_session().ok());
    EXPECT_THAT(log.running, ElementsAre(std::pair(0u, true), std::pair(0u, false)));
    EXPECT_EQ(log.sessions_alive(), 0u);
    EXPECT_EQ((*client.memory)->events_queued, 11u);  // presence was told too
}

TEST_F(ClientSessionTest, HasOneSessionAtATime) {
    start();
    TestClient client(*system);
    client.begin();
    EXPECT_EQ(client.session.create_session(SessionKind::graphics, std::nullopt).error().code, ErrorCode::call_order);
    ASSERT_TRUE(client.end_frame(1).ok());
    ASSERT_TRUE(client.session.destroy_session().ok());
    EXPECT_THAT(client.take_states(), IsEmpty()) << "nothing is told about a session that is gone";
    ASSERT_TRUE(client.session.create_session(SessionKind::graphics, std::nullopt).ok());
    EXPECT_EQ(client.accepted(), 0u);
    EXPECT_EQ(client.retired(), 0u);
}

TEST_F(ClientSessionTest, LeavesNothingBehindWhenTheCompositorRefusesTheSession) {
    start();
    TestClient client(*system);
    client.introduce();
    log.create_fails = Error{ErrorCode::out_of_memory, "the test says so"};
    EXPECT_EQ(client.session.create_session(SessionKind::graphics, std::nullopt).error().code,
              ErrorCode::out_of_memory);
    EXPECT_THAT(client.take_states(), IsEmpty());
    log.create_fails.reset();
    EXPECT_TRUE(client.session.create_session(SessionKind::graphics, std::nullopt).ok());
}

TEST_F(ClientSessionTest, OffersOnlyHeadlessSessionsWithoutGraphics) {
    start({}, false);
    TestClient client(*system);
    client.introduce();
    EXPECT_EQ(client.session.create_session(SessionKind::graphics, std::nullopt).error().code, ErrorCode::unsupported);
    EXPECT_TRUE(client.session.create_session(SessionKind::headless, std::nullopt).ok());
}

TEST_F(ClientSessionTest, FocusesAHeadlessSessionAtItsBeginningAndLetsNobodyWaitForIt) {
    start();
    TestClient client(*system);
    client.begin(SessionKind::headless);
    EXPECT_THAT(client.take_states(),
                ElementsAre(State::idle, State::ready, State::synchronized, State::visible, State::focused));
    EXPECT_THAT(log.running, IsEmpty());
    EXPECT_EQ(client.session.create_swapchain(color_swapchain).error().code, ErrorCode::call_order);
    ASSERT_TRUE(client.end_frame(1).ok());
    EXPECT_THAT(log.running, ElementsAre(std::pair(0u, true)));
}

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

TEST_F(ClientSessionTest, GivesSwapchainsToTheirOwnerAlone) {
    start();
    TestClient owner(*system), other(*system);
    owner.begin();
    other.begin();
    const proto::CreateSwapchainReply reply = *owner.session.create_swapchain(color_swapchain);
    EXPECT_EQ(reply.images.size(), 3u);
    EXPECT_TRUE(owner.end_frame(1, {quad(reply.swapchain), projection(reply.swapchain)}).ok());
    EXPECT_EQ(other.end_frame(1, {quad(reply.swapchain)}).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(other.session.destroy_swapchain(reply.swapchain).error().code, ErrorCode::not_found);
    EXPECT_TRUE(owner.session.destroy_swapchain(reply.swapchain).ok());
    EXPECT_EQ(owner.session.destroy_swapchain(reply.swapchain).error().code, ErrorCode::not_found);
    EXPECT_EQ(log.swapchains_alive, 0);
}

TEST_F(ClientSessionTest, RefusesSwapchainsThatTheCompositorCannotMake) {
    start();
    TestClient client(*system);
    client.begin();
    const auto code_for = [&](auto change) {
        proto::SwapchainInfo info = color_swapchain;
        change(info);
        return client.session.create_swapchain(info).error().code;
    };
    EXPECT_EQ(code_for([](auto& info) { info.extent.width = 0; }), ErrorCode::invalid_argument);
    EXPECT_EQ(code_for([](auto& info) { info.extent.height = 4097; }), ErrorCode::invalid_argument);
    EXPECT_EQ(code_for([](auto& info) { info.array_size = 5; }), ErrorCode::invalid_argument);
    EXPECT_EQ(code_for([](auto& info) { info.face_count = 2; }), ErrorCode::invalid_argument);
    EXPECT_EQ(code_for([](auto& info) { info.format = 1; }), ErrorCode::unsupported);
    EXPECT_EQ(log.swapchains_alive, 0);
}

TEST_F(ClientSessionTest, ChargesAClientForItsImages) {
    SystemOptions options;
    options.limits.client.resources[proto::Resource::image_bytes] = 100'000;
    start(options);
    TestClient client(*system);
    client.begin();
    log.image_bytes = 30'000;
    const auto first = *client.session.create_swapchain(color_swapchain);
    EXPECT_EQ(client.session.create_swapchain(color_swapchain).error().code, ErrorCode::limit_exceeded);
    EXPECT_EQ(log.swapchains_alive, 1) << "what was made before the charge failed is gone again";
    ASSERT_TRUE(client.session.destroy_swapchain(first.swapchain).ok());
    EXPECT_TRUE(client.session.create_swapchain(color_swapchain).ok());
    proto::SwapchainInfo huge = color_swapchain;
    huge.extent = {4096, 4096};
    EXPECT_EQ(client.session.create_swapchain(huge).error().code, ErrorCode::limit_exceeded);
}

TEST_F(ClientSessionTest, GivesEverythingBackWhenTheClientGoes) {
    start();
    const auto account = system->accounts().open(7, 1234);
    const Amounts nothing;
    {
        ClientSession client(*system, 7, account);
        ASSERT_TRUE(client.introduce({}).ok());
        ASSERT_TRUE(client.create_session(SessionKind::graphics, std::nullopt).ok());
        ASSERT_TRUE(client.create_swapchain(color_swapchain).ok());
        EXPECT_EQ(account->used()[proto::Resource::sessions], 1u);
        EXPECT_EQ(account->used()[proto::Resource::swapchains], 1u);
        EXPECT_GT(account->used()[proto::Resource::fds], 3u);
        EXPECT_GT(account->used()[proto::Resource::bytes], sizeof(ClientSegment));
        ASSERT_TRUE(client.destroy_session().ok());
        EXPECT_EQ(account->used()[proto::Resource::sessions], 0u);
        EXPECT_EQ(account->used()[proto::Resource::swapchains], 0u);
    }
    EXPECT_EQ(account->used(), nothing);
}

TEST_F(ClientSessionTest, MakesSessionsAndSwapchainsNoFasterThanTheRateAllows) {
    SystemOptions options;
    fake::FakeClock rate_clock;
    options.rate_clock = &rate_clock;
    options.limits.client.rates = {{{1, 2}, {10, 3}, {1, 1}}};
    start(options);
    TestClient client(*system);
    client.begin();
    const auto create = [&] { return client.session.create_swapchain(color_swapchain); };
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(create().ok());
    EXPECT_EQ(create().error().code, ErrorCode::limit_exceeded);
    rate_clock.time += std::chrono::milliseconds(100);
    EXPECT_TRUE(create().ok());
    ASSERT_TRUE(client.session.destroy_session().ok());
    EXPECT_TRUE(client.session.create_session(SessionKind::graphics, std::nullopt).ok());
    ASSERT_TRUE(client.session.destroy_session().ok());
    EXPECT_EQ(client.session.create_session(SessionKind::graphics, std::nullopt).error().code, ErrorCode::limit_exceeded);
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
    EXPECT_TRUE(takes(cylinder) && takes(sphere) && takes(cube) && takes(proto::PassthroughLayer{0.5f, {}}));
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
    EXPECT_TRUE(refuses(proto::PassthroughLayer{2, {}}, [](auto&) {}));
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

TEST_F(ClientSessionTest, ViewConfigurationsAreOfTheRightKind) {
    start();
    TestClient client(*system);
    client.introduce();
    ASSERT_TRUE(client.session.create_session(SessionKind::graphics, std::nullopt).ok());
    using proto::ViewConfiguration;
    constexpr auto secondary = ViewConfiguration::first_person_observer;
    EXPECT_FALSE(client.session.begin_session(secondary, {}).ok());
    EXPECT_FALSE(client.session.begin_session(ViewConfiguration::stereo, {ViewConfiguration::mono}).ok());
    EXPECT_FALSE(client.session.begin_session(ViewConfiguration::stereo, {secondary, secondary}).ok());
    EXPECT_TRUE(client.session.begin_session(ViewConfiguration::stereo_with_foveated_inset, {secondary}).ok());
}

TEST_F(ClientSessionTest, TellsTheCompositorOfOverlays) {
    start();
    TestClient client(*system), other(*system);
    client.introduce();
    other.introduce();
    ASSERT_TRUE(client.session.create_session(SessionKind::graphics, std::nullopt).ok());
    ASSERT_TRUE(other.session.create_session(SessionKind::graphics, 5).ok());
    ASSERT_EQ(log.placements.size(), 1u);
    EXPECT_EQ(log.placements[0].first, 1u);
    EXPECT_TRUE(log.placements[0].second.overlay);
    EXPECT_EQ(log.placements[0].second.order, 5u);
}

TEST_F(ClientSessionTest, MovesFocusAndInputsToTheLastThatCameAndBack) {
    start();
    TestClient first(*system), second(*system);
    first.begin();
    ASSERT_TRUE(first.end_frame(1).ok());
    EXPECT_EQ(first.inputs().values[0].active, 1u);
    second.begin();
    EXPECT_EQ(second.inputs().values[0].active, 0u);
    (void)first.take_states();
    ASSERT_TRUE(second.end_frame(1).ok());
    EXPECT_THAT(first.take_states(), ElementsAre(State::visible));
    EXPECT_EQ(first.inputs().values[0].active, 0u);
    EXPECT_EQ(second.inputs().values[0].active, 1u);
    ASSERT_TRUE(second.session.destroy_session().ok());
    EXPECT_THAT(first.take_states(), ElementsAre(State::focused));
    EXPECT_EQ(first.inputs().values[0].active, 1u);
    EXPECT_EQ(second.inputs().values[0].active, 0u);
}

TEST_F(ClientSessionTest, PublishesInputsWithEveryTick) {
    start();
    TestClient client(*system);
    client.begin();
    ASSERT_TRUE(client.end_frame(1).ok());
    log.tick(clock.time + std::chrono::seconds(1));
    EXPECT_EQ(client.inputs().values[0].last_change, to_nanoseconds(clock.time) + 1'000'000'000);
    log.tick(clock.time);
    EXPECT_EQ(client.inputs().values[0].last_change, to_nanoseconds(clock.time) + 1'000'000'000) << "the newest wins";
}

TEST_F(ClientSessionTest, MovesTheVirtualTimeWithTheTick) {
    start({}, true, ClockMode::lockstep);
    TestClient client(*system);
    client.introduce();
    const DeviceSegment& devices = **client.devices;
    EXPECT_EQ(devices.virtual_now, to_nanoseconds(clock.time));
    const uint32_t before = devices.tick;
    log.tick(clock.time + Duration(10'000'000));
    EXPECT_EQ(devices.virtual_now, to_nanoseconds(clock.time) + 10'000'000);
    EXPECT_EQ(devices.tick, before + 1);
}

TEST_F(ClientSessionTest, AsksTheSessionToExitAfterTheGivenFrames) {
    start({.exit_after_frames = 2, .limits = {}});
    TestClient client(*system);
    client.begin();
    ASSERT_TRUE(client.end_frame(1).ok());
    (void)client.take_states();
    ASSERT_TRUE(client.end_frame(2).ok());
    EXPECT_THAT(client.take_states(), ElementsAre(State::visible, State::synchronized, State::stopping));
    EXPECT_TRUE(client.end_frame(3).ok()) << "a frame that was under way is no error";
    ASSERT_TRUE(client.session.end_session().ok());
    EXPECT_THAT(client.take_states(), ElementsAre(State::idle, State::exiting));
}

TEST_F(ClientSessionTest, TellsTheObserverEverythingInOrder) {
    start({.exit_after_frames = 1, .limits = {}});
    {
        TestClient client(*system);
        client.begin();
        ASSERT_TRUE(client.end_frame(1).ok());
    }
    EXPECT_THAT(observer.take(), ElementsAre("1 client app", "1 session", "1 idle", "1 ready", "1 frame 1",
                                             "1 synchronized", "1 visible", "1 focused", "1 exit", "1 visible",
                                             "1 synchronized", "1 stopping", "1 gone 1"));
}

TEST_F(ClientSessionTest, DrivesHapticsOnlyForTheFocusedClient) {
    start();
    TestClient client(*system);
    client.begin();
    EXPECT_TRUE(client.session.apply_haptic(0, std::chrono::seconds(1), 0, 0.5f).ok());
    EXPECT_THAT(pulses, IsEmpty());
    ASSERT_TRUE(client.end_frame(1).ok());
    EXPECT_TRUE(client.session.apply_haptic(0, std::chrono::seconds(1), 0, 0.5f).ok());
    EXPECT_TRUE(client.session.stop_haptic(0).ok());
    ASSERT_EQ(pulses.size(), 2u);
    EXPECT_EQ(pulses[0]->amplitude, 0.5f);
    EXPECT_FALSE(pulses[1].has_value());
    EXPECT_EQ(client.session.apply_haptic(1, {}, 0, 0).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(client.session.apply_haptic(0, {}, 0, 1.5f).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(client.session.apply_haptic(0, {}, -1, 1).error().code, ErrorCode::invalid_argument);
}

TEST_F(ClientSessionTest, FreesEverythingWhenTheClientVanishesInAnyState) {
    start();
    for (int calls = 0; calls < 5; ++calls) {
        auto client = std::make_unique<TestClient>(*system);
        client->introduce();
        if (calls > 0) {
            ASSERT_TRUE(client->session.create_session(SessionKind::graphics, std::nullopt).ok());
        }
        if (calls > 1) {
            ASSERT_TRUE(client->session.create_swapchain(color_swapchain).ok());
        }
        if (calls > 2) {
            ASSERT_TRUE(client->session.begin_session(proto::ViewConfiguration::stereo, {}).ok());
        }
        if (calls > 3) {
            ASSERT_TRUE(client->end_frame(1, {quad({1})}).ok());
        }
        client.reset();
        EXPECT_EQ(log.swapchains_alive, 0);
        EXPECT_EQ(log.sessions_alive(), 0u);
        EXPECT_EQ(system->clients().size(), 0u);
    }
}

TEST_F(ClientSessionTest, TellsEveryClientThatTheServiceEnds) {
    start();
    TestClient idle(*system), active(*system);
    ClientSession stranger(*system, 1);
    idle.introduce();
    active.begin();
    ASSERT_TRUE(active.end_frame(1).ok());
    (void)active.take_states();
    EXPECT_FALSE(system->is_stopping());
    system->announce_stop();
    EXPECT_TRUE(system->is_stopping());
    EXPECT_THAT(idle.take_events(), ElementsAre(proto::InstanceLossPending{clock.time}));
    EXPECT_THAT(active.take_events(), ElementsAre(proto::SessionStateChanged{State::loss_pending, clock.time},
                                                  proto::InstanceLossPending{clock.time}));
    EXPECT_EQ(active.inputs().values[0].active, 0u);
    EXPECT_TRUE(active.session.destroy_session().ok());
}

TEST_F(ClientSessionTest, ListsClientsAndDevicesForTools) {
    start();
    TestClient client(*system, 42);
    client.begin();
    ASSERT_TRUE(client.session.create_swapchain(color_swapchain).ok());
    ASSERT_TRUE(client.end_frame(1).ok());
    ClientSession tool(*system, 43);
    ControlSession control(*system);
    const Result<proto::ListClientsReply> client_list = control.list_clients();
    const auto& clients = client_list->clients;
    ASSERT_EQ(clients.size(), 1u);
    EXPECT_EQ(clients[0].pid, 42);
    EXPECT_EQ(clients[0].application_name, "app");
    EXPECT_EQ(clients[0].state, State::focused);
    EXPECT_EQ(clients[0].frames, 1u);
    EXPECT_EQ(clients[0].swapchains, 1u);
    EXPECT_EQ(clients[0].image_bytes, 3072u);
    const Result<proto::ListDevicesReply> device_list = control.list_devices();
    const auto& devices = device_list->devices;
    ASSERT_EQ(devices.size(), 2u);
    EXPECT_EQ(devices[1].role, "left hand");
}

constexpr const char* left = "/user/hand/left";

SharedInputTable input_table(const DeviceSegment& devices) {
    SharedInputTable table;
    EXPECT_TRUE(devices.input_table.try_load(table));
    return table;
}

/// The pose of the left hand at the newest sample.
PoseSample newest_left(const DeviceSegment& devices) {
    SharedPoseSample sample;
    const SharedPoseRing& ring = devices.rings[1];
    EXPECT_TRUE(ring.samples[static_cast<size_t>(ring.newest) % pose_ring_size].try_load(sample));
    return {time_from_nanoseconds(sample.time), sample.world_from_pose, {}, {}, sample.flags};
}

TEST_F(ClientSessionTest, SteersDevicesAndPublishesWhatComesOfIt) {
    start();
    TestClient client(*system);
    client.introduce();
    EXPECT_EQ(client.session.steer_devices({{left, proto::SetPresence{false}}}).error().code, ErrorCode::call_order);
    ASSERT_TRUE(client.session.create_session(proto::SessionKind::headless, std::nullopt).ok());
    const DeviceSegment& devices = **client.devices;
    const uint32_t before = devices.input_generation;
    ASSERT_TRUE(client.session.steer_devices({{left, proto::BecomeProfile{"/other"}}}).ok());
    EXPECT_EQ(devices.input_generation, before + 1);
    EXPECT_EQ(input_table(devices).input_count, 2u);
    EXPECT_STREQ(input_table(devices).interfaces[1].interaction_profile.data(), "/other");
    ASSERT_TRUE(client.session.steer_devices({{left, proto::SetPose{"/input/grip/pose", {{}, {7, 0, 0}}}}}).ok());
    EXPECT_EQ(newest_left(devices).world_from_pose.position.x, 7);
    ASSERT_TRUE(client.session.steer_devices({{left, proto::SetPresence{false}}}).ok());
    EXPECT_EQ(input_table(devices).interfaces[1].is_present, 0u);
    EXPECT_EQ(newest_left(devices).flags, 0u);
    EXPECT_EQ(devices.input_generation, before + 2);
}

TEST_F(ClientSessionTest, GivesDevicesBackWhenTheirSessionEnds) {
    start();
    TestClient client(*system);
    client.introduce();
    ASSERT_TRUE(client.session.create_session(proto::SessionKind::headless, std::nullopt).ok());
    ASSERT_TRUE(client.session.steer_devices({{left, proto::SetPresence{false}}}).ok());
    EXPECT_EQ(input_table(**client.devices).interfaces[1].is_present, 0u);
    ASSERT_TRUE(client.session.destroy_session().ok());
    EXPECT_EQ(input_table(**client.devices).interfaces[1].is_present, 1u);
}

TEST_F(ClientSessionTest, RefusesStepsThatMakeNoSense) {
    start();
    ControlSession control(*system);
    const auto code = [&](const char* user, const proto::DeviceChange& change) {
        return control.steer_devices({{user, change}}).error().code;
    };
    const float infinite = std::numeric_limits<float>::infinity();
    EXPECT_EQ(code("/user/gamepad", proto::SetPresence{true}), ErrorCode::not_found);
    EXPECT_EQ(code("/user/nobody", proto::SetPresence{true}), ErrorCode::not_found);
    EXPECT_EQ(code("/user/head", proto::SetPresence{false}), ErrorCode::unsupported);
    EXPECT_EQ(code(left, proto::BecomeProfile{"/none"}), ErrorCode::not_found);
    EXPECT_EQ(code(left, proto::SetInput{"/input/select/click", {infinite, 0}}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(left, proto::SetPose{"", {{0, 0, 0, 0}, {}}}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(left, proto::SetPose{"", {{}, {infinite, 0, 0}}}), ErrorCode::invalid_argument);
    EXPECT_TRUE(control.steer_devices({{left, proto::ReleaseDevice{}}}).ok());
}

TEST_F(ClientSessionTest, GivesTheCompositorTheHeadsPose) {
    start();
    EXPECT_FLOAT_EQ(log.head(time_from_nanoseconds(3'000'000'000)).world_from_pose.position.x, 3);
}

std::vector<std::unique_ptr<Device>> devices_of(std::initializer_list<DeviceRole> roles) {
    std::vector<std::unique_ptr<Device>> devices;
    for (const DeviceRole role : roles) devices.push_back(std::make_unique<fake::FakeDevice>(role));
    return devices;
}

TEST(DeviceSet, WantsExactlyOneHead) {
    EXPECT_FALSE(DeviceSet::create({}).ok());
    EXPECT_FALSE(DeviceSet::create(devices_of({DeviceRole::left_hand})).ok());
    EXPECT_FALSE(DeviceSet::create(devices_of({DeviceRole::head, DeviceRole::head})).ok());
    EXPECT_TRUE(DeviceSet::create(devices_of({DeviceRole::left_hand, DeviceRole::head})).ok());
}

TEST(DeviceSet, RefusesWhatDoesNotFitTheSegment) {
    auto device = std::make_unique<fake::FakeDevice>(DeviceRole::head);
    device->info_.inputs.resize(max_device_inputs + 1);
    std::vector<std::unique_ptr<Device>> devices;
    devices.push_back(std::move(device));
    EXPECT_EQ(DeviceSet::create(std::move(devices)).error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace xrt
