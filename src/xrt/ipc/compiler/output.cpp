// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/output.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>

namespace xrt::compiler {
namespace {

bool holds(const std::filesystem::path& path, const std::string& contents) {
    std::ifstream stream(path, std::ios::binary);
    return stream && std::string(std::istreambuf_iterator<char>(stream), {}) == contents;
}

Result<void> write_file(const std::filesystem::path& path, const std::string& contents) {
    std::ofstream stream(path, std::ios::binary | std::ios::trunc);
    stream.write(contents.data(), static_cast<std::streamsize>(contents.size()));
    stream.close();
    if (!stream) return os_error("cannot write " + path.string(), errno);
    return {};
}

}  // namespace

Result<WriteOutcome> write_if_changed(const std::filesystem::path& folder, const OutputFile& output) {
    const std::filesystem::path path = folder / output.path;
    if (holds(path, output.contents)) return WriteOutcome::unchanged;
    std::error_code code;
    std::filesystem::create_directories(path.parent_path(), code);
    if (code) return Error{ErrorCode::os_error, "cannot make " + path.parent_path().string() + ": " + code.message()};
    const std::filesystem::path draft = path.string() + ".new";
    TRY(write_file(draft, output.contents));
    std::filesystem::rename(draft, path, code);
    if (code) return Error{ErrorCode::os_error, "cannot write " + path.string() + ": " + code.message()};
    return WriteOutcome::written;
}

}  // namespace xrt::compiler
