// SPDX-License-Identifier: BSL-1.0
//
// A Wayland compositor of the tests' own: without any display, and so without keyboard and mouse, with windows somewhere
// on a screen; or in a window on an X server, which it gives to the one window there is as a whole.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "support/picture.hpp"
#include "support/program.hpp"

namespace xrt::end_to_end {

class Weston {
 public:
    /// None if it does not come up. An empty `x_display`: without any display.
    static std::optional<Weston> start(uint32_t width, uint32_t height, const std::string& x_display = "");
    ~Weston();
    Weston(Weston&&) = default;
    Weston& operator=(Weston&&) = default;

    /// What leads a program to it.
    void lead(run::Environment& environment) const;
    /// What its own tool sees on it.
    std::optional<Picture> picture() const;

 private:
    Weston(std::unique_ptr<run::PrivateFolder> folder, std::unique_ptr<Program> compositor)
        : folder_(std::move(folder)), compositor_(std::move(compositor)) {}

    std::unique_ptr<run::PrivateFolder> folder_;
    std::unique_ptr<Program> compositor_;
};

}  // namespace xrt::end_to_end
