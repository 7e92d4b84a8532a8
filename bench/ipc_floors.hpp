// SPDX-License-Identifier: BSL-1.0
//
// What bare sockets cost, with the sizes, fds and threads of each of our own calls: "floor/NAME" beside "call/NAME".
#pragma once

#include <cstddef>

namespace xrt::bench {

inline constexpr size_t small_payload = 64;
inline constexpr size_t page_payload = 4096;
inline constexpr size_t large_payload = 60 * 1024;
inline constexpr int most_clients = 64;

/// `frame_payload` is what a frame with one projection layer takes.
void register_ipc_floors(size_t frame_payload);

}  // namespace xrt::bench
