// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/manifest_reader.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>

#include "targets/common/json_value.hpp"
#include "xrt/result.hpp"

namespace xrt::doctor {
namespace {

namespace fs = std::filesystem;

Result<JsonValue> load(const std::string& path) {
    constexpr size_t longest = 1 << 20;
    std::ifstream file(path, std::ios::binary);
    if (!file) return os_error("it cannot be read", errno);
    std::string text(longest, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<size_t>(file.gcount()));
    return JsonValue::parse(text);
}

std::string text_of(const JsonValue* object, std::string_view key) {
    const JsonValue* const value = object ? object->find(key) : nullptr;
    const auto* const text = value ? value->get_if<std::string>() : nullptr;
    return text ? *text : "";
}

/// A path with a slash starts at the manifest, wherever a link to that lies; a bare name is the dynamic loader's business.
std::string resolve(const std::string& manifest, const std::string& library) {
    if (library.find('/') == std::string::npos) return library;
    std::error_code error;
    const fs::path real = fs::canonical(manifest, error);
    const fs::path found = fs::weakly_canonical((error ? fs::path(manifest) : real).parent_path() / library, error);
    return error ? library : found.string();
}

bool is_there(const std::string& library) {
    std::error_code ignored;
    return library.find('/') == std::string::npos || fs::exists(library, ignored);
}

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

ManifestFacts read_runtime_manifest(const std::string& path) {
    ManifestFacts facts{.path = path};
    const auto manifest = load(path);
    if (!manifest) return facts.problem = manifest.error().message, facts;
    const JsonValue* const runtime = manifest->find("runtime");
    const std::string library = text_of(runtime, "library_path");
    if (library.empty()) return facts.problem = "it names no library_path", facts;
    facts.runtime_name = text_of(runtime, "name");
    facts.library = resolve(path, library);
    if (!is_there(facts.library)) facts.problem = "its library " + facts.library + " is not there";
    const std::string libmonado = text_of(runtime, "MND_libmonado_path");
    facts.libmonado = resolve(path, libmonado);
    facts.libmonado_there = !libmonado.empty() && is_there(facts.libmonado);
    return facts;
}

std::vector<LayerSwitches> read_layer_switches(const std::string& path) {
    std::vector<LayerSwitches> layers;
    const auto manifest = load(path);
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
