// SPDX-License-Identifier: BSL-1.0
//
// Memory that one process writes and others only read: a sealed memfd. Once create() has returned, nobody, the creator
// included, can resize it or map it writable; the creator goes on writing through the mapping that it has.
#pragma once

#include "auxiliary/os/mapping.hpp"
#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt {

class SharedMemory {
 public:
    /// Zeroed. `name` is for /proc/PID/maps alone.
    static Result<SharedMemory> create(const char* name, size_t size);

    void* data() const { return mapping_.data(); }
    size_t size() const { return mapping_.size(); }
    /// To be sent to readers; a loan.
    int fd() const { return fd_.get(); }
    /// The same memory by an fd of its own.
    Result<UniqueFd> duplicate_fd() const;

 private:
    SharedMemory(UniqueFd fd, Mapping mapping) : fd_(std::move(fd)), mapping_(std::move(mapping)) {}

    UniqueFd fd_;
    Mapping mapping_;
};

/// The reader's side: refuses memory that is not exactly `size` bytes long, or that somebody could still shrink (which
/// would end the reader with SIGBUS) or map writable.
Result<Mapping> map_sealed_memory(int fd, size_t size);

/// Memory that several processes write: zeroed, and nobody can shrink it. `name` is for /proc/PID/maps alone.
Result<UniqueFd> create_unshrinkable(const char* name, size_t size);

/// For memory that others go on writing: invalid_argument unless it is a memfd that has at least `size` bytes and always will.
Result<void> check_unshrinkable(int fd, size_t size);

}  // namespace xrt
