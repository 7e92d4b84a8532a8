// SPDX-License-Identifier: BSL-1.0
// Clients that want images, against a service that draws.
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include <csignal>

#include "hostile_fixture.hpp"
#include "proto/protocol_hash.hpp"
#include "proto/service_proxy.hpp"

namespace xrt::hostile {
namespace {

class HostileToImages : public Hostile {
 protected:
    void SetUp() override {
        start({"--compositor", "vulkan", "--client-limits", "swapchains=20,image_bytes=4M"},
              proto::SessionKind::graphics);
    }
    std::unique_ptr<ipc::Connection> connect() {
        ipc::ConnectOptions options;
        options.socket_path = path();
        options.protocol_hash = proto::protocol_hash;
        return std::move(*ipc::connect(options));
    }
    static proto::SwapchainInfo image(uint32_t side) {
        proto::SwapchainInfo info;
        info.extent = {side, side};
        info.format = 43;
        info.usage = {proto::SwapchainUsage::color_attachment | proto::SwapchainUsage::sampled};
        info.sample_count = info.face_count = info.array_size = info.mip_count = 1;
        return info;
    }
};

TEST_F(HostileToImages, ImagesUpToTheLimitAndThenDeath) {
    for (int round = 0; round < 3; ++round) {
        const auto connection = connect();
        proto::ServiceProxy service_of_it(*connection);
        ASSERT_TRUE(service_of_it.introduce({"hostile", "", 0}).ok());
        ASSERT_TRUE(service_of_it.create_session(proto::SessionKind::graphics, std::nullopt).ok());
        for (int i = 0; i < 20; ++i) ASSERT_TRUE(service_of_it.create_swapchain(image(64)).ok());
        EXPECT_EQ(service_of_it.create_swapchain(image(64)).error().code, ErrorCode::limit_exceeded);
    }
}

TEST_F(HostileToImages, MoreBytesOfImagesThanTheLimit) {
    const auto connection = connect();
    proto::ServiceProxy service_of_it(*connection);
    ASSERT_TRUE(service_of_it.introduce({"hostile", "", 0}).ok());
    ASSERT_TRUE(service_of_it.create_session(proto::SessionKind::graphics, std::nullopt).ok());
    EXPECT_EQ(service_of_it.create_swapchain(image(2048)).error().code, ErrorCode::limit_exceeded);
    EXPECT_TRUE(service_of_it.create_swapchain(image(64)).ok());
}

TEST_F(HostileToImages, MemoryThatIsNotWhatItIsSaidToBe) {
    const auto connection = connect();
    proto::ServiceProxy service_of_it(*connection);
    ASSERT_TRUE(service_of_it.introduce({"hostile", "", 0}).ok());
    ASSERT_TRUE(service_of_it.create_session(proto::SessionKind::graphics, std::nullopt).ok());
    const auto import_laid_out = [&](proto::ImageMemory kind, proto::SwapchainMemory memory) {
        BoundedVector<proto::SwapchainMemory, proto::max_swapchain_images> all;
        all.push_back(std::move(memory));
        return service_of_it.import_swapchain(image(64), kind, std::move(all));
    };
    const auto import = [&](proto::ImageMemory kind, UniqueFd fd, uint64_t size) {
        return import_laid_out(kind, {std::move(fd), size, 0, true, 1, 0});
    };
    const auto memory = [](size_t size) {
        UniqueFd fd(::memfd_create("hostile", MFD_CLOEXEC | MFD_ALLOW_SEALING));
        EXPECT_EQ(::ftruncate(fd.get(), static_cast<off_t>(size)), 0);
        return fd;
    };
    const auto sealed = [&](size_t size) {
        UniqueFd fd = memory(size);
        EXPECT_EQ(::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_SHRINK), 0);
        return fd;
    };
    for (const auto kind : {proto::ImageMemory::device, proto::ImageMemory::pixels}) {
        for (const uint64_t size : {uint64_t{0}, uint64_t{1}, uint64_t{64 * 64 * 4}, uint64_t{1} << 21}) {
            EXPECT_FALSE(import(kind, memory(64 * 64 * 4), size).ok()) << "it could be shrunk";
            EXPECT_FALSE(import(kind, sealed(1), size).ok()) << "it is too small";
        }
        EXPECT_EQ(import(kind, sealed(64), uint64_t{1} << 62).error().code, ErrorCode::limit_exceeded);
    }
    const uint64_t size = 1 << 20;
    for (const uint64_t stride : {uint64_t{0}, uint64_t{1}, size - 4096, size, ~uint64_t{0}, ~uint64_t{0} / 3 + 1}) {
        for (const auto kind : {proto::ImageMemory::device, proto::ImageMemory::pixels}) {
            EXPECT_FALSE(import_laid_out(kind, {sealed(size), size, 0, false, 4, stride}).ok()) << stride;
            EXPECT_FALSE(import_laid_out(kind, {sealed(size), size, 0, true, 4, stride}).ok()) << stride;
        }
    }
    EXPECT_TRUE(import(proto::ImageMemory::pixels, sealed(64 * 64 * 4), 64 * 64 * 4).ok());
}

TEST_F(HostileToImages, FramesThatShowWhatTheClientDoesNotHave) {
    const auto connection = connect();
    proto::ServiceProxy service_of_it(*connection);
    ASSERT_TRUE(service_of_it.introduce({"hostile", "", 0}).ok());
    ASSERT_TRUE(service_of_it.create_session(proto::SessionKind::graphics, std::nullopt).ok());
    ASSERT_TRUE(service_of_it.begin_session(proto::ViewConfiguration::stereo, {}).ok());
    for (uint64_t number = 1; number <= 50; ++number) {
        proto::QuadLayer quad;
        quad.image.swapchain = {static_cast<uint32_t>(number)};
        proto::Frame frame;
        frame.number = number;
        frame.layers.push_back({}).content = quad;
        ASSERT_TRUE(service_of_it.end_frame(frame, {}).ok());
    }
    EXPECT_TRUE(service_of_it.take_events().ok());
}

/// Frames of an application like any other, but its GPU never gets done: they wait in its own process.
TEST_F(HostileToImages, AnApplicationWhoseGpuNeverGetsDone) {
    using end_to_end::Program;
    Program application = Program::start({.arguments = {end_to_end::built("xrt-test-client"), "vulkan", "stuck"},
                                          .environment = service->environment()});
    ASSERT_TRUE(application.await_line("stuck")) << application.out() << application.err();
    good->await_frames(200);
    EXPECT_EQ(good->failure(), "");
    EXPECT_EQ(good->clients_seen(), 2u) << "it is still there";
    EXPECT_FALSE(application.ended());
    application.signal(SIGKILL);
    application.wait();
}

/// The same where the service is told to wait itself: its images are shown as they were, and nobody else waits.
TEST_F(HostileToImages, FramesThatAreNeverDrawn) {
    const auto connection = connect();
    proto::ServiceProxy service_of_it(*connection);
    ASSERT_TRUE(service_of_it.introduce({"hostile", "", 0}).ok());
    ASSERT_TRUE(service_of_it.create_session(proto::SessionKind::graphics, std::nullopt).ok());
    const auto swapchain = service_of_it.create_swapchain(image(64));
    ASSERT_TRUE(swapchain.ok());
    ASSERT_TRUE(service_of_it.begin_session(proto::ViewConfiguration::stereo, {}).ok());
    const UniqueFd never(::eventfd(0, EFD_CLOEXEC));
    for (uint64_t number = 1; number <= 20; ++number) {
        proto::QuadLayer quad;
        quad.size = {1, 1};
        quad.image = {swapchain->swapchain, 0, 0, {0, 0, 64, 64}};
        proto::Frame frame;
        frame.number = number;
        frame.layers.push_back({}).content = quad;
        BoundedVector<UniqueFd, proto::max_frame_syncs> syncs;
        syncs.push_back(UniqueFd(::dup(never.get())));
        ASSERT_TRUE(service_of_it.end_frame(frame, std::move(syncs)).ok());
    }
    good->await_frames(200);
    EXPECT_EQ(good->failure(), "");
    EXPECT_TRUE(service_of_it.take_events().ok()) << "it has been heard to the end, and is still welcome";
}

}  // namespace
}  // namespace xrt::hostile
