// SPDX-License-Identifier: BSL-1.0
//
// One connected client: proto::Service for it alone, whether it calls through a socket or in the same process. Owns all
// that the client makes the service hold and frees it when it goes, whatever state the client was in. Safe on several
// threads, as an application in the same process may have them.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "auxiliary/util/guarded.hpp"
#include "ipc/conversion/swapchain.hpp"
#include "proto/service_interface.hpp"
#include "service/account.hpp"
#include "service/client_table.hpp"
#include "service/native_session.hpp"

namespace xrt {

class System;

class ClientSession final : public proto::Service {
 public:
    /// `system` outlives it.
    ClientSession(System& system, pid_t pid, std::shared_ptr<const Account> account);
    /// In this process: an account of this user.
    ClientSession(System& system, pid_t pid);
    ~ClientSession() override;
    ClientSession(const ClientSession&) = delete;
    ClientSession& operator=(const ClientSession&) = delete;

    Result<proto::IntroduceReply> introduce(const proto::ClientInfo& client) override;

    Result<void> create_session(proto::SessionKind kind, const std::optional<uint32_t>& overlay) override;
    Result<void> destroy_session() override;
    Result<void> begin_session(proto::ViewConfiguration primary, const SecondaryConfigurations& secondary) override;
    Result<void> end_session() override;
    Result<void> request_exit_session() override;
    Result<void> request_refresh_rate(float hertz) override;
    Result<proto::TakeEventsReply> take_events() override;

    Result<proto::CreateSwapchainReply> create_swapchain(const proto::SwapchainInfo& info) override;
    Result<proto::ImportSwapchainReply> import_swapchain(const proto::SwapchainInfo& info, proto::ImageMemory kind,
                                                         ProtoMemory memory) override;
    Result<void> destroy_swapchain(proto::SwapchainId swapchain) override;
    Result<void> set_sampler(proto::SwapchainId swapchain, const proto::Sampler& sampler) override;

    Result<void> share_timeline(UniqueFd semaphore) override;
    Result<void> end_frame(const proto::Frame& frame, BoundedVector<UniqueFd, max_frame_syncs> syncs) override;

    Result<void> apply_haptic(uint32_t output, const Duration& duration, float frequency, float amplitude) override;
    Result<void> stop_haptic(uint32_t output) override;
    Result<void> note_mistake(const std::string& text) override;

    Result<void> steer_devices(const BoundedVector<proto::DeviceStep, proto::max_device_steps>& steps) override;

 private:
    struct Swapchain {
        std::shared_ptr<SwapchainNative> native;
        Account::Charge charge;
    };
    struct WishedSwapchain {
        std::shared_ptr<NativeSession> session;
        SwapchainCreateInfo info;
    };
    using Swapchains = std::map<proto::SwapchainId, Swapchain>;
    struct State {
        Account::Charge memory_charge;
        std::shared_ptr<ClientMemory> memory;  ///< since introduce()
        Account::Charge session_charge;
        std::shared_ptr<NativeSession> session;  ///< the session, if there is one
        Swapchains swapchains;                   ///< the session's
        uint32_t last_swapchain_id = 0;
        uint32_t mistakes = 0;          ///< that were told
        std::set<std::string> steered;  ///< user paths of the devices that the session has taken over
    };

    proto::SystemInfo describe_system() const;
    Result<std::shared_ptr<ClientMemory>> memory() const;
    Result<std::shared_ptr<NativeSession>> session() const;
    /// device_lost if it only waits for being destroyed.
    Result<std::shared_ptr<NativeSession>> living_session() const;
    Result<WishedSwapchain> check_wish(const proto::SwapchainInfo& info) const;
    Result<proto::SwapchainId> keep(std::shared_ptr<SwapchainNative> native, Account::Charge charge);
    std::shared_ptr<SwapchainNative> find_swapchain(proto::SwapchainId id) const;
    Result<void> open_session(proto::SessionKind kind, const std::optional<uint32_t>& overlay,
                              std::shared_ptr<ClientMemory> own_memory);
    void free_session();
    void record_times(const proto::Frame& frame, Time arrived);
    void release_devices();
    Result<void> drive_output(uint32_t output, const std::optional<HapticPulse>& pulse);

    System& system_;
    const std::shared_ptr<const Account> account_;
    const ClientId id_;
    const std::shared_ptr<FrameStatistics> statistics_;
    Guarded<State> state_;
};

}  // namespace xrt
