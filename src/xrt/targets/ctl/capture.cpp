// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/capture.hpp"

#include <cstdio>

#include "proto/control_proxy.hpp"
#include "proto/picture_receiver_dispatcher.hpp"
#include "targets/ctl/picture_output.hpp"

namespace xrt::ctl {
namespace {

constexpr uint32_t in_flight = 3;

class Receiver final : public proto::PictureReceiver {
 public:
    explicit Receiver(PictureOutput output) : output_(std::move(output)) {}

    Result<void> picture(proto::CaptureId, proto::CapturedPicture picture) override {
        ++to_return;
        dropped += picture.dropped;
        return output_.write(picture);
    }
    Result<void> capture_ended(proto::CaptureId, proto::CaptureEnd how, const std::string& reason) override {
        end = how;
        why = reason;
        return {};
    }
    uint64_t written() const { return output_.written(); }

    uint32_t to_return = 0;
    uint64_t dropped = 0;
    std::optional<proto::CaptureEnd> end;
    std::string why;

 private:
    PictureOutput output_;
};

/// The client that is meant where none is named.
Result<uint32_t> only_client(proto::Control& control) {
    const proto::ListClientsReply reply = TRY(control.list_clients());
    if (reply.clients.size() == 1) return reply.clients[0].id;
    return Error{ErrorCode::invalid_argument,
                 reply.clients.empty()
                     ? "no application is connected"
                     : "several applications are connected: say --client N; `monado-ctl clients` lists them"};
}

Result<proto::CaptureSource> source_of(const CaptureOptions& options, proto::Control& control) {
    if (!options.layer && !options.swapchain) return proto::CaptureSource(proto::CaptureView{options.view});
    const uint32_t client = options.client ? *options.client : TRY(only_client(control));
    if (options.layer) return proto::CaptureSource(proto::CaptureLayer{client, *options.layer, options.view});
    return proto::CaptureSource(proto::CaptureSwapchain{client, *options.swapchain, options.array_index});
}

Error nothing_came(const CaptureOptions& options) {
    const std::string what = options.layer       ? "no such layer is shown"
                             : options.swapchain ? "no flat layer shows that swapchain"
                                                 : "no application shows anything new";
    return {ErrorCode::timeout, "no picture came in time: " + what};
}

Result<void> receive(ipc::Connection& connection, proto::Control& control, proto::CaptureId id,
                     const CaptureOptions& options, Receiver& receiver) {
    while (true) {
        if (receiver.to_return > 0) TRY(control.return_pictures(id, std::exchange(receiver.to_return, 0)));
        if (receiver.end) break;
        const Result<void> heard = connection.wait_for_event(Deadline::after(options.patience));
        if (!heard) return heard.error().code == ErrorCode::timeout ? nothing_came(options) : heard.error();
    }
    if (*receiver.end == proto::CaptureEnd::complete) return {};
    return Error{ErrorCode::unavailable, "the service ended the capture: " + receiver.why};
}

}  // namespace

Result<void> capture(ipc::Connection& connection, const CaptureOptions& options) {
    proto::ControlProxy control(connection);
    const proto::CaptureSource source = TRY(source_of(options, control));
    const Duration period = TRY(control.get_metrics()).compositor.display_period;
    Receiver receiver(PictureOutput(options, period));
    proto::PictureReceiverDispatcher dispatcher(receiver);
    connection.set_event_dispatcher(&dispatcher);
    const auto started = control.start_capture({source, options.every, options.pictures, in_flight});
    const Result<void> received =
        started ? receive(connection, control, started->capture, options, receiver) : started.error();
    connection.set_event_dispatcher(nullptr);
    if (receiver.dropped > 0) {
        std::fprintf(stderr, "monado-ctl: %llu pictures were left out, because they could not be written in time\n",
                     static_cast<unsigned long long>(receiver.dropped));
    }
    return received;
}

}  // namespace xrt::ctl
