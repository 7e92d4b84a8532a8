// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/instance.hpp"

#include <algorithm>
#include <cstring>

#include "state_trackers/oxr/instance/service_link.hpp"
#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

FakeService* connected_service = nullptr;

Result<std::unique_ptr<ServiceLink>> connect_to_fake() {
    if (connected_service == nullptr) return Error{ErrorCode::unavailable, "no service (a test wants it so)"};
    return connected_service->link();
}

class InstanceTest : public RuntimeFixture {
 protected:
    InstanceTest() {
        connected_service = &service;
        set_service_connector(&connect_to_fake);
        std::strcpy(info.applicationInfo.applicationName, "a test");
        std::strcpy(info.applicationInfo.engineName, "an engine");
        info.applicationInfo.apiVersion = XR_MAKE_VERSION(1, 0, 34);
    }
    ~InstanceTest() override { set_service_connector(nullptr); }

    XrResult create() { return api::xrCreateInstance(&info, &created); }

    XrInstanceCreateInfo info{XR_TYPE_INSTANCE_CREATE_INFO};
    XrInstance created = XR_NULL_HANDLE;
};

TEST_F(InstanceTest, IntroducesTheApplicationToTheService) {
    ASSERT_EQ(create(), XR_SUCCESS);
    EXPECT_EQ(service.introduced().application_name, "a test");
    EXPECT_EQ(service.introduced().engine_name, "an engine");
    EXPECT_EQ(service.introduced().api_version, XR_MAKE_VERSION(1, 0, 34));
    EXPECT_EQ(api::xrDestroyInstance(created), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroyInstance(created), XR_ERROR_HANDLE_INVALID);
}

TEST_F(InstanceTest, IsUnavailableWithoutAService) {
    connected_service = nullptr;
    EXPECT_EQ(create(), XR_ERROR_RUNTIME_UNAVAILABLE);
    set_service_connector(nullptr);
    EXPECT_EQ(create(), XR_ERROR_RUNTIME_UNAVAILABLE);
    EXPECT_EQ(created, XR_NULL_HANDLE);
}

TEST_F(InstanceTest, IsUnavailableWhenTheServiceSpeaksAnotherProtocolOrLayout) {
    service.devices().version = 99;
    EXPECT_EQ(create(), XR_ERROR_RUNTIME_UNAVAILABLE);
    service.devices().version = device_segment_version;
    service.client().magic = 99;
    EXPECT_EQ(create(), XR_ERROR_RUNTIME_UNAVAILABLE);
    service.client().magic = client_segment_magic;
    for (const ErrorCode code : {ErrorCode::version_mismatch, ErrorCode::connection_lost}) {
        service.fail("introduce", code);
        EXPECT_EQ(create(), XR_ERROR_RUNTIME_UNAVAILABLE);
        service.stop_failing();
    }
}

TEST_F(InstanceTest, TrustsNoDeviceSegmentThatMakesNoSense) {
    service.devices().pose_count = max_device_poses + 1;
    EXPECT_EQ(create(), XR_ERROR_RUNTIME_UNAVAILABLE);
}

