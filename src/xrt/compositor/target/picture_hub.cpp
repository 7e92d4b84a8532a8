// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/picture_hub.hpp"

#include <algorithm>

namespace xrt::comp {

class PictureHub::Subscription final : public PictureSubscription {
 public:
    Subscription(PictureHub& hub, Entries::iterator place) : hub_(hub), place_(place) { ++hub_.count_; }
    /// With the lock that serve() holds: no call is in progress afterwards.
    ~Subscription() override {
        hub_.entries_.with([&](Entries& entries) { entries.erase(place_); });
        --hub_.count_;
    }

 private:
    PictureHub& hub_;
    const Entries::iterator place_;
};

std::unique_ptr<PictureSubscription> PictureHub::subscribe(const PictureSource& source, PictureSink& sink) {
    const auto place = entries_.with([&](Entries& entries) {
        return entries.insert(entries.end(), Entry{source, &sink});
    });
    return std::make_unique<Subscription>(*this, place);
}

bool PictureHub::wants(uint64_t composition) const {
    if (count_.load(std::memory_order_relaxed) == 0) return false;
    return entries_.with([&](const Entries& entries) {
        return std::ranges::any_of(entries, [&](const Entry& entry) { return entry.sink->wants(composition); });
    });
}

void PictureHub::serve(uint64_t composition, Time display_time, const MakePicture& make) const {
    if (count_.load(std::memory_order_relaxed) == 0) return;
    entries_.with([&](const Entries& entries) {
        for (const Entry& entry : entries) {
            if (!entry.sink->wants(composition)) continue;
            const Result<std::optional<ViewPixels>> made = make(entry.source);
            if (!made) {
                entry.sink->failed(made.error().message);
            } else if (*made) {
                entry.sink->show({composition, display_time, (*made)->extent, (*made)->rgba});
            }
        }
    });
}

}  // namespace xrt::comp
