// SPDX-License-Identifier: BSL-1.0
//
// For tests: a service that behaves as the real one does towards one client, with the segments that it shares. Frames are
// taken in at once, in lock-step with time going on; whether they are retired is the test's choice.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "auxiliary/os/shared_segment.hpp"
#include "ipc/conversion/swapchain.hpp"
#include "proto/service_interface.hpp"
#include "state_trackers/oxr/instance/service_link.hpp"
#include "xrt/clock.hpp"
#include "xrt/segment/client_segment.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt::oxr {

class FakeService final : public proto::Service {
 public:
    static constexpr Duration period = Duration(10'000'000);
    static constexpr Time epoch = time_from_nanoseconds(1'000'000'000);

    explicit FakeService(ClockMode mode);

    DeviceSegment& devices() { return *devices_; }
    ClientSegment& client() { return *client_; }

    /// The call of that name answers with this, from now on.
    void fail(std::string call, ErrorCode code);
    void stop_failing();
    void queue(proto::Event event);
    /// Every frame that was taken in is retired.
    void retire_all();
    /// Frames are retired when the next one comes, as a compositor does it; otherwise only by retire_all().
    void set_retiring(bool retiring) { retiring_ = retiring; }
    /// Otherwise the counter of accepted frames is the test's business.
    void set_accepting(bool accepting) { accepting_ = accepting; }
    /// Whether its device has density maps.
    std::atomic<bool> density_maps{true};
    /// Whether lost() of its links.
    std::atomic<bool> dead{false};

    /// What apply_haptic() was called with, oldest first.
    struct Haptic {
        uint32_t output = 0;
        Duration duration{};
        float frequency = 0, amplitude = 0;
        bool operator==(const Haptic&) const = default;
    };
    std::vector<Haptic> haptics() const;
    /// What steer_devices() was called with, oldest first.
    std::vector<proto::DeviceStep> steps() const;

    /// What note_mistake() was called with, which calls() leaves out.
    std::vector<std::string> mistakes() const;

    size_t count(std::string_view call) const;
    std::vector<std::string> calls() const;
    std::vector<proto::Frame> frames() const;
    proto::ClientInfo introduced() const;
    std::optional<proto::SwapchainInfo> last_swapchain() const;
    std::optional<proto::Sampler> last_sampler() const;

    Result<proto::IntroduceReply> introduce(const proto::ClientInfo& client) override;
    Result<void> create_session(proto::SessionKind kind, const std::optional<uint32_t>& overlay) override;
    Result<void> destroy_session() override;
    Result<void> begin_session(proto::ViewConfiguration primary,
                               const BoundedVector<proto::ViewConfiguration, 2>& secondary) override;
    Result<void> end_session() override;
    Result<void> request_exit_session() override;
    Result<void> request_refresh_rate(float hertz) override;
    Result<proto::TakeEventsReply> take_events() override;
    Result<proto::CreateSwapchainReply> create_swapchain(const proto::SwapchainInfo& info) override;
    Result<proto::ImportSwapchainReply> import_swapchain(const proto::SwapchainInfo& info, proto::ImageMemory kind,
                                                         ProtoMemory memory) override;
    Result<void> share_timeline(UniqueFd semaphore) override;
    Result<void> destroy_swapchain(proto::SwapchainId swapchain) override;
    Result<void> set_sampler(proto::SwapchainId swapchain, const proto::Sampler& sampler) override;
    Result<void> end_frame(const proto::Frame& frame, BoundedVector<UniqueFd, proto::max_frame_syncs> syncs) override;
    Result<void> apply_haptic(uint32_t output, const Duration& duration, float frequency, float amplitude) override;
    Result<void> stop_haptic(uint32_t output) override;
    Result<void> note_mistake(const std::string& text) override;
    Result<void> steer_devices(const BoundedVector<proto::DeviceStep, proto::max_device_steps>& steps) override;

    /// A link to it, as a connector gives one. The service must outlive it.
    std::unique_ptr<ServiceLink> link();

 private:
    Result<void> note(const char* call);
    void enter(proto::SessionState state);
    void enter_focus();
    void queue_locked(proto::Event event);

    mutable std::mutex mutex_;
    SharedSegment<DeviceSegment> devices_;
    SharedSegment<ClientSegment> client_;
    std::vector<std::string> calls_;
    std::vector<std::pair<std::string, ErrorCode>> failures_;
    std::vector<proto::Event> events_;
    std::vector<proto::Frame> frames_;
    std::vector<Haptic> haptics_;
    std::vector<std::string> mistakes_;
    std::vector<proto::DeviceStep> steps_;
    proto::ClientInfo introduced_;
    std::optional<proto::SwapchainInfo> last_swapchain_;
    std::optional<proto::Sampler> last_sampler_;
    std::optional<proto::SessionKind> session_;
    std::optional<proto::SessionState> state_;
    bool exit_requested_ = false;
    bool retiring_ = true;
    bool accepting_ = true;
    uint32_t next_swapchain_ = 1;
};

}  // namespace xrt::oxr