TEST_F(InstanceTest, NeedsItsPointersAndTheRightType) {
    EXPECT_EQ(api::xrCreateInstance(nullptr, &created), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrCreateInstance(&info, nullptr), XR_ERROR_VALIDATION_FAILURE);
    info.type = XR_TYPE_SYSTEM_GET_INFO;
    EXPECT_EQ(create(), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(InstanceTest, KnowsNoCreateFlags) {
    info.createFlags = 0x42;
    EXPECT_EQ(create(), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(InstanceTest, NeedsAnApplicationsNameAndTerminatedNames) {
    info.applicationInfo.applicationName[0] = '\0';
    EXPECT_EQ(create(), XR_ERROR_NAME_INVALID);
    std::memset(info.applicationInfo.applicationName, 'a', XR_MAX_APPLICATION_NAME_SIZE);
    EXPECT_EQ(create(), XR_ERROR_NAME_INVALID);
    std::strcpy(info.applicationInfo.applicationName, "fine");
    std::memset(info.applicationInfo.engineName, 'e', XR_MAX_ENGINE_NAME_SIZE);
    EXPECT_EQ(create(), XR_ERROR_NAME_INVALID);
}

TEST_F(InstanceTest, Speaks10And11OfAnyPatchLevelAndNothingElse) {
    for (const XrVersion version : {XR_MAKE_VERSION(1, 0, 0), XR_MAKE_VERSION(1, 0, 4000), XR_MAKE_VERSION(1, 1, 99)}) {
        info.applicationInfo.apiVersion = version;
        EXPECT_EQ(create(), XR_SUCCESS);
        EXPECT_EQ(object(created).has(Feature::VERSION_1_1), XR_VERSION_MINOR(version) == 1);
        EXPECT_EQ(api::xrDestroyInstance(created), XR_SUCCESS);
    }
    for (const XrVersion version : std::vector<XrVersion>{0, 1, XR_MAKE_VERSION(1, 2, 0), XR_MAKE_VERSION(100, 0, 0)}) {
        info.applicationInfo.apiVersion = version;
        EXPECT_EQ(create(), XR_ERROR_API_VERSION_UNSUPPORTED);
    }
}

TEST_F(InstanceTest, EnablesTheExtensionsThatItHas) {
    const char* names[] = {"XR_KHR_vulkan_enable", "XR_MND_headless"};
    info.enabledExtensionCount = 2;
    info.enabledExtensionNames = names;
    ASSERT_EQ(create(), XR_SUCCESS);
    EXPECT_TRUE(object(created).has(Feature::KHR_vulkan_enable));
    EXPECT_FALSE(object(created).has(Feature::KHR_vulkan_enable2));
    EXPECT_EQ(api::xrDestroyInstance(created), XR_SUCCESS);
}

TEST_F(InstanceTest, HasNoUnknownExtensions) {
    const char* names[] = {"XR_MND_HEADLESS"};
    info.enabledExtensionCount = 1;
    info.enabledExtensionNames = names;
    EXPECT_EQ(create(), XR_ERROR_EXTENSION_NOT_PRESENT);
    info.enabledExtensionNames = nullptr;
    EXPECT_EQ(create(), XR_ERROR_VALIDATION_FAILURE);
}

// The loader loads API layers and still shows the runtime the application's list; the conformance suite, which enables its own
// layer, could make no instance while the runtime refused the list.
TEST_F(InstanceTest, LeavesLayersToTheLoader) {
    const char* names[] = {"XR_APILAYER_ANY"};
    info.enabledApiLayerCount = 1;
    info.enabledApiLayerNames = names;
    ASSERT_EQ(create(), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroyInstance(created), XR_SUCCESS);
}

TEST_F(InstanceTest, PassesOverUnknownStructuresInItsChain) {
    const XrBaseInStructure unknown{static_cast<XrStructureType>(0x7ffffffe), nullptr};
    info.next = &unknown;
    ASSERT_EQ(create(), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroyInstance(created), XR_SUCCESS);
}

TEST_F(InstanceTest, SaysItsName) {
    XrInstanceProperties properties{XR_TYPE_INSTANCE_PROPERTIES};
    ASSERT_EQ(api::xrGetInstanceProperties(instance, &properties), XR_SUCCESS);
    EXPECT_STREQ(properties.runtimeName, "Monado C++");
    EXPECT_NE(properties.runtimeVersion, 0u);
    EXPECT_EQ(api::xrGetInstanceProperties(instance, nullptr), XR_ERROR_VALIDATION_FAILURE);
    properties.type = XR_TYPE_UNKNOWN;
    EXPECT_EQ(api::xrGetInstanceProperties(instance, &properties), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrGetInstanceProperties(XR_NULL_HANDLE, &properties), XR_ERROR_HANDLE_INVALID);
}

TEST(RuntimeInfo, ExtensionsAreListedWithoutAServiceOrAnInstance) {
    uint32_t count = 0;
    ASSERT_EQ(api::xrEnumerateInstanceExtensionProperties(nullptr, 0, &count, nullptr), XR_SUCCESS);
    std::vector<XrExtensionProperties> properties(count, {XR_TYPE_EXTENSION_PROPERTIES});
    ASSERT_EQ(api::xrEnumerateInstanceExtensionProperties(nullptr, count, &count, properties.data()), XR_SUCCESS);
    std::vector<std::string> names;
    for (const XrExtensionProperties& each : properties) {
        names.emplace_back(each.extensionName);
        EXPECT_NE(each.extensionVersion, 0u);
    }
    const auto hangs_on_device = [](const ExtensionInfo& each) { return needs_density_maps(each.feature); };
    EXPECT_EQ(names.size(),
              extensions.size() - static_cast<size_t>(std::ranges::count_if(extensions, hangs_on_device)));
    EXPECT_EQ(std::ranges::count(names, "XR_KHR_vulkan_enable2"), 1);
    EXPECT_TRUE(std::ranges::is_sorted(names));
    EXPECT_EQ(api::xrEnumerateInstanceExtensionProperties(nullptr, 1, &count, properties.data()),
              XR_ERROR_SIZE_INSUFFICIENT);
    EXPECT_EQ(api::xrEnumerateInstanceExtensionProperties("a layer", 0, &count, nullptr),
              XR_ERROR_API_LAYER_NOT_PRESENT);
}

TEST(RuntimeInfo, FoveationIsListedWhereTheServicesDeviceHasDensityMaps) {
    const auto foveation_count = [] {
        uint32_t count = 0;
        EXPECT_EQ(api::xrEnumerateInstanceExtensionProperties(nullptr, 0, &count, nullptr), XR_SUCCESS);
        std::vector<XrExtensionProperties> properties(count, {XR_TYPE_EXTENSION_PROPERTIES});
        EXPECT_EQ(api::xrEnumerateInstanceExtensionProperties(nullptr, count, &count, properties.data()), XR_SUCCESS);
        return std::ranges::count_if(properties, [](const XrExtensionProperties& each) {
            return std::string_view(each.extensionName).starts_with("XR_FB_foveation");
        });
    };
    EXPECT_EQ(foveation_count(), 0);
    set_density_map_probe([] { return true; });
    EXPECT_EQ(foveation_count(), 3);
    set_density_map_probe([] { return false; });
    EXPECT_EQ(foveation_count(), 0);
    set_density_map_probe(nullptr);
}

TEST_F(InstanceTest, HasFoveationOnlyIfTheServicesDeviceHasDensityMaps) {
    for (const char* const name : {"XR_FB_foveation", "XR_FB_foveation_configuration", "XR_FB_foveation_vulkan"}) {
        info.enabledExtensionCount = 1;
        info.enabledExtensionNames = &name;
        service.density_maps = false;
        EXPECT_EQ(create(), XR_ERROR_EXTENSION_NOT_PRESENT) << name;
        service.density_maps = true;
        EXPECT_EQ(create(), XR_SUCCESS) << name;
        EXPECT_EQ(api::xrDestroyInstance(created), XR_SUCCESS);
    }
}

TEST(RuntimeInfo, ThereAreNoLayers) {
    uint32_t count = 7;
    EXPECT_EQ(api::xrEnumerateApiLayerProperties(0, &count, nullptr), XR_SUCCESS);
    EXPECT_EQ(count, 0u);
    EXPECT_EQ(api::xrEnumerateApiLayerProperties(0, nullptr, nullptr), XR_ERROR_VALIDATION_FAILURE);
}

class Names : public RuntimeFixture {};

TEST_F(Names, OfResultsAreTheHeadersOwn) {
    char text[XR_MAX_RESULT_STRING_SIZE];
    const auto name = [&](int64_t value) {
        EXPECT_EQ(api::xrResultToString(instance, static_cast<XrResult>(value), text), XR_SUCCESS);
        return std::string(text);
    };
    EXPECT_EQ(name(XR_SUCCESS), "XR_SUCCESS");
    EXPECT_EQ(name(XR_ERROR_GRAPHICS_REQUIREMENTS_CALL_MISSING), "XR_ERROR_GRAPHICS_REQUIREMENTS_CALL_MISSING");
    EXPECT_EQ(name(0x7ffffffe), "XR_UNKNOWN_SUCCESS_2147483646");
    EXPECT_EQ(name(-2147483647 - 1), "XR_UNKNOWN_FAILURE_-2147483648");
    EXPECT_EQ(api::xrResultToString(instance, XR_SUCCESS, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrResultToString(XR_NULL_HANDLE, XR_SUCCESS, text), XR_ERROR_HANDLE_INVALID);
}

TEST_F(Names, OfStructuresAreTheHeadersOwn) {
    char text[XR_MAX_STRUCTURE_NAME_SIZE];
    ASSERT_EQ(api::xrStructureTypeToString(instance, XR_TYPE_FRAME_END_INFO, text), XR_SUCCESS);
    EXPECT_STREQ(text, "XR_TYPE_FRAME_END_INFO");
    ASSERT_EQ(api::xrStructureTypeToString(instance, static_cast<XrStructureType>(0x7ffffffe), text), XR_SUCCESS);
    EXPECT_STREQ(text, "XR_UNKNOWN_STRUCTURE_TYPE_2147483646");
    EXPECT_EQ(api::xrStructureTypeToString(XR_NULL_HANDLE, XR_TYPE_UNKNOWN, text), XR_ERROR_HANDLE_INVALID);
}

class SystemTest : public RuntimeFixture {};

TEST_F(SystemTest, IsAHeadMountedDisplay) {
    XrSystemGetInfo info{XR_TYPE_SYSTEM_GET_INFO, nullptr, XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY};
    XrSystemId id = XR_NULL_SYSTEM_ID;
    ASSERT_EQ(api::xrGetSystem(instance, &info, &id), XR_SUCCESS);
    EXPECT_EQ(id, the_system_id);
    EXPECT_EQ(api::xrGetSystem(instance, &info, nullptr), XR_ERROR_VALIDATION_FAILURE);
    info.formFactor = XR_FORM_FACTOR_HANDHELD_DISPLAY;
    EXPECT_EQ(api::xrGetSystem(instance, &info, &id), XR_ERROR_FORM_FACTOR_UNSUPPORTED);
    info.type = XR_TYPE_UNKNOWN;
    EXPECT_EQ(api::xrGetSystem(instance, &info, &id), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrGetSystem(XR_NULL_HANDLE, &info, &id), XR_ERROR_HANDLE_INVALID);
}

TEST_F(SystemTest, IsDescribedByTheService) {
    XrSystemProperties properties{XR_TYPE_SYSTEM_PROPERTIES};
    ASSERT_EQ(api::xrGetSystemProperties(instance, the_system_id, &properties), XR_SUCCESS);
    EXPECT_STREQ(properties.systemName, "Fake headset");
    EXPECT_EQ(properties.systemId, the_system_id);
    EXPECT_EQ(properties.graphicsProperties.maxSwapchainImageWidth, 4096u);
    EXPECT_EQ(properties.graphicsProperties.maxSwapchainImageHeight, 2048u);
    EXPECT_GE(properties.graphicsProperties.maxLayerCount, uint32_t{XR_MIN_COMPOSITION_LAYERS_SUPPORTED});
    EXPECT_EQ(api::xrGetSystemProperties(instance, 7, &properties), XR_ERROR_SYSTEM_INVALID);
    EXPECT_EQ(api::xrGetSystemProperties(instance, the_system_id, nullptr), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(SystemTest, HasOneViewConfigurationOfTwoViews) {
    uint32_t count = 0;
    XrViewConfigurationType type{};
    ASSERT_EQ(api::xrEnumerateViewConfigurations(instance, the_system_id, 1, &count, &type), XR_SUCCESS);
    EXPECT_EQ(count, 1u);
    EXPECT_EQ(type, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO);
    EXPECT_EQ(api::xrEnumerateViewConfigurations(instance, 7, 1, &count, &type), XR_ERROR_SYSTEM_INVALID);

    XrViewConfigurationProperties properties{XR_TYPE_VIEW_CONFIGURATION_PROPERTIES};
    ASSERT_EQ(api::xrGetViewConfigurationProperties(instance, the_system_id, type, &properties), XR_SUCCESS);
    EXPECT_EQ(properties.viewConfigurationType, type);

    std::vector<XrViewConfigurationView> views(2, {XR_TYPE_VIEW_CONFIGURATION_VIEW});
    ASSERT_EQ(api::xrEnumerateViewConfigurationViews(instance, the_system_id, type, 2, &count, views.data()),
              XR_SUCCESS);
    EXPECT_EQ(views[1].recommendedImageRectWidth, 64u);
    EXPECT_EQ(views[1].recommendedImageRectHeight, 32u);
    EXPECT_EQ(views[1].maxImageRectWidth, 256u);
    EXPECT_EQ(views[1].recommendedSwapchainSampleCount, 1u);
    EXPECT_EQ(api::xrEnumerateViewConfigurationViews(instance, the_system_id, type, 1, &count, views.data()),
              XR_ERROR_SIZE_INSUFFICIENT);
}

TEST_F(SystemTest, TellsUnsupportedViewConfigurationsFromInvalidOnes) {
    const auto ask = [&](XrInstance handle, XrViewConfigurationType type) {
        XrViewConfigurationProperties properties{XR_TYPE_VIEW_CONFIGURATION_PROPERTIES};
        return api::xrGetViewConfigurationProperties(handle, the_system_id, type, &properties);
    };
    constexpr auto inset = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO_WITH_FOVEATED_INSET;
    EXPECT_EQ(ask(instance, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_MONO), XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
    EXPECT_EQ(ask(instance, XR_VIEW_CONFIGURATION_TYPE_MAX_ENUM), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(ask(instance, inset), XR_ERROR_VALIDATION_FAILURE);
    const XrInstance newer = make_instance({Feature::VERSION_1_1});
    EXPECT_EQ(ask(newer, inset), XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
    EXPECT_EQ(api::xrDestroyInstance(newer), XR_SUCCESS);
}

TEST_F(SystemTest, ShowsTheWorldOutsideIfAsked) {
    uint32_t count = 0;
    std::array<XrEnvironmentBlendMode, 3> modes{};
    ASSERT_EQ(api::xrEnumerateEnvironmentBlendModes(instance, the_system_id, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO,
                                                    3, &count, modes.data()),
              XR_SUCCESS);
    EXPECT_EQ(modes, (std::array{XR_ENVIRONMENT_BLEND_MODE_OPAQUE, XR_ENVIRONMENT_BLEND_MODE_ALPHA_BLEND,
                                 XR_ENVIRONMENT_BLEND_MODE_ADDITIVE}));
    EXPECT_EQ(api::xrEnumerateEnvironmentBlendModes(instance, the_system_id, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_MONO, 0,
                                                    &count, nullptr),
              XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
}

class RealTimespec : public RuntimeFixture {
 protected:
    RealTimespec() : RuntimeFixture(ClockMode::real) {}
};

TEST_F(RealTimespec, IsTheMonotonicClock) {
    const timespec from{3, 500};
    XrTime xr_time = 0;
    ASSERT_EQ(api::xrConvertTimespecTimeToTimeKHR(instance, &from, &xr_time), XR_SUCCESS);
    EXPECT_EQ(xr_time, 3'000'000'500);
    timespec back{};
    ASSERT_EQ(api::xrConvertTimeToTimespecTimeKHR(instance, xr_time, &back), XR_SUCCESS);
    EXPECT_EQ(back.tv_sec, 3);
    EXPECT_EQ(back.tv_nsec, 500);
}

TEST_F(RealTimespec, RefusesTimesThatAreNone) {
    timespec to{};
    XrTime xr_time = 0;
    EXPECT_EQ(api::xrConvertTimeToTimespecTimeKHR(instance, 0, &to), XR_ERROR_TIME_INVALID);
    EXPECT_EQ(api::xrConvertTimeToTimespecTimeKHR(instance, -1, &to), XR_ERROR_TIME_INVALID);
    EXPECT_EQ(api::xrConvertTimeToTimespecTimeKHR(instance, 1, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrConvertTimespecTimeToTimeKHR(instance, nullptr, &xr_time), XR_ERROR_VALIDATION_FAILURE);
    for (const timespec& bad :
         {timespec{0, 0}, timespec{-1, 0}, timespec{1, -1}, timespec{1, 1'000'000'000}, timespec{10'000'000'000, 0}}) {
        EXPECT_EQ(api::xrConvertTimespecTimeToTimeKHR(instance, &bad, &xr_time), XR_ERROR_TIME_INVALID);
    }
}

TEST_F(Names, VirtualTimeAndTheMonotonicClockMetWhenTheInstanceWasMade) {
    XrTime xr_time = 0;
    const timespec made = to_timespec(Time(time.now).time_since_epoch());
    ASSERT_EQ(api::xrConvertTimespecTimeToTimeKHR(instance, &made, &xr_time), XR_SUCCESS);
    EXPECT_EQ(xr_time, to_nanoseconds(FakeService::epoch));
    timespec back{};
    ASSERT_EQ(api::xrConvertTimeToTimespecTimeKHR(instance, xr_time, &back), XR_SUCCESS);
    EXPECT_EQ(back.tv_sec, made.tv_sec);
    EXPECT_EQ(back.tv_nsec, made.tv_nsec);
}

}  // namespace
}  // namespace xrt::oxr
