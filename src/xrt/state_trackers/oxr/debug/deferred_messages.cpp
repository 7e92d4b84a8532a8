// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/debug/deferred_messages.hpp"

#include <array>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <optional>
#include <type_traits>

#include "auxiliary/util/log.hpp"
#include "state_trackers/oxr/debug/message.hpp"
#include "state_trackers/oxr/debug/repetition.hpp"

namespace xrt::oxr {
namespace {

struct Line {
    MessageKind kind;
    const char* id = "";  ///< static, as is the function's name
    const char* function = "";
    uint64_t object = 0;
    std::array<char, 500> text{};
};

/// No destructor: the library is unloaded while lines may be left.
struct Lines {
    std::mutex mutex;
    std::array<Line, 32> ring{};
    size_t first = 0;
    size_t count = 0;
    size_t listeners = 0;
};
static_assert(std::is_trivially_destructible_v<Lines>);
constinit Lines the_lines;

XrDebugUtilsMessageSeverityFlagsEXT severity_of(LogLevel level) {
    switch (level) {
        case LogLevel::error:
            return XR_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
        case LogLevel::warning:
            return XR_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT;
        case LogLevel::info:
            return XR_DEBUG_UTILS_MESSAGE_SEVERITY_INFO_BIT_EXT;
        case LogLevel::debug:
            break;
    }
    return XR_DEBUG_UTILS_MESSAGE_SEVERITY_VERBOSE_BIT_EXT;
}

void keep(const Line& line) {
    const std::lock_guard lock(the_lines.mutex);
    if (the_lines.listeners == 0 || the_lines.count == the_lines.ring.size()) return;
    the_lines.ring[(the_lines.first + the_lines.count++) % the_lines.ring.size()] = line;
    deferred_message_count.store(static_cast<uint32_t>(the_lines.count), std::memory_order_relaxed);
}

void keep_log(LogLevel level, const char* area, const char* text) {
    if (std::strcmp(area, report_area) == 0) return;
    Line line{{severity_of(level)}, "monado-log"};
    std::snprintf(line.text.data(), line.text.size(), "%s: %s", area, text);
    keep(line);
}

std::optional<Line> take() {
    const std::lock_guard lock(the_lines.mutex);
    if (the_lines.count == 0) return std::nullopt;
    const Line line = the_lines.ring[the_lines.first];
    the_lines.first = (the_lines.first + 1) % the_lines.ring.size();
    deferred_message_count.store(static_cast<uint32_t>(--the_lines.count), std::memory_order_relaxed);
    return line;
}

}  // namespace

/// As many as wait now: a callback that makes the runtime log must not keep this going for ever.
void deliver_deferred_messages() noexcept {
    try {
        for (size_t i = 0; i < the_lines.ring.size(); ++i) {
            const std::optional<Line> line = take();
            if (!line) return;
            deliver({line->kind, line->id, line->function, line->text.data(), {line->object}});
        }
    } catch (...) {
        // The lines stand in the log as well.
    }
}

void defer_message(const MessageKind& kind, const char* id, const char* function, uint64_t object,
                   const std::string& text) {
    Line line{kind, id, function, object};
    std::snprintf(line.text.data(), line.text.size(), "%s", text.c_str());
    keep(line);
}

void begin_listening_to_log() {
    const std::lock_guard lock(the_lines.mutex);
    if (the_lines.listeners++ == 0) set_log_listener(&keep_log);
}

void end_listening_to_log() {
    const std::lock_guard lock(the_lines.mutex);
    if (--the_lines.listeners != 0) return;
    set_log_listener(nullptr);
    the_lines.count = 0;
    deferred_message_count.store(0, std::memory_order_relaxed);
}

}  // namespace xrt::oxr
