// SPDX-License-Identifier: BSL-1.0
//
// A library for drawing that only some tests need, loaded when it is made. It stays loaded, as an application's libraries do.
#pragma once

#include <dlfcn.h>

#include "xrt/result.hpp"

namespace xrt::end_to_end {

class GraphicsLibrary {
 public:
    explicit GraphicsLibrary(const char* name) : handle_(::dlopen(name, RTLD_NOW)) {}
    template <typename Function>
    bool find(Function& function, const char* name) const {
        function = handle_ == nullptr ? nullptr : reinterpret_cast<Function>(::dlsym(handle_, name));
        return function != nullptr;
    }

 private:
    void* handle_;
};

inline Error no_graphics(const char* what) { return {ErrorCode::unavailable, what}; }

}  // namespace xrt::end_to_end
