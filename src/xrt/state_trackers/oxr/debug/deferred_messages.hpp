// SPDX-License-Identifier: BSL-1.0
//
// Lines of the runtime's own log and other messages, on their way to the application's messengers. Whoever logs may hold locks and
// may be any thread, so they wait here until a call of the application's is about to return. Bounded: the newest are dropped.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "state_trackers/oxr/debug/message.hpp"

namespace xrt::oxr {

inline constinit std::atomic<uint32_t> deferred_message_count{0};

inline bool has_deferred_messages() { return deferred_message_count.load(std::memory_order_relaxed) != 0; }
/// Calls the application, so no lock may be held.
[[gnu::cold]] void deliver_deferred_messages() noexcept;

/// For a message that is found under a lock. Nothing, if nobody listens.
void defer_message(const MessageKind& kind, const char* id, const char* function, uint64_t object,
                   const std::string& text);

/// Lines are kept between these; calls of them nest.
void begin_listening_to_log();
void end_listening_to_log();

}  // namespace xrt::oxr
