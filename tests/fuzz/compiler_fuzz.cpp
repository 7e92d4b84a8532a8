// SPDX-License-Identifier: BSL-1.0
//
// The interface compiler on any text, which may include itself and one right file. It compiles or says why not.
#include <string>

#include "fuzz_input.hpp"
#include "ipc/compiler/compiler.hpp"

namespace xrt::fuzz {
namespace {

constexpr const char* right_file =
    "namespace xrt::fuzz;\n"
    "const most = 4;\n"
    "id ItemId : u32;\n"
    "enum Colour : u8 { red = 1; green = 2; }\n"
    "struct Point { x: f32; y: f32; }\n";

void run(const std::string& text) {
    const auto read_file = [&](const std::filesystem::path& path) -> Result<std::string> {
        if (path == "test.ipc") return text;
        if (path == "right.ipc") return std::string(right_file);
        return Error{ErrorCode::not_found, "no such file"};
    };
    const compiler::Compilation compilation = compiler::compile("test.ipc", read_file);
    expect(compilation.diagnostics.empty() != compilation.outputs.empty());
    expect(compilation.diagnostics.empty() || compilation.diagnostics.ends_with('\n'));
}

}  // namespace
}  // namespace xrt::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    xrt::fuzz::run(std::string(reinterpret_cast<const char*>(data), size));
    return 0;
}
