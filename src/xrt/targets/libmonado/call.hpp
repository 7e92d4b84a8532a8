// SPDX-License-Identifier: BSL-1.0
//
// The C boundary: arguments checked, errors made result codes, no exception beyond it.
#pragma once

#include <exception>

#include "targets/libmonado/monado.h"
#include "targets/libmonado/root.hpp"

struct mnd_root {
    std::unique_ptr<xrt::mnd::Root> root;
};

namespace xrt::mnd {

/// A result code of the interface, or an error of ours that becomes one.
class Outcome {
 public:
    Outcome(mnd_result_t code) : code_(code) {}             // NOLINT: wanted
    Outcome(const Error& error) : code_(code_of(error)) {}  // NOLINT: wanted
    template <typename Value>
    Outcome(const Result<Value>& result)  // NOLINT: wanted
        : code_(result ? MND_SUCCESS : code_of(result.error())) {}

    mnd_result_t code() const { return code_; }

 private:
    static mnd_result_t code_of(const Error& error);

    mnd_result_t code_;
};

/// Calls `function(Root&)` unless the root or one of the pointers is null.
template <typename Function, typename... Pointers>
mnd_result_t call(mnd_root* root, Function&& function, const Pointers*... pointers) {
    if (root == nullptr || ((pointers == nullptr) || ...)) return MND_ERROR_INVALID_VALUE;
    try {
        return Outcome(function(*root->root)).code();
    } catch (const std::exception&) {  // no memory
        return MND_ERROR_OPERATION_FAILED;
    }
}

}  // namespace xrt::mnd
