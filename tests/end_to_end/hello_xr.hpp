// SPDX-License-Identifier: BSL-1.0
//
// Debian's hello_xr, run by monado-run, in all the ways in which it can use the runtime, or beside a service.
#pragma once

#include <string>
#include <vector>

#include "support/picture.hpp"
#include "support/program.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::end_to_end {

struct HelloXr {
    std::string api = "Vulkan2";  ///< or Vulkan, or OpenGL, which needs an X server
    bool in_process = false;
    unsigned frames = 10;
    std::vector<std::string> options = {};  ///< more of monado-run's
    std::vector<std::pair<std::string, std::string>> variables = {};
    std::vector<std::string> before = {};  ///< a command that runs monado-run, as `nice`

    /// For the tests' names.
    friend void PrintTo(const HelloXr& hello, std::ostream* stream);
    /// Runs it with its pictures going into `folder`.
    Finished run(const std::string& folder) const;
};

/// One that a service which runs already is to serve. It goes on until its standard input ends.
class HelloBeside {
 public:
    explicit HelloBeside(run::Environment environment, const std::string& api = "Vulkan2");
    /// As if somebody had pressed a key.
    void ask_to_leave() { input_.reset(); }
    Finished wait() { return program_.wait(); }
    Program& program() { return program_; }

 private:
    Program start(run::Environment environment, const std::string& api);

    UniqueFd input_;
    Program program_;
};

/// "frame-000010-left.png" in that folder.
std::string picture_path(const std::string& folder, unsigned frame, const std::string& view);

}  // namespace xrt::end_to_end
