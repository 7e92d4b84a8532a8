// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/interaction/registry_reader.hpp"

#include <gmock/gmock.h>

namespace xrt {
namespace {

using testing::ElementsAre;

// In the form of Khronos' registry, with names of our own.
constexpr std::string_view xml = R"(<?xml version="1.0"?>
<registry>
  <interaction_profiles>
    <interaction_profile name="/interaction_profiles/acme/wand" title="Acme Wand">
      <user_path path="/user/hand/left"/>
      <user_path path="/user/hand/right"/>
      <component subpath="/input/spark/click" type="XR_ACTION_TYPE_BOOLEAN_INPUT"/>
      <!-- <component subpath="/input/none/click" type="XR_ACTION_TYPE_BOOLEAN_INPUT"/> -->
      <component subpath="/input/home/click" user_path="/user/hand/left" type="XR_ACTION_TYPE_BOOLEAN_INPUT" system="true"/>
    </interaction_profile>
  </interaction_profiles>
  <feature name="XR_VERSION_1_1">
    <require><interaction_profile name="/interaction_profiles/acme/wand"/></require>
    <require depends="XR_ACME_glow">
      <extend interaction_profile_path="/interaction_profiles/acme/wand">
        <component subpath="/input/glow/value" type="XR_ACTION_TYPE_FLOAT_INPUT"/>
      </extend>
    </require>
  </feature>
  <extension name="XR_ACME_tip" number="1">
    <require>
      <extend interaction_profile_path="/interaction_profiles/acme/wand">
        <component subpath="/input/tip/pose" type="XR_ACTION_TYPE_POSE_INPUT"/>
      </extend>
    </require>
  </extension>
</registry>)";

TEST(RegistryReader, FindsProfilesAndWhatBringsThem) {
    const Registry registry = read_registry(xml);
    EXPECT_THAT(registry.features, ElementsAre("XR_ACME_tip", "XR_VERSION_1_1"));
    ASSERT_EQ(registry.profiles.size(), 1u);
    const RegistryProfile& wand = registry.profiles.at("/interaction_profiles/acme/wand");
    EXPECT_EQ(wand.title, "Acme Wand");
    EXPECT_THAT(wand.users, ElementsAre("/user/hand/left", "/user/hand/right"));
    EXPECT_THAT(wand.origins, ElementsAre("XR_VERSION_1_1"));
    EXPECT_EQ(wand.components.size(), 7u);
}

TEST(RegistryReader, FindsComponentsAndTheirConditions) {
    const Registry registry = read_registry(xml);
    const auto& components = registry.profiles.at("/interaction_profiles/acme/wand").components;
    EXPECT_EQ(components.at("/user/hand/right/input/spark/click").type, "XR_ACTION_TYPE_BOOLEAN_INPUT");
    EXPECT_THAT(components.at("/user/hand/right/input/spark/click").conditions, ElementsAre(testing::IsEmpty()));
    EXPECT_TRUE(components.at("/user/hand/left/input/home/click").is_for_system);
    EXPECT_FALSE(components.contains("/user/hand/right/input/home/click"));
    EXPECT_THAT(components.at("/user/hand/left/input/glow/value").conditions,
                ElementsAre(ElementsAre("XR_ACME_glow", "XR_VERSION_1_1")));
    EXPECT_THAT(components.at("/user/hand/left/input/tip/pose").conditions, ElementsAre(ElementsAre("XR_ACME_tip")));
}

}  // namespace
}  // namespace xrt
