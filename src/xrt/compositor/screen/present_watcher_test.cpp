// SPDX-License-Identifier: BSL-1.0
//
// On a display that shows pictures when the test says so: software Vulkan cannot tell.
#include "compositor/screen/present_watcher.hpp"

#include <gtest/gtest.h>

namespace xrt::comp {
namespace {

/// A function of Vulkan cannot carry it.
struct FakeDisplay {
    struct State {
        uint64_t shown = 0;
        VkResult failure = VK_SUCCESS;
        uint64_t asked_for = 0;
        int waits = 0;
    };
    static inline Guarded<State>* state;
    static inline std::condition_variable* changed;

    static VKAPI_ATTR VkResult VKAPI_CALL wait(VkDevice, VkSwapchainKHR, uint64_t number, uint64_t) {
        auto locked = state->lock();
        locked->asked_for = number;
        ++locked->waits;
        changed->notify_all();
        // Some waits are over too early, as any wait may be.
        if (locked->waits % 3 == 1) return VK_TIMEOUT;
        changed->wait(locked.guard(), [&] { return locked->shown >= number || locked->failure != VK_SUCCESS; });
        return locked->failure;
    }
};

class PresentWatcherTest : public testing::Test {
 protected:
    PresentWatcherTest() {
        FakeDisplay::state = &display_;
        FakeDisplay::changed = &changed_;
        table_.WaitForPresentKHR = FakeDisplay::wait;
        watcher_ = *PresentWatcher::create(table_, VK_NULL_HANDLE, [this] { return now(); });
    }
    ~PresentWatcherTest() override { show(UINT64_MAX); }

    /// Every look at the clock is a second later.
    Time now() { return Time(std::chrono::seconds(++looks_)); }
    /// The number that it got.
    uint64_t present() {
        VkPresentInfoKHR info{};
        watcher_->add_to(info);
        const auto& id = *static_cast<const VkPresentIdKHR*>(info.pNext);
        EXPECT_EQ(id.sType, VK_STRUCTURE_TYPE_PRESENT_ID_KHR);
        EXPECT_EQ(id.swapchainCount, 1u);
        const uint64_t number = *id.pPresentIds;
        watcher_->presented();
        return number;
    }
    void show(uint64_t number) {
        display_.with([&](FakeDisplay::State& state) { state.shown = number; });
        changed_.notify_all();
    }
    void fail(VkResult failure) {
        display_.with([&](FakeDisplay::State& state) { state.failure = failure; });
        changed_.notify_all();
    }
    void await_wait_for(uint64_t number) {
        auto state = display_.lock();
        changed_.wait(state.guard(), [&] { return state->asked_for == number; });
    }
    Time await_seen() {
        while (true) {
            if (const auto seen = watcher_->take_seen()) return *seen;
            std::this_thread::yield();
        }
    }

    Guarded<FakeDisplay::State> display_;
    std::condition_variable changed_;
    std::atomic<int> looks_ = 0;
    vk::DeviceTable table_;
    std::unique_ptr<PresentWatcher> watcher_;
};

TEST_F(PresentWatcherTest, TellsWhenEachPictureWasShownAndOnce) {
    for (int picture = 1; picture <= 3; ++picture) {
        const uint64_t number = present();
        EXPECT_EQ(number, static_cast<uint64_t>(picture));
        await_wait_for(number);
        EXPECT_FALSE(watcher_->take_seen());
        show(number);
        EXPECT_EQ(await_seen(), Time(std::chrono::seconds(picture)));
        EXPECT_FALSE(watcher_->take_seen());
    }
}

TEST_F(PresentWatcherTest, WaitsForTheNewestOfSeveral) {
    const uint64_t first = present();
    await_wait_for(first);
    (void)present();
    const uint64_t third = present();
    show(first);
    await_wait_for(third);
    show(third);
    EXPECT_GE(await_seen(), Time(std::chrono::seconds(1)));
}

TEST_F(PresentWatcherTest, SaysNothingOfASurfaceThatIsGone) {
    await_wait_for(present());
    fail(VK_ERROR_OUT_OF_DATE_KHR);
    (void)present();
    watcher_.reset();
    EXPECT_EQ(looks_, 0);
}

TEST_F(PresentWatcherTest, EndsWithoutHavingWaited) {
    watcher_.reset();
    EXPECT_EQ(display_.lock()->waits, 0);
}

}  // namespace
}  // namespace xrt::comp
