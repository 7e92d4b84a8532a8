// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/interaction/registry_reader.hpp"

#include <algorithm>
#include <optional>

namespace xrt {
namespace {

/// "<name a="x">", "<name a="x"/>" or "</name>".
struct Tag {
    std::string_view name;
    std::string_view attributes;
    bool is_end = false;

    std::string operator[](std::string_view attribute) const {
        const std::string key = " " + std::string(attribute) + "=\"";
        const size_t begin = attributes.find(key);
        if (begin == std::string_view::npos) return {};
        const size_t value = begin + key.size();
        return std::string(attributes.substr(value, attributes.find('"', value) - value));
    }
};

std::optional<Tag> next_tag(std::string_view& xml) {
    while (true) {
        xml.remove_prefix(std::min(xml.size(), xml.find('<')));
        if (xml.empty()) return std::nullopt;
        if (!xml.starts_with("<!--")) break;
        xml.remove_prefix(std::min(xml.size(), xml.find("-->")));
    }
    std::string_view inside = xml.substr(1, xml.find('>') - 1);
    xml.remove_prefix(inside.size() + 1);
    const bool is_end = inside.starts_with('/');
    if (is_end) inside.remove_prefix(1);
    const std::string_view name = inside.substr(0, inside.find_first_of(" \n\t/"));
    return Tag{name, inside.substr(name.size()), is_end};
}

class RegistryReader {
 public:
    Registry read(std::string_view xml) {
        while (const std::optional<Tag> tag = next_tag(xml)) tag->is_end ? end(*tag) : begin(*tag);
        return std::move(registry_);
    }

 private:
    void begin(const Tag& tag) {
        if (tag.name == "feature" || tag.name == "extension") begin_feature(tag);
        if (tag.name == "require") depends_ = tag["depends"];
        if (tag.name == "interaction_profile") begin_profile(tag);
        if (tag.name == "extend") profile_ = find(tag["interaction_profile_path"]);
        if (profile_ == nullptr) return;
        if (tag.name == "user_path") profile_->users.insert(tag["path"]);
        if (tag.name == "component") add_component(tag);
    }

    void end(const Tag& tag) {
        if (tag.name == "feature" || tag.name == "extension") feature_.clear();
        if (tag.name == "interaction_profile" || tag.name == "extend") profile_ = nullptr;
    }

    void begin_feature(const Tag& tag) {
        feature_ = tag["name"];
        registry_.features.insert(feature_);
    }

    /// Where it is defined, or where a feature says that it brings it.
    void begin_profile(const Tag& tag) {
        RegistryProfile& profile = registry_.profiles[tag["name"]];
        if (!feature_.empty()) {
            profile.origins.insert(feature_);
            return;
        }
        profile.title = tag["title"];
        profile_ = &profile;
    }

    RegistryProfile* find(const std::string& name) {
        const auto found = registry_.profiles.find(name);
        return found == registry_.profiles.end() ? nullptr : &found->second;
    }

    void add_component(const Tag& tag) {
        std::set<std::string> condition;
        for (const std::string& each : {feature_, depends_}) {
            if (!feature_.empty() && !each.empty()) condition.insert(each);
        }
        const std::string only = tag["user_path"];
        for (const std::string& user : profile_->users) {
            if (!only.empty() && user != only) continue;
            RegistryComponent& component = profile_->components[user + tag["subpath"]];
            component.type = tag["type"];
            component.is_for_system = component.is_for_system || tag["system"] == "true";
            component.conditions.insert(condition);
        }
    }

    Registry registry_;
    std::string feature_, depends_;
    RegistryProfile* profile_ = nullptr;
};

}  // namespace

Registry read_registry(std::string_view xml) { return RegistryReader().read(xml); }

}  // namespace xrt
