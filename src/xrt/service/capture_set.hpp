// SPDX-License-Identifier: BSL-1.0
//
// The captures of one tool. Safe on any thread.
#pragma once

#include <map>
#include <memory>

#include "auxiliary/util/guarded.hpp"
#include "proto/control_interface.hpp"
#include "service/account.hpp"
#include "service/picture_capture.hpp"
#include "service/system_settings.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt {

/// Of all tools together.
struct CaptureCounters {
    std::atomic<uint32_t> captures{0};
    std::atomic<uint64_t> pictures{0};
};

class CaptureSet {
 public:
    /// The references outlive it.
    CaptureSet(SystemCompositor& compositor, SystemSettings& settings, CaptureCounters& counters,
               std::shared_ptr<const Account> account, proto::PictureReceiver& receiver)
        : compositor_(compositor),
          settings_(settings),
          counters_(counters),
          account_(std::move(account)),
          receiver_(receiver) {}
    ~CaptureSet() { stop(); }

    Result<proto::CaptureId> start(const proto::CaptureRequest& request);
    /// Nothing is sent any more when it returns; not_found if there is no such capture.
    Result<void> stop(proto::CaptureId id);
    Result<void> give_back(proto::CaptureId id, uint32_t count);
    /// All of them, and none can be started any more.
    void stop();

 private:
    struct LookAway {
        void operator()(SystemSettings* settings) const;
    };
    /// Sessions hear that the observer is active while there is one.
    using ObserverLook = std::unique_ptr<SystemSettings, LookAway>;

    struct Capture {
        Account::Charge charge;
        ObserverLook observer;
        std::shared_ptr<PictureCapture> sink;
        std::unique_ptr<PictureSubscription> subscription;  ///< the first to go: it calls the sink
    };
    struct State {
        std::map<proto::CaptureId, Capture> captures;
        uint32_t last_id = 0;
        bool stopped = false;
    };

    ObserverLook look(const PictureSource& source);
    Result<void> add(proto::CaptureId id, Capture capture);
    void end(Capture capture);

    SystemCompositor& compositor_;
    SystemSettings& settings_;
    CaptureCounters& counters_;
    const std::shared_ptr<const Account> account_;
    proto::PictureReceiver& receiver_;
    Guarded<State> state_;
};

}  // namespace xrt
