// SPDX-License-Identifier: BSL-1.0
#include "xrt/bitmap.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cassert>
#include <cerrno>

#include "auxiliary/os/mapping.hpp"

namespace xrt {
namespace {

constexpr int needed_seals = F_SEAL_SHRINK | F_SEAL_WRITE;

Result<UniqueFd> create_memory(uint64_t bytes) {
    UniqueFd memory(::memfd_create("bitmap", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!memory.valid()) return os_error("cannot create a bitmap", errno);
    // Takes the pages now: a lack of memory is an error here, and not SIGBUS while painting.
    const int failed = ::posix_fallocate(memory.get(), 0, static_cast<off_t>(bytes));
    if (failed) return os_error("cannot allocate a bitmap", failed);
    return memory;
}

Result<void> paint_memory(const UniqueFd& memory, uint64_t bytes,
                          const std::function<void(std::span<std::byte>)>& painter) {
    const Mapping mapping = TRY(Mapping::create(memory.get(), bytes, Access::read_write));
    painter(std::span(static_cast<std::byte*>(mapping.data()), bytes));
    return {};
}

}  // namespace

uint32_t bytes_per_pixel(BitmapFormat format) {
    switch (format) {
        case BitmapFormat::r8:
            return 1;
        case BitmapFormat::rgba8_srgb:
        case BitmapFormat::bgra8_srgb:
            return 4;
        case BitmapFormat::rgba16_float:
            return 8;
    }
    return 0;
}

const char* BitmapLayout::fault() const {
    const uint64_t pixel = bytes_per_pixel(format);
    if (pixel == 0) return "bitmap's format is not one of its values";
    if (width == 0 || height == 0) return "bitmap has no pixels";
    return stride < width * pixel ? "bitmap's stride is less than a row" : nullptr;
}

const char* Bitmap::find_fault(int memory, const BitmapLayout& layout) {
    if (const char* const fault = layout.fault()) return fault;
    const int seals = ::fcntl(memory, F_GET_SEALS);
    struct stat status {};
    if (seals < 0 || ::fstat(memory, &status) != 0) return "bitmap's fd is no memfd";
    if ((seals & needed_seals) != needed_seals) return "bitmap's memory is not sealed";
    return static_cast<uint64_t>(status.st_size) < layout.bytes() ? "bitmap's memory is too small" : nullptr;
}

Result<Bitmap> Bitmap::paint(const BitmapLayout& layout, const std::function<void(std::span<std::byte>)>& painter) {
    if (const char* const fault = layout.fault()) return Error{ErrorCode::invalid_argument, fault};
    UniqueFd memory = TRY(create_memory(layout.bytes()));
    TRY(paint_memory(memory, layout.bytes(), painter));
    // Last: the seal against writing needs the mapping above to be gone.
    if (::fcntl(memory.get(), F_ADD_SEALS, needed_seals | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        return os_error("cannot seal a bitmap", errno);
    return Bitmap(std::move(memory), layout);
}

Result<Bitmap> Bitmap::adopt(UniqueFd memory, const BitmapLayout& layout) {
    if (const char* const fault = find_fault(memory.get(), layout)) return Error{ErrorCode::protocol_violation, fault};
    return Bitmap(std::move(memory), layout);
}

Result<BitmapPixels> Bitmap::map() const {
    void* const address = ::mmap(nullptr, layout_.bytes(), PROT_READ, MAP_SHARED, memory_.get(), 0);
    if (address == MAP_FAILED) return os_error("cannot map a bitmap", errno);
    return BitmapPixels(layout_, static_cast<const std::byte*>(address));
}

BitmapPixels::~BitmapPixels() {
    if (address_ != nullptr) ::munmap(const_cast<std::byte*>(address_), layout_.bytes());
}

std::span<const std::byte> BitmapPixels::row(uint32_t y) const {
    assert(y < layout_.height);
    return {address_ + uint64_t{y} * layout_.stride, uint64_t{layout_.width} * bytes_per_pixel(layout_.format)};
}

}  // namespace xrt
