// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/vulkan_requirements.hpp"

#include <gmock/gmock.h>

#include <cstring>

namespace xrt::comp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StrEq;

VkExtensionProperties reported(const char* name) {
    VkExtensionProperties properties{};
    std::strncpy(properties.extensionName, name, sizeof properties.extensionName - 1);
    return properties;
}

constexpr RequiredExtension built_in_at_1_1[] = {{"VK_KHR_old", VK_API_VERSION_1_1}};
constexpr RequiredExtension never_built_in[] = {{"VK_KHR_new", 0}};
constexpr RequiredExtension optional[] = {{"VK_KHR_nice", VK_API_VERSION_1_2, Need::where_reported}};

TEST(MergeExtensions, PutsRequiredOnesBehindTheApplications) {
    const char* asked[] = {"VK_A", "VK_B"};
    EXPECT_THAT(merge_extensions(asked, never_built_in, VK_API_VERSION_1_0, {}),
                ElementsAre(StrEq("VK_A"), StrEq("VK_B"), StrEq("VK_KHR_new")));
}

TEST(MergeExtensions, DoesNotRepeatOneThatTheApplicationAsksForItself) {
    const char* asked[] = {"VK_KHR_new", "VK_A"};
    EXPECT_THAT(merge_extensions(asked, never_built_in, VK_API_VERSION_1_0, {}),
                ElementsAre(StrEq("VK_KHR_new"), StrEq("VK_A")));
}

TEST(MergeExtensions, DropsTheApplicationsOwnRepetitions) {
    const char* asked[] = {"VK_A", "VK_A"};
    EXPECT_THAT(merge_extensions(asked, {}, VK_API_VERSION_1_0, {}), ElementsAre(StrEq("VK_A")));
}

TEST(MergeExtensions, LeavesOutWhatTheVersionHasBuiltIn) {
    EXPECT_THAT(merge_extensions({}, built_in_at_1_1, VK_API_VERSION_1_0, {}), ElementsAre(StrEq("VK_KHR_old")));
    EXPECT_THAT(merge_extensions({}, built_in_at_1_1, VK_API_VERSION_1_1, {}), IsEmpty());
    EXPECT_THAT(merge_extensions({}, built_in_at_1_1, VK_API_VERSION_1_3, {}), IsEmpty());
}

TEST(MergeExtensions, RequiresAnOptionalOneOnlyWhereItIsReported) {
    const VkExtensionProperties there[] = {reported("VK_KHR_other"), reported("VK_KHR_nice")};
    EXPECT_THAT(merge_extensions({}, optional, VK_API_VERSION_1_0, {}), IsEmpty());
    EXPECT_THAT(merge_extensions({}, optional, VK_API_VERSION_1_0, there), ElementsAre(StrEq("VK_KHR_nice")));
    EXPECT_THAT(merge_extensions({}, optional, VK_API_VERSION_1_2, there), IsEmpty());
}

TEST(MergeExtensions, RequiresWhatSharingNeedsAtEveryVersion) {
    EXPECT_THAT(merge_extensions({}, required_device_extensions(), VK_API_VERSION_1_3, {}),
                ElementsAre(StrEq(VK_KHR_EXTERNAL_MEMORY_FD_EXTENSION_NAME)));
    EXPECT_THAT(merge_extensions({}, required_instance_extensions(), VK_API_VERSION_1_1, {}), IsEmpty());
}

TEST(ExtensionList, SeparatesNamesBySingleSpaces) {
    EXPECT_EQ(extension_list({}), "");
    EXPECT_EQ(extension_list(required_instance_extensions()),
              "VK_KHR_get_physical_device_properties2 VK_KHR_external_memory_capabilities");
}

}  // namespace
}  // namespace xrt::comp
