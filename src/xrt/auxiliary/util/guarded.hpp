// SPDX-License-Identifier: BSL-1.0
//
// A mutex that owns its data: the data cannot be reached without holding it.
//
//     Guarded<State> state;
//     state.with([](State& s) { ++s.count; });
//     auto locked = state.lock();   // for a condition variable: locked.guard()
#pragma once

#include <mutex>
#include <utility>

namespace xrt {

template <typename T>
class Guarded {
   public:
    class Locked {
       public:
        T& operator*() { return data_; }
        T* operator->() { return &data_; }
        /// For std::condition_variable::wait().
        std::unique_lock<std::mutex>& guard() { return guard_; }

       private:
        friend class Guarded;
        Locked(std::mutex& mutex, T& data) : guard_(mutex), data_(data) {}
        std::unique_lock<std::mutex> guard_;
        T& data_;
    };

    Guarded() = default;
    template <typename... Arguments>
    explicit Guarded(std::in_place_t, Arguments&&... arguments) : data_(std::forward<Arguments>(arguments)...) {}

    Locked lock() const { return Locked(mutex_, data_); }

    template <typename Function>
    decltype(auto) with(Function&& function) const {
        const std::lock_guard guard(mutex_);
        return std::forward<Function>(function)(data_);
    }

   private:
    mutable std::mutex mutex_;
    mutable T data_{};
};

}  // namespace xrt
