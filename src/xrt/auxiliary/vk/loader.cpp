// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/vk/loader.hpp"

#include <dlfcn.h>

#include <cstdlib>
#include <utility>

namespace xrt::vk {

void turn_off_implicit_layers() { ::setenv("VK_LOADER_LAYERS_DISABLE", "~implicit~", 0); }

Result<Loader> Loader::open() {
    void* library = ::dlopen("libvulkan.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!library) return Error{ErrorCode::unavailable, std::string("no Vulkan loader: ") + ::dlerror()};
    Loader loader(library, {});
    auto* function = reinterpret_cast<PFN_vkGetInstanceProcAddr>(::dlsym(library, "vkGetInstanceProcAddr"));
    if (!function) return Error{ErrorCode::unavailable, "libvulkan.so.1 has no vkGetInstanceProcAddr"};
    loader.table_ = TRY(GlobalTable::load(function));
    return loader;
}

Loader::Loader(Loader&& other) noexcept
    : library_(std::exchange(other.library_, nullptr)), table_(std::exchange(other.table_, {})) {}

Loader& Loader::operator=(Loader&& other) noexcept {
    std::swap(library_, other.library_);
    std::swap(table_, other.table_);
    return *this;
}

Loader::~Loader() {
    if (library_) ::dlclose(library_);
}

}  // namespace xrt::vk
