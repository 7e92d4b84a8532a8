// SPDX-License-Identifier: BSL-1.0
//
// For tests: an instance whose clock, devices and compositor do what the test says, and an observer that remembers.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "auxiliary/os/shared_memory.hpp"
#include "proto/control.hpp"
#include "proto/picture_receiver_interface.hpp"
#include "service/service_observer.hpp"
#include "xrt/instance.hpp"
#include "xrt/steerable_device.hpp"

namespace xrt::fake {

class FakeClock final : public Clock {
 public:
    Time now() const override { return time; }
    Time time = time_from_nanoseconds(1'000'000'000);
};

/// Moves along +X at one metre a second; every input is 1. A hand can be steered, the head cannot.
class FakeDevice final : public Device, public SteerableDevice {
 public:
    explicit FakeDevice(DeviceRole role, std::vector<std::optional<HapticPulse>>* pulses = nullptr) : pulses_(pulses) {
        info_.name = role == DeviceRole::head ? "head" : "hand";
        info_.role = role;
        info_.poses = {{role == DeviceRole::head ? "/view" : "/input/grip/pose"}};
        if (role == DeviceRole::head) return;
        info_.inputs = {{"/input/select/click", InputType::boolean}};
        info_.outputs = {{"/output/haptic"}};
        info_.interaction_profile = "/interaction_profiles/khr/simple_controller";
    }
    const DeviceInfo& info() const override { return info_; }
    std::optional<HmdInfo> hmd() const override {
        if (info_.role != DeviceRole::head) return std::nullopt;
        HmdInfo hmd{{}, Duration(10'000'000), {{60, Duration(16'666'666)}, {100, Duration(10'000'000)}}};
        for (ViewInfo& view : hmd.views) view.recommended_extent = {100, 80};
        return hmd;
    }
    uint32_t revision() const override { return revision_; }
    bool is_present() const override { return presence_ == Presence::present; }
    SteerableDevice* steerable() override { return info_.role == DeviceRole::head ? nullptr : this; }
    PoseSample pose_at(size_t, Time time) const override {
        if (world_from_pose_) return {time, *world_from_pose_, {}, {}, PoseSample::all_flags};
        const float metres = static_cast<float>(static_cast<double>(to_nanoseconds(time)) * 1e-9);
        return {time, {{}, {metres, 0, 0}}, {1, 0, 0}, {}, PoseSample::all_flags};
    }
    InputValue input_at(size_t, Time time) const override {
        ++inputs_read;
        return value_.value_or(InputValue{1, 0, time, true});
    }
    bool inputs_stay(Time) const override { return info_.inputs.empty() || value_.has_value(); }
    Result<void> drive_output(size_t, Time, const std::optional<HapticPulse>& pulse) override {
        if (pulses_) pulses_->push_back(pulse);
        return {};
    }
    Result<void> set_profile(std::string_view interaction_profile) override {
        if (interaction_profile == "/none") return Error{ErrorCode::not_found, "no such profile"};
        info_.interaction_profile = interaction_profile;
        info_.inputs.push_back({"/input/extra/click", InputType::boolean});
        ++revision_;
        return {};
    }
    void set_presence(Presence presence) override {
        presence_ = presence;
        ++revision_;
    }
    Result<void> set_input(std::string_view, Vec2 value, Time now) override {
        value_ = InputValue{value.x, value.y, now, true};
        return {};
    }
    Result<void> move_input(std::string_view component, Vec2 target, const Period& period) override {
        return set_input(component, target, period.end);
    }
    Result<void> curl_fingers(const std::array<float, finger_count>&, const Period&) override {
        return Error{ErrorCode::not_found, "the fake device is held by no hand"};
    }
    void set_battery(const Battery& battery) override { battery_ = battery; }
    std::optional<Battery> battery_at(Time) const override { return battery_; }
    Result<void> set_pose(std::string_view, const Pose& world_from_pose) override {
        world_from_pose_ = world_from_pose;
        return {};
    }
    Result<void> move_pose(std::string_view, const Pose& world_from_pose, const Period&) override {
        world_from_pose_ = world_from_pose;
        return {};
    }
    Result<Pose> pose_after(std::string_view, Time time) const override { return pose_at(0, time).world_from_pose; }
    void set_tracking(Tracking, Time) override {}
    void release() override {
        value_.reset();
        world_from_pose_.reset();
        set_presence(Presence::present);
    }
    DeviceInfo info_;
    mutable int inputs_read = 0;

