// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/source.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace xrt::compiler {

std::string Location::to_string() const {
    const std::string path = file != nullptr ? file->path.string() : "<none>";
    return path + ":" + std::to_string(line) + ":" + std::to_string(column);
}

Result<std::string> read_source_file(const std::filesystem::path& path) {
    std::error_code code;
    const auto status = std::filesystem::status(path, code);
    if (status.type() == std::filesystem::file_type::not_found) return Error{ErrorCode::not_found, "no such file"};
    if (code) return Error{ErrorCode::os_error, code.message()};
    if (!std::filesystem::is_regular_file(status)) return Error{ErrorCode::invalid_argument, "not a regular file"};
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return os_error("cannot open", errno);
    std::string text(max_source_bytes + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad()) return os_error("cannot read", errno);
    text.resize(static_cast<size_t>(stream.gcount()));
    if (text.size() > max_source_bytes) {
        return Error{ErrorCode::limit_exceeded, "larger than " + std::to_string(max_source_bytes) + " bytes"};
    }
    return text;
}

}  // namespace xrt::compiler
