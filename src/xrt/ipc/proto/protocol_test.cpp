// SPDX-License-Identifier: BSL-1.0
//
// The real protocol: what types.ipc claims of the hand-written codecs, and that a frame costs no allocation.
#include <gtest/gtest.h>
#include <sys/eventfd.h>

#include <cstdlib>
#include <new>

#include "ipc/proto/test/loopback.hpp"
#include "proto/control_dispatcher.hpp"
#include "proto/control_proxy.hpp"
#include "proto/errors.hpp"
#include "proto/protocol_hash.hpp"
#include "proto/service_dispatcher.hpp"
#include "proto/service_proxy.hpp"
#include "proto/types_codec.hpp"

namespace {
size_t allocations = 0;

// Not inlined, else the compiler sees new and free() in one place and takes it for a mistake.
[[gnu::noinline]] void* count_and_allocate(size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void release(void* memory) { std::free(memory); }
}  // namespace

void* operator new(size_t size) { return count_and_allocate(size); }
void operator delete(void* memory) noexcept { release(memory); }
void operator delete(void* memory, size_t) noexcept { release(memory); }

namespace xrt::proto {
namespace {

template <typename T>
size_t bytes_of() {
    ipc::OutgoingMessage message;
    ipc::Writer writer(message);
    write(writer, T{});
    EXPECT_TRUE(writer.ok());
    return message.size;
}

TEST(ExternTypes, TakeAsManyBytesAsTypesIpcSays) {
    EXPECT_EQ(bytes_of<Time>(), 8u);
    EXPECT_EQ(bytes_of<Duration>(), 8u);
    EXPECT_EQ(bytes_of<Vec2>(), 8u);
    EXPECT_EQ(bytes_of<Pose>(), 28u);
    EXPECT_EQ(bytes_of<Fov>(), 16u);
    EXPECT_EQ(bytes_of<Extent2D>(), 8u);
    EXPECT_EQ(bytes_of<Rect2D>(), 16u);
}

using SecondaryConfigurations = BoundedVector<ViewConfiguration, max_secondary_view_configurations>;

class FakeService : public Service {
 public:
    Result<IntroduceReply> introduce(const ClientInfo&) override { return refuse(); }
    Result<void> create_session(SessionKind, const std::optional<uint32_t>&) override { return refuse(); }
    Result<void> destroy_session() override { return refuse(); }
    Result<void> begin_session(ViewConfiguration, const SecondaryConfigurations&) override { return refuse(); }
    Result<void> end_session() override { return refuse(); }
    Result<void> request_exit_session() override { return refuse(); }
    Result<TakeEventsReply> take_events() override { return refuse(); }
    Result<void> request_refresh_rate(float) override { return refuse(); }
    Result<CreateSwapchainReply> create_swapchain(const SwapchainInfo&) override { return refuse(); }
    Result<ImportSwapchainReply> import_swapchain(const SwapchainInfo&, ImageMemory,
                                                  BoundedVector<SwapchainMemory, max_swapchain_images>) override {
        return refuse();
    }
    Result<void> share_timeline(UniqueFd) override { return refuse(); }
    Result<void> destroy_swapchain(SwapchainId) override { return refuse(); }
    Result<void> set_sampler(SwapchainId, const Sampler&) override { return refuse(); }
    Result<void> end_frame(const Frame& frame, BoundedVector<UniqueFd, max_frame_syncs> syncs) override {
        last_number = frame.number;
        layers = frame.layers.size();
        sync_count = syncs.size();
        return {};
    }
    Result<void> apply_haptic(uint32_t, const Duration&, float, float) override { return refuse(); }
    Result<void> stop_haptic(uint32_t) override { return refuse(); }
    Result<void> note_mistake(const std::string&) override { return refuse(); }
    Result<void> steer_devices(const BoundedVector<DeviceStep, max_device_steps>&) override { return refuse(); }

    uint64_t last_number = 0;
    size_t layers = 0, sync_count = 0;

 private:
    static Error refuse() { return {ErrorCode::unsupported, "not in this test"}; }
};

/// Keeps what was sent and does nothing else.
class Outbox final : public ipc::CallChannel {
 public:
    ipc::OutgoingMessage& begin() override { return message; }
    uint32_t next_serial() override { return 1; }
    Result<ipc::IncomingMessage*> transact(uint32_t) override { return Error{ErrorCode::timeout, "no reply"}; }
    Result<void> send() override { return {}; }
    void end() override {}

