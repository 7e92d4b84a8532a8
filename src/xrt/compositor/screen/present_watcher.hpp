// SPDX-License-Identifier: BSL-1.0
//
// When a display showed what was presented (VK_KHR_present_wait): a thread of its own waits for it, for such a wait tells nothing
// but that it is over. One for each swapchain of a display that sets the pace.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "auxiliary/util/guarded.hpp"
#include "auxiliary/vk/device_table.hpp"
#include "xrt/result.hpp"
#include "xrt/time.hpp"

namespace xrt::comp {

class PresentWatcher {
 public:
    using Now = std::function<Time()>;

    /// The device was made with `present_extensions`; `table` and `swapchain` outlive the watcher.
    static Result<std::unique_ptr<PresentWatcher>> create(const vk::DeviceTable& table, VkSwapchainKHR swapchain,
                                                          Now now);
    /// Waits for its thread, which looks up every now and then.
    ~PresentWatcher();
    PresentWatcher(const PresentWatcher&) = delete;
    PresentWatcher& operator=(const PresentWatcher&) = delete;

    /// The presentation gets a number. Points into the watcher until it is made.
    void add_to(VkPresentInfoKHR& info);
    /// It was made: from now on it is waited for.
    void presented();

    /// When the display showed something last; each time is told once.
    std::optional<Time> take_seen();

 private:
    struct State {
        uint64_t presented = 0, waited_for = 0;
        bool stopping = false;
        std::optional<Time> seen;
    };

    PresentWatcher(const vk::DeviceTable& table, VkSwapchainKHR swapchain, Now now)
        : table_(table), swapchain_(swapchain), now_(std::move(now)) {}
    void run();
    /// The newest that was presented; none at the end.
    std::optional<uint64_t> next();
    VkResult wait_for(uint64_t number);

    const vk::DeviceTable& table_;
    const VkSwapchainKHR swapchain_;
    const Now now_;
    uint64_t number_ = 0;  ///< of the presentation that is being made
    VkPresentIdKHR id_{};
    Guarded<State> state_;
    std::condition_variable changed_;
    std::thread thread_;
};

}  // namespace xrt::comp
