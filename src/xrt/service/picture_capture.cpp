// SPDX-License-Identifier: BSL-1.0
#include "service/picture_capture.hpp"

#include <algorithm>

#include "service/costs.hpp"
#include "xrt/bitmap.hpp"

namespace xrt {

static_assert(largest_picture == proto::max_picture_size);

namespace {

struct ToSource {
    PictureSource operator()(const proto::CaptureView& it) const { return ViewSource{uint32_t(it.view)}; }
    PictureSource operator()(const proto::CaptureLayer& it) const {
        return LayerSource{it.client, it.layer, uint32_t(it.view)};
    }
    PictureSource operator()(const proto::CaptureSwapchain& it) const {
        return SwapchainSource{it.client, it.swapchain, it.array_index};
    }
};

Result<Bitmap> shared_copy(const StreamedPicture& picture) {
    const BitmapLayout layout{picture.extent.width, picture.extent.height, 4 * picture.extent.width,
                              BitmapFormat::rgba8_srgb};
    return Bitmap::paint(layout, [&](std::span<std::byte> pixels) { std::ranges::copy(picture.rgba, pixels.begin()); });
}

}  // namespace

PictureSource to_picture_source(const proto::CaptureSource& source) { return std::visit(ToSource(), source); }

bool PictureCapture::wants(uint64_t composition) const {
    return !over_.load(std::memory_order_relaxed) && composition >= next_.load(std::memory_order_relaxed);
}

void PictureCapture::show(const StreamedPicture& picture) {
    auto state = state_.lock();
    if (!wants(picture.composition)) return;
    next_ = picture.composition + settings_.request.every;
    if (!await_room(state)) return;
    const Result<void> sent = send(*state, picture);
    if (!sent) return end(*state, proto::CaptureEnd::failed, sent.error().message);
    if (state->sent == settings_.request.pictures) end(*state, proto::CaptureEnd::complete, "");
}

/// The real clock waits for nobody.
bool PictureCapture::await_room(Locked& state) {
    const auto has_room = [&] { return state->over || state->in_flight.size() < settings_.request.in_flight; };
    if (has_room()) return !state->over;
    if (settings_.clock_mode == ClockMode::real) return ++state->dropped, false;
    if (changed_.wait_for(state.guard(), settings_.patience, has_room)) return !state->over;
    end(*state, proto::CaptureEnd::too_slow, "the tool does not give its pictures back");
    return false;
}

Result<void> PictureCapture::send(State& state, const StreamedPicture& picture) {
    Account::Charge charge = TRY(account_->charge(picture_cost(picture.rgba.size())));
    Bitmap pixels = TRY(shared_copy(picture));
    const uint64_t dropped = state.dropped;
    TRY(receiver_.picture(settings_.id, {picture.composition, picture.display_time, dropped, std::move(pixels)}));
    state.dropped = 0;
    state.in_flight.push_back(std::move(charge));
    ++state.sent;
    ++sent_;
    return {};
}

void PictureCapture::failed(const std::string& reason) {
    state_.with([&](State& state) {
        if (!state.over) end(state, proto::CaptureEnd::failed, reason);
    });
}

/// If the tool cannot be told either, its connection is as good as gone.
void PictureCapture::end(State& state, proto::CaptureEnd how, const std::string& reason) {
    state.over = true;
    over_ = true;
    (void)receiver_.capture_ended(settings_.id, how, reason.substr(0, 256));
}

Result<void> PictureCapture::give_back(uint32_t count) {
    TRY(state_.with([&](State& state) -> Result<void> {
        if (count > state.in_flight.size()) {
            return Error{ErrorCode::invalid_argument, "more pictures are given back than were sent"};
        }
        std::move(state.in_flight.begin() + count, state.in_flight.end(), state.in_flight.begin());
        state.in_flight.resize(state.in_flight.size() - count);
        return {};
    }));
    changed_.notify_all();
    return {};
}

void PictureCapture::stop() {
    state_.with([](State& state) { state.over = true; });
    over_ = true;
    changed_.notify_all();
}

}  // namespace xrt
