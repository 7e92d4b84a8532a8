// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/mapping.hpp"

#include <sys/mman.h>

#include <cerrno>

namespace xrt {

Result<Mapping> Mapping::create(int fd, size_t size, Access access) {
    const int protection = access == Access::read_write ? PROT_READ | PROT_WRITE : PROT_READ;
    void* const address = ::mmap(nullptr, size, protection, MAP_SHARED, fd, 0);
    if (address == MAP_FAILED) return os_error("cannot map shared memory", errno);
    return Mapping(address, size);
}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
    if (this == &other) return *this;
    unmap();
    address_ = std::exchange(other.address_, nullptr);
    size_ = std::exchange(other.size_, 0);
    return *this;
}

void Mapping::unmap() {
    if (address_) ::munmap(address_, size_);
}

}  // namespace xrt
