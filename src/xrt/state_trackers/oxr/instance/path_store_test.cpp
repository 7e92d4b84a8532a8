// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/path_store.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace xrt::oxr {
namespace {

TEST(PathGrammar, AcceptsWhatTheSpecificationAllows) {
    for (const char* path : {"/a", "/user/hand/left", "/abc-def_1.2/.x", "/a/..b", "/0"})
        EXPECT_TRUE(is_well_formed_path(path)) << path;
}

TEST(PathGrammar, RejectsWhatTheSpecificationForbids) {
    for (const char* path : {"", "/", "a", "a/b", "/a/", "//a", "/a//b", "/A", "/a b", "/a/./b", "/a/../b", "/a/...",
                             "/.", "/a\\b", "/\xc3\xa4"}) {
        EXPECT_FALSE(is_well_formed_path(path)) << path;
    }
}

TEST(PathGrammar, TheTerminatorCountsForTheLength) {
    EXPECT_TRUE(is_well_formed_path("/" + std::string(XR_MAX_PATH_LENGTH - 2, 'a')));
    EXPECT_FALSE(is_well_formed_path("/" + std::string(XR_MAX_PATH_LENGTH - 1, 'a')));
}

TEST(PathGrammar, ANameIsOneLevel) {
    EXPECT_TRUE(is_path_level("pick_up"));
    EXPECT_FALSE(is_path_level("Pick"));
    EXPECT_FALSE(is_path_level("a/b"));
    EXPECT_FALSE(is_path_level(".."));
    EXPECT_FALSE(is_path_level(""));
}

TEST(PathStore, GivesOneAtomForOneString) {
    PathStore store;
    const XrPath first = *store.intern("/a/b"), other = *store.intern("/a/c");
    EXPECT_NE(first, XR_NULL_PATH);
    EXPECT_NE(first, other);
    EXPECT_EQ(*store.intern("/a/b"), first);
    EXPECT_EQ(*store.text(first), "/a/b");
    EXPECT_EQ(*store.text(other), "/a/c");
}

TEST(PathStore, RefusesABadString) {
    PathStore store;
    EXPECT_EQ(store.intern("/a/").error(), XR_ERROR_PATH_FORMAT_INVALID);
}

TEST(PathStore, KnowsNoAtomThatItDidNotGive) {
    PathStore store;
    const XrPath last = *store.intern("/a");
    for (const XrPath path : {XrPath{XR_NULL_PATH}, XrPath{1}, XrPath{0x1234}, last + 1, ~XrPath{0}}) {
        EXPECT_EQ(store.text(path).error(), XR_ERROR_PATH_INVALID);
        EXPECT_FALSE(store.has(path));
    }
}

TEST(PathStore, KnowsTheUserPaths) {
    PathStore store;
    for (const UserPath user : user_paths) {
        EXPECT_EQ(*store.intern(to_string(user)), PathStore::atom(user));
        EXPECT_EQ(PathStore::user_path(PathStore::atom(user)), user);
    }
    EXPECT_EQ(PathStore::user_path(*store.intern("/user/hand")), std::nullopt);
    EXPECT_EQ(PathStore::user_path(XR_NULL_PATH), std::nullopt);
}

TEST(PathStore, SaysWhenItIsFull) {
    PathStore store;
    for (size_t i = user_paths.size(); i < PathStore::capacity; ++i)
        ASSERT_TRUE(store.intern("/" + std::to_string(i)).ok());
    EXPECT_EQ(store.intern("/one/too/many").error(), XR_ERROR_PATH_COUNT_EXCEEDED);
    EXPECT_TRUE(store.intern("/4711").ok()) << "a known path still works";
}

TEST(PathStore, ThreadsAgreeOnTheAtoms) {
    PathStore store;
    std::array<std::array<XrPath, 1000>, 4> atoms{};
    std::vector<std::thread> threads;
    for (auto& mine : atoms) {
        threads.emplace_back([&store, &mine] {
            for (size_t i = 0; i < mine.size(); ++i) {
                mine[i] = *store.intern("/path/" + std::to_string(i));
                EXPECT_EQ(*store.text(mine[i]), "/path/" + std::to_string(i));
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const auto& mine : atoms) EXPECT_EQ(mine, atoms[0]);
}

TEST(UserPath, BindingPathsComeApart) {
    const auto parts = split_binding_path("/user/hand/left/input/select/click");
    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->user, UserPath::left_hand);
    EXPECT_EQ(parts->subpath, "/input/select/click");
    for (const char* path : {"/user/hand/left", "/user/hand/leftish/input/a", "/user/invalid/input/a", "/invalid"}) {
        EXPECT_FALSE(split_binding_path(path)) << path;
    }
}

}  // namespace
}  // namespace xrt::oxr
