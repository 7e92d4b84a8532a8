// SPDX-License-Identifier: BSL-1.0
#include "client/application.hpp"

#include <openxr/openxr_reflection.h>

#include <array>
#include <cmath>
#include <cstring>
#include <sstream>

namespace xrt::end_to_end {
namespace {

constexpr uint32_t image_size = 64;
constexpr XrViewConfigurationType observer_configuration =
    XR_VIEW_CONFIGURATION_TYPE_SECONDARY_MONO_FIRST_PERSON_OBSERVER_MSFT;
/// XR_TYPE_EVENT_DATA_VIEW_CONFIGURATION_VIEWS_CHANGED_EXT, which older headers do not have.
constexpr auto views_changed_event = static_cast<XrStructureType>(1000839000);

std::string name_of(XrSessionState state) {
    switch (state) {
#define NAME_CASE(name, value) \
    case name:                 \
        return std::string(#name).substr(sizeof("XR_SESSION_STATE_") - 1);
        XR_LIST_ENUM_XrSessionState(NAME_CASE)
#undef NAME_CASE
            default : return std::to_string(state);
    }
}

std::vector<const char*> extensions_for(Graphics graphics) {
    switch (graphics) {
        case Graphics::vulkan:
            return {"XR_KHR_vulkan_enable2"};
        case Graphics::glx:
            return {"XR_KHR_opengl_enable"};
        case Graphics::egl:
            return {"XR_KHR_opengl_es_enable", "XR_MNDX_egl_enable"};
        case Graphics::none:
            break;
    }
    return {"XR_MND_headless"};
}

int64_t format_for(Graphics graphics) {
    switch (graphics) {
        case Graphics::glx:
            return GlxWindow::format;
        case Graphics::egl:
            return EglContext::format;
        default:
            return VK_FORMAT_R8G8B8A8_SRGB;
    }
}

std::string text_of(const XrEventDataReferenceSpaceChangePending& change) {
    std::ostringstream text;
    const auto& by = change.poseInPreviousSpace.position;
    text << "space " << (change.referenceSpaceType == XR_REFERENCE_SPACE_TYPE_LOCAL ? "LOCAL" : "STAGE") << " moved by "
         << by.x << " " << by.y << " " << by.z;
    return text.str();
}

}  // namespace

Result<std::unique_ptr<Application>> Application::create(const Runtime& runtime, Graphics graphics, Report report,
                                                         Wishes wishes) {
    std::unique_ptr<Application> application(new Application(runtime, graphics, std::move(report), std::move(wishes)));
    TRY(application->create_instance());
    TRY(application->create_session());
    TRY(application->create_own_swapchain());
    TRY(application->create_space());
    TRY(application->create_actions());
    return application;
}

Result<void> Application::create_instance() {
    std::vector<const char*> extensions = extensions_for(graphics_);
    extensions.insert(extensions.end(), wishes_.extensions.begin(), wishes_.extensions.end());
    if (wishes_.overlay) extensions.push_back("XR_EXTX_overlay");
    if (wishes_.observer) {
        extensions.push_back("XR_MSFT_secondary_view_configuration");
        extensions.push_back("XR_MSFT_first_person_observer");
    }
    TRY(expect_success(runtime_.create_instance(extensions, XR_API_VERSION_1_0, &instance_), "xrCreateInstance"));
    find_frame_functions();
    const XrSystemGetInfo info{.type = XR_TYPE_SYSTEM_GET_INFO, .formFactor = XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY};
    return expect_success(get<PFN_xrGetSystem>("xrGetSystem")(instance_, &info, &system_), "xrGetSystem");
}

void Application::find_frame_functions() {
    calls_ = {.wait_frame = get<PFN_xrWaitFrame>("xrWaitFrame"),
              .begin_frame = get<PFN_xrBeginFrame>("xrBeginFrame"),
              .end_frame = get<PFN_xrEndFrame>("xrEndFrame"),
              .sync_actions = get<PFN_xrSyncActions>("xrSyncActions"),
              .locate_space = get<PFN_xrLocateSpace>("xrLocateSpace"),
              .locate_views = get<PFN_xrLocateViews>("xrLocateViews"),
              .acquire_image = get<PFN_xrAcquireSwapchainImage>("xrAcquireSwapchainImage"),
              .wait_image = get<PFN_xrWaitSwapchainImage>("xrWaitSwapchainImage"),
              .release_image = get<PFN_xrReleaseSwapchainImage>("xrReleaseSwapchainImage")};
}

/// What it chains is the graphics object's.
Result<void> Application::bind_graphics(const void*& next) {
    switch (graphics_) {
        case Graphics::vulkan:
            vulkan_.emplace(TRY(VulkanDevice::create(runtime_, instance_, system_, wishes_.vulkan)));
            next = vulkan_->chained_binding();
            break;
        case Graphics::glx:
            window_ = TRY(GlxWindow::create(runtime_, instance_, system_));
            next = window_->binding();
            break;
        case Graphics::egl:
            egl_ = TRY(EglContext::create(runtime_, instance_, system_));
            next = egl_->binding();
            break;
        case Graphics::none:
            break;
    }
    return {};
}

Result<void> Application::create_session() {
    XrSessionCreateInfo info{.type = XR_TYPE_SESSION_CREATE_INFO, .systemId = system_};
    TRY(bind_graphics(info.next));
    const XrSessionCreateInfoOverlayEXTX overlay{XR_TYPE_SESSION_CREATE_INFO_OVERLAY_EXTX, info.next, 0,
                                                 wishes_.overlay.value_or(0)};
    if (wishes_.overlay) info.next = &overlay;
    return expect_success(get<PFN_xrCreateSession>("xrCreateSession")(instance_, &info, &session_), "xrCreateSession");
}

Result<XrSwapchain> Application::create_swapchain(uint32_t size) const {
    const XrSwapchainCreateInfo info{.type = XR_TYPE_SWAPCHAIN_CREATE_INFO,
                                     .usageFlags = XR_SWAPCHAIN_USAGE_COLOR_ATTACHMENT_BIT,
                                     .format = format_for(graphics_),
                                     .sampleCount = 1,
                                     .width = size,
                                     .height = size,
                                     .faceCount = 1,
                                     .arraySize = 1,
                                     .mipCount = 1};
    XrSwapchain swapchain = XR_NULL_HANDLE;
    TRY(expect_success(get<PFN_xrCreateSwapchain>("xrCreateSwapchain")(session_, &info, &swapchain),
                       "xrCreateSwapchain"));
    return swapchain;
}

Result<void> Application::create_own_swapchain() {
    if (graphics_ == Graphics::none) return {};
    swapchain_ = TRY(create_swapchain(image_size));
    return egl_ ? egl_->take_images(runtime_, instance_, swapchain_) : Result<void>();
}

Result<void> Application::create_space() {
    XrReferenceSpaceCreateInfo info{.type = XR_TYPE_REFERENCE_SPACE_CREATE_INFO,
                                    .referenceSpaceType = XR_REFERENCE_SPACE_TYPE_LOCAL,
                                    .poseInReferenceSpace = {{0, 0, 0, 1}, {0, 0, 0}}};
    const auto create = get<PFN_xrCreateReferenceSpace>("xrCreateReferenceSpace");
    TRY(expect_success(create(session_, &info, &space_), "xrCreateReferenceSpace"));
    info.referenceSpaceType = XR_REFERENCE_SPACE_TYPE_VIEW;
    return expect_success(create(session_, &info, &view_space_), "xrCreateReferenceSpace");
}

Result<void> Application::create_actions() {
    XrActionSetCreateInfo set{.type = XR_TYPE_ACTION_SET_CREATE_INFO};
    std::strcpy(set.actionSetName, "play");
    std::strcpy(set.localizedActionSetName, "Play");
    TRY(expect_success(get<PFN_xrCreateActionSet>("xrCreateActionSet")(instance_, &set, &action_set_),
                       "xrCreateActionSet"));
    XrActionCreateInfo action{.type = XR_TYPE_ACTION_CREATE_INFO};
    action.actionType = XR_ACTION_TYPE_BOOLEAN_INPUT;
    std::strcpy(action.actionName, "select");
    std::strcpy(action.localizedActionName, "Select");
    TRY(expect_success(get<PFN_xrCreateAction>("xrCreateAction")(action_set_, &action, &select_), "xrCreateAction"));
    TRY(suggest_bindings());
    return attach_actions();
}

Result<void> Application::attach_actions() const {
    const XrSessionActionSetsAttachInfo attach{
        .type = XR_TYPE_SESSION_ACTION_SETS_ATTACH_INFO, .countActionSets = 1, .actionSets = &action_set_};
    return expect_success(get<PFN_xrAttachSessionActionSets>("xrAttachSessionActionSets")(session_, &attach),
                          "xrAttachSessionActionSets");
}

Result<void> Application::suggest_bindings() {
    const auto to_path = get<PFN_xrStringToPath>("xrStringToPath");
    std::array<XrActionSuggestedBinding, 2> bindings{{{select_, XR_NULL_PATH}, {select_, XR_NULL_PATH}}};
    XrInteractionProfileSuggestedBinding suggestion{.type = XR_TYPE_INTERACTION_PROFILE_SUGGESTED_BINDING,
                                                    .countSuggestedBindings = bindings.size(),
                                                    .suggestedBindings = bindings.data()};
    TRY(expect_success(to_path(instance_, "/user/hand/left/input/select/click", &bindings[0].binding),
                       "xrStringToPath"));
    TRY(expect_success(to_path(instance_, "/user/hand/right/input/select/click", &bindings[1].binding),
                       "xrStringToPath"));
    TRY(expect_success(
        to_path(instance_, "/interaction_profiles/khr/simple_controller", &suggestion.interactionProfile),
        "xrStringToPath"));
    return expect_success(
        get<PFN_xrSuggestInteractionProfileBindings>("xrSuggestInteractionProfileBindings")(instance_, &suggestion),
        "xrSuggestInteractionProfileBindings");
}

Result<void> Application::replace_session() {
    TRY(expect_success(get<PFN_xrDestroySession>("xrDestroySession")(session_), "xrDestroySession"));
    session_ = XR_NULL_HANDLE;
    vulkan_.reset();
    running_ = session_lost_ = false;
    TRY(create_session());
    TRY(create_own_swapchain());
    TRY(create_space());
    return attach_actions();
}

std::string Application::battery_text() const {
    XrPath left = XR_NULL_PATH;
    (void)get<PFN_xrStringToPath>("xrStringToPath")(instance_, "/user/hand/left", &left);
    XrBatteryStateDisplayEXT battery{.type = XR_TYPE_BATTERY_STATE_DISPLAY_EXT};
    XrInteractionProfileState state{.type = XR_TYPE_INTERACTION_PROFILE_STATE, .next = &battery};
    (void)get<PFN_xrGetCurrentInteractionProfile>("xrGetCurrentInteractionProfile")(session_, left, &state);
    if ((battery.stateFlags & XR_BATTERY_STATE_DISPLAY_STATE_VALID_BIT_EXT) == 0) return "left battery unknown";
    std::ostringstream text;
    text << "left battery " << std::round(battery.batteryLevel * 1000) / 1000;
    if ((battery.stateFlags & XR_BATTERY_STATE_DISPLAY_STATE_CHARGING_BIT_EXT) != 0) text << " charging";
    return text.str();
}

std::string Application::view_size_text() const {
    std::array<XrViewConfigurationView, 2> views{{{.type = XR_TYPE_VIEW_CONFIGURATION_VIEW},  //
                                                  {.type = XR_TYPE_VIEW_CONFIGURATION_VIEW}}};
    uint32_t count = 0;
    (void)get<PFN_xrEnumerateViewConfigurationViews>("xrEnumerateViewConfigurationViews")(
        instance_, system_, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO, 2, &count, views.data());
    return std::to_string(views[0].recommendedImageRectWidth) + "x" +
           std::to_string(views[0].recommendedImageRectHeight);
}

Application::~Application() {
    if (session_) get<PFN_xrDestroySession>("xrDestroySession")(session_);
    vulkan_.reset();
    window_.reset();
    egl_.reset();
    if (instance_) get<PFN_xrDestroyInstance>("xrDestroyInstance")(instance_);
}

XrResult Application::handle_events() {
    const auto poll = get<PFN_xrPollEvent>("xrPollEvent");
    while (true) {
        XrEventDataBuffer event{.type = XR_TYPE_EVENT_DATA_BUFFER};
        if (const XrResult result = poll(instance_, &event); result != XR_SUCCESS) return result;
        if (event.type == XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING) {
            instance_lost_ = true;
            report_("instance loss pending");
        }
        if (event.type == views_changed_event) report_("views of " + view_size_text());
        if (event.type == XR_TYPE_EVENT_DATA_MAIN_SESSION_VISIBILITY_CHANGED_EXTX) {
            const auto& change = reinterpret_cast<const XrEventDataMainSessionVisibilityChangedEXTX&>(event);
            report_(std::string("main session ") + (change.visible ? "visible" : "gone") +
                    (change.flags != 0 ? " with depth" : ""));
        }
        if (event.type == XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED) {
            const XrResult result = take_state(reinterpret_cast<const XrEventDataSessionStateChanged&>(event).state);
            if (XR_FAILED(result)) return result;
        }
        if (event.type == XR_TYPE_EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING) {
            report_(text_of(reinterpret_cast<const XrEventDataReferenceSpaceChangePending&>(event)));
        }
    }
}

XrResult Application::take_state(XrSessionState state) {
    state_ = state;
    report_("state " + name_of(state));
    if (state == XR_SESSION_STATE_LOSS_PENDING) session_lost_ = true;
    if (state == XR_SESSION_STATE_READY) return begin_session();
    if (state != XR_SESSION_STATE_STOPPING) return XR_SUCCESS;
    running_ = false;
    return get<PFN_xrEndSession>("xrEndSession")(session_);
}

XrResult Application::begin_session() {
    const XrSecondaryViewConfigurationSessionBeginInfoMSFT secondary{
        XR_TYPE_SECONDARY_VIEW_CONFIGURATION_SESSION_BEGIN_INFO_MSFT, nullptr, 1, &observer_configuration};
    const XrSessionBeginInfo info{.type = XR_TYPE_SESSION_BEGIN_INFO,
                                  .next = wishes_.observer ? &secondary : nullptr,
                                  .primaryViewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO};
    const XrResult result = get<PFN_xrBeginSession>("xrBeginSession")(session_, &info);
    running_ = XR_SUCCEEDED(result);
    return result;
}

XrResult Application::frame() {
    XrFrameState state{.type = XR_TYPE_FRAME_STATE};
    bool observed = false;
    XrResult result = wait_frame(state, observed);
    last_display_time_ = state.predictedDisplayTime;
    if (XR_SUCCEEDED(result)) result = calls_.begin_frame(session_, nullptr);
    if (XR_SUCCEEDED(result)) result = look_around(state.predictedDisplayTime);
    if (XR_SUCCEEDED(result) && swapchain_) result = fill_image();
    return XR_SUCCEEDED(result) ? end_frame(state, observed) : result;
}

XrResult Application::wait_frame(XrFrameState& state, bool& observed) {
    XrSecondaryViewConfigurationStateMSFT secondary{.type = XR_TYPE_SECONDARY_VIEW_CONFIGURATION_STATE_MSFT};
    XrSecondaryViewConfigurationFrameStateMSFT states{XR_TYPE_SECONDARY_VIEW_CONFIGURATION_FRAME_STATE_MSFT, nullptr, 1,
                                                      &secondary};
    if (wishes_.observer) state.next = &states;
    const XrResult result = calls_.wait_frame(session_, nullptr, &state);
    observed = secondary.active == XR_TRUE;
    if (observed != was_observed_) report_(observed ? "observed" : "not observed");
    was_observed_ = observed;
    return result;
}

XrResult Application::empty_frame() {
    XrFrameState state{.type = XR_TYPE_FRAME_STATE};
    XrResult result = calls_.wait_frame(session_, nullptr, &state);
    if (XR_SUCCEEDED(result)) result = calls_.begin_frame(session_, nullptr);
    const XrFrameEndInfo info{.type = XR_TYPE_FRAME_END_INFO,
                              .displayTime = state.predictedDisplayTime,
                              .environmentBlendMode = XR_ENVIRONMENT_BLEND_MODE_OPAQUE};
    return XR_SUCCEEDED(result) ? calls_.end_frame(session_, &info) : result;
}

XrResult Application::acquire_and_keep_an_image() {
    uint32_t index = 0;
    return calls_.acquire_image(swapchain_, nullptr, &index);
}

XrResult Application::look_around(XrTime time) {
    const XrActiveActionSet active{action_set_, XR_NULL_PATH};
    const XrActionsSyncInfo sync{
        .type = XR_TYPE_ACTIONS_SYNC_INFO, .countActiveActionSets = 1, .activeActionSets = &active};
    XrResult result = calls_.sync_actions(session_, &sync);
    XrSpaceLocation location{.type = XR_TYPE_SPACE_LOCATION};
    if (XR_SUCCEEDED(result)) result = calls_.locate_space(view_space_, space_, time, &location);
    const XrViewLocateInfo info{.type = XR_TYPE_VIEW_LOCATE_INFO,
                                .viewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO,
                                .displayTime = time,
                                .space = space_};
    XrViewState state{.type = XR_TYPE_VIEW_STATE};
    uint32_t count = 0;
    if (XR_SUCCEEDED(result)) result = calls_.locate_views(session_, &info, &state, 2, &count, views_.data());
    return result;
}

XrResult Application::fill_image() {
    uint32_t index = 0;
    XrResult result = calls_.acquire_image(swapchain_, nullptr, &index);
    const XrSwapchainImageWaitInfo wait{.type = XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO, .timeout = XR_INFINITE_DURATION};
    if (XR_SUCCEEDED(result)) result = calls_.wait_image(swapchain_, &wait);
    if (XR_SUCCEEDED(result) && egl_) egl_->paint(index);
    if (XR_SUCCEEDED(result)) result = calls_.release_image(swapchain_, nullptr);
    return result;
}

XrResult Application::end_frame(const XrFrameState& state, bool observed) {
    const XrSwapchainSubImage image{swapchain_, {{0, 0}, {image_size, image_size}}, 0};
    const XrCompositionLayerQuad quad{.type = XR_TYPE_COMPOSITION_LAYER_QUAD,
                                      .space = space_,
                                      .eyeVisibility = XR_EYE_VISIBILITY_BOTH,
                                      .subImage = image,
                                      .pose = {{0, 0, 0, 1}, {0, 0, -1}},
                                      .size = {1, 1}};
    std::array<XrCompositionLayerProjectionView, 2> seen{};
    for (size_t i = 0; i < seen.size(); ++i) {
        seen[i] = {XR_TYPE_COMPOSITION_LAYER_PROJECTION_VIEW, nullptr, views_[i].pose, views_[i].fov, image};
    }
    const XrCompositionLayerProjection projection{
        .type = XR_TYPE_COMPOSITION_LAYER_PROJECTION, .space = space_, .viewCount = 2, .views = seen.data()};
    const std::array layers = {wishes_.projection ? reinterpret_cast<const XrCompositionLayerBaseHeader*>(&projection)
                                                  : reinterpret_cast<const XrCompositionLayerBaseHeader*>(&quad)};
    const XrSecondaryViewConfigurationLayerInfoMSFT same{XR_TYPE_SECONDARY_VIEW_CONFIGURATION_LAYER_INFO_MSFT,
                                                         nullptr,
                                                         observer_configuration,
                                                         XR_ENVIRONMENT_BLEND_MODE_OPAQUE,
                                                         1,
                                                         layers.data()};
    const XrSecondaryViewConfigurationFrameEndInfoMSFT secondary{
        XR_TYPE_SECONDARY_VIEW_CONFIGURATION_FRAME_END_INFO_MSFT, nullptr, 1, &same};
    const XrFrameEndInfo info{.type = XR_TYPE_FRAME_END_INFO,
                              .next = observed ? &secondary : nullptr,
                              .displayTime = state.predictedDisplayTime,
                              .environmentBlendMode = XR_ENVIRONMENT_BLEND_MODE_OPAQUE,
                              .layerCount = swapchain_ ? 1u : 0u,
                              .layers = layers.data()};
    return calls_.end_frame(session_, &info);
}

}  // namespace xrt::end_to_end
