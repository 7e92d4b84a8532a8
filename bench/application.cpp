// SPDX-License-Identifier: BSL-1.0
#include "application.hpp"

#include <cstring>

namespace xrt::bench {
namespace {

Result<void> check(XrResult result, const char* what) {
    if (XR_SUCCEEDED(result)) return {};
    return Error{ErrorCode::internal, std::string(what) + " returned " + std::to_string(result)};
}

constexpr XrPosef identity{{0, 0, 0, 1}, {0, 0, 0}};

}  // namespace

Functions::Functions(const Runtime& runtime, XrInstance instance)
    : create_instance(runtime.get<PFN_xrCreateInstance>(XR_NULL_HANDLE, "xrCreateInstance")),
      destroy_instance(runtime.get<PFN_xrDestroyInstance>(instance, "xrDestroyInstance")),
      get_system(runtime.get<PFN_xrGetSystem>(instance, "xrGetSystem")),
      create_session(runtime.get<PFN_xrCreateSession>(instance, "xrCreateSession")),
      destroy_session(runtime.get<PFN_xrDestroySession>(instance, "xrDestroySession")),
      begin_session(runtime.get<PFN_xrBeginSession>(instance, "xrBeginSession")),
      poll_event(runtime.get<PFN_xrPollEvent>(instance, "xrPollEvent")),
      create_reference_space(runtime.get<PFN_xrCreateReferenceSpace>(instance, "xrCreateReferenceSpace")),
      locate_space(runtime.get<PFN_xrLocateSpace>(instance, "xrLocateSpace")),
      locate_views(runtime.get<PFN_xrLocateViews>(instance, "xrLocateViews")),
      create_action_set(runtime.get<PFN_xrCreateActionSet>(instance, "xrCreateActionSet")),
      create_action(runtime.get<PFN_xrCreateAction>(instance, "xrCreateAction")),
      string_to_path(runtime.get<PFN_xrStringToPath>(instance, "xrStringToPath")),
      suggest_bindings(runtime.get<PFN_xrSuggestInteractionProfileBindings>(instance, "xrSuggestInteractionProfileBindings")),
      attach_action_sets(runtime.get<PFN_xrAttachSessionActionSets>(instance, "xrAttachSessionActionSets")),
      sync_actions(runtime.get<PFN_xrSyncActions>(instance, "xrSyncActions")),
      get_action_state_boolean(runtime.get<PFN_xrGetActionStateBoolean>(instance, "xrGetActionStateBoolean")),
      wait_frame(runtime.get<PFN_xrWaitFrame>(instance, "xrWaitFrame")),
      begin_frame(runtime.get<PFN_xrBeginFrame>(instance, "xrBeginFrame")),
      end_frame(runtime.get<PFN_xrEndFrame>(instance, "xrEndFrame")) {}

Result<XrInstance> create_instance(const Runtime& runtime) {
    const auto create = runtime.get<PFN_xrCreateInstance>(XR_NULL_HANDLE, "xrCreateInstance");
    const char* extension = "XR_MND_headless";
    XrInstanceCreateInfo info{XR_TYPE_INSTANCE_CREATE_INFO};
    std::strcpy(info.applicationInfo.applicationName, "monado-bench");
    info.applicationInfo.apiVersion = XR_API_VERSION_1_0;
    info.enabledExtensionCount = 1;
    info.enabledExtensionNames = &extension;
    XrInstance instance = XR_NULL_HANDLE;
    TRY(check(create(&info, &instance), "xrCreateInstance"));
    return instance;
}

Result<XrSession> create_headless_session(const Functions& functions, XrInstance instance) {
    XrSystemGetInfo get{XR_TYPE_SYSTEM_GET_INFO};
    get.formFactor = XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY;
    XrSessionCreateInfo info{XR_TYPE_SESSION_CREATE_INFO};
    TRY(check(functions.get_system(instance, &get, &info.systemId), "xrGetSystem"));
    XrSession session = XR_NULL_HANDLE;
    TRY(check(functions.create_session(instance, &info, &session), "xrCreateSession"));
    return session;
}

Result<Application> Application::create(const Runtime& runtime) {
    const XrInstance instance = TRY(create_instance(runtime));
    Application application{Functions(runtime, instance)};
    application.instance = instance;
    application.session = TRY(create_headless_session(application.xr, instance));
    TRY(application.create_spaces());
    TRY(application.create_actions());
    TRY(application.reach_focus());
    return application;
}

Result<void> Application::create_spaces() {
    XrReferenceSpaceCreateInfo info{XR_TYPE_REFERENCE_SPACE_CREATE_INFO};
    info.poseInReferenceSpace = identity;
    info.referenceSpaceType = XR_REFERENCE_SPACE_TYPE_LOCAL;
    TRY(check(xr.create_reference_space(session, &info, &local), "xrCreateReferenceSpace"));
    info.referenceSpaceType = XR_REFERENCE_SPACE_TYPE_VIEW;
    return check(xr.create_reference_space(session, &info, &view), "xrCreateReferenceSpace");
}

Result<void> Application::create_actions() {
    XrActionSetCreateInfo set_info{XR_TYPE_ACTION_SET_CREATE_INFO};
    std::strcpy(set_info.actionSetName, "bench");
    std::strcpy(set_info.localizedActionSetName, "Bench");
    TRY(check(xr.create_action_set(instance, &set_info, &action_set), "xrCreateActionSet"));
    TRY(check(xr.string_to_path(instance, "/user/hand/left", &hands[0]), "xrStringToPath"));
    TRY(check(xr.string_to_path(instance, "/user/hand/right", &hands[1]), "xrStringToPath"));

    XrActionCreateInfo info{XR_TYPE_ACTION_CREATE_INFO};
    std::strcpy(info.actionName, "select");
    std::strcpy(info.localizedActionName, "Select");
    info.actionType = XR_ACTION_TYPE_BOOLEAN_INPUT;
    info.countSubactionPaths = 2;
    info.subactionPaths = hands.data();
    TRY(check(xr.create_action(action_set, &info, &select), "xrCreateAction"));

    std::array<XrActionSuggestedBinding, 2> bindings{{{select, 0}, {select, 0}}};
    TRY(check(xr.string_to_path(instance, "/user/hand/left/input/select/click", &bindings[0].binding), "xrStringToPath"));
    TRY(check(xr.string_to_path(instance, "/user/hand/right/input/select/click", &bindings[1].binding), "xrStringToPath"));
    XrInteractionProfileSuggestedBinding suggestion{XR_TYPE_INTERACTION_PROFILE_SUGGESTED_BINDING};
    TRY(check(xr.string_to_path(instance, "/interaction_profiles/khr/simple_controller", &suggestion.interactionProfile),
              "xrStringToPath"));
    suggestion.countSuggestedBindings = 2;
    suggestion.suggestedBindings = bindings.data();
    TRY(check(xr.suggest_bindings(instance, &suggestion), "xrSuggestInteractionProfileBindings"));
    XrSessionActionSetsAttachInfo attach{XR_TYPE_SESSION_ACTION_SETS_ATTACH_INFO};
    attach.countActionSets = 1;
    attach.actionSets = &action_set;
    return check(xr.attach_action_sets(session, &attach), "xrAttachSessionActionSets");
}

Result<void> Application::reach_focus() {
    XrSessionBeginInfo begin{XR_TYPE_SESSION_BEGIN_INFO};
    begin.primaryViewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
    TRY(check(xr.begin_session(session, &begin), "xrBeginSession"));
    XrEventDataBuffer event{XR_TYPE_EVENT_DATA_BUFFER};
    while (xr.poll_event(instance, &event) == XR_SUCCESS) event = {XR_TYPE_EVENT_DATA_BUFFER};
    return frame();
}

Result<void> Application::frame() {
    XrFrameState state{XR_TYPE_FRAME_STATE};
    XrFrameEndInfo end{XR_TYPE_FRAME_END_INFO};
    end.environmentBlendMode = XR_ENVIRONMENT_BLEND_MODE_OPAQUE;
    TRY(check(xr.wait_frame(session, nullptr, &state), "xrWaitFrame"));
    TRY(check(xr.begin_frame(session, nullptr), "xrBeginFrame"));
    time = state.predictedDisplayTime;
    const XrActiveActionSet active{action_set, XR_NULL_PATH};
    XrActionsSyncInfo sync{XR_TYPE_ACTIONS_SYNC_INFO};
    sync.countActiveActionSets = 1;
    sync.activeActionSets = &active;
    TRY(check(xr.sync_actions(session, &sync), "xrSyncActions"));
    XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
    TRY(check(xr.locate_space(view, local, time, &location), "xrLocateSpace"));
    end.displayTime = time;
    return check(xr.end_frame(session, &end), "xrEndFrame");
}

}  // namespace xrt::bench
