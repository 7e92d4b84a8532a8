// SPDX-License-Identifier: BSL-1.0
//
// Where the OpenXR and Vulkan loaders look for manifests: the folders of the XDG Base Directory specification, and /etc.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "targets/common/advice.hpp"

namespace xrt::doctor {

using advice::Lookup;

class SearchPath {
 public:
    /// `system` is "/etc"; a test has another.
    SearchPath(Lookup variable, std::string system = "/etc");

    /// The first active_runtime.json of OpenXR 1, the one for this machine's processor before the common one.
    std::optional<std::string> active_runtime() const;
    /// Paths of the manifests in such folders, as "vulkan/implicit_layer.d", that are loaded unless a variable says otherwise.
    std::vector<std::string> implicit_layers(const std::string& folder) const;

 private:
    std::string value(const char* name, const std::string& otherwise) const;
    std::string in_home(const char* name, const char* otherwise) const;
    std::vector<std::string> config_folders() const;
    std::vector<std::string> data_folders() const;
    bool is_set(const std::string& name) const;
    bool loads_itself(const std::string& manifest) const;

    Lookup variable_;
    std::string system_;
};

}  // namespace xrt::doctor
