// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/picture_hub.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <thread>
#include <vector>

#include "compositor/client/allocation_count_test.hpp"

namespace xrt::comp {
namespace {

class Sink final : public PictureSink {
 public:
    bool wants(uint64_t composition) const override { return composition % every == 0; }
    void show(const StreamedPicture& picture) override { shown.push_back(picture.composition); }
    void failed(const std::string& reason) override { why = reason; }

    uint64_t every = 1;
    std::vector<uint64_t> shown;
    std::string why;
};

constexpr std::array<std::byte, 4> pixel{};

Result<std::optional<ViewPixels>> one_pixel(const PictureSource&) { return std::optional(ViewPixels{{1, 1}, pixel}); }

TEST(PictureHub, WantsNothingWhileNobodySubscribes) {
    PictureHub hub;
    EXPECT_FALSE(hub.wants(1));
    EXPECT_TRUE(hub.is_empty());
    Sink sink;
    {
        const auto subscription = hub.subscribe(ViewSource{0}, sink);
        EXPECT_TRUE(hub.wants(1));
        EXPECT_FALSE(hub.is_empty());
    }
    EXPECT_FALSE(hub.wants(1));
    EXPECT_TRUE(hub.is_empty());
    hub.serve(1, {}, one_pixel);
    EXPECT_TRUE(sink.shown.empty());
}

TEST(PictureHub, ServesEachWithWhatItWants) {
    PictureHub hub;
    Sink all, some;
    some.every = 2;
    const auto first = hub.subscribe(ViewSource{0}, all), second = hub.subscribe(ViewSource{1}, some);
    std::vector<PictureSource> made;
    const auto make = [&](const PictureSource& source) {
        made.push_back(source);
        return one_pixel(source);
    };
    hub.serve(1, {}, make);
    hub.serve(2, {}, make);
    EXPECT_EQ(all.shown, (std::vector<uint64_t>{1, 2}));
    EXPECT_EQ(some.shown, (std::vector<uint64_t>{2}));
    EXPECT_EQ(made, (std::vector<PictureSource>{ViewSource{0}, ViewSource{0}, ViewSource{1}}));
}

TEST(PictureHub, TellsWhyAPictureCannotBeMadeAndNothingWhereThereIsNone) {
    PictureHub hub;
    Sink sink;
    const auto subscription = hub.subscribe(SwapchainSource{1, 2, 0}, sink);
    hub.serve(1, {}, [](const PictureSource&) -> Result<std::optional<ViewPixels>> { return {std::nullopt}; });
    EXPECT_TRUE(sink.shown.empty() && sink.why.empty());
    hub.serve(2, {}, [](const PictureSource&) -> Result<std::optional<ViewPixels>> {
        return Error{ErrorCode::unsupported, "no"};
    });
    EXPECT_EQ(sink.why, "no");
}

/// A tool that could come or go only when another had got its picture could not give that one its pictures back meanwhile.
TEST(PictureHub, OthersComeAndGoWhileAPictureIsShown) {
    PictureHub hub;
    Sink other;
    class Slow final : public PictureSink {
     public:
        bool wants(uint64_t) const override { return true; }
        void show(const StreamedPicture&) override { happen(); }
        void failed(const std::string&) override {}
        std::function<void()> happen;
    } slow;
    const auto subscription = hub.subscribe(ViewSource{0}, slow);
    auto leaving = hub.subscribe(ViewSource{0}, other);
    slow.happen = [&] {
        EXPECT_TRUE(hub.wants(2));
        leaving.reset();
        const auto coming = hub.subscribe(ViewSource{1}, other);
    };
    hub.serve(1, {}, one_pixel);
    EXPECT_TRUE(other.shown.empty()) << "it had left before its turn";
}

TEST(PictureHub, AllocatesNothingForAFrame) {
    class Looker final : public PictureSink {
     public:
        bool wants(uint64_t) const override { return true; }
        void show(const StreamedPicture&) override { ++shown; }
        void failed(const std::string&) override {}
        int shown = 0;
    } looker;
    PictureHub hub;
    const auto left = hub.subscribe(ViewSource{0}, looker), right = hub.subscribe(ViewSource{1}, looker);
    hub.serve(1, {}, one_pixel);
    const int before = allocation_count();
    hub.serve(2, {}, one_pixel);
    EXPECT_EQ(allocation_count(), before);
    EXPECT_EQ(looker.shown, 4);
}

TEST(PictureHub, CallsNobodyWhoHasLeft) {
    PictureHub hub;
    std::atomic<bool> stop = false;
    std::thread compositor([&] {
        for (uint64_t i = 1; !stop; ++i) hub.serve(i, {}, one_pixel);
    });
    for (int i = 0; i < 1000; ++i) {
        auto sink = std::make_unique<Sink>();
        const auto subscription = hub.subscribe(ViewSource{0}, *sink);
    }
    stop = true;
    compositor.join();
}

}  // namespace
}  // namespace xrt::comp
