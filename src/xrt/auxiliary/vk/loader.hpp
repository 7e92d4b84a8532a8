// SPDX-License-Identifier: BSL-1.0
//
// libvulkan.so.1, opened when it is needed: for the service, its in-process form and tests. An application's Vulkan is
// reached through the application's own vkGetInstanceProcAddr and never through this.
#pragma once

#include "auxiliary/vk/instance_table.hpp"

namespace xrt::vk {

/// For the start of a program's main(), before there are threads, and never in a library: no layer comes uninvited into
/// this process. What the user has set stands.
void turn_off_implicit_layers();

class Loader {
 public:
    /// ErrorCode::unavailable, with the reason, where there is no Vulkan loader.
    static Result<Loader> open();

    const GlobalTable& table() const { return table_; }

    Loader(Loader&& other) noexcept;
    Loader& operator=(Loader&& other) noexcept;
    ~Loader();

 private:
    Loader(void* library, const GlobalTable& table) : library_(library), table_(table) {}

    void* library_ = nullptr;
    GlobalTable table_;
};

}  // namespace xrt::vk