 private:
    std::vector<std::optional<HapticPulse>>* pulses_;
    uint32_t revision_ = 0;
    Presence presence_ = Presence::present;
    std::optional<InputValue> value_;
    std::optional<Pose> world_from_pose_;
    std::optional<Battery> battery_;
};

class FakeSwapchain final : public SwapchainNative {
 public:
    FakeSwapchain(const SwapchainCreateInfo& info, size_t image_count, uint64_t image_bytes, int& alive,
                  std::vector<Sampler>& samplers)
        : info_(info), image_count_(image_count), image_bytes_(image_bytes), alive_(alive), samplers_(samplers) {
        ++alive_;
    }
    ~FakeSwapchain() override { --alive_; }
    const SwapchainCreateInfo& info() const override { return info_; }
    size_t image_count() const override { return image_count_; }
    void set_sampler(const Sampler& sampler) override { samplers_.push_back(sampler); }
    Sampler sampler() const override { return samplers_.empty() ? Sampler{} : samplers_.back(); }
    Result<std::vector<NativeMemory>> export_memory() const override {
        std::vector<NativeMemory> memory;
        for (size_t i = 0; i < image_count_; ++i) {
            UniqueFd fd = TRY(make_fd());
            memory.push_back({{std::move(fd)}, image_bytes_});
        }
        return memory;
    }

 private:
    static Result<UniqueFd> make_fd() {
        const SharedMemory memory = TRY(SharedMemory::create("fake-image", 4096));
        return memory.duplicate_fd();
    }

    const SwapchainCreateInfo info_;
    const size_t image_count_;
    const uint64_t image_bytes_;
    int& alive_;
    std::vector<Sampler>& samplers_;
};

/// What the fake compositor shares with its test.
struct CompositorLog {
    struct Submission {
        size_t session = 0;
        uint64_t number = 0;
        size_t layers = 0;
        bool operator==(const Submission&) const = default;
    };
    std::vector<Submission> submissions;
    std::vector<std::pair<size_t, bool>> running;  ///< calls of set_running()
    std::vector<std::pair<size_t, SessionPlacement>> placements;
    std::vector<CompositorNativeObserver*> observers;  ///< by session; null when it is gone
    std::optional<Error> submit_fails, create_fails;
    std::function<void()> in_submit = [] {};
    TickHandler tick;
    int soon_ticks = 0;  ///< calls of tick_soon()
    HeadPoseSource head;
    uint64_t image_bytes = 1024;
    int swapchains_alive = 0;
    std::vector<Sampler> samplers;  ///< that swapchains were given
    std::optional<ImageMemory> imported;
    int timelines = 0;
    bool imports_timelines = false;
    bool density_maps = false;
    float brightness = 1;
    uint32_t extra_periods = 0;
    uint64_t validation_messages = 0;
    CompositionListener* listener = nullptr;
    std::vector<std::pair<PictureSource, PictureSink*>> sinks;  ///< of those who subscribe now

    size_t sessions_alive() const {
        size_t alive = 0;
        for (const CompositorNativeObserver* observer : observers) alive += observer != nullptr;
        return alive;
    }
};

class FakeNative final : public CompositorNative {
 public:
    FakeNative(CompositorLog& log, size_t session) : log_(log), session_(session) {}
    ~FakeNative() override { log_.observers[session_] = nullptr; }
    Result<std::shared_ptr<SwapchainNative>> create_swapchain(const SwapchainCreateInfo& info) override {
        return std::shared_ptr<SwapchainNative>(std::make_shared<FakeSwapchain>(
            info, info.static_image ? 1 : 3, log_.image_bytes, log_.swapchains_alive, log_.samplers));
    }
    Result<std::shared_ptr<SwapchainNative>> import_swapchain(const SwapchainCreateInfo& info, ImageMemory kind,
                                                              std::vector<NativeMemory> memory) override {
        log_.imported = kind;
        return std::shared_ptr<SwapchainNative>(std::make_shared<FakeSwapchain>(
            info, count_images(memory), log_.image_bytes, log_.swapchains_alive, log_.samplers));
    }
    Result<void> share_timeline(GraphicsSyncHandle) override { return ++log_.timelines, Result<void>(); }
    void set_placement(const SessionPlacement& placement) override {
        log_.placements.emplace_back(session_, placement);
    }
    void set_running(bool running) override { log_.running.emplace_back(session_, running); }
    Result<void> submit(LayerFrame frame) override {
        log_.submissions.push_back({session_, frame.number, frame.layers.size()});
        log_.in_submit();
        if (log_.submit_fails) return *log_.submit_fails;
        return {};
    }

 private:
    CompositorLog& log_;
    const size_t session_;
};

class FakeSubscription final : public PictureSubscription {
 public:
    FakeSubscription(CompositorLog& log, const PictureSource& source, PictureSink& sink) : log_(log), sink_(sink) {
        log_.sinks.emplace_back(source, &sink);
    }
    ~FakeSubscription() override {
        std::erase_if(log_.sinks, [&](const auto& entry) { return entry.second == &sink_; });
    }

