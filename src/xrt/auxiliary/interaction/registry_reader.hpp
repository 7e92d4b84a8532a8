// SPDX-License-Identifier: BSL-1.0
//
// For tests: what Khronos' registry of OpenXR, xr.xml, says about interaction profiles. Reads the elements that it needs
// and nothing else of XML.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace xrt {

/// A component of one user path of a profile.
struct RegistryComponent {
    std::string type;  ///< "XR_ACTION_TYPE_BOOLEAN_INPUT"
    bool is_for_system = false;
    /// Any of these sets of versions and extensions brings it, where the profile is there; an empty one: it always is.
    std::set<std::set<std::string>> conditions;
};

struct RegistryProfile {
    std::string title;
    std::set<std::string> users;
    std::set<std::string> origins;                        ///< any of them brings the profile
    std::map<std::string, RegistryComponent> components;  ///< by full path: "/user/hand/left/input/select/click"
};

struct Registry {
    std::set<std::string> features;  ///< versions and extensions
    std::map<std::string, RegistryProfile> profiles;
};

Registry read_registry(std::string_view xml);

}  // namespace xrt
