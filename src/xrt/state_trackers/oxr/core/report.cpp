// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/report.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "auxiliary/util/log.hpp"
#include "state_trackers/oxr/core/argument_names.hpp"
#include "state_trackers/oxr/core/failure.hpp"
#include "state_trackers/oxr/core/names.hpp"
#include "state_trackers/oxr/core/parameters.hpp"
#include "state_trackers/oxr/core/result_meaning.hpp"
#include "state_trackers/oxr/debug/message.hpp"
#include "state_trackers/oxr/debug/mistake.hpp"
#include "state_trackers/oxr/debug/repetition.hpp"
#include "state_trackers/oxr/debug/suspicion.hpp"
#include "state_trackers/oxr/debug/validation_level.hpp"

namespace xrt::oxr {
namespace {

const char* name_of(XrObjectType type) {
    switch (static_cast<int64_t>(type)) {
#define XRT_OXR_CASE(name, value) \
    case value:                   \
        return #name;
        XR_LIST_ENUM_XrObjectType(XRT_OXR_CASE)
#undef XRT_OXR_CASE
            default : return "XR_OBJECT_TYPE_UNKNOWN";
    }
}

bool is_vendor(std::string_view word) {
    for (const std::string_view vendor :
         {"KHR", "EXT", "FB", "MSFT", "HTC", "ML", "META", "VALVE", "ULTRALEAP", "OCULUS", "ALMALENCE", "QCOM", "EXTX",
          "BD", "MND", "MNDX", "ANDROID", "VARJO"}) {
        if (word == vendor) return true;
    }
    return false;
}

std::string capitalized(std::string_view word) {
    std::string result(word);
    for (size_t i = 1; i < result.size(); ++i) {
        result[i] = static_cast<char>(std::tolower(static_cast<unsigned char>(result[i])));
    }
    return result;
}

std::string parameter_rule(const char* function, const std::string& argument) {
    return std::string("VUID-").append(function).append("-").append(argument).append("-parameter");
}

/// A failed call, put together from what the guard and fail() know.
struct Failure {
    std::string argument, rule, text;
    uint64_t other_object = 0;
};

/// The rule of what is generated for every parameter, "VUID-xrCreateSession-createInfo-parameter", or a section's anchor.
std::string rule_for(const CallSite& site, XrResult code, const FailureNote& note, const std::string& argument) {
    if (note.rule[0] != '\0') return note.rule.data();
    const auto parameters = parameters_of(site.function);
    const bool is_parameter = std::ranges::find(parameters, argument, &Parameter::name) != parameters.end();
    const bool by_scheme = code == XR_ERROR_VALIDATION_FAILURE || code == XR_ERROR_HANDLE_INVALID;
    if (by_scheme && is_parameter) return parameter_rule(site.function, argument);
    const char* section = meaning_of(code).section;
    return section == nullptr ? site.function : section;
}

Failure describe(const CallSite& site, XrResult code) {
    const FailureNote note = take_failure_note(code);
    Failure failure;
    failure.argument = resolve_argument(site, note.argument.data());
    if (code == XR_ERROR_HANDLE_INVALID && note.code == XR_SUCCESS) failure.argument = first_argument(site);
    failure.rule = rule_for(site, code, note, failure.argument);
    failure.text = note.text[0] != '\0' ? note.text.data() : meaning_of(code).text;
    failure.other_object = note.object;
    return failure;
}

MessageKind kind_of(Gravity gravity) {
    switch (gravity) {
        case Gravity::answer:
            return {XR_DEBUG_UTILS_MESSAGE_SEVERITY_INFO_BIT_EXT, XR_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT};
        case Gravity::mistake:
            return {XR_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT, XR_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT};
        case Gravity::trouble:
            break;
    }
    return {XR_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT, XR_DEBUG_UTILS_MESSAGE_TYPE_GENERAL_BIT_EXT};
}

/// "xrBeginSession: beginInfo: is null (XR_ERROR_VALIDATION_FAILURE; VUID-xrBeginSession-beginInfo-parameter)"
std::string sentence(const CallSite& site, XrResult code, const Failure& failure) {
    char code_name[XR_MAX_RESULT_STRING_SIZE];
    write_name(code, code_name);
    std::string text = std::string(site.function).append(": ");
    if (!failure.argument.empty()) text.append(failure.argument).append(" ");
    if (failure.argument.empty() && failure.text.starts_with("is ")) text.append("an argument ");
    return text.append(failure.text).append(" (").append(code_name).append("; ").append(failure.rule).append(")");
}

/// What is told again and again fills no screen: an application that spins on a lost instance does so thousands of times a second.
void write_to_log(const std::string& text, const std::string& key, Gravity gravity) {
    if (validation_level() == ValidationLevel::off) return;
    const uint64_t times = count_repetition(key);
    if (!is_worth_telling(times)) return;
    const std::string line = times == 1 ? text : text + " [" + std::to_string(times) + " times so far]";
    if (gravity == Gravity::answer) return log_info(report_area, "%s", line.c_str());
    log_error(report_area, "%s", line.c_str());
}

}  // namespace

std::string handle_type_name(XrObjectType type) {
    std::string_view words = name_of(type);
    words.remove_prefix(std::string_view("XR_OBJECT_TYPE_").size());
    std::string result = "Xr";
    while (!words.empty()) {
        const std::string_view word = words.substr(0, words.find('_'));
        words.remove_prefix(std::min(words.size(), word.size() + 1));
        result += is_vendor(word) ? std::string(word) : capitalized(word);
    }
    return result;
}

const char* structure_name(XrStructureType type) {
    switch (static_cast<int64_t>(type)) {
#define XRT_OXR_CASE(name, value) \
    case value:                   \
        return #name;
        XR_LIST_STRUCTURE_TYPES(XRT_OXR_CASE)
#undef XRT_OXR_CASE
        default:
            return "";
    }
}

void report_failure(const CallSite& site, XrResult code) noexcept {
    try {
        const Failure failure = describe(site, code);
        const std::string text = sentence(site, code, failure);
        const Gravity gravity = meaning_of(code).gravity;
        if (is_strict() && gravity == Gravity::mistake) count_failed_call(site.object);
        if (gravity == Gravity::mistake) tell_service_of_mistake(site.object, text);
        write_to_log(text, site.function + failure.argument + failure.rule, gravity);
        if (!has_listeners()) return;
        deliver({kind_of(gravity), failure.rule.c_str(), site.function, text, {site.object, failure.other_object}});
    } catch (...) {
        log_error(report_area, "%s failed, and there is no memory to say why", site.function);
    }
}

}  // namespace xrt::oxr
