// SPDX-License-Identifier: BSL-1.0
#include "compositor/window/window.hpp"

#include <dlfcn.h>

#include <cstring>

namespace xrt::comp {
namespace {

/// Found by the RUNPATH of the program or library that this is part of.
constexpr const char* module_name = "libmonado_window.so";

Error no_module(const std::string& why) {
    return {ErrorCode::unavailable, "windows need " + std::string(module_name) + ": " + why};
}

}  // namespace

Result<std::shared_ptr<Window>> Window::open(WindowSystem system, const WindowSettings& settings) {
    void* const module = ::dlopen(module_name, RTLD_NOW | RTLD_LOCAL);
    if (!module) return no_module(::dlerror());
    std::shared_ptr<Window> window(new Window(module));
    TRY(window->open_native(system, settings));
    return window;
}

Window::~Window() {
    native_.reset();
    ::dlclose(module_);
}

Result<void> Window::open_native(WindowSystem system, const WindowSettings& settings) {
    const auto* entry = static_cast<const WindowModuleEntry*>(::dlsym(module_, "xrt_window_module"));
    if (!entry) return no_module("it has no entry");
    if (std::strcmp(entry->version, XRT_VERSION) != 0)
        return no_module("it is of version " + std::string(entry->version));
    native_ = TRY(entry->open(system, settings));
    return {};
}

std::vector<const char*> Window::instance_extensions() const {
    return {VK_KHR_SURFACE_EXTENSION_NAME, native_->surface_extension()};
}

Result<VkSurfaceKHR> Window::create_surface(const vk::InstanceTable& instance, VkPhysicalDevice) {
    return native_->create_surface(instance.GetInstanceProcAddr, instance.instance);
}

void Window::call_to_redraw(std::function<void()> redraw) {
    redraw_.with([&](auto& kept) { kept = std::move(redraw); });
}

void Window::redraw() {
    redraw_.with([](const auto& kept) {
        if (kept) kept();
    });
}

std::optional<WindowSystem> usual_window_system(char* (*get_variable)(const char*)) {
    const auto is_set = [&](const char* name) {
        const char* const value = get_variable(name);
        return value && *value;
    };
    if (is_set("WAYLAND_DISPLAY")) return WindowSystem::wayland;
    if (is_set("DISPLAY")) return WindowSystem::xcb;
    return std::nullopt;
}

}  // namespace xrt::comp
