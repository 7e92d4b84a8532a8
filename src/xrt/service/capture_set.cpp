// SPDX-License-Identifier: BSL-1.0
#include "service/capture_set.hpp"

#include "service/costs.hpp"

namespace xrt {
namespace {

Error no_such(proto::CaptureId id) { return {ErrorCode::not_found, "there is no capture " + std::to_string(id.value)}; }

}  // namespace

Result<proto::CaptureId> CaptureSet::start(const proto::CaptureRequest& request) {
    TRY(account_->spend(proto::Expense::capture));
    Capture capture;
    capture.charge = TRY(account_->charge(subscription_cost()));
    const proto::CaptureId id{state_.with([](State& state) { return ++state.last_id; })};
    capture.sink = std::make_shared<PictureCapture>(PictureCapture::Settings{id, request, compositor_.clock_mode()},
                                                    account_, receiver_, counters_.pictures);
    const PictureSource source = to_picture_source(request.source);
    capture.subscription = TRY(compositor_.subscribe(source, *capture.sink));
    capture.observer = look(source);
    ++counters_.captures;
    TRY(add(id, std::move(capture)));
    return id;
}

/// A number may always be changed by one.
void CaptureSet::LookAway::operator()(SystemSettings* settings) const {
    (void)settings->change([](SystemSettings::Values& values) { --values.observers; });
}

CaptureSet::ObserverLook CaptureSet::look(const PictureSource& source) {
    if (!is_of_observer(source)) return nullptr;
    (void)settings_.change([](SystemSettings::Values& values) { ++values.observers; });
    return ObserverLook(&settings_);
}

Result<void> CaptureSet::add(proto::CaptureId id, Capture capture) {
    const bool added = state_.with([&](State& state) {
        if (!state.stopped) state.captures.emplace(id, std::move(capture));
        return !state.stopped;
    });
    if (added) return {};
    end(std::move(capture));
    return Error{ErrorCode::unavailable, "the service is about to end"};
}

/// Without the lock: the compositor may be in the middle of a picture.
void CaptureSet::end(Capture capture) {
    capture.sink->stop();
    capture.subscription.reset();
    --counters_.captures;
}

Result<void> CaptureSet::stop(proto::CaptureId id) {
    auto capture = state_.with([&](State& state) { return state.captures.extract(id); });
    if (!capture) return no_such(id);
    end(std::move(capture.mapped()));
    return {};
}

Result<void> CaptureSet::give_back(proto::CaptureId id, uint32_t count) {
    const std::shared_ptr<PictureCapture> sink = state_.with([&](State& state) -> std::shared_ptr<PictureCapture> {
        const auto found = state.captures.find(id);
        return found == state.captures.end() ? nullptr : found->second.sink;
    });
    return sink ? sink->give_back(count) : no_such(id);
}

void CaptureSet::stop() {
    auto captures = state_.with([](State& state) {
        state.stopped = true;
        return std::exchange(state.captures, {});
    });
    for (auto& [id, capture] : captures) end(std::move(capture));
}

}  // namespace xrt
