// SPDX-License-Identifier: BSL-1.0
//
// Debian's hello_xr, run by monado-run: the four ways in which it can use the runtime.
#pragma once

#include <string>
#include <vector>

#include "support/picture.hpp"
#include "support/program.hpp"

namespace xrt::end_to_end {

struct HelloXr {
    std::string api = "Vulkan2";  ///< or Vulkan, or OpenGL, which needs an X server
    bool in_process = false;
    unsigned frames = 10;
    std::vector<std::string> options = {};  ///< more of monado-run's
    std::vector<std::pair<std::string, std::string>> variables = {};

    /// For the tests' names.
    friend void PrintTo(const HelloXr& hello, std::ostream* stream);
    /// Runs it with its pictures going into `folder`.
    Finished run(const std::string& folder) const;
};

/// "frame-000010-left.png" in that folder.
std::string picture_path(const std::string& folder, unsigned frame, const std::string& view);

}  // namespace xrt::end_to_end
