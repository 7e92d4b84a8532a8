// SPDX-License-Identifier: BSL-1.0
//
// A T in shared memory: the service writes it through a SharedSegment, clients read it through a MappedSegment.
//
//     auto segment = TRY(SharedSegment<DeviceSegment>::create("monado-devices"));
//     segment->display_period = 11'111'111;                                        // send segment.fd() to the client
//     auto mapped = TRY(MappedSegment<DeviceSegment>::map(received_fd.get()));     // there
#pragma once

#include <new>
#include <type_traits>

#include "auxiliary/os/shared_memory.hpp"

namespace xrt {

/// Nothing that means something in one process only; and nobody destroys it.
template <typename T>
concept Shareable = std::is_standard_layout_v<T> && std::is_trivially_destructible_v<T> && !std::is_pointer_v<T>;

template <Shareable T>
class SharedSegment {
 public:
    static Result<SharedSegment> create(const char* name) {
        SharedMemory memory = TRY(SharedMemory::create(name, sizeof(T)));
        return SharedSegment(std::move(memory));
    }

    T* operator->() const { return content_; }
    T& operator*() const { return *content_; }
    int fd() const { return memory_.fd(); }
    Result<UniqueFd> duplicate_fd() const { return memory_.duplicate_fd(); }

 private:
    explicit SharedSegment(SharedMemory memory) : memory_(std::move(memory)), content_(new (memory_.data()) T{}) {}

    SharedMemory memory_;
    T* content_;
};

template <Shareable T>
class MappedSegment {
 public:
    /// The fd may be closed afterwards.
    static Result<MappedSegment> map(int fd) {
        Mapping mapping = TRY(map_sealed_memory(fd, sizeof(T)));
        return MappedSegment(std::move(mapping));
    }

    const T* operator->() const { return static_cast<const T*>(mapping_.data()); }
    const T& operator*() const { return *static_cast<const T*>(mapping_.data()); }

 private:
    explicit MappedSegment(Mapping mapping) : mapping_(std::move(mapping)) {}

    Mapping mapping_;
};

}  // namespace xrt
