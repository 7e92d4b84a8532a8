// SPDX-License-Identifier: BSL-1.0
//
// What a client has: whose it is, what it is charged, and that it goes with the client.
#include "service/client_session_fixture.hpp"

namespace xrt {
namespace {

TEST_F(ClientSessionTest, GivesSwapchainsToTheirOwnerAlone) {
    start();
    TestClient owner(*system), other(*system);
    owner.begin();
    other.begin();
    const proto::CreateSwapchainReply reply = *owner.session.create_swapchain(color_swapchain);
    EXPECT_EQ(reply.memory.size(), 3u);
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
    EXPECT_EQ(client.session.create_session(SessionKind::graphics, std::nullopt).error().code,
              ErrorCode::limit_exceeded);
}

TEST_F(ClientSessionTest, PassesSamplersToTheirSwapchains) {
    start();
    TestClient client(*system);
    client.begin();
    const proto::SwapchainId swapchain = client.session.create_swapchain(color_swapchain)->swapchain;
    proto::Sampler sampler;
    sampler.filter = proto::TexelFilter::nearest;
    sampler.wrap_t = proto::TexelWrap::clamp_to_border;
    sampler.alpha = proto::ChannelSource::red;
    ASSERT_TRUE(client.session.set_sampler(swapchain, sampler).ok());
    ASSERT_EQ(log.samplers.size(), 1u);
    EXPECT_EQ(log.samplers[0].filter, TexelFilter::nearest);
    EXPECT_EQ(log.samplers[0].wrap_s, TexelWrap::repeat);
    EXPECT_EQ(log.samplers[0].wrap_t, TexelWrap::clamp_to_border);
    EXPECT_EQ(log.samplers[0].alpha, ChannelSource::red);
    EXPECT_EQ(client.session.set_sampler({99}, sampler).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace xrt
