// SPDX-License-Identifier: BSL-1.0
#include "messages.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "ipc/wire/call_channel.hpp"
#include "proto/control_proxy.hpp"
#include "proto/probe.hpp"
#include "proto/scripts_proxy.hpp"
#include "proto/service_proxy.hpp"
#include "proto/tracing_proxy.hpp"

namespace xrt::hostile {
namespace {

/// Keeps what a proxy would send, and answers nothing.
class Recorder final : public ipc::CallChannel {
 public:
    ipc::OutgoingMessage& begin() override {
        outgoing_->clear();
        return *outgoing_;
    }
    uint32_t next_serial() override { return 1; }
    Result<ipc::IncomingMessage*> transact(uint32_t) override {
        record();
        return Error{ErrorCode::timeout, "recorded"};
    }
    Result<void> send() override {
        record();
        return {};
    }
    void end() override {}

    std::string call;  ///< of the next message
    std::vector<Message> messages;

 private:
    void record() {
        Message& message = messages.emplace_back();
        message.call = call;
        message.bytes.assign(outgoing_->bytes.begin(),
                             outgoing_->bytes.begin() + static_cast<ptrdiff_t>(outgoing_->size));
        message.fds.assign(outgoing_->fds.size(), STDIN_FILENO);
    }

    std::unique_ptr<ipc::OutgoingMessage> outgoing_ = std::make_unique<ipc::OutgoingMessage>();
};

proto::Frame some_frame() {
    proto::QuadLayer quad;
    quad.size = {1, 1};
    quad.image = {{1}, 0, 0, {0, 0, 64, 64}};
    proto::Layer layer;
    layer.content = quad;
    proto::Frame frame;
    frame.number = 1;
    frame.layers.push_back(layer);
    return frame;
}

proto::SwapchainInfo some_swapchain() {
    proto::SwapchainInfo info;
    info.extent = {64, 64};
    info.format = 43;
    info.usage = {proto::SwapchainUsage::color_attachment | proto::SwapchainUsage::sampled};
    info.sample_count = info.face_count = info.array_size = info.mip_count = 1;
    return info;
}

void record_service(Recorder& recorder) {
    proto::ServiceProxy service(recorder);
    const auto record = [&](const char* name, auto call) {
        recorder.call = std::string("Service.") + name;
        (void)call();
    };
    record("introduce", [&] { return service.introduce({"hostile", "engine", 1}); });
    record("create_session", [&] { return service.create_session(proto::SessionKind::headless, 7u); });
    record("begin_session", [&] {
        return service.begin_session(proto::ViewConfiguration::stereo,
                                     {proto::ViewConfiguration::first_person_observer});
    });
    record("take_events", [&] { return service.take_events(); });
    record("create_swapchain", [&] { return service.create_swapchain(some_swapchain()); });
    record("import_swapchain", [&] {
        BoundedVector<proto::SwapchainMemory, proto::max_swapchain_images> memory;
        memory.push_back({UniqueFd(::dup(STDIN_FILENO)), 16384, 0, true, 1, 0});
        return service.import_swapchain(some_swapchain(), proto::ImageMemory::pixels, std::move(memory));
    });
    record("share_timeline", [&] { return service.share_timeline(UniqueFd(::dup(STDIN_FILENO))); });
    record("end_frame", [&] {
        BoundedVector<UniqueFd, proto::max_frame_syncs> syncs;
        syncs.push_back(UniqueFd(::dup(STDIN_FILENO)));
        return service.end_frame(some_frame(), std::move(syncs));
    });
    record("apply_haptic", [&] { return service.apply_haptic(0, Duration(1), 100, 0.5f); });
    record("stop_haptic", [&] { return service.stop_haptic(0); });
    record("note_mistake", [&] { return service.note_mistake("xrNothing: is nothing"); });
    record("request_refresh_rate", [&] { return service.request_refresh_rate(90); });
    record("destroy_swapchain", [&] { return service.destroy_swapchain({1}); });
    record("request_exit_session", [&] { return service.request_exit_session(); });
    record("end_session", [&] { return service.end_session(); });
    record("destroy_session", [&] { return service.destroy_session(); });
}

void record_control(Recorder& recorder) {
    proto::ControlProxy control(recorder);
    const auto record = [&](const char* name, auto call) {
        recorder.call = std::string("Control.") + name;
        (void)call();
    };
    record("list_clients", [&] { return control.list_clients(); });
    record("list_devices", [&] { return control.list_devices(); });
    record("list_limits", [&] { return control.list_limits(); });
    record("list_properties", [&] { return control.list_properties(); });
    record("get_property", [&] { return control.get_property("brightness"); });
    record("set_property", [&] { return control.set_property("play_space_offset", Pose{}); });
    record("shift_property", [&] { return control.shift_property("brightness", 0.0f); });
    record("inject_fault", [&] { return control.inject_fault(proto::Fault::device_lost); });
    record("subscribe", [&] { return control.subscribe({proto::ChangeKinds::all_flags}); });
    record("unsubscribe", [&] { return control.unsubscribe(); });
    proto::ScriptsProxy scripts(recorder);
    recorder.call = "Scripts.play_script";
    (void)scripts.play_script("{\"note\": \"nothing\"}");
    recorder.call = "Scripts.script_progress";
    (void)scripts.script_progress();
    proto::TracingProxy tracing(recorder);
    recorder.call = "Tracing.start";
    (void)tracing.start(1);
}

/// What the interface compiler makes of a call.
Message generated(const ipc::ProbedInterface& interface, const ipc::ProbedMessage& probed) {
    const auto outgoing = std::make_unique<ipc::OutgoingMessage>();
    ipc::BoundsProbe probe(*outgoing, {1, probed.call, interface.number, probed.kind}, {});
    probed.walk(probe);
    return {.call = std::string(interface.name) + "." + probed.name,
            .bytes = Bytes(outgoing->bytes.begin(), outgoing->bytes.begin() + static_cast<ptrdiff_t>(outgoing->size)),
            .fds = std::vector<int>(outgoing->fds.size(), STDIN_FILENO)};
}

/// That after which there is no service is its purpose.
bool ends_the_service(const std::string& call) { return call == "Control.quit"; }

/// Whatever was not recorded: calls that have come since.
void add_all_others(std::vector<Message>& messages) {
    for (const ipc::ProbedInterface& interface : proto::probed_interfaces()) {
        for (const ipc::ProbedMessage& probed : interface.messages) {
            Message message = generated(interface, probed);
            const bool is_known = std::ranges::find(messages, message.call, &Message::call) != messages.end();
            if (is_known || ends_the_service(message.call)) continue;
            if (probed.kind != ipc::MessageKind::event) messages.push_back(std::move(message));
        }
    }
}

}  // namespace

std::vector<Message> all_messages() {
    Recorder recorder;
    record_service(recorder);
    record_control(recorder);
    add_all_others(recorder.messages);
    return std::move(recorder.messages);
}

Message message(const std::string& call) {
    for (Message& each : all_messages()) {
        if (each.call == call) return std::move(each);
    }
    throw std::runtime_error("there is no call " + call);
}

std::vector<Bytes> wrong_lengths(const Message& good) {
    std::vector<Bytes> lengths;
    for (size_t size = 1; size < good.bytes.size(); ++size) {
        lengths.emplace_back(good.bytes.begin(), good.bytes.begin() + static_cast<ptrdiff_t>(size));
    }
    for (const size_t size : {good.bytes.size() + 1, size_t{65536}, size_t{65537}, size_t{200'000}}) {
        lengths.push_back(good.bytes);
        lengths.back().resize(size);
    }
    return lengths;
}

std::vector<Bytes> wrong_values(const Message& good) {
    std::vector<Bytes> values;
    constexpr size_t header = 8;
    for (size_t place = header; place < good.bytes.size(); ++place) {
        for (const int value : {0xff, 0x80, 0x7f}) {
            values.push_back(good.bytes);
            values.back()[place] = std::byte(value);
        }
    }
    // The largest count, one that is negative, NaN and infinity.
    for (const uint32_t word : {0xffff'ffffu, 0x8000'0000u, 0x7fc0'0000u, 0x7f80'0000u}) {
        for (size_t place = header; place + sizeof(word) <= good.bytes.size(); ++place) {
            values.push_back(good.bytes);
            std::memcpy(values.back().data() + place, &word, sizeof(word));
        }
    }
    return values;
}

}  // namespace xrt::hostile
