// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/util/log.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <span>

namespace xrt {
namespace {

LogLevel level_from_environment() {
    const char* name = std::getenv("MONADO_LOG");
    return name ? parse_log_level(name).value_or(LogLevel::warning) : LogLevel::warning;
}

std::atomic<LogLevel>& current_level() {
    static std::atomic<LogLevel> level{level_from_environment()};
    return level;
}

constinit std::atomic<LogListener> the_listener{nullptr};

/// Names from other processes end up in lines: they must not begin lines of their own, nor steer a terminal.
void blank_control_characters(std::span<char> text) {
    for (char& character : text) {
        const auto value = static_cast<unsigned char>(character);
        if (value < 0x20 || value == 0x7f) character = ' ';
    }
}

void write_line(LogLevel level, const char* name, const char* area, const char* format, va_list arguments) {
    const LogListener listener = level > LogLevel::info ? nullptr : the_listener.load();
    if (level > log_level() && listener == nullptr) return;
    std::array<char, 1024> line;
    int used = std::snprintf(line.data(), line.size(), "monado %s [%s] ", name, area);
    const auto prefix = static_cast<size_t>(used);
    used += std::vsnprintf(line.data() + used, line.size() - static_cast<size_t>(used), format, arguments);
    const size_t length = std::min(static_cast<size_t>(used), line.size() - 2);
    blank_control_characters(std::span(line).first(length));
    line[length] = '\0';
    if (listener != nullptr) listener(level, area, line.data() + prefix);
    if (level > log_level()) return;
    line[length] = '\n';
    // One write, so that lines of several processes do not mix. If it fails there is nowhere left to say so.
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, line.data(), length + 1);
}

}  // namespace

void set_log_listener(LogListener listener) { the_listener = listener; }
void set_log_level(LogLevel level) { current_level() = level; }
LogLevel log_level() { return current_level(); }

std::optional<LogLevel> parse_log_level(std::string_view name) {
    if (name == "error") return LogLevel::error;
    if (name == "warning" || name == "warn") return LogLevel::warning;
    if (name == "info") return LogLevel::info;
    if (name == "debug" || name == "trace") return LogLevel::debug;
    return std::nullopt;
}

void log_error(const char* area, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    write_line(LogLevel::error, "error", area, format, arguments);
    va_end(arguments);
}

void log_warning(const char* area, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    write_line(LogLevel::warning, "warning", area, format, arguments);
    va_end(arguments);
}

void log_info(const char* area, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    write_line(LogLevel::info, "info", area, format, arguments);
    va_end(arguments);
}

void log_debug(const char* area, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    write_line(LogLevel::debug, "debug", area, format, arguments);
    va_end(arguments);
}

}  // namespace xrt
