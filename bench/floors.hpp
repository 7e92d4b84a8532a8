// SPDX-License-Identifier: BSL-1.0
//
// What the machine itself costs: the floors that our own figures are divided by. Registered in every benchmark program, so that
// floor and figure come from the same run on the same noisy machine.
#pragma once

namespace xrt::bench {

inline constexpr const char* socket_round_trip_floor = "floor/seqpacket_round_trip_64B";
inline constexpr const char* socket_send_floor = "floor/seqpacket_one_way_send_512B";
inline constexpr const char* futex_round_trip_floor = "floor/futex_round_trip";
inline constexpr const char* memcpy_floor = "floor/memcpy_512B";

void register_floors();

}  // namespace xrt::bench
