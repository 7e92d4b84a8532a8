// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/shared_memory.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <string>

namespace xrt {
namespace {

// Debian 12's <fcntl.h> has it; older C libraries do not.
#ifndef F_SEAL_FUTURE_WRITE
#define F_SEAL_FUTURE_WRITE 0x0010
#endif

Result<UniqueFd> create_memfd(const char* name, size_t size) {
    UniqueFd fd(::memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!fd.valid()) return os_error("cannot create shared memory", errno);
    // Takes the pages now: a lack of memory is an error here, and not SIGBUS at the first write.
    const int failed = ::posix_fallocate(fd.get(), 0, static_cast<off_t>(size));
    if (failed) return os_error("cannot allocate shared memory", failed);
    return fd;
}

Result<void> seal(int fd) {
    if (::fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE | F_SEAL_SEAL) == 0) return {};
    return os_error("cannot seal shared memory", errno);
}

bool is_sealed(int fd) {
    const int seals = ::fcntl(fd, F_GET_SEALS);
    return seals >= 0 && (seals & F_SEAL_SHRINK) && (seals & (F_SEAL_FUTURE_WRITE | F_SEAL_WRITE));
}

}  // namespace

Result<SharedMemory> SharedMemory::create(const char* name, size_t size) {
    UniqueFd fd = TRY(create_memfd(name, size));
    Mapping mapping = TRY(Mapping::create(fd.get(), size, Access::read_write));
    TRY(seal(fd.get()));  // last: the seal forbids the mapping above
    return SharedMemory(std::move(fd), std::move(mapping));
}

Result<UniqueFd> SharedMemory::duplicate_fd() const {
    UniqueFd copy(::fcntl(fd_.get(), F_DUPFD_CLOEXEC, 0));
    if (!copy.valid()) return os_error("cannot duplicate shared memory", errno);
    return copy;
}

Result<Mapping> map_sealed_memory(int fd, size_t size) {
    struct stat status {};
    if (!is_sealed(fd)) return Error{ErrorCode::protocol_violation, "shared memory is not sealed"};
    if (::fstat(fd, &status) != 0) return os_error("cannot look at shared memory", errno);
    if (static_cast<size_t>(status.st_size) == size) return Mapping::create(fd, size, Access::read_only);
    return Error{ErrorCode::protocol_violation, "shared memory has " + std::to_string(status.st_size) +
                                                    " bytes where " + std::to_string(size) + " were expected"};
}

Result<UniqueFd> create_unshrinkable(const char* name, size_t size) {
    UniqueFd fd = TRY(create_memfd(name, size));
    if (::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0) return fd;
    return os_error("cannot seal shared memory", errno);
}

Result<void> check_unshrinkable(int fd, size_t size) {
    const int seals = ::fcntl(fd, F_GET_SEALS);
    if (seals < 0) return Error{ErrorCode::invalid_argument, "a file that is no shared memory"};
    if (!(seals & F_SEAL_SHRINK)) return Error{ErrorCode::invalid_argument, "shared memory that could be shrunk"};
    struct stat status {};
    if (::fstat(fd, &status) != 0) return os_error("cannot look at shared memory", errno);
    if (static_cast<size_t>(status.st_size) >= size) return {};
    return Error{ErrorCode::invalid_argument, "shared memory of " + std::to_string(status.st_size) + " bytes where " +
                                                  std::to_string(size) + " are needed"};
}

}  // namespace xrt
