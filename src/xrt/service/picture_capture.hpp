// SPDX-License-Identifier: BSL-1.0
//
// One capture of one tool: takes pictures from the compositor, sends each as shared memory, and has no more of them under
// way than was agreed. The tool gives them back; one that does not holds up nobody for long.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>

#include "auxiliary/util/guarded.hpp"
#include "proto/capture.hpp"
#include "proto/picture_receiver_interface.hpp"
#include "service/account.hpp"
#include "xrt/bounded_vector.hpp"
#include "xrt/clock.hpp"
#include "xrt/picture_stream.hpp"

namespace xrt {

/// In the compositor's words.
PictureSource to_picture_source(const proto::CaptureSource& source);

class PictureCapture final : public PictureSink {
 public:
    /// How long the virtual clock waits for a tool.
    static constexpr Duration patience = std::chrono::seconds(2);

    struct Settings {
        proto::CaptureId id;
        proto::CaptureRequest request;
        ClockMode clock_mode = ClockMode::real;
        Duration patience = PictureCapture::patience;
    };

    /// `account` pays for pictures that are under way. The rest outlives it; `sent` counts the pictures of all captures.
    PictureCapture(const Settings& settings, std::shared_ptr<const Account> account, proto::PictureReceiver& receiver,
                   std::atomic<uint64_t>& sent)
        : settings_(settings), account_(std::move(account)), receiver_(receiver), sent_(sent) {}

    bool wants(uint64_t composition) const override;
    void show(const StreamedPicture& picture) override;
    void failed(const std::string& reason) override;

    /// invalid_argument if so many are not under way.
    Result<void> give_back(uint32_t count);
    /// Nothing is waited for or sent any more.
    void stop();

 private:
    struct State {
        uint64_t sent = 0;
        uint64_t dropped = 0;                                                     ///< since the last that was sent
        BoundedVector<Account::Charge, proto::max_pictures_in_flight> in_flight;  ///< oldest first
        bool over = false;
    };
    using Locked = Guarded<State>::Locked;

    bool await_room(Locked& state);
    Result<void> send(State& state, const StreamedPicture& picture);
    void end(State& state, proto::CaptureEnd end, const std::string& reason);

    const Settings settings_;
    const std::shared_ptr<const Account> account_;
    proto::PictureReceiver& receiver_;
    std::atomic<uint64_t>& sent_;
    std::atomic<bool> over_{false};
    std::atomic<uint64_t> next_{0};  ///< the first composition that is wanted: those before it need not be drawn
    Guarded<State> state_;
    std::condition_variable changed_;
};

}  // namespace xrt
