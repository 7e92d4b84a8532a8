// SPDX-License-Identifier: BSL-1.0
#include "service/client_session.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>

#include "auxiliary/interaction/user_paths.hpp"
#include "auxiliary/os/monotonic_clock.hpp"
#include "service/costs.hpp"
#include "service/frame_conversion.hpp"
#include "service/swapchain_conversion.hpp"
#include "service/system.hpp"

namespace xrt {
namespace {

Error call_order(const char* what) { return {ErrorCode::call_order, what}; }

/// In front of all that are no overlays.
ClientTable::Raise raise_of(const std::weak_ptr<NativeSession>& session) {
    return [session](uint32_t height) {
        if (const auto native = session.lock()) native->compositor().set_placement({false, height});
    };
}

/// A client's word for when something happened.
bool plausible(Time time, Time arrived) { return time <= arrived && time > arrived - std::chrono::minutes(1); }

void show_nothing(LayerFrame& frame) {
    frame.layers.clear();
    frame.secondary.clear();
}

}  // namespace

ClientSession::ClientSession(System& system, pid_t pid, std::shared_ptr<const Account> account)
    : system_(system),
      account_(std::move(account)),
      id_(system.clients().add(pid, account_)),
      statistics_(system.clients().statistics(id_)) {}

ClientSession::ClientSession(System& system, pid_t pid)
    : ClientSession(system, pid, system.accounts().open(pid, ::geteuid())) {}

ClientSession::~ClientSession() {
    free_session();
    system_.clients().remove(id_);
}

Result<proto::IntroduceReply> ClientSession::introduce(const proto::ClientInfo& client) {
    Account::Charge charge = TRY(account_->charge(introduction_cost()));
    auto own_memory = TRY(ClientMemory::create());
    proto::IntroduceReply reply;
    reply.device_segment = TRY(system_.publisher().duplicate_fd());
    reply.client_segment = TRY(own_memory->duplicate_fd());
    reply.system = describe_system();
    TRY(system_.clients().introduce(id_, client, own_memory));
    state_.with([&](State& state) {
        state.memory = std::move(own_memory);
        state.memory_charge = std::move(charge);
    });
    system_.refresh();
    return reply;
}

proto::SystemInfo ClientSession::describe_system() const {
    const SystemCompositorInfo& info = system_.compositor().info();
    proto::SystemInfo system;
    system.service_version = XRT_VERSION;
    system.graphics = info.graphics;
    for (const int64_t format : info.formats) {
        if (!system.formats.full()) system.formats.push_back(format);
    }
    system.max_swapchain_extent = info.max_swapchain_extent;
    system.max_array_size = info.max_array_size;
    system.max_sample_count = info.max_sample_count;
    system.device_uuid = info.device_uuid;
    system.driver_uuid = info.driver_uuid;
    system.software_device = info.software_device;
    system.sync_kinds = sync_kinds(info);
    system.density_maps = info.density_maps;
    return system;
}

Result<std::shared_ptr<ClientMemory>> ClientSession::memory() const {
    auto memory = state_.with([](const State& state) { return state.memory; });
    if (!memory) return call_order("the client has not introduced itself");
    return memory;
}

Result<std::shared_ptr<NativeSession>> ClientSession::session() const {
    TRY(memory());
    auto session = state_.with([](const State& state) { return state.session; });
    if (!session) return call_order("the client has no session");
    return session;
}

Result<std::shared_ptr<NativeSession>> ClientSession::living_session() const {
    auto living = TRY(session());
    if (living->lost()) return Error{ErrorCode::device_lost, "the session is lost"};
    return living;
}

Result<void> ClientSession::create_session(proto::SessionKind kind, const std::optional<uint32_t>& overlay) {
    auto own_memory = TRY(memory());
    if (kind == proto::SessionKind::graphics && !system_.compositor().info().graphics) {
        return Error{ErrorCode::unsupported, "the service runs without graphics; only headless sessions are possible"};
    }
    TRY(account_->spend(proto::Expense::session));
    TRY(system_.clients().create_session(id_, kind, overlay ? SessionRole::overlay : SessionRole::main));
    Result<void> opened = open_session(kind, overlay, std::move(own_memory));
    if (!opened) system_.clients().destroy_session(id_);
    if (opened) system_.refresh();
    return opened;
}

Result<void> ClientSession::open_session(proto::SessionKind kind, const std::optional<uint32_t>& overlay,
                                         std::shared_ptr<ClientMemory> own_memory) {
    Account::Charge charge = TRY(account_->charge(session_cost()));
    auto native = TRY(NativeSession::create(system_.compositor(), kind, std::move(own_memory),
                                            [this] { system_.clients().lose_session(id_); }));
    if (overlay) native->compositor().set_placement({true, *overlay});
    if (!overlay) system_.clients().set_raise(id_, raise_of(native));
    system_.clients().set_loss_handler(id_, [weak = std::weak_ptr(native)] {
        if (const auto session = weak.lock()) session->lose();
    });
    state_.with([&](State& state) {
        state.session = std::move(native);
        state.session_charge = std::move(charge);
    });
    return {};
}

Result<void> ClientSession::destroy_session() {
    TRY(session());
    free_session();
    return {};
}

void ClientSession::free_session() {
    release_devices();
    std::shared_ptr<NativeSession> session;
    Swapchains swapchains;
    Account::Charge charge;
    state_.with([&](State& state) {
        charge = std::exchange(state.session_charge, {});
        session = std::exchange(state.session, nullptr);
        swapchains = std::exchange(state.swapchains, {});
    });
    if (!session) return;
    session.reset();  // the compositor lets go of the images before they are freed
    swapchains.clear();
    system_.clients().destroy_session(id_);
}

Result<void> ClientSession::begin_session(proto::ViewConfiguration primary, const SecondaryConfigurations& secondary) {
    const auto native = TRY(living_session());
    const SessionViews views = TRY(checked_views(primary, secondary));
    TRY(system_.clients().begin_session(id_));
    native->begin(views);
    return {};
}

Result<void> ClientSession::end_session() {
    const auto native = TRY(living_session());
    TRY(system_.clients().end_session(id_));
    native->end();
    return {};
}

Result<void> ClientSession::request_exit_session() {
    TRY(living_session());
    return system_.clients().request_exit_session(id_);
}

/// The last client that asks has its way.
Result<void> ClientSession::request_refresh_rate(float hertz) {
    TRY(session());
    return system_.set_refresh_rate(hertz == 0 ? system_.settings().own_refresh_rate() : hertz);
}

Result<proto::TakeEventsReply> ClientSession::take_events() {
    TRY(memory());
    return proto::TakeEventsReply{system_.clients().take_events(id_)};
}

/// What is wished for, if the session may have it.
Result<ClientSession::WishedSwapchain> ClientSession::check_wish(const proto::SwapchainInfo& info) const {
    const auto native_session = TRY(living_session());
    if (native_session->kind() == proto::SessionKind::headless) {
        return call_order("a headless session has no swapchains");
    }
    const SwapchainCreateInfo create_info = TRY(to_create_info(info, system_.compositor().info()));
    TRY(account_->check(swapchain_cost(1, least_image_bytes(create_info))));
    TRY(account_->spend(proto::Expense::swapchain));
    return WishedSwapchain{native_session, create_info};
}

Result<proto::CreateSwapchainReply> ClientSession::create_swapchain(const proto::SwapchainInfo& info) {
    const WishedSwapchain wished = TRY(check_wish(info));
    auto swapchain = TRY(wished.session->compositor().create_swapchain(wished.info));
    std::vector<NativeMemory> memory = TRY(swapchain->export_memory());
    Account::Charge charge = TRY(account_->charge(swapchain_cost(memory.size(), total_bytes(memory))));
    return proto::CreateSwapchainReply{TRY(keep(std::move(swapchain), std::move(charge))), to_proto(std::move(memory))};
}

Result<proto::ImportSwapchainReply> ClientSession::import_swapchain(const proto::SwapchainInfo& info,
                                                                    proto::ImageMemory kind, ProtoMemory memory) {
    const WishedSwapchain wished = TRY(check_wish(info));
    std::vector<NativeMemory> native = to_native(std::move(memory));
    // What it says it has allocated, and not less than what the service will need of its own.
    const uint64_t bytes = std::max(total_bytes(native), count_images(native) * least_image_bytes(wished.info));
    Account::Charge charge = TRY(account_->charge(swapchain_cost(native.size(), bytes)));
    auto swapchain =
        TRY(wished.session->compositor().import_swapchain(wished.info, to_native(kind), std::move(native)));
    return proto::ImportSwapchainReply{TRY(keep(std::move(swapchain), std::move(charge)))};
}

Result<void> ClientSession::share_timeline(UniqueFd semaphore) {
    const auto native = TRY(living_session());
    if (!system_.compositor().info().imports_timelines) {
        return Error{ErrorCode::unsupported, "the service's device imports no timeline semaphores"};
    }
    return native->compositor().share_timeline({std::move(semaphore)});
}

Result<proto::SwapchainId> ClientSession::keep(std::shared_ptr<SwapchainNative> native, Account::Charge charge) {
    system_.observer().swapchain_created(id_, native->info().extent);
    return state_.with([&](State& state) -> Result<proto::SwapchainId> {
        if (!state.session) return call_order("the session is gone");
        const proto::SwapchainId id{++state.last_swapchain_id};
        native->set_number(id.value);
        state.swapchains.emplace(id, Swapchain{std::move(native), std::move(charge)});
        return id;
    });
}

Result<void> ClientSession::destroy_swapchain(proto::SwapchainId swapchain) {
    TRY(session());
    // Freed without the lock: that may take a while.
    const auto freed = state_.with([&](State& state) { return state.swapchains.extract(swapchain); });
    if (freed) return {};
    return Error{ErrorCode::not_found, "no swapchain " + std::to_string(swapchain.value)};
}

Result<void> ClientSession::set_sampler(proto::SwapchainId swapchain, const proto::Sampler& sampler) {
    TRY(session());
    const std::shared_ptr<SwapchainNative> native = find_swapchain(swapchain);
    if (!native) return Error{ErrorCode::not_found, "no swapchain " + std::to_string(swapchain.value)};
    native->set_sampler(to_sampler(sampler));
    return {};
}

std::shared_ptr<SwapchainNative> ClientSession::find_swapchain(proto::SwapchainId id) const {
    return state_.with([&](const State& state) -> std::shared_ptr<SwapchainNative> {
        const auto found = state.swapchains.find(id);
        return found == state.swapchains.end() ? nullptr : found->second.native;
    });
}

Result<void> ClientSession::end_frame(const proto::Frame& frame, BoundedVector<UniqueFd, max_frame_syncs> syncs) {
    const auto native = TRY(session());
    TRY(native->take_frame_number(frame.number));
    if (native->lost()) {  // which the client is told by its event
        native->drop_frame(frame.number);
        return {};
    }
    const Result<bool> seen = system_.clients().frame_arrived(id_, frame.number);
    if (!seen) {
        native->drop_frame(frame.number);
        return seen.error();
    }
    system_.observer().frame_submitted(id_, frame);
    const Time arrived = MonotonicClock().now();
    record_times(frame, arrived);
    const auto find = [this](proto::SwapchainId id) { return find_swapchain(id); };
    Result<LayerFrame> shown = to_layer_frame(frame, std::move(syncs), native->views(), find);
    if (shown) {
        if (!*seen) show_nothing(*shown);
        shown->statistics = statistics_;
        shown->ended = plausible(frame.times.ended, arrived) ? frame.times.ended : arrived;
    }
    return native->end_frame(frame.number, frame.display_time, std::move(shown));
}

/// What the client says of itself, if it can be true.
void ClientSession::record_times(const proto::Frame& frame, Time arrived) {
    FrameTimeline& timeline = system_.timeline();
    if (!timeline.is_recording()) return;
    const proto::FrameTimes& times = frame.times;
    const std::array moments{times.wait_called, times.woken, times.begun, times.ended, arrived};
    if (!std::ranges::is_sorted(moments) || !plausible(moments.front(), arrived)) return;
    constexpr std::array kinds{proto::TimelineKind::wait, proto::TimelineKind::prepare, proto::TimelineKind::render,
                               proto::TimelineKind::deliver};
    for (size_t i = 0; i < kinds.size(); ++i) {
        timeline.record({kinds[i], id_.value, frame.number, 0, moments[i], moments[i + 1]});
    }
}

Result<void> ClientSession::apply_haptic(uint32_t output, const Duration& duration, float frequency, float amplitude) {
    if (!std::isfinite(frequency) || frequency < 0 || !(amplitude >= 0 && amplitude <= 1)) {
        return Error{ErrorCode::invalid_argument, "a haptic pulse of negative frequency or of amplitude outside 0..1"};
    }
    return drive_output(output, HapticPulse{duration, frequency, amplitude});
}

Result<void> ClientSession::stop_haptic(uint32_t output) { return drive_output(output, std::nullopt); }

/// More than are allowed are the client's mistake, and nobody's affair.
Result<void> ClientSession::note_mistake(const std::string& text) {
    TRY(memory());
    const uint32_t before = state_.with([](State& state) { return state.mistakes++; });
    if (before < proto::max_told_mistakes) system_.observer().mistake_made(id_, text);
    return {};
}

/// Nobody plays the person any more.
void ClientSession::release_devices() {
    const auto steered = state_.with([](State& state) { return std::exchange(state.steered, {}); });
    for (const std::string& user_path : steered) {
        const std::array release{proto::DeviceStep{user_path, proto::ReleaseDevice{}}};
        (void)system_.steer_devices(release);
    }
}

Result<void> ClientSession::steer_devices(const BoundedVector<proto::DeviceStep, proto::max_device_steps>& steps) {
    TRY(session());
    state_.with([&](State& state) {
        for (const proto::DeviceStep& step : steps) {
            if (find_user_path(step.user_path)) state.steered.insert(step.user_path);
        }
    });
    return system_.steer_devices({steps.data(), steps.size()});
}

Result<void> ClientSession::drive_output(uint32_t output, const std::optional<HapticPulse>& pulse) {
    TRY(session());
    if (output >= system_.devices().output_count()) {
        return Error{ErrorCode::invalid_argument, "no output " + std::to_string(output)};
    }
    if (!system_.clients().has_focus(id_)) return {};
    if (system_.clients().is_blocked(id_, proto::IoKinds::outputs)) return {};
    if (pulse) system_.observer().haptic_sent(system_.devices().device_of_output(output), *pulse);
    return system_.devices().drive_output(output, system_.clock().now(), pulse);
}

}  // namespace xrt
