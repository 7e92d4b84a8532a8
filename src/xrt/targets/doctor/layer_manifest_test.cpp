// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/layer_manifest.hpp"

#include <gmock/gmock.h>

#include "auxiliary/os/test_folder.hpp"

namespace xrt::doctor {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using LayerManifest = TestFolder;

TEST_F(LayerManifest, ReadsTheSwitchesOfLayersOfBothKinds) {
    const auto vulkan = read_layer_switches(write("vulkan", R"({"layer": {"disable_environment": {"OFF": "1"}}})"));
    ASSERT_EQ(vulkan.size(), 1u);
    EXPECT_THAT(vulkan[0].disable, ElementsAre("OFF"));
    const auto openxr = read_layer_switches(
        write("openxr", R"({"api_layer": {"enable_environment": "ON", "disable_environment": "OFF"}})"));
    ASSERT_EQ(openxr.size(), 1u);
    EXPECT_THAT(openxr[0].enable, ElementsAre("ON"));
    EXPECT_THAT(openxr[0].disable, ElementsAre("OFF"));
    EXPECT_EQ(read_layer_switches(write("many", R"({"layers": [{}, {}]})")).size(), 2u);
    EXPECT_THAT(read_layer_switches("/no/such/file"), IsEmpty());
}

}  // namespace
}  // namespace xrt::doctor
