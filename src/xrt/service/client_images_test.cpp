// SPDX-License-Identifier: BSL-1.0
//
// Images that clients have allocated, by what their frames are waited for, and the loss of the GPU.
#include <unistd.h>

#include "service/client_session_fixture.hpp"

namespace xrt {
namespace {

ProtoMemory client_images(size_t count, uint64_t bytes) {
    ProtoMemory memory;
    for (size_t i = 0; i < count; ++i) memory.push_back({UniqueFd(::dup(0)), bytes, 0, true, 1, 0});
    return memory;
}

TEST_F(ClientSessionTest, ShowsImagesThatTheClientHasAllocated) {
    start();
    TestClient client(*system);
    client.begin();
    const auto imported =
        client.session.import_swapchain(color_swapchain, proto::ImageMemory::pixels, client_images(3, 10'000));
    ASSERT_TRUE(imported.ok()) << imported.error().message;
    EXPECT_EQ(log.imported, ImageMemory::pixels);
    EXPECT_EQ(system->clients().describe()[0].image_bytes, 30'000u);
    EXPECT_TRUE(client.end_frame(1, {quad(imported->swapchain)}).ok());
    EXPECT_TRUE(client.session.destroy_swapchain(imported->swapchain).ok());
    EXPECT_EQ(log.swapchains_alive, 0);
    EXPECT_EQ(system->clients().describe()[0].image_bytes, 0u);
}

TEST_F(ClientSessionTest, ImportsNoMoreThanTheClientMayHave) {
    SystemOptions options;
    options.limits.client.resources[proto::Resource::image_bytes] = 20'000;
    start(options);
    TestClient client(*system);
    client.begin();
    const auto refused =
        client.session.import_swapchain(color_swapchain, proto::ImageMemory::device, client_images(3, 10'000));
    EXPECT_EQ(refused.error().code, ErrorCode::limit_exceeded);
    const auto wrapping = client.session.import_swapchain(color_swapchain, proto::ImageMemory::device,
                                                          client_images(4, uint64_t{1} << 62));
    EXPECT_EQ(wrapping.error().code, ErrorCode::limit_exceeded);
    EXPECT_EQ(log.imported, std::nullopt) << "before the compositor was asked";
}

TEST_F(ClientSessionTest, TakesNoTimelineWhereTheDeviceImportsNone) {
    start();
    TestClient client(*system);
    client.begin();
    EXPECT_EQ(client.info.sync_kinds.value, proto::SyncKinds::sync_file);
    EXPECT_EQ(client.session.share_timeline({}).error().code, ErrorCode::unsupported);
    EXPECT_EQ(log.timelines, 0);
}

TEST_F(ClientSessionTest, TakesATimelineWhereTheDeviceImportsThem) {
    log.imports_timelines = true;
    start();
    TestClient client(*system);
    client.begin();
    EXPECT_TRUE(client.info.sync_kinds.value & proto::SyncKinds::timeline);
    EXPECT_TRUE(client.session.share_timeline({}).ok());
    EXPECT_EQ(log.timelines, 1);
}

TEST_F(ClientSessionTest, TellsASessionThatItsDeviceIsLost) {
    start();
    TestClient client(*system);
    client.begin();
    ASSERT_TRUE(client.end_frame(1).ok());
    (void)client.take_events();
    ControlSession control(*system);
    ASSERT_TRUE(control.inject_fault(proto::Fault::device_lost).ok());
    EXPECT_THAT(client.take_states(), ElementsAre(State::loss_pending));
    EXPECT_EQ(client.session.create_swapchain(color_swapchain).error().code, ErrorCode::device_lost);
    EXPECT_EQ(client.session.end_session().error().code, ErrorCode::device_lost);
    const size_t submitted = log.submissions.size();
    EXPECT_TRUE(client.end_frame(2).ok()) << "for the client may not have heard of it";
    EXPECT_EQ(client.accepted(), 2u);
    EXPECT_EQ(client.retired(), 2u) << "nobody waits for an image";
    EXPECT_EQ(log.submissions.size(), submitted);
}

TEST_F(ClientSessionTest, ALostSessionIsFollowedByAnother) {
    start();
    TestClient client(*system);
    TestClient other(*system);
    client.begin();
    ASSERT_TRUE(client.end_frame(1).ok());
    ControlSession control(*system);
    ASSERT_TRUE(control.inject_fault(proto::Fault::device_lost).ok());
    other.begin();
    ASSERT_TRUE(other.end_frame(1).ok());
    EXPECT_EQ(other.take_states().back(), State::focused) << "a lost session has no focus";
    ASSERT_TRUE(client.session.destroy_session().ok());
    ASSERT_TRUE(client.session.create_session(SessionKind::graphics, std::nullopt).ok());
    ASSERT_TRUE(client.session.begin_session(proto::ViewConfiguration::stereo, {}).ok());
    EXPECT_TRUE(client.session.create_swapchain(color_swapchain).ok());
}

}  // namespace
}  // namespace xrt
