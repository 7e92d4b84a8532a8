// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/layer_manifest.hpp"

#include "targets/run/runtime_manifest.hpp"

namespace xrt::doctor {
namespace {

/// One name, or an object whose keys are names.
std::vector<std::string> names_in(const JsonValue& layer, std::string_view key) {
    const JsonValue* const value = layer.find(key);
    std::vector<std::string> names;
    if (!value) return names;
    if (const auto* const name = value->get_if<std::string>()) names.push_back(*name);
    if (const auto* const object = value->get_if<JsonValue::Object>()) {
        for (const JsonMember& member : *object) names.push_back(member.key);
    }
    return names;
}

LayerSwitches switches_of(const JsonValue& layer) {
    return {names_in(layer, "enable_environment"), names_in(layer, "disable_environment")};
}

}  // namespace

std::vector<LayerSwitches> read_layer_switches(const std::string& path) {
    std::vector<LayerSwitches> layers;
    const auto manifest = run::load_manifest(path);
    if (!manifest) return layers;
    for (const char* key : {"layer", "api_layer"}) {
        if (const JsonValue* const layer = manifest->find(key)) layers.push_back(switches_of(*layer));
    }
    const JsonValue* const several = manifest->find("layers");
    const auto* const list = several ? several->get_if<JsonValue::Array>() : nullptr;
    if (list) {
        for (const JsonValue& layer : *list) layers.push_back(switches_of(layer));
    }
    return layers;
}

}  // namespace xrt::doctor
