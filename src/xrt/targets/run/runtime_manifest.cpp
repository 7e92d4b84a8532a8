// SPDX-License-Identifier: BSL-1.0
#include "targets/run/runtime_manifest.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>

namespace xrt::run {
namespace {

namespace fs = std::filesystem;

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

}  // namespace

Result<JsonValue> load_manifest(const std::string& path) {
    constexpr size_t longest = 1 << 20;
    std::ifstream file(path, std::ios::binary);
    if (!file) return os_error("it cannot be read", errno);
    std::string text(longest, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<size_t>(file.gcount()));
    return JsonValue::parse(text);
}

RuntimeManifest read_runtime_manifest(const std::string& path) {
    RuntimeManifest facts{.path = path};
    const auto manifest = load_manifest(path);
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

}  // namespace xrt::run
