// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/handle_table.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>

namespace xrt::oxr {
namespace {

/// Notes its end.
class Thing : public Object {
 public:
    explicit Thing(std::vector<std::string>* ends = nullptr, std::string name = "")
        : ends_(ends), name_(std::move(name)) {}
    ~Thing() override {
        if (ends_ != nullptr) ends_->push_back(name_);
    }

 private:
    std::vector<std::string>* ends_;
    std::string name_;
};

class Root : public Thing {
 public:
    using Thing::Thing;
    using Handle = XrInstance;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_INSTANCE;
};
class Middle : public Thing {
 public:
    using Thing::Thing;
    using Handle = XrSession;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_SESSION;
};
class Leaf : public Thing {
 public:
    using Thing::Thing;
    using Handle = XrSpace;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_SPACE;
};

class HandleTableTest : public ::testing::Test {
 protected:
    template <typename T>
    typename T::Handle insert(uint64_t parent, std::string name = "") {
        typename T::Handle handle{};
        EXPECT_EQ(table.insert(std::make_shared<T>(&ends, std::move(name)), parent, &handle).code(), XR_SUCCESS);
        return handle;
    }

    std::vector<std::string> ends;
    std::unique_ptr<HandleTable> owned = std::make_unique<HandleTable>();
    HandleTable& table = *owned;
};

TEST_F(HandleTableTest, FindsWhatWasInserted) {
    const auto thing = std::make_shared<Root>();
    XrInstance handle = XR_NULL_HANDLE;
    ASSERT_TRUE(table.insert(thing, 0, &handle).ok());
    EXPECT_EQ(table.find<Root>(handle), thing);
    EXPECT_EQ(thing->raw_handle(), to_raw(handle));
    EXPECT_EQ(table.destroy<Root>(handle).code(), XR_SUCCESS);
}

TEST_F(HandleTableTest, MissesNullAndGarbage) {
    const XrInstance real = insert<Root>(0);
    EXPECT_EQ(table.find<Root>(XR_NULL_HANDLE), nullptr);
    EXPECT_EQ(table.find<Root>(from_raw<XrInstance>(1)), nullptr);
    EXPECT_EQ(table.find<Root>(from_raw<XrInstance>(~uint64_t{0})), nullptr);
    EXPECT_EQ(table.find<Root>(from_raw<XrInstance>(to_raw(real) + 1)), nullptr);
    EXPECT_EQ(table.find<Root>(from_raw<XrInstance>((to_raw(real) & ~uint64_t{0xffffffff}) | HandleTable::capacity)),
              nullptr);
    EXPECT_TRUE(table.destroy<Root>(real).ok());
}

TEST_F(HandleTableTest, MissesAHandleOfAnotherType) {
    const XrInstance root = insert<Root>(0);
    EXPECT_EQ(table.find<Middle>(from_raw<XrSession>(to_raw(root))), nullptr);
    EXPECT_EQ(table.destroy<Middle>(from_raw<XrSession>(to_raw(root))).code(), XR_ERROR_HANDLE_INVALID);
    EXPECT_TRUE(table.destroy<Root>(root).ok());
}

TEST_F(HandleTableTest, MissesADestroyedObjectAlsoWhenItsPlaceIsUsedAgain) {
    const XrInstance first = insert<Root>(0);
    EXPECT_TRUE(table.destroy<Root>(first).ok());
    EXPECT_EQ(table.find<Root>(first), nullptr);
    const XrInstance second = insert<Root>(0);
    EXPECT_NE(first, second);
    EXPECT_EQ(table.find<Root>(first), nullptr);
    EXPECT_EQ(table.destroy<Root>(first).code(), XR_ERROR_HANDLE_INVALID);
    EXPECT_TRUE(table.destroy<Root>(second).ok());
}

TEST_F(HandleTableTest, DestroysChildrenFirstAndTheYoungestOfThemFirst) {
    const XrInstance root = insert<Root>(0, "root");
    const XrSession middle = insert<Middle>(to_raw(root), "middle");
    const XrSpace old = insert<Leaf>(to_raw(middle), "old");
    const XrSpace young = insert<Leaf>(to_raw(middle), "young");
    EXPECT_EQ(table.size(), 4u);
    EXPECT_TRUE(table.destroy<Root>(root).ok());
    EXPECT_EQ(ends, (std::vector<std::string>{"young", "old", "middle", "root"}));
    EXPECT_EQ(table.find<Leaf>(old), nullptr);
    EXPECT_EQ(table.find<Leaf>(young), nullptr);
    EXPECT_EQ(table.size(), 0u);
}

TEST_F(HandleTableTest, ForgetsAChildThatWasDestroyedByItself) {
    const XrInstance root = insert<Root>(0, "root");
    const XrSession child = insert<Middle>(to_raw(root), "child");
    EXPECT_TRUE(table.destroy<Middle>(child).ok());
    insert<Middle>(to_raw(root), "other");
    EXPECT_TRUE(table.destroy<Root>(root).ok());
    EXPECT_EQ(ends, (std::vector<std::string>{"child", "other", "root"}));
}

TEST_F(HandleTableTest, TakesNoChildOfADestroyedParent) {
    const XrInstance root = insert<Root>(0);
    EXPECT_TRUE(table.destroy<Root>(root).ok());
    XrSession child = XR_NULL_HANDLE;
    EXPECT_EQ(table.insert(std::make_shared<Middle>(), to_raw(root), &child).code(), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(child, XR_NULL_HANDLE);
}

TEST_F(HandleTableTest, KeepsAnObjectAliveForWhoHasFoundIt) {
    const XrInstance root = insert<Root>(0, "root");
    std::shared_ptr<Root> found = table.find<Root>(root);
    EXPECT_TRUE(table.destroy<Root>(root).ok());
    EXPECT_TRUE(ends.empty());
    found.reset();
    EXPECT_EQ(ends, (std::vector<std::string>{"root"}));
}

TEST_F(HandleTableTest, RefusesMoreObjectsThanItHasRoomFor) {
    const XrInstance root = insert<Root>(0);
    for (size_t i = 1; i < HandleTable::capacity; ++i) insert<Leaf>(to_raw(root));
    XrSpace one_more = XR_NULL_HANDLE;
    EXPECT_EQ(table.insert(std::make_shared<Leaf>(), to_raw(root), &one_more).code(), XR_ERROR_LIMIT_REACHED);
    EXPECT_TRUE(table.destroy<Root>(root).ok());
    EXPECT_EQ(table.size(), 0u);
    EXPECT_TRUE(table.destroy<Root>(insert<Root>(0)).ok());
}

TEST_F(HandleTableTest, IsSafeWhenThreadsMakeFindAndDestroy) {
    const XrInstance root = insert<Root>(0);
    const auto work = [&] {
        for (int i = 0; i < 2000; ++i) {
            XrSpace handle = XR_NULL_HANDLE;
            ASSERT_TRUE(table.insert(std::make_shared<Leaf>(), to_raw(root), &handle).ok());
            ASSERT_NE(table.find<Leaf>(handle), nullptr);
            ASSERT_NE(table.find<Root>(root), nullptr);
            ASSERT_TRUE(table.destroy<Leaf>(handle).ok());
            ASSERT_EQ(table.find<Leaf>(handle), nullptr);
        }
    };
    std::thread a(work), b(work);
    a.join();
    b.join();
    EXPECT_EQ(table.size(), 1u);
    EXPECT_TRUE(table.destroy<Root>(root).ok());
}

}  // namespace
}  // namespace xrt::oxr
