// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/testing/fake_service.hpp"

#include <fcntl.h>
#include <algorithm>

#include "auxiliary/os/futex.hpp"
#include "state_trackers/oxr/testing/fake_devices.hpp"

namespace xrt::oxr {
namespace {

class FakeLink final : public ServiceLink {
 public:
    explicit FakeLink(FakeService& service) : service_(service) {}
    proto::Service& service() override { return service_; }
    bool lost() const override { return service_.dead; }

 private:
    FakeService& service_;
};

UniqueFd some_memory() { return UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC)); }

}  // namespace

FakeService::FakeService(ClockMode mode)
    : devices_(SharedSegment<DeviceSegment>::create("fake-devices").value()),
      client_(SharedSegment<ClientSegment>::create("fake-client").value()) {
    FakeDevices(*devices_).add_simple_system();
    std::ranges::copy(std::string_view("Fake headset"), devices_->devices[0].name.begin());
    for (SharedView& view : devices_->views) view.recommended_extent = {64, 32};
    devices_->eye_extent = pack_extent({64, 32});
    devices_->clock_mode = static_cast<uint32_t>(mode);
    devices_->display.store({to_nanoseconds(epoch), period.count(), 1e9f / static_cast<float>(period.count()), 0});
    devices_->virtual_now = to_nanoseconds(epoch);
}

std::unique_ptr<ServiceLink> FakeService::link() { return std::make_unique<FakeLink>(*this); }

void FakeService::fail(std::string call, ErrorCode code) {
    const std::lock_guard lock(mutex_);
    failures_.emplace_back(std::move(call), code);
}

void FakeService::stop_failing() {
    const std::lock_guard lock(mutex_);
    failures_.clear();
}

void FakeService::queue(proto::Event event) {
    const std::lock_guard lock(mutex_);
    queue_locked(std::move(event));
}

void FakeService::retire_all() {
    client_->frames_retired = client_->frames_accepted.load();
    futex_wake_all(client_->frames_retired);
}

std::vector<std::string> FakeService::mistakes() const {
    const std::lock_guard lock(mutex_);
    return mistakes_;
}

size_t FakeService::count(std::string_view call) const {
    const std::lock_guard lock(mutex_);
    return static_cast<size_t>(std::ranges::count(calls_, call));
}
std::vector<std::string> FakeService::calls() const {
    const std::lock_guard lock(mutex_);
    return calls_;
}
std::vector<proto::Frame> FakeService::frames() const {
    const std::lock_guard lock(mutex_);
    return frames_;
}
std::vector<FakeService::Haptic> FakeService::haptics() const {
    const std::lock_guard lock(mutex_);
    return haptics_;
}
std::vector<proto::DeviceStep> FakeService::steps() const {
    const std::lock_guard lock(mutex_);
    return steps_;
}
proto::ClientInfo FakeService::introduced() const {
    const std::lock_guard lock(mutex_);
    return introduced_;
}
std::optional<proto::SwapchainInfo> FakeService::last_swapchain() const {
    const std::lock_guard lock(mutex_);
    return last_swapchain_;
}

std::optional<proto::Sampler> FakeService::last_sampler() const {
    const std::lock_guard lock(mutex_);
    return last_sampler_;
}

Result<void> FakeService::note(const char* call) {
    calls_.emplace_back(call);
    if (dead) return Error{ErrorCode::connection_lost, "the fake service is dead"};
    for (const auto& [name, code] : failures_) {
        if (name == call) return Error{code, std::string("the fake service refuses ") + call};
    }
    return {};
}

void FakeService::queue_locked(proto::Event event) {
    events_.push_back(std::move(event));
    client_->events_queued.fetch_add(1);
}

void FakeService::enter(proto::SessionState state) {
    state_ = state;
    queue_locked(proto::SessionStateChanged{state, time_from_nanoseconds(devices_->virtual_now)});
}

void FakeService::enter_focus() {
    enter(proto::SessionState::synchronized);
    enter(proto::SessionState::visible);
    enter(proto::SessionState::focused);
}

Result<proto::IntroduceReply> FakeService::introduce(const proto::ClientInfo& client) {
    const std::lock_guard lock(mutex_);
    TRY(note("introduce"));
    introduced_ = client;
    proto::IntroduceReply reply;
    reply.system.graphics = true;
    reply.system.formats = {37, 43, 126};
    reply.system.max_swapchain_extent = {4096, 2048};
    reply.system.max_array_size = 4;
    reply.system.max_sample_count = 4;
    reply.system.density_maps = density_maps;
    reply.device_segment = TRY(devices_.duplicate_fd());
    reply.client_segment = TRY(client_.duplicate_fd());
    return reply;
}

