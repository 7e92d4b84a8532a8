// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/compiler.hpp"

#include "ipc/compiler/checker.hpp"
#include "ipc/compiler/emit.hpp"
#include "ipc/compiler/emit_parts.hpp"
#include "ipc/compiler/loader.hpp"

namespace xrt::compiler {
namespace {

std::vector<OutputFile> emit(const model::Protocol& protocol) {
    std::vector<OutputFile> outputs;
    const auto add = [&](const std::string& name, std::string contents) {
        outputs.push_back({"proto/" + name, std::move(contents)});
    };
    for (const auto& file : protocol.files) {
        const std::string stem = file->source->stem();
        add(stem + ".hpp", emit_types(protocol, *file));
        add(stem + "_codec.hpp", emit_codec_header(protocol, *file));
        add(stem + "_codec.cpp", emit_codec_source(protocol, *file));
        add(stem + "_text.hpp", emit_text_header(protocol, *file));
        add(stem + "_text.cpp", emit_text_source(protocol, *file));
    }
    for (const auto& interface : protocol.interfaces) {
        const std::string stem = interface_stem(*interface);
        add(stem + "_interface.hpp", emit_interface(protocol, *interface));
        const std::string near_side = stem + (interface->is_from_service() ? "_sender" : "_proxy");
        add(near_side + ".hpp", emit_proxy_header(protocol, *interface));
        add(near_side + ".cpp", emit_proxy_source(protocol, *interface));
        add(stem + "_dispatcher.hpp", emit_dispatcher_header(protocol, *interface));
        add(stem + "_dispatcher.cpp", emit_dispatcher_source(protocol, *interface));
    }
    add("describe.hpp", emit_describe_header(protocol));
    add("describe.cpp", emit_describe_source(protocol));
    add("probe.hpp", emit_probe_header(protocol));
    add("probe.cpp", emit_probe_source(protocol));
    add("protocol_hash.hpp", emit_hash(protocol));
    return outputs;
}

}  // namespace

Compilation compile(const std::filesystem::path& root, const FileReader& read_file) {
    Diagnostics diagnostics;
    const auto loaded = load(root, read_file, diagnostics);
    if (!loaded.ok())
        return {.diagnostics = root.string() + ": error: " + loaded.error().message + "\n", .outputs = {}, .hash = 0};
    if (!diagnostics.empty()) return {.diagnostics = diagnostics.to_string(), .outputs = {}, .hash = 0};
    const model::Protocol protocol = check(*loaded, diagnostics);
    if (!diagnostics.empty()) return {.diagnostics = diagnostics.to_string(), .outputs = {}, .hash = 0};
    return {.diagnostics = {}, .outputs = emit(protocol), .hash = protocol.hash};
}

}  // namespace xrt::compiler
