// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/bounds_probe.hpp"

#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>

#include <algorithm>
#include <cassert>
#include <cstring>

#include "ipc/wire/writer.hpp"

namespace xrt::ipc {
namespace {

constexpr const char* not_finite = "number is not finite";
constexpr const char* too_many = "more elements than the bound allows";

UniqueFd make_memfd() { return UniqueFd(::memfd_create("probe", MFD_CLOEXEC | MFD_ALLOW_SEALING)); }
UniqueFd make_socket() { return UniqueFd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)); }

UniqueFd make_fd(FdKind kind) {
    switch (kind) {
        case FdKind::socket:
            return make_socket();
        case FdKind::sync:
            return UniqueFd(::eventfd(0, EFD_CLOEXEC));
        default:
            return make_memfd();
    }
}

}  // namespace

BoundsProbe::BoundsProbe(OutgoingMessage& message, const MessageHeader& header, const Choice& choice)
    : message_(message), choice_(choice) {
    Writer(message).header(header);
}

bool BoundsProbe::breaks(const char* violation) {
    if (next_rule_++ != choice_.rule) return false;
    what_ = path_;
    violation_ = violation;
    return true;
}

void BoundsProbe::append(const void* data, size_t size) {
    assert(size <= message_.bytes.size() - message_.size);
    std::memcpy(message_.bytes.data() + message_.size, data, size);
    message_.size += size;
}

void BoundsProbe::lend(UniqueFd fd) {
    message_.fds.push_back(fd.get());
    fds_.push_back(std::move(fd));
}

void BoundsProbe::enter(const char* name) {
    path_lengths_.push_back(path_.size());
    path_ += (path_.empty() || name[0] == '[' ? "" : ".") + std::string(name);
}

void BoundsProbe::leave() {
    path_.resize(path_lengths_.back());
    path_lengths_.pop_back();
}

void BoundsProbe::presence() { value(uint8_t{1}, 2, "boolean is neither 0 nor 1"); }
void BoundsProbe::f32() { value(0.0f, std::numeric_limits<float>::infinity(), not_finite); }
void BoundsProbe::f64() { value(0.0, std::numeric_limits<double>::quiet_NaN(), not_finite); }

void BoundsProbe::count(uint64_t bound) { value(uint32_t{1}, static_cast<uint32_t>(bound + 1), too_many); }

void BoundsProbe::string(uint64_t bound) {
    count(bound);
    value('x', '\xff', "string is not UTF-8 without NUL");
}

void BoundsProbe::bytes(uint64_t bound) {
    count(bound);
    number(uint8_t{0});
}

size_t BoundsProbe::map_count(uint64_t bound, const char* violation) {
    if (bound < 2 || !breaks(violation)) return count(bound), 1;
    number(uint32_t{2});
    return 2;
}

size_t BoundsProbe::alternative(size_t count, const char* violation) {
    const size_t chosen = std::min(choice_.alternative, count - 1);
    value(static_cast<uint8_t>(chosen), static_cast<uint8_t>(count), violation);
    return chosen;
}

void BoundsProbe::fd(FdKind kind) {
    const bool is_wrong = breaks("fd is not of the kind that belongs there");
    lend(is_wrong ? make_fd(kind == FdKind::socket ? FdKind::memfd : FdKind::socket) : make_fd(kind));
}

void BoundsProbe::bitmap(uint64_t max_edge) {
    constexpr BitmapLayout layout{.width = 1, .height = 1, .stride = 1, .format = BitmapFormat::r8};
    value(layout.width, static_cast<uint32_t>(max_edge + 1), "bitmap is larger than the bound allows");
    value(layout.height, 0, "bitmap has no pixels");
    value(layout.stride, 0, "bitmap's stride is less than a row");
    value(static_cast<uint8_t>(layout.format), 0, "bitmap's format is not one of its values");
    const bool is_open = breaks("bitmap's memory is not sealed");
    lend(is_open ? make_memfd() : Bitmap::paint(layout, [](auto) {}).value().take_memory());
}

void BoundsProbe::orientation() {
    for (int i = 0; i < 3; ++i) f32();
    value(1.0f, 2.0f, "orientation is not a unit quaternion");
}

void walk(BoundsProbe& probe, std::type_identity<Time>) { probe.number(int64_t{1}); }
void walk(BoundsProbe& probe, std::type_identity<Duration>) { probe.number(int64_t{1}); }

void walk(BoundsProbe& probe, std::type_identity<Vec2>) {
    for (int i = 0; i < 2; ++i) probe.f32();
}

void walk(BoundsProbe& probe, std::type_identity<Pose>) {
    probe.orientation();
    for (int i = 0; i < 3; ++i) probe.f32();
}

void walk(BoundsProbe& probe, std::type_identity<Fov>) {
    for (int i = 0; i < 4; ++i) probe.f32();
}

void walk(BoundsProbe& probe, std::type_identity<Extent2D>) {
    for (int i = 0; i < 2; ++i) probe.number(uint32_t{1});
}

void walk(BoundsProbe& probe, std::type_identity<Rect2D>) {
    for (int i = 0; i < 4; ++i) probe.number(uint32_t{1});
}

}  // namespace xrt::ipc
