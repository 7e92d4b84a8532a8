// SPDX-License-Identifier: BSL-1.0
//
// Every entry point says of the common mistakes which argument broke which rule. Made from the list of entry points, so that a new
// function is looked at as well.
#include <algorithm>
#include <cctype>
#include <functional>
#include <type_traits>

#include "state_trackers/oxr/core/parameters.hpp"
#include "state_trackers/oxr/testing/debug_fixture.hpp"

namespace xrt::oxr {
namespace {

/// One living object of each kind that functions are about; the rest of a call's arguments are zeros.
struct Handles {
    XrInstance instance = XR_NULL_HANDLE;
    XrSession session = XR_NULL_HANDLE;
    XrSpace space = XR_NULL_HANDLE;
    XrSwapchain swapchain = XR_NULL_HANDLE;
    XrActionSet action_set = XR_NULL_HANDLE;

    template <typename Argument>
    Argument get() const {
        if constexpr (std::is_same_v<Argument, XrInstance>) return instance;
        if constexpr (std::is_same_v<Argument, XrSession>) return session;
        if constexpr (std::is_same_v<Argument, XrSpace>) return space;
        if constexpr (std::is_same_v<Argument, XrSwapchain>) return swapchain;
        if constexpr (std::is_same_v<Argument, XrActionSet>) return action_set;
        return Argument{};
    }
};

struct Callable {
    std::string name;
    std::function<XrResult(const Handles&)> call;
};

template <typename... Arguments>
std::function<XrResult(const Handles&)> with_handles(XrResult (*function)(Arguments...)) {
    return [function](const Handles& handles) { return function(handles.get<Arguments>()...); };
}

std::vector<Callable> all_functions() {
#define XRT_OXR_CALLABLE(name, feature) Callable{"xr" #name, with_handles(&api::xr##name)},
    return {XRT_OXR_LIST_FUNCTIONS(XRT_OXR_CALLABLE)};
#undef XRT_OXR_CALLABLE
}

/// "beginInfo" of "xrBeginSession: beginInfo->type is ..."
std::string argument_in(const HeardMessage& message) {
    const size_t begin = message.function.size() + 2;
    size_t end = begin;
    while (end < message.text.size() && std::isalnum(static_cast<unsigned char>(message.text[end]))) ++end;
    return message.text.substr(std::min(begin, message.text.size()), end - begin);
}

bool is_parameter(const std::string& function, const std::string& name) {
    const auto parameters = parameters_of(function);
    return std::ranges::find(parameters, std::string_view(name), &Parameter::name) != parameters.end();
}

class ErrorReports : public DebugFixture {
 protected:
    Handles make_handles() {
        if (handle_table().find<Session>(handles.session) == nullptr) handles.session = make_session();
        handles.instance = instance;
        handles.swapchain = make_swapchain(handles.session);
        XrReferenceSpaceCreateInfo space{XR_TYPE_REFERENCE_SPACE_CREATE_INFO};
        space.referenceSpaceType = XR_REFERENCE_SPACE_TYPE_LOCAL;
        space.poseInReferenceSpace.orientation.w = 1;
        EXPECT_EQ(api::xrCreateReferenceSpace(handles.session, &space, &handles.space), XR_SUCCESS);
        XrActionSetCreateInfo set{XR_TYPE_ACTION_SET_CREATE_INFO};
        const std::string name = "set" + std::to_string(++sets);
        std::strcpy(set.actionSetName, name.c_str());
        std::strcpy(set.localizedActionSetName, name.c_str());
        EXPECT_EQ(api::xrCreateActionSet(instance, &set, &handles.action_set), XR_SUCCESS);
        (void)ear.take();
        return handles;
    }
    void expect_a_good_report(const std::string& function, XrResult result) {
        const std::vector<HeardMessage> messages = ear.take();
        if (result >= 0) return;
        ASSERT_EQ(messages.size(), 1u) << function;
        const HeardMessage& message = messages.front();
        EXPECT_EQ(message.function, function);
        EXPECT_TRUE(is_parameter(function, argument_in(message))) << message.text;
        EXPECT_FALSE(message.id.empty()) << message.text;
        if (!message.id.starts_with("VUID-xr")) return;
        EXPECT_TRUE(message.id.starts_with("VUID-" + function + "-")) << message.id;
    }

    Handles handles;
    int sets = 0;
};

TEST_F(ErrorReports, SayWhichHandleIsNone) {
    for (const Callable& each : all_functions()) {
        const auto parameters = parameters_of(each.name);
        const XrResult result = each.call({});
        EXPECT_LT(result, 0) << each.name;
        if (result == XR_ERROR_HANDLE_INVALID && !parameters.empty()) {
            const std::vector<HeardMessage> messages = ear.take();
            ASSERT_EQ(messages.size(), 1u) << each.name;
            EXPECT_EQ(messages[0].id, "VUID-" + each.name + "-" + std::string(parameters[0].name) + "-parameter");
            continue;
        }
        expect_a_good_report(each.name, result);
    }
}

TEST_F(ErrorReports, SayWhichArgumentIsMissing) {
    for (const Callable& each : all_functions()) {
        if (each.name == "xrDestroyInstance") continue;
        const Handles valid = make_handles();
        expect_a_good_report(each.name, each.call(valid));
    }
}

TEST_F(ErrorReports, TellTheServiceOfMistakesAloneAndOfNoMoreThanABound) {
    XrSystemId id = 0;
    const XrSystemGetInfo other_form{XR_TYPE_SYSTEM_GET_INFO, nullptr, XR_FORM_FACTOR_HANDHELD_DISPLAY};
    const size_t before = service.mistakes().size();
    EXPECT_EQ(api::xrGetSystem(instance, &other_form, &id), XR_ERROR_FORM_FACTOR_UNSUPPORTED);
    EXPECT_EQ(service.mistakes().size(), before) << "an answer is no mistake";
    EXPECT_EQ(api::xrGetSystem(instance, nullptr, &id), XR_ERROR_VALIDATION_FAILURE);
    ASSERT_EQ(service.mistakes().size(), before + 1);
    EXPECT_NE(service.mistakes().back().find("xrGetSystem: getInfo"), std::string::npos);
    EXPECT_EQ(api::xrGetSystem(XR_NULL_HANDLE, nullptr, &id), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(service.mistakes().size(), before + 2) << "whosever it was";
    for (uint32_t i = 0; i < 2 * proto::max_told_mistakes; ++i) (void)api::xrGetSystem(instance, nullptr, &id);
    EXPECT_LE(service.mistakes().size(), proto::max_told_mistakes);
}

}  // namespace
}  // namespace xrt::oxr