 private:
    CompositorLog& log_;
    PictureSink& sink_;
};

/// Remembers what a tool was sent.
class RecordingReceiver final : public proto::PictureReceiver {
 public:
    Result<void> picture(proto::CaptureId, proto::CapturedPicture picture) override {
        pictures.push_back(std::move(picture));
        return {};
    }
    Result<void> capture_ended(proto::CaptureId, proto::CaptureEnd how, const std::string& reason) override {
        ended = how;
        why = reason;
        return {};
    }
    std::vector<proto::CapturedPicture> pictures;
    std::optional<proto::CaptureEnd> ended;
    std::string why;
};

class FakeCompositor final : public SystemCompositor {
 public:
    FakeCompositor(CompositorLog& log, bool graphics, ClockMode mode) : log_(log), mode_(mode) {
        info_.graphics = graphics;
        info_.formats = {43, 37};
        info_.max_swapchain_extent = {4096, 4096};
        info_.max_array_size = 4;
        info_.imports_timelines = log.imports_timelines;
        info_.density_maps = log.density_maps;
    }
    const SystemCompositorInfo& info() const override { return info_; }
    DisplayTiming timing() const override { return {time_from_nanoseconds(1'000'000'000), period_}; }
    DisplayTiming set_display_period(Duration period) override {
        period_ = period;
        return timing();
    }
    void set_brightness(float brightness) override { log_.brightness = brightness; }
    ClockMode clock_mode() const override { return mode_; }
    Result<void> lose_device() override {
        for (CompositorNativeObserver* observer : log_.observers) {
            if (observer) observer->session_lost();
        }
        return {};
    }
    void slow_down(uint32_t periods) override { log_.extra_periods = periods; }
    uint64_t validation_messages() const override { return log_.validation_messages; }
    void set_tick_handler(TickHandler handler) override { log_.tick = std::move(handler); }
    void tick_soon() override { ++log_.soon_ticks; }
    void set_listener(CompositionListener& listener) override { log_.listener = &listener; }
    Result<std::unique_ptr<PictureSubscription>> subscribe(const PictureSource& source, PictureSink& sink) override {
        return std::unique_ptr<PictureSubscription>(std::make_unique<FakeSubscription>(log_, source, sink));
    }
    Result<std::unique_ptr<CompositorNative>> create_native_compositor(CompositorNativeObserver& observer) override {
        if (log_.create_fails) return *log_.create_fails;
        log_.observers.push_back(&observer);
        return std::unique_ptr<CompositorNative>(std::make_unique<FakeNative>(log_, log_.observers.size() - 1));
    }

 private:
    CompositorLog& log_;
    const ClockMode mode_;
    Duration period_ = Duration(10'000'000);
    SystemCompositorInfo info_;
};

class FakeInstance final : public Instance {
 public:
    FakeInstance(CompositorLog& log, FakeClock& clock, std::vector<std::optional<HapticPulse>>& pulses,
                 bool graphics = true, ClockMode mode = ClockMode::real)
        : log_(log), clock_(clock), pulses_(pulses), graphics_(graphics), mode_(mode) {}
    Result<std::vector<std::unique_ptr<Device>>> create_devices() override {
        std::vector<std::unique_ptr<Device>> devices;
        devices.push_back(std::make_unique<FakeDevice>(DeviceRole::head));
        devices.push_back(std::make_unique<FakeDevice>(DeviceRole::left_hand, &pulses_));
        return devices;
    }
    Result<std::unique_ptr<SystemCompositor>> create_system_compositor(const HmdInfo&, HeadPoseSource head) override {
        log_.head = std::move(head);
        return std::unique_ptr<SystemCompositor>(std::make_unique<FakeCompositor>(log_, graphics_, mode_));
    }
    const Clock& clock() const override { return clock_; }

 private:
    CompositorLog& log_;
    FakeClock& clock_;
    std::vector<std::optional<HapticPulse>>& pulses_;
    const bool graphics_;
    const ClockMode mode_;
};

/// One line for everything told: "1 focused", "1 frame 3".
class RecordingObserver final : public ServiceObserver {
 public:
    void client_introduced(ClientId client, pid_t, const std::string& application) override {
        add(client, "client " + application);
    }
    void session_created(ClientId client) override { add(client, "session"); }
    void session_state_changed(ClientId client, proto::SessionState state) override {
        add(client, std::string(proto::to_string(state)));
    }
    void frame_ended(ClientId client, uint64_t number) override { add(client, "frame " + std::to_string(number)); }
    void mistake_made(ClientId client, const std::string& text) override { add(client, "mistake: " + text); }
    void exit_requested(ClientId client) override { add(client, "exit"); }
    void client_gone(ClientId client, uint64_t frames) override { add(client, "gone " + std::to_string(frames)); }

    void primary_chosen(ClientId client) override { add(client, "is to be primary"); }
    void focus_chosen(ClientId client) override { add(client, "is to be focused"); }
    void io_blocked(ClientId client, const proto::IoKinds& kinds) override {
        add(client, "is kept from " + std::to_string(kinds.value));
    }
    void focus_moved(std::optional<ClientId> client) override { focus = client; }

    std::vector<std::string> take() { return std::exchange(lines_, {}); }
    std::optional<ClientId> focus;

 private:
    void add(ClientId client, const std::string& what) { lines_.push_back(std::to_string(client.value) + " " + what); }
    std::vector<std::string> lines_;
};

}  // namespace xrt::fake
