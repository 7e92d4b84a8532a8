// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/search_path.hpp"

#include <filesystem>
#include <fstream>
#include <map>

#include <gmock/gmock.h>

#include "targets/run/private_folder.hpp"

namespace xrt::doctor {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

class SearchPathTest : public testing::Test {
 protected:
    void SetUp() override {
        const std::vector<std::string> bases{"/tmp"};
        auto folder = run::PrivateFolder::create(bases, run::Leftovers::remove);
        ASSERT_TRUE(folder.ok());
        folder_.emplace(std::move(*folder));
        for (const char* name : {"XDG_CONFIG_DIRS", "XDG_DATA_DIRS"}) variables_[name] = folder_->file("none");
        variables_["HOME"] = folder_->file("home");
    }
    std::string write(const std::string& name, const std::string& text = "{}") const {
        const std::string path = folder_->file(name);
        fs::create_directories(fs::path(path).parent_path());
        std::ofstream(path) << text;
        return path;
    }
    SearchPath search() const {
        return SearchPath(
            [this](const char* name) {
                const auto found = variables_.find(name);
                return found == variables_.end() ? nullptr : found->second.c_str();
            },
            folder_->file("etc"));
    }

    std::optional<run::PrivateFolder> folder_;
    std::map<std::string, std::string> variables_;
};

TEST_F(SearchPathTest, FindsTheActiveRuntimeOfTheUserBeforeTheSystems) {
    EXPECT_EQ(search().active_runtime(), std::nullopt);
    const std::string system = write("etc/openxr/1/active_runtime.json");
    EXPECT_THAT(search().active_runtime(), Optional(system));
    const std::string users = write("home/.config/openxr/1/active_runtime.json");
    EXPECT_THAT(search().active_runtime(), Optional(users));
    variables_["XDG_CONFIG_HOME"] = folder_->file("config");
    const std::string configured = write("config/openxr/1/active_runtime.json");
    EXPECT_THAT(search().active_runtime(), Optional(configured));
}

TEST_F(SearchPathTest, FindsALinkThatLeadsNowhere) {
    fs::create_directories(folder_->file("etc/openxr/1"));
    fs::create_symlink("/no/such/file", folder_->file("etc/openxr/1/active_runtime.json"));
    EXPECT_THAT(search().active_runtime(), Optional(folder_->file("etc/openxr/1/active_runtime.json")));
}

TEST_F(SearchPathTest, WorksWithoutHome) {
    variables_.erase("HOME");
    EXPECT_EQ(search().active_runtime(), std::nullopt);
}

TEST_F(SearchPathTest, FindsLayersThatLoadThemselves) {
    variables_["XDG_DATA_DIRS"] = folder_->file("one") + ":" + folder_->file("two");
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