    ipc::OutgoingMessage message;
};

Frame make_full_frame() {
    Frame frame;
    frame.number = 42;
    while (!frame.layers.full()) frame.layers.push_back(Layer{});
    return frame;
}

TEST(EndFrame, AllocatesNothingOnEitherSide) {
    FakeService service;
    ServiceDispatcher dispatcher(service);
    auto outbox = std::make_unique<Outbox>();
    auto reply = std::make_unique<ipc::OutgoingMessage>();
    ServiceProxy proxy(*outbox);
    const Frame frame = make_full_frame();

    const size_t before_sending = allocations;
    EXPECT_TRUE(proxy.end_frame(frame, {}).ok());
    EXPECT_EQ(allocations, before_sending);

    const auto request = ipc::carried_over(outbox->message);
    const size_t before_dispatch = allocations;
    ipc::Reader reader(*request);
    const auto outcome = dispatcher.dispatch(reader, *reply);
    EXPECT_EQ(allocations, before_dispatch);
    ASSERT_TRUE(outcome.ok()) << outcome.error().message;
    EXPECT_EQ(service.last_number, 42u);
    EXPECT_EQ(service.layers, max_layers);
}

TEST(EndFrame, CarriesAllItsSyncs) {
    FakeService service;
    ServiceDispatcher dispatcher(service);
    ipc::Loopback channel(dispatcher);
    BoundedVector<UniqueFd, max_frame_syncs> syncs;
    while (!syncs.full()) syncs.push_back(UniqueFd(::eventfd(0, EFD_CLOEXEC)));
    EXPECT_TRUE(ServiceProxy(channel).end_frame(make_full_frame(), std::move(syncs)).ok());
    EXPECT_EQ(service.sync_count, max_frame_syncs);
}

class FakeControl : public Control {
 public:
    Result<ListClientsReply> list_clients() override {
        ListClientsReply reply;
        ClientDescription description;
        description.application_name.assign(128, 'x');
        description.state = SessionState::focused;
        while (!reply.clients.full()) reply.clients.push_back(description);
        return reply;
    }
    Result<ListDevicesReply> list_devices() override { return ListDevicesReply{}; }
    Result<void> set_primary_client(uint32_t) override { return unexpected(); }
    Result<void> set_focused_client(uint32_t) override { return unexpected(); }
    Result<ChangeClientIoReply> change_client_io(uint32_t, IoKinds, IoKinds) override { return unexpected(); }
    Result<ToggleClientIoReply> toggle_client_io(uint32_t) override { return unexpected(); }
    Result<void> recentre() override { return unexpected(); }
    Result<ListTrackingOriginsReply> list_tracking_origins() override { return unexpected(); }
    Result<void> move_tracking_origin(uint32_t, const Pose&) override { return unexpected(); }
    Result<void> quit() override { return unexpected(); }
    Result<ListLimitsReply> list_limits() override { return unexpected(); }
    Result<ListPropertiesReply> list_properties() override { return unexpected(); }
    Result<GetPropertyReply> get_property(const std::string&) override { return unexpected(); }
    Result<SetPropertyReply> set_property(const std::string&, const PropertyValue&) override { return unexpected(); }
    Result<ShiftPropertyReply> shift_property(const std::string&, const PropertyValue&) override {
        return unexpected();
    }
    Result<void> inject_fault(Fault) override { return unexpected(); }
    Result<void> subscribe(ChangeKinds) override { return unexpected(); }
    Result<void> steer_devices(const BoundedVector<DeviceStep, max_device_steps>&) override { return unexpected(); }
    Result<void> unsubscribe() override { return unexpected(); }
    Result<StartCaptureReply> start_capture(const CaptureRequest&) override { return unexpected(); }
    Result<void> stop_capture(CaptureId) override { return unexpected(); }
    Result<void> return_pictures(CaptureId, uint32_t) override { return unexpected(); }
    Result<GetMetricsReply> get_metrics() override { return unexpected(); }
    Result<void> start_timeline() override { return unexpected(); }
    Result<TakeTimelineReply> take_timeline() override { return unexpected(); }
    Result<void> stop_timeline() override { return unexpected(); }

 private:
    static Error unexpected() { return {ErrorCode::internal, "not expected here"}; }
};

TEST(ListClients, FitsAMessageAtItsBounds) {
    FakeControl control;
    ControlDispatcher dispatcher(control);
    ipc::Loopback channel(dispatcher);
    const auto reply = ControlProxy(channel).list_clients();
    ASSERT_TRUE(reply.ok()) << reply.error().message;
    EXPECT_EQ(reply->clients.size(), max_listed_clients);
    EXPECT_EQ(reply->clients[127].application_name.size(), 128u);
}

TEST(Errors, AreThoseOfTheWire) {
    static_assert(is_known_error(ErrorCode::internal) && is_known_error(ErrorCode::os_error));
    static_assert(!is_known_error(ErrorCode{0}) && !is_known_error(ErrorCode{17}));
}

TEST(ProtocolHash, IsThere) { EXPECT_NE(protocol_hash, 0u); }

}  // namespace
}  // namespace xrt::proto
