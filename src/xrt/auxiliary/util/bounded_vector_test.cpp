// SPDX-License-Identifier: BSL-1.0
#include "xrt/bounded_vector.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace xrt {
namespace {

using Strings = BoundedVector<std::string, 3>;

TEST(BoundedVector, CountsOnlyWhatWasPushed) {
    Strings strings;
    EXPECT_TRUE(strings.empty());
    EXPECT_EQ(strings.push_back("a"), "a");
    EXPECT_EQ(strings.size(), 1u);
    EXPECT_FALSE(strings.full());
    strings = {"a", "b", "c"};
    EXPECT_TRUE(strings.full());
}

TEST(BoundedVector, IteratesOverItsElementsInOrder) {
    std::string joined;
    for (const std::string& string : Strings{"a", "b"}) joined += string;
    EXPECT_EQ(joined, "ab");
}

TEST(BoundedVector, ResetsElementsThatAreCutOff) {
    BoundedVector<std::shared_ptr<int>, 2> pointers;
    const auto pointer = std::make_shared<int>(1);
    pointers.push_back(pointer);
    pointers.clear();
    EXPECT_EQ(pointer.use_count(), 1);
    pointers.resize(1);
    EXPECT_EQ(pointers[0], nullptr);
}

TEST(BoundedVector, ComparesElementsAndSizeButNotWhatLiesBehind) {
    Strings a = {"x", "y"};
    Strings b = {"x"};
    EXPECT_FALSE(a == b);
    a.resize(1);
    EXPECT_TRUE(a == b);
    b[0] = "z";
    EXPECT_FALSE(a == b);
}

TEST(BoundedVector, IsEmptyAfterItWasMovedFrom) {
    BoundedVector<std::unique_ptr<int>, 2> from;
    from.push_back(std::make_unique<int>(7));
    BoundedVector<std::unique_ptr<int>, 2> to = std::move(from);
    EXPECT_EQ(*to[0], 7);
    EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move)
    from = std::move(to);
    EXPECT_EQ(from.size(), 1u);
    EXPECT_TRUE(to.empty());  // NOLINT(bugprone-use-after-move)
}

TEST(BoundedVector, MovesMoreElementsOverFewerAndFewerOverMore) {
    Strings few = {"x"};
    Strings many = {"a", "b", "c"};
    few = std::move(many);
    EXPECT_EQ(few, (Strings{"a", "b", "c"}));
    few = Strings{"y"};
    EXPECT_EQ(few, Strings{"y"});
}

TEST(BoundedVector, CopiesMoreElementsOverFewerAndFewerOverMore) {
    Strings few = {"x"};
    const Strings many = {"a", "b", "c"};
    few = many;
    EXPECT_EQ(few, many);
    const Strings one = {"y"};
    few = one;
    EXPECT_EQ(few, one);
    few = *&few;
    EXPECT_EQ(few, one);
}

TEST(BoundedVector, MakesNewElementsAnew) {
    Strings strings = {"a", "b"};
    strings.resize(1);
    strings.resize(2);
    EXPECT_EQ(strings, (Strings{"a", ""}));
}

/// Alive only between constructor and destructor, and counted.
struct Counted {
    explicit Counted(int& count) : count_(&count) { ++count; }
    Counted(const Counted& other) : count_(other.count_) { ++*count_; }
    Counted& operator=(const Counted&) = default;
    ~Counted() { --*count_; }
    int* count_;
};

TEST(BoundedVector, HoldsNoElementsBeyondItsSize) {
    int count = 0;
    {
        BoundedVector<Counted, 100> counted;
        counted.push_back(Counted(count));
        EXPECT_EQ(count, 1);
        const BoundedVector<Counted, 100> copy = counted;
        EXPECT_EQ(count, 2);
    }
    EXPECT_EQ(count, 0);
}

}  // namespace
}  // namespace xrt
