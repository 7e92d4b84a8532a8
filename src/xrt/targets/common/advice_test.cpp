// SPDX-License-Identifier: BSL-1.0
#include "targets/common/advice.hpp"

#include <map>

#include <gmock/gmock.h>

namespace xrt::advice {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string named(const std::map<std::string, const char*>& variables) {
    return named_vulkan_drivers([&](const char* name) {
        const auto found = variables.find(name);
        return found == variables.end() ? nullptr : found->second;
    });
}

TEST(Advice, NamesWhatKeepsTheLoaderFromTheInstalledDrivers) {
    EXPECT_EQ(named({}), "");
    EXPECT_EQ(named({{"VK_DRIVER_FILES", ""}}), "");
    EXPECT_EQ(named({{"VK_ICD_FILENAMES", "/a"}}), "VK_ICD_FILENAMES=/a");
    EXPECT_EQ(named({{"VK_ICD_FILENAMES", "/a"}, {"VK_DRIVER_FILES", "/b"}}), "VK_DRIVER_FILES=/b");
}

TEST(Advice, TellsToInstallADriverOnlyWhereTheInstalledOnesAreLookedAt) {
    EXPECT_THAT(vulkan_driver(""), HasSubstr("apt-get install mesa-vulkan-drivers"));
    EXPECT_THAT(vulkan_driver("VK_DRIVER_FILES=/b"), HasSubstr("unset VK_DRIVER_FILES"));
    EXPECT_THAT(vulkan_driver("VK_DRIVER_FILES=/b"), Not(HasSubstr("install")));
    for (const char* each : {"", "VK_DRIVER_FILES=/b"})
        EXPECT_THAT(vulkan_driver(each), HasSubstr("--compositor null"));
}

}  // namespace
}  // namespace xrt::advice
