// SPDX-License-Identifier: BSL-1.0
//
// A folder of our own for sockets and logs, readable by nobody else, removed with all that is in it. Its path is short, because
// a socket's address has room for 107 characters.
#pragma once

#include <string>

#include "targets/run/run_options.hpp"
#include "xrt/result.hpp"

namespace xrt::run {

class PrivateFolder {
 public:
    /// Below the first of `bases` in which a folder can be made and that is short enough.
    static Result<PrivateFolder> create(std::span<const std::string> bases, Leftovers leftovers);
    /// $XDG_RUNTIME_DIR if it is set, and /tmp.
    static std::vector<std::string> usual_bases();

    PrivateFolder(PrivateFolder&& other) noexcept;
    PrivateFolder& operator=(PrivateFolder&&) = delete;
    ~PrivateFolder();

    const std::string& path() const { return path_; }
    std::string file(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
    PrivateFolder(std::string path, Leftovers leftovers) : path_(std::move(path)), leftovers_(leftovers) {}

    std::string path_;
    Leftovers leftovers_;
};

}  // namespace xrt::run
