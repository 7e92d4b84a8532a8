// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/picture_hub.hpp"

#include <algorithm>

namespace xrt::comp {

class PictureHub::Subscription final : public PictureSubscription {
 public:
    Subscription(PictureHub& hub, std::shared_ptr<Entry> entry) : hub_(hub), entry_(std::move(entry)) { ++hub_.count_; }
    ~Subscription() override {
        hub_.entries_.with([&](Entries& entries) { std::erase(entries, entry_); });
        entry_->left.with([](bool& left) { left = true; });  // no call is in progress afterwards
        --hub_.count_;
    }

 private:
    PictureHub& hub_;
    const std::shared_ptr<Entry> entry_;
};

std::unique_ptr<PictureSubscription> PictureHub::subscribe(const PictureSource& source, PictureSink& sink) {
    const auto entry = std::make_shared<Entry>(source, sink);
    entries_.with([&](Entries& entries) { entries.push_back(entry); });
    return std::make_unique<Subscription>(*this, entry);
}

bool PictureHub::wants(uint64_t composition) const {
    if (count_.load(std::memory_order_relaxed) == 0) return false;
    return entries_.with([&](const Entries& entries) {
        return std::ranges::any_of(entries, [&](const auto& entry) { return entry->sink.wants(composition); });
    });
}

/// Without the list's lock: a sink may take its time, and nobody else is to wait for it.
void PictureHub::serve(uint64_t composition, Time display_time, const MakePicture& make) {
    if (count_.load(std::memory_order_relaxed) == 0) return;
    entries_.with([&](const Entries& present) { served_ = present; });
    for (const auto& entry : served_) serve(*entry, composition, display_time, make);
    served_.clear();
}

void PictureHub::serve(Entry& entry, uint64_t composition, Time display_time, const MakePicture& make) {
    entry.left.with([&](bool left) {
        if (left || !entry.sink.wants(composition)) return;
        const Result<std::optional<ViewPixels>> made = make(entry.source);
        if (!made) {
            entry.sink.failed(made.error().message);
        } else if (*made) {
            entry.sink.show({composition, display_time, (*made)->extent, (*made)->rgba});
        }
    });
}

}  // namespace xrt::comp
