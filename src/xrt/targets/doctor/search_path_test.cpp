// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/search_path.hpp"

#include <map>

#include <gmock/gmock.h>

#include "auxiliary/os/test_folder.hpp"

namespace xrt::doctor {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

class SearchPathTest : public TestFolder {
 protected:
    SearchPathTest() {
        for (const char* name : {"XDG_CONFIG_DIRS", "XDG_DATA_DIRS"}) variables_[name] = file("none");
        variables_["HOME"] = file("home");
    }
    SearchPath search() const {
        return SearchPath(
            [this](const char* name) {
                const auto found = variables_.find(name);
                return found == variables_.end() ? nullptr : found->second.c_str();
            },
            file("etc"));
    }

    std::map<std::string, std::string> variables_;
};

TEST_F(SearchPathTest, FindsTheActiveRuntimeOfTheUserBeforeTheSystems) {
    EXPECT_EQ(search().active_runtime(), std::nullopt);
    const std::string system = write("etc/openxr/1/active_runtime.json", "{}");
    EXPECT_THAT(search().active_runtime(), Optional(system));
    const std::string users = write("home/.config/openxr/1/active_runtime.json", "{}");
    EXPECT_THAT(search().active_runtime(), Optional(users));
    variables_["XDG_CONFIG_HOME"] = file("config");
    const std::string configured = write("config/openxr/1/active_runtime.json", "{}");
    EXPECT_THAT(search().active_runtime(), Optional(configured));
}

TEST_F(SearchPathTest, FindsALinkThatLeadsNowhere) {
    fs::create_directories(file("etc/openxr/1"));
    fs::create_symlink("/no/such/file", file("etc/openxr/1/active_runtime.json"));
    EXPECT_THAT(search().active_runtime(), Optional(file("etc/openxr/1/active_runtime.json")));
}

TEST_F(SearchPathTest, WorksWithoutHome) {
    variables_.erase("HOME");
    EXPECT_EQ(search().active_runtime(), std::nullopt);
}

TEST_F(SearchPathTest, FindsLayersThatLoadThemselves) {
    variables_["XDG_DATA_DIRS"] = file("one") + ":" + file("two");
    const std::string first = write("one/layers/first.json", R"({"layer": {"disable_environment": {"OFF": ""}}})");
    const std::string second = write("two/layers/second.json", R"({"layer": {"enable_environment": {"ON": ""}}})");
    write("two/layers/readme.txt", R"({"layer": {}})");
    EXPECT_THAT(search().implicit_layers("layers"), ElementsAre(first));
    variables_["ON"] = "";
    EXPECT_THAT(search().implicit_layers("layers"), ElementsAre(first, second));
    variables_["OFF"] = "";
    EXPECT_THAT(search().implicit_layers("layers"), ElementsAre(second));
    EXPECT_THAT(search().implicit_layers("others"), IsEmpty());
}

}  // namespace
}  // namespace xrt::doctor
