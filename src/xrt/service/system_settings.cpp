// SPDX-License-Identifier: BSL-1.0
#include "service/system_settings.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "auxiliary/math/pose.hpp"

namespace xrt {
namespace {

constexpr Vec2 stage_bounds{3, 3};

Error invalid(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

Pose floor_below(const Pose& pose) {
    Pose below = upright(pose);
    below.position.y = 0;
    return below;
}

std::array<Pose, 3> poses_of(const SharedSpaces& spaces) {
    return {spaces.world_from_local, spaces.world_from_local_floor, spaces.world_from_stage};
}

std::string list(const RefreshRates& rates) {
    std::string text;
    for (const RefreshRate& rate : rates) text += (text.empty() ? "" : ", ") + std::to_string(rate.hertz);
    return text;
}

}  // namespace

Pose upright(const Pose& pose) {
    const Quat yaw{0, pose.orientation.y, 0, pose.orientation.w};
    return {normalized(yaw), pose.position};
}

Pose local_floor(const SystemSettings::Values& values) {
    return values.play_space_from_local_floor.value_or(floor_below(values.play_space_from_local));
}

Result<void> check_offset(const Pose& pose) {
    if (!is_valid(pose)) return invalid("a pose whose orientation is no unit quaternion, or that is not finite");
    if (!(length(pose.position) <= SystemSettings::longest_offset))
        return invalid("a space more than 1000 metres away");
    return {};
}

SharedSpaces reference_spaces(const SystemSettings::Values& values) {
    const Pose& world_from_play_space = values.play_space_offset;
    return {.world_from_local = world_from_play_space * values.play_space_from_local,
            .world_from_local_floor = world_from_play_space * local_floor(values),
            .world_from_stage = world_from_play_space * values.play_space_from_stage,
            .stage_bounds = stage_bounds,
            .reserved = 0};
}

SystemSettings::SystemSettings(const HmdInfo& hmd, SystemCompositor& compositor, DevicePublisher& publisher,
                               ClientTable& clients, const Clock& clock)
    : refresh_rates_(refresh_rates_of(hmd)),
      own_refresh_rate_(present_refresh_rate(hmd)),
      own_eye_extent_(hmd.views[0].recommended_extent),
      compositor_(compositor),
      publisher_(publisher),
      clients_(clients),
      clock_(clock) {
    state_.with([&](State& state) {
        state.values.refresh_rate = own_refresh_rate_;
        state.values.eye_extent = own_eye_extent_;
        publisher_.set_eye_extent(own_eye_extent_);
        publisher_.set_display(compositor_.timing(), state.values.refresh_rate);
        publisher_.set_spaces(reference_spaces(state.values), Time::min());
    });
}

SystemSettings::Values SystemSettings::values() const {
    return state_.with([](const State& state) { return state.values; });
}

void SystemSettings::set_listener(Listener listener) {
    state_.with([&](State& state) {
        state.listener = std::move(listener);
        state.listener(state.values);
    });
}

Result<SystemSettings::Values> SystemSettings::change(const Edit& edit, Time now) {
    return state_.with([&](State& state) -> Result<Values> {
        Values wanted = state.values;
        edit(wanted);
        TRY(check(wanted));
        TRY(check_eye_extent(state, wanted.eye_extent, now));
        const RefreshRate rate = TRY(find_rate(wanted.refresh_rate));
        const Values before = std::exchange(state.values, wanted);
        if (before.refresh_rate != wanted.refresh_rate) apply_rate(before.refresh_rate, rate);
        if (before.brightness != wanted.brightness) compositor_.set_brightness(wanted.brightness);
        apply_spaces(before, wanted, now);
        if (before.user_present != wanted.user_present) clients_.set_user_present(wanted.user_present);
        if (before.eye_extent != wanted.eye_extent) apply_eye_extent(state, wanted.eye_extent, now);
        publisher_.set_observer_active(wanted.observers > 0);
        if (!(before == wanted)) state.listener(wanted);
        return wanted;
    });
}

Result<void> SystemSettings::check(const Values& values) const {
    if (!(values.brightness >= 0 && values.brightness <= 1)) return invalid("a brightness outside 0 to 1");
    for (const Pose& pose :
         {values.play_space_offset, values.play_space_from_local, local_floor(values), values.play_space_from_stage}) {
        TRY(check_offset(pose));
    }
    return {};
}

Result<void> SystemSettings::check_eye_extent(const State& state, const Extent2D& wanted, Time now) const {
    if (wanted == state.values.eye_extent) return {};
    const Extent2D largest{own_eye_extent_.width * largest_eye_scale, own_eye_extent_.height * largest_eye_scale};
    if (wanted.width == 0 || wanted.height == 0 || wanted.width > largest.width || wanted.height > largest.height) {
        return invalid("views are rendered in 1x1 to " + std::to_string(largest.width) + "x" +
                       std::to_string(largest.height) + " pixels");
    }
    if (state.eye_extent_since && now - *state.eye_extent_since < least_between_eye_extents)
        return Error{ErrorCode::call_order, "the size of views changes no more than once a second"};
    return {};
}

void SystemSettings::apply_eye_extent(State& state, const Extent2D& extent, Time now) {
    state.eye_extent_since = now;
    publisher_.set_eye_extent(extent);
    clients_.announce_to_all(proto::ViewSizesChanged{});
}

Result<RefreshRate> SystemSettings::find_rate(float hertz) const {
    const auto rate = std::ranges::find(refresh_rates_, hertz, &RefreshRate::hertz);
    if (rate != refresh_rates_.end()) return *rate;
    return Error{ErrorCode::unsupported, "the display has no refresh rate of " + std::to_string(hertz) +
                                             " Hz; it offers " + list(refresh_rates_)};
}

void SystemSettings::apply_rate(float from, const RefreshRate& to) {
    publisher_.set_display(compositor_.set_display_period(to.period), to.hertz);
    clients_.announce(proto::RefreshRateChanged{from, to.hertz});
}

void SystemSettings::apply_spaces(const Values& from, const Values& to, Time now) {
    const SharedSpaces before = reference_spaces(from), after = reference_spaces(to);
    if (poses_of(before) == poses_of(after)) return;
    // Soon, so that applications hear of it before it happens, and locate what they predict on its right side.
    const Time since = now + 2 * compositor_.timing().period;
    publisher_.set_spaces(after, since);
    const auto tell = [&](proto::ReferenceSpace space, Pose SharedSpaces::*pose) {
        if (before.*pose == after.*pose) return;
        clients_.announce(proto::ReferenceSpaceChangePending{space, since, inverse(before.*pose) * (after.*pose)});
    };
    tell(proto::ReferenceSpace::local, &SharedSpaces::world_from_local);
    tell(proto::ReferenceSpace::local_floor, &SharedSpaces::world_from_local_floor);
    tell(proto::ReferenceSpace::stage, &SharedSpaces::world_from_stage);
}

}  // namespace xrt
