// SPDX-License-Identifier: BSL-1.0
//
// For tests: values of the example protocol that fill every field with something of its own.
#pragma once

#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "proto/example_interface.hpp"
#include "proto/example_types.hpp"

namespace xrt::example {

inline UniqueFd make_memfd() { return UniqueFd(::memfd_create("example", MFD_CLOEXEC | MFD_ALLOW_SEALING)); }
/// Stands for a driver's fence.
inline UniqueFd make_sync() { return UniqueFd(::eventfd(0, EFD_CLOEXEC)); }
inline UniqueFd make_socket() { return UniqueFd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)); }

/// Tells files apart, however often their descriptors were duplicated.
inline ino_t inode(const UniqueFd& fd) {
    struct stat status {};
    return ::fstat(fd.get(), &status) == 0 ? status.st_ino : 0;
}

/// Without any fd, which a default-made one would need for its sources.
inline Parcel make_parcel() {
    Parcel parcel;
    for (Source& source : parcel.sources) source.emplace<2>(true);
    return parcel;
}

inline Numbers make_numbers() {
    return {.truth = true,
            .a = 255,
            .b = 65535,
            .c = UINT32_MAX,
            .d = UINT64_MAX,
            .e = INT8_MIN,
            .f = INT16_MIN,
            .g = INT32_MIN,
            .h = INT64_MIN,
            .i = -1.5f,
            .j = 1e300};
}

inline Ranges make_ranges() { return {.a = 1, .b = 9, .c = 3, .d = -5, .e = INT64_MIN, .f = 2, .g = INT32_MAX}; }

/// Every bound is reached.
inline Containers make_containers() {
    Containers containers;
    containers.text = "h\xc3\xa4lt";
    containers.names = {"one", "", "four"};
    containers.raw = {0, 1, 2, 3, 4, 255};
    containers.matrix = {{{1, 2}, {3, -4}}};
    containers.rows = {{1, 9}, {5}};
    containers.maybe = 10;
    containers.maybe_text = "abc";
    containers.maybe_maybe = std::optional(false);
    containers.maybe_list = BoundedVector<ItemId, 2>{ItemId{1}, ItemId{2}};
    containers.choices = {Choice(std::in_place_index<1>, "eight !!"),
                          Choice(std::in_place_index<3>, std::array<uint8_t, 3>{7, 8, 9})};
    containers.flags.value = Options::fast | Options::last;
    containers.when = Time(Duration(-1));
    containers.shares.insert_or_assign(Colour::blue, uint8_t{100});
    containers.shares.insert_or_assign(Colour::red, uint8_t{1});
    auto& table = containers.tables.insert_or_assign("four", {});
    table.insert_or_assign(int16_t{5}, {ItemId{3}, ItemId{4}});
    table.insert_or_assign(int16_t{-5}, {});
    containers.tables.insert_or_assign("", {});
    return containers;
}

}  // namespace xrt::example
