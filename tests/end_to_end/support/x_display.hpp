// SPDX-License-Identifier: BSL-1.0
//
// An X server of the tests' own that shows nothing: Xorg with its dummy driver, because Xvfb lacks the XF86VidMode
// extension, which hello_xr's OpenGL mode asks for.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "support/program.hpp"

namespace xrt::end_to_end {

class XDisplay {
 public:
    /// None if it does not come up; its output says why.
    static std::optional<XDisplay> start();
    ~XDisplay();
    XDisplay(XDisplay&&) = default;
    XDisplay& operator=(XDisplay&&) = delete;

    /// For DISPLAY.
    const std::string& name() const { return name_; }

 private:
    XDisplay(std::unique_ptr<run::PrivateFolder> folder, std::unique_ptr<Program> server, std::string name)
        : folder_(std::move(folder)), server_(std::move(server)), name_(std::move(name)) {}

    std::unique_ptr<run::PrivateFolder> folder_;
    std::unique_ptr<Program> server_;
    std::string name_;
};

}  // namespace xrt::end_to_end
