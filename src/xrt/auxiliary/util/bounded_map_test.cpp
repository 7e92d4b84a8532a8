// SPDX-License-Identifier: BSL-1.0
#include "xrt/bounded_map.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace xrt {
namespace {

using Names = BoundedMap<int, std::string, 3>;

Names make_names() {
    Names names;
    names.insert_or_assign(5, "five");
    names.insert_or_assign(-1, "minus one");
    names.insert_or_assign(3, "three");
    return names;
}

TEST(BoundedMap, KeepsItsEntriesSortedByKey) {
    const Names names = make_names();
    EXPECT_TRUE(names.full());
    std::string all;
    for (const auto& entry : names) all += std::to_string(entry.key) + entry.value + " ";
    EXPECT_EQ(all, "-1minus one 3three 5five ");
}

TEST(BoundedMap, FindsWhatIsThere) {
    Names names = make_names();
    ASSERT_NE(names.find(3), nullptr);
    EXPECT_EQ(*names.find(3), "three");
    EXPECT_EQ(names.find(4), nullptr);
    EXPECT_EQ(Names().find(0), nullptr);
}

TEST(BoundedMap, AssignsToAKeyThatIsThere) {
    Names names = make_names();
    EXPECT_EQ(names.insert_or_assign(5, "V"), "V");
    EXPECT_EQ(names.size(), 3u);
    EXPECT_EQ(*names.find(5), "V");
}

TEST(BoundedMap, ErasesOneKeyAndKeepsTheOthers) {
    Names names = make_names();
    names.erase(-1);
    names.erase(7);
    EXPECT_EQ(names.size(), 2u);
    EXPECT_EQ(names.find(-1), nullptr);
    EXPECT_EQ(*names.find(5), "five");
}

TEST(BoundedMap, AppendsOnlyKeysBeyondTheLast) {
    Names names;
    EXPECT_TRUE(names.append(1, "one"));
    EXPECT_FALSE(names.append(1, "again"));
    EXPECT_FALSE(names.append(0, "zero"));
    EXPECT_TRUE(names.append(2, "two"));
    EXPECT_TRUE(names.append(3, "three"));
    EXPECT_FALSE(names.append(4, "full"));
    EXPECT_EQ(names.size(), 3u);
}

TEST(BoundedMap, ComparesKeysAndValues) {
    Names other = make_names();
    EXPECT_TRUE(make_names() == other);
    *other.find(3) = "drei";
    EXPECT_FALSE(make_names() == other);
    other = make_names();
    other.erase(5);
    EXPECT_FALSE(make_names() == other);
}

TEST(BoundedMap, HoldsWhatCanOnlyBeMoved) {
    BoundedMap<int, std::unique_ptr<int>, 2> owners;
    owners.insert_or_assign(2, std::make_unique<int>(20));
    owners.insert_or_assign(1, std::make_unique<int>(10));
    EXPECT_EQ(*owners.value_at(0), 10);
    EXPECT_EQ(**owners.find(2), 20);
}

}  // namespace
}  // namespace xrt
