// SPDX-License-Identifier: BSL-1.0
//
// Our table of interaction profiles against Khronos' registry, which scripts/setup puts beside the headers: everything
// there is here, with the same types and users and brought by the same extensions, and nothing else of what that
// registry knows. A newer or older registry than the table was written from is fine.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "auxiliary/interaction/interaction_profile.hpp"
#include "auxiliary/interaction/registry_reader.hpp"

namespace xrt {
namespace {

std::string type_name(ComponentType type) {
    switch (type) {
        case ComponentType::boolean:
            return "XR_ACTION_TYPE_BOOLEAN_INPUT";
        case ComponentType::scalar:
            return "XR_ACTION_TYPE_FLOAT_INPUT";
        case ComponentType::vec2:
            return "XR_ACTION_TYPE_VECTOR2F_INPUT";
        case ComponentType::pose:
            return "XR_ACTION_TYPE_POSE_INPUT";
        case ComponentType::output:
            return "XR_ACTION_TYPE_VIBRATION_OUTPUT";
    }
    return "";
}

using Names = std::set<std::string>;

bool has_any(OriginSet origins, const Names& enabled) {
    if (origins == OriginSet::all()) return true;
    for (const Origin each : all_origins()) {
        if (origins.has(each) && enabled.contains(std::string(to_string(each)))) return true;
    }
    return false;
}

bool has_any(const std::set<Names>& conditions, const Names& enabled) {
    for (const Names& each : conditions) {
        if (std::includes(enabled.begin(), enabled.end(), each.begin(), each.end())) return true;
    }
    return false;
}

/// All that may decide whether a component of the profile is there.
Names names_in(const RegistryProfile& profile, const RegistryComponent& component, OriginSet ours,
               const Registry& all) {
    Names names = profile.origins;
    for (const Names& each : component.conditions) names.insert(each.begin(), each.end());
    for (const Origin each : all_origins()) {
        const std::string name(to_string(each));
        if (ours != OriginSet::all() && ours.has(each) && all.features.contains(name)) names.insert(name);
    }
    return names;
}

/// Whatever an application enables, the component is there in both or in neither.
void expect_same_availability(const ProfileComponent& ours, const RegistryProfile& profile,
                              const RegistryComponent& theirs, const Registry& all) {
    const Names relevant = names_in(profile, theirs, ours.origins, all);
    const std::vector<std::string> names(relevant.begin(), relevant.end());
    for (uint32_t choice = 0; choice < 1u << names.size(); ++choice) {
        Names enabled{"XR_VERSION_1_0"};
        for (size_t i = 0; i < names.size(); ++i) {
            if ((choice >> i & 1) != 0) enabled.insert(names[i]);
        }
        std::vector<std::string> profile_brought;
        std::set_intersection(profile.origins.begin(), profile.origins.end(), enabled.begin(), enabled.end(),
                              std::back_inserter(profile_brought));
        if (profile_brought.empty()) continue;
        EXPECT_EQ(has_any(ours.origins, enabled), has_any(theirs.conditions, enabled))
            << testing::PrintToString(enabled);
    }
}

std::map<std::string, ProfileComponent> all_components(const InteractionProfile& profile) {
    std::map<std::string, ProfileComponent> components;
    for (const UserPath user : user_paths) {
        for (const ProfileComponent& each : components_of(profile, user, OriginSet::all())) {
            components.emplace(std::string(to_string(user)) + each.path, each);
        }
    }
    return components;
}

bool is_known(OriginSet origins, const Registry& registry) { return has_any(origins, registry.features); }

void expect_equal(const InteractionProfile& ours, const RegistryProfile& theirs, const Registry& registry) {
    const auto components = all_components(ours);
    for (const std::string& origin : theirs.origins) EXPECT_TRUE(has_any(ours.origins, {origin})) << origin;
    EXPECT_EQ(ours.title, theirs.title);
    for (const auto& [path, component] : theirs.components) {
        SCOPED_TRACE(path);
        const auto found = components.find(path);
        if (found == components.end()) {
            ADD_FAILURE() << "we lack it";
            continue;
        }
        EXPECT_EQ(type_name(found->second.type), component.type);
        EXPECT_EQ(found->second.is_for_system, component.is_for_system);
        expect_same_availability(found->second, theirs, component, registry);
    }
    for (const auto& [path, component] : components) {
        if (!is_known(component.origins, registry)) continue;
        EXPECT_TRUE(theirs.components.contains(path)) << path << ", which nobody knows";
    }
}

class RegistryTest : public testing::Test {
 protected:
    void SetUp() override {
        std::ifstream file(XRT_OPENXR_REGISTRY);
        const std::string xml{std::istreambuf_iterator<char>(file), {}};
        if (xml.empty() && std::getenv("CI") != nullptr) FAIL() << "no " XRT_OPENXR_REGISTRY "; run scripts/setup";
        if (xml.empty()) GTEST_SKIP() << "no " XRT_OPENXR_REGISTRY "; scripts/setup brings it";
        registry = read_registry(xml);
        ASSERT_GT(registry.profiles.size(), 30u);
    }
    Registry registry;
};

TEST_F(RegistryTest, EveryProfileThereIsHereAndTheSame) {
    for (const auto& [path, theirs] : registry.profiles) {
        SCOPED_TRACE(path);
        const InteractionProfile* ours = find_interaction_profile(path, OriginSet::all());
        if (ours == nullptr) {
            ADD_FAILURE() << "we lack it";
            continue;
        }
        expect_equal(*ours, theirs, registry);
    }
}

}  // namespace
}  // namespace xrt
