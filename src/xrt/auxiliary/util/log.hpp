// SPDX-License-Identifier: BSL-1.0
//
// The log: lines on stderr, for a person. Never stdout, which belongs to the application.
//
//     log_info("ipc", "client %u connected (pid %d)", id, pid);
//
// The level comes from set_log_level(), which whoever owns the process calls; libraries in an application's process read
// MONADO_LOG ("error", "warning", "info", "debug") once. Safe on any thread; one line is one write.
#pragma once

#include <optional>
#include <string_view>

namespace xrt {

enum class LogLevel { error, warning, info, debug };

void set_log_level(LogLevel level);
LogLevel log_level();
/// Hears every line of a level up to info, whether or not it is written. Called on the thread that logs, which may hold locks: it
/// must be quick, must not log and calls nobody. Null: nobody listens.
using LogListener = void (*)(LogLevel level, const char* area, const char* text);
void set_log_listener(LogListener listener);

std::optional<LogLevel> parse_log_level(std::string_view name);

[[gnu::format(printf, 2, 3)]] void log_error(const char* area, const char* format, ...);
[[gnu::format(printf, 2, 3)]] void log_warning(const char* area, const char* format, ...);
[[gnu::format(printf, 2, 3)]] void log_info(const char* area, const char* format, ...);
[[gnu::format(printf, 2, 3)]] void log_debug(const char* area, const char* format, ...);

}  // namespace xrt
