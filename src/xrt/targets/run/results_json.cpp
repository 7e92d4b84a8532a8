// SPDX-License-Identifier: BSL-1.0
#include "targets/run/results_json.hpp"

#include <array>
#include <charconv>

#include "targets/common/json_text.hpp"

namespace xrt::run {
namespace {

/// The shortest text that means exactly this number.
std::string number(double value) {
    std::array<char, 64> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

std::string array_of(const std::vector<std::string>& texts) {
    std::string json;
    for (const std::string& text : texts) json += (json.empty() ? "" : ", ") + json_string(text);
    return "[" + json + "]";
}

std::string member(std::string_view name, const std::string& value) { return "  " + json_string(name) + ": " + value; }

std::string text_or_null(const std::optional<std::string>& text) { return text ? json_string(*text) : "null"; }

std::string end_of(const RunRecord& record) {
    if (record.not_started) return "null";
    const ProcessEnd& end = record.outcome.end;
    const char* const key = end.how == ProcessEnd::How::exited ? "code" : "signal";
    return "{\"" + std::string(key) + "\": " + std::to_string(end.value) + "}";
}

std::string script_of(const RunRecord& record) {
    if (!record.has_script || record.not_started) return "null";
    const auto& failure = record.outcome.script_failure;
    return std::string("{\"passed\": ") + (failure ? "false" : "true") + ", \"failure\": " + text_or_null(failure) +
           "}";
}

std::string picture(const compare::PictureResult& result) {
    const compare::Comparison& found = result.comparison;
    return "    {\"name\": " + json_string(result.name) + ", \"finding\": " + json_string(to_string(result.finding)) +
           ", \"compared_pixels\": " + std::to_string(found.compared) +
           ", \"differing_pixels\": " + std::to_string(found.differing) +
           ", \"differing_share\": " + number(found.share()) +
           ", \"largest_difference\": " + std::to_string(found.largest) +
           ", \"message\": " + json_string(result.message) + "}";
}

std::string pictures_of(const RunRecord& record) {
    std::string json;
    for (const compare::PictureResult& result : record.pictures)
        json += (json.empty() ? "\n" : ",\n") + picture(result);
    return "[" + json + (json.empty() ? "]" : "\n  ]");
}

}  // namespace

std::string results_json(const RunRecord& record) {
    const std::vector<std::string> members{
        member("version", "1"),
        member("passed", record.exit_code == 0 ? "true" : "false"),
        member("exit_code", std::to_string(record.exit_code)),
        member("command", array_of(record.command)),
        member("application", json_string(record.application)),
        member("end", end_of(record)),
        member("frames", std::to_string(record.outcome.frames)),
        member("complaints", array_of(record.complaints())),
        member("script", script_of(record)),
        member("pictures", pictures_of(record)),
    };
    std::string json;
    for (const std::string& each : members) json += (json.empty() ? "{\n" : ",\n") + each;
    return json + "\n}\n";
}

}  // namespace xrt::run