Result<void> FakeService::create_session(proto::SessionKind kind, const std::optional<uint32_t>&) {
    const std::lock_guard lock(mutex_);
    TRY(note("create_session"));
    session_ = kind;
    exit_requested_ = false;
    client_->frames_accepted = client_->frames_retired = 0;
    enter(proto::SessionState::idle);
    enter(proto::SessionState::ready);
    return {};
}

Result<void> FakeService::destroy_session() {
    const std::lock_guard lock(mutex_);
    TRY(note("destroy_session"));
    session_.reset();
    return {};
}

Result<void> FakeService::begin_session(proto::ViewConfiguration, const BoundedVector<proto::ViewConfiguration, 2>&) {
    const std::lock_guard lock(mutex_);
    TRY(note("begin_session"));
    if (session_ == proto::SessionKind::headless) enter_focus();
    return {};
}

Result<void> FakeService::end_session() {
    const std::lock_guard lock(mutex_);
    TRY(note("end_session"));
    retire_all();
    enter(proto::SessionState::idle);
    enter(exit_requested_ ? proto::SessionState::exiting : proto::SessionState::ready);
    return {};
}

Result<void> FakeService::request_exit_session() {
    const std::lock_guard lock(mutex_);
    TRY(note("request_exit_session"));
    exit_requested_ = true;
    enter(proto::SessionState::visible);
    enter(proto::SessionState::synchronized);
    enter(proto::SessionState::stopping);
    return {};
}

Result<void> FakeService::request_refresh_rate(float hertz) {
    const std::lock_guard lock(mutex_);
    TRY(note("request_refresh_rate"));
    SharedDisplayTiming display;
    devices_->display.try_load(display);
    queue_locked(proto::RefreshRateChanged{std::exchange(display.refresh_rate, hertz), hertz});
    devices_->display.store(display);
    return {};
}

Result<proto::TakeEventsReply> FakeService::take_events() {
    const std::lock_guard lock(mutex_);
    TRY(note("take_events"));
    proto::TakeEventsReply reply;
    while (!events_.empty() && !reply.events.full()) {
        reply.events.push_back(events_.front());
        events_.erase(events_.begin());
    }
    return reply;
}

Result<proto::CreateSwapchainReply> FakeService::create_swapchain(const proto::SwapchainInfo& info) {
    const std::lock_guard lock(mutex_);
    TRY(note("create_swapchain"));
    last_swapchain_ = info;
    proto::CreateSwapchainReply reply;
    reply.swapchain = {next_swapchain_++};
    const uint32_t count = info.static_image ? 1 : 3;
    reply.memory.push_back({some_memory(), 4096 * count, 0, false, count, 4096});
    return reply;
}

Result<proto::ImportSwapchainReply> FakeService::import_swapchain(const proto::SwapchainInfo& info, proto::ImageMemory,
                                                                  ProtoMemory) {
    const std::lock_guard lock(mutex_);
    TRY(note("import_swapchain"));
    last_swapchain_ = info;
    return proto::ImportSwapchainReply{{next_swapchain_++}};
}

Result<void> FakeService::share_timeline(UniqueFd) {
    const std::lock_guard lock(mutex_);
    return note("share_timeline");
}

Result<void> FakeService::destroy_swapchain(proto::SwapchainId) {
    const std::lock_guard lock(mutex_);
    return note("destroy_swapchain");
}

Result<void> FakeService::set_sampler(proto::SwapchainId, const proto::Sampler& sampler) {
    const std::lock_guard lock(mutex_);
    last_sampler_ = sampler;
    return note("set_sampler");
}

Result<void> FakeService::end_frame(const proto::Frame& frame, BoundedVector<UniqueFd, proto::max_frame_syncs>) {
    const std::lock_guard lock(mutex_);
    TRY(note("end_frame"));
    frames_.push_back(frame);
    if (state_ == proto::SessionState::ready) enter_focus();
    devices_->virtual_now += period.count();
    if (retiring_) client_->frames_retired = static_cast<uint32_t>(frame.number - 1);
    if (accepting_) client_->frames_accepted = static_cast<uint32_t>(frame.number);
    futex_wake_all(client_->frames_accepted);
    return {};
}

Result<void> FakeService::apply_haptic(uint32_t output, const Duration& duration, float frequency, float amplitude) {
    const std::lock_guard lock(mutex_);
    haptics_.push_back({output, duration, frequency, amplitude});
    return note("apply_haptic");
}

Result<void> FakeService::stop_haptic(uint32_t) {
    const std::lock_guard lock(mutex_);
    return note("stop_haptic");
}

Result<void> FakeService::note_mistake(const std::string& text) {
    const std::lock_guard lock(mutex_);
    mistakes_.push_back(text);
    return {};
}

Result<void> FakeService::steer_devices(const BoundedVector<proto::DeviceStep, proto::max_device_steps>& steps) {
    const std::lock_guard lock(mutex_);
    steps_.insert(steps_.end(), steps.begin(), steps.end());
    return note("steer_devices");
}

}  // namespace xrt::oxr
