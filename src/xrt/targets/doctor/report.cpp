// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/report.hpp"

#include <algorithm>

#include "targets/common/json_text.hpp"
#include "targets/common/phrases.hpp"

namespace xrt::doctor {
namespace {

constexpr size_t severity_width = 9, name_width = 18;

std::string padded(std::string_view text, size_t width) {
    std::string result(text);
    result.resize(std::max(width, text.size() + 1), ' ');
    return result;
}

/// Texts name files, whose names may hold anything: one line each, whatever they hold.
std::string printable(std::string text) {
    std::ranges::replace_if(
        text, [](unsigned char byte) { return byte < ' ' || byte == 0x7f; }, '?');
    return text;
}

std::string line_of(const Finding& finding) {
    const std::string remedy = finding.remedy.empty() ? "" : "; " + finding.remedy;
    return padded(to_string(finding.severity), severity_width) + padded(finding.check, name_width) +
           printable(finding.text + remedy) + "\n";
}

size_t count(const Findings& findings, Severity severity) {
    return static_cast<size_t>(std::ranges::count(findings, severity, &Finding::severity));
}

}  // namespace

bool all_well(const Findings& findings) { return count(findings, Severity::error) == 0; }

std::string to_text(const Findings& findings) {
    std::string text;
    for (const Finding& finding : findings) text += line_of(finding);
    return text + (all_well(findings) ? "applications will run: " : "applications will not run: ") +
           counted(count(findings, Severity::error), "error") + ", " +
           counted(count(findings, Severity::warning), "warning") + "\n";
}

std::string to_json(const Findings& findings) {
    std::string checks;
    for (const Finding& finding : findings) {
        checks += (checks.empty() ? "" : ",") + std::string("{\"check\":") + json_string(finding.check) +
                  ",\"result\":" + json_string(to_string(finding.severity)) + ",\"text\":" + json_string(finding.text) +
                  ",\"remedy\":" + json_string(finding.remedy) + "}";
    }
    return std::string("{\"ok\":") + (all_well(findings) ? "true" : "false") + ",\"checks\":[" + checks + "]}\n";
}

}  // namespace xrt::doctor
