// SPDX-License-Identifier: BSL-1.0
//
// SessionInput's telling of what is bound where, for an application that wants to show it to a person.
#include <cctype>

#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/action.hpp"
#include "state_trackers/oxr/input/instance_input.hpp"
#include "state_trackers/oxr/input/session_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

constexpr XrInputSourceLocalizedNameFlags all_parts = XR_INPUT_SOURCE_LOCALIZED_NAME_USER_PATH_BIT |
                                                      XR_INPUT_SOURCE_LOCALIZED_NAME_INTERACTION_PROFILE_BIT |
                                                      XR_INPUT_SOURCE_LOCALIZED_NAME_COMPONENT_BIT;

/// "/input/thumbstick_left/click" is the "Thumbstick Left".
std::string display_name_of(std::string_view component) {
    std::string name(physical_part(component));
    name.erase(0, name.rfind('/') + 1);
    bool is_word_start = true;
    for (char& c : name) {
        if (c == '_') c = ' ';
        if (is_word_start) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        is_word_start = c == ' ';
    }
    return name;
}

void append_word(std::string& text, std::string_view word) {
    if (!text.empty() && !word.empty()) text += ' ';
    text += word;
}

}  // namespace

Outcome<> SessionInput::enumerate_sources(const XrBoundSourcesForActionEnumerateInfo* info, uint32_t capacity,
                                          uint32_t* count, XrPath* sources) {
    TRY(check_type(info, XR_TYPE_BOUND_SOURCES_FOR_ACTION_ENUMERATE_INFO));
    const std::shared_ptr<Action> action = TRY(find_or_error<Action>(info->action));
    TRY(action->check_instance(session_.instance()));
    const size_t set = TRY(find_attached(*action->set()));
    std::vector<std::string> names;
    {
        const std::lock_guard lock(mutex_);
        attached_->visit_sources(set, action->record(), [&](UserPath user, std::string_view component) {
            names.push_back(std::string(to_string(user)).append(component));
        });
    }
    std::vector<XrPath> paths;
    for (const std::string& name : names) paths.push_back(TRY(session_.instance().input().paths().intern(name)));
    return copy_out(std::span<const XrPath>(paths), capacity, count, sources);
}

Outcome<> SessionInput::get_localized_name(const XrInputSourceLocalizedNameGetInfo* info, uint32_t capacity,
                                           uint32_t* count, char* buffer) {
    TRY(check_type(info, XR_TYPE_INPUT_SOURCE_LOCALIZED_NAME_GET_INFO));
    TRY(attached_or_error());
    if (info->whichComponents == 0 || (info->whichComponents & ~all_parts) != 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"getInfo->whichComponents", "XrInputSourceLocalizedNameFlagBits"},
                    "is %#llx", static_cast<unsigned long long>(info->whichComponents));
    }
    const std::string_view path =
        TRY(session_.instance().input().paths().text(info->sourcePath, "getInfo->sourcePath"));
    const std::optional<BindingPath> source = session_.instance().input().split(path);
    if (!source) {
        return fail(XR_ERROR_PATH_UNSUPPORTED, {"getInfo->sourcePath", "XrInputSourceLocalizedNameGetInfo"},
                    "is %s, which is no source of input", std::string(path).c_str());
    }
    return copy_out(std::string_view(localized_name(*source, info->whichComponents)), capacity, count, buffer);
}

std::string SessionInput::localized_name(const BindingPath& source, XrInputSourceLocalizedNameFlags parts) {
    std::string name;
    if ((parts & XR_INPUT_SOURCE_LOCALIZED_NAME_USER_PATH_BIT) != 0) name = display_name(source.user);
    if ((parts & XR_INPUT_SOURCE_LOCALIZED_NAME_INTERACTION_PROFILE_BIT) != 0) {
        const std::lock_guard lock(mutex_);
        const InteractionProfile* profile = attached_->current_profile(source.user);
        append_word(name, profile == nullptr ? "" : profile->title);
    }
    if ((parts & XR_INPUT_SOURCE_LOCALIZED_NAME_COMPONENT_BIT) != 0) append_word(name, display_name_of(source.subpath));
    return name;
}

}  // namespace xrt::oxr
