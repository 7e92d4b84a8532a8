// SPDX-License-Identifier: BSL-1.0
//
// XR_EXT_future: operations that may take longer than a call. An xr...Async function adds one, its xr...Complete function
// finds it, writes what it brought and forgets it:
//
//     *future = instance.futures().add(renderer.raw_handle(), std::make_shared<AssetLoading>(...));
//     const auto loading = TRY(instance.futures().find_ready<AssetLoading>(future, renderer.raw_handle()));
//     ...write the completion structure, futureResult included...
//     instance.futures().complete(future);      // unless the application's array was too small
//
// A future ends with the object that it was asked of. Thread-safe.
#pragma once

#include <map>
#include <memory>

#include "auxiliary/util/guarded.hpp"
#include "state_trackers/oxr/core/object.hpp"
#include "state_trackers/oxr/core/outcome.hpp"

namespace xrt::oxr {

/// What is under way, and what it brought when it is ready.
class FutureOperation {
 public:
    virtual ~FutureOperation() = default;
    /// Once true, for ever true. May be asked from any thread.
    virtual bool is_ready() const = 0;
};

class FutureTable {
 public:
    /// `owner`: the raw handle of the object that the operation was asked of. Never XR_NULL_FUTURE_EXT.
    XrFutureEXT add(uint64_t owner, std::shared_ptr<FutureOperation> operation);

    /// XR_ERROR_FUTURE_INVALID_EXT for what was never given out, is completed or cancelled, or whose owner is gone.
    Outcome<XrFutureStateEXT> state(XrFutureEXT future);
    Outcome<> cancel(XrFutureEXT future);

    /// For completion functions. Besides the above: XR_ERROR_HANDLE_INVALID if it is another object's,
    /// XR_ERROR_FUTURE_INVALID_EXT if it is another function's, XR_ERROR_FUTURE_PENDING_EXT.
    template <typename Operation>
    Outcome<std::shared_ptr<Operation>> find_ready(XrFutureEXT future, uint64_t owner) {
        auto operation = std::dynamic_pointer_cast<Operation>(TRY(find_of(future, owner)));
        if (operation == nullptr) return fail(XR_ERROR_FUTURE_INVALID_EXT, "@XrFutureEXT", "is of another function");
        if (!operation->is_ready()) return fail(XR_ERROR_FUTURE_PENDING_EXT, "@XrFutureEXT", "is not ready");
        return operation;
    }
    /// It has been of use, and is invalid from now on.
    void complete(XrFutureEXT future);

 private:
    struct Entry {
        uint64_t owner = 0;
        std::shared_ptr<FutureOperation> operation;
    };
    struct State {
        std::map<uint64_t, Entry> entries;
        uint64_t last = 0;
    };

    Outcome<Entry> find(XrFutureEXT future);
    Outcome<std::shared_ptr<FutureOperation>> find_of(XrFutureEXT future, uint64_t owner);

    Guarded<State> state_;
};

}  // namespace xrt::oxr
