// SPDX-License-Identifier: BSL-1.0
//
// Who subscribes to pictures while the compositor runs. Any thread comes and goes, also while a picture is shown to somebody
// else; the compositor's thread serves them. While there is nobody, it costs one relaxed load a composition.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "compositor/target/target.hpp"

namespace xrt::comp {

class PictureHub {
 public:
    /// The hub outlives what is returned.
    std::unique_ptr<PictureSubscription> subscribe(const PictureSource& source, PictureSink& sink);

    /// On any thread.
    bool is_empty() const { return count_.load(std::memory_order_acquire) == 0; }
    bool wants(uint64_t composition) const;

    /// Gives a picture of that source; nothing if the composition has none.
    using MakePicture = std::function<Result<std::optional<ViewPixels>>(const PictureSource& source)>;
    /// On the compositor's thread: serves whoever wants this composition. A picture that cannot be made is its subscriber's affair
    /// alone.
    void serve(uint64_t composition, Time display_time, const MakePicture& make);

 private:
    /// The lock is held while the sink is called.
    struct Entry {
        Entry(const PictureSource& wanted, PictureSink& taker) : source(wanted), sink(taker) {}
        const PictureSource source;
        PictureSink& sink;
        Guarded<bool> left;
    };
    using Entries = std::vector<std::shared_ptr<Entry>>;
    class Subscription;

    static void serve(Entry& entry, uint64_t composition, Time display_time, const MakePicture& make);

    std::atomic<size_t> count_{0};
    Guarded<Entries> entries_;
    Entries served_;  ///< the compositor's thread's; its memory is used again and again
};

}  // namespace xrt::comp
