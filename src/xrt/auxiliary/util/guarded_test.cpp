// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/util/guarded.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <thread>
#include <vector>

namespace xrt {
namespace {

TEST(Guarded, LetsOneThreadInAtATime) {
    Guarded<int> count;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int j = 0; j < 1000; ++j) count.with([](int& value) { ++value; });
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(*count.lock(), 4000);
}

TEST(Guarded, HandsItsGuardToAConditionVariable) {
    Guarded<bool> ready;
    std::condition_variable changed;
    std::thread setter([&] {
        *ready.lock() = true;
        changed.notify_one();
    });
    auto locked = ready.lock();
    changed.wait(locked.guard(), [&] { return *locked; });
    EXPECT_TRUE(*locked);
    locked.guard().unlock();
    setter.join();
}

TEST(Guarded, ReturnsWhatTheFunctionReturns) {
    const Guarded<std::vector<int>> numbers(std::in_place, 3, 7);
    EXPECT_EQ(numbers.with([](const std::vector<int>& values) { return values.size(); }), 3u);
    EXPECT_EQ(numbers.lock()->front(), 7);
}

}  // namespace
}  // namespace xrt
