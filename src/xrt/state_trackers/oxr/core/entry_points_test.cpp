// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/entry_points.hpp"

#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

class EntryPoints : public RuntimeFixture {
 protected:
    XrResult look_up(XrInstance handle, const char* name) {
        function = &api_marker;
        const XrResult result = api::xrGetInstanceProcAddr(handle, name, &function);
        EXPECT_EQ(function != nullptr, result == XR_SUCCESS) << name;
        return result;
    }

    static void api_marker() {}
    PFN_xrVoidFunction function = nullptr;
};

TEST_F(EntryPoints, AreAllThereAndSorted) {
    const auto points = entry_points();
    EXPECT_GT(points.size(), 60u);
    for (size_t i = 1; i < points.size(); ++i) EXPECT_LT(points[i - 1].name, points[i].name);
    for (const EntryPoint& point : points) EXPECT_NE(point.function, nullptr);
}

TEST_F(EntryPoints, WithoutAnInstanceThreeAreFound) {
    EXPECT_EQ(look_up(XR_NULL_HANDLE, "xrCreateInstance"), XR_SUCCESS);
    EXPECT_EQ(function, reinterpret_cast<PFN_xrVoidFunction>(&api::xrCreateInstance));
    EXPECT_EQ(look_up(XR_NULL_HANDLE, "xrEnumerateInstanceExtensionProperties"), XR_SUCCESS);
    EXPECT_EQ(look_up(XR_NULL_HANDLE, "xrEnumerateApiLayerProperties"), XR_SUCCESS);
    EXPECT_EQ(look_up(XR_NULL_HANDLE, "xrDestroyInstance"), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(look_up(XR_NULL_HANDLE, "xrNonsense"), XR_ERROR_HANDLE_INVALID);
}

TEST_F(EntryPoints, CoreFunctionsAreFoundForAnInstance) {
    for (const EntryPoint& point : entry_points()) {
        if (point.feature != Feature::VERSION_1_0) continue;
        EXPECT_EQ(look_up(instance, std::string(point.name).c_str()), XR_SUCCESS) << point.name;
    }
}

TEST_F(EntryPoints, FunctionsOfExtensionsAreFoundOnlyWhereTheyAreEnabled) {
    EXPECT_EQ(look_up(instance, "xrConvertTimeToTimespecTimeKHR"), XR_SUCCESS);
    for (const char* name : {"xrGetVulkanGraphicsDeviceKHR", "xrCreateVulkanInstanceKHR",
                             "xrGetVulkanGraphicsRequirements2KHR", "xrGetD3D11GraphicsRequirementsKHR"}) {
        EXPECT_EQ(look_up(instance, name), XR_ERROR_FUNCTION_UNSUPPORTED) << name;
    }
    const XrInstance other = make_instance({Feature::KHR_vulkan_enable2});
    EXPECT_EQ(look_up(other, "xrGetVulkanGraphicsRequirements2KHR"), XR_SUCCESS);
    EXPECT_EQ(look_up(other, "xrGetVulkanGraphicsDeviceKHR"), XR_ERROR_FUNCTION_UNSUPPORTED);
    EXPECT_EQ(look_up(other, "xrConvertTimeToTimespecTimeKHR"), XR_ERROR_FUNCTION_UNSUPPORTED);
    EXPECT_EQ(api::xrDestroyInstance(other), XR_SUCCESS);
}

TEST_F(EntryPoints, AnApplicationOf10FindsFunctionsOf11AndCannotUseThem) {
    EXPECT_EQ(look_up(instance, "xrLocateSpaces"), XR_SUCCESS);
    EXPECT_EQ(api::xrLocateSpaces(make_headless_session(), nullptr, nullptr), XR_ERROR_FUNCTION_UNSUPPORTED);
    const XrInstance newer = make_instance({Feature::VERSION_1_1});
    EXPECT_EQ(look_up(newer, "xrLocateSpaces"), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroyInstance(newer), XR_SUCCESS);
}

TEST_F(EntryPoints, BadNamesAndHandlesAreErrors) {
    for (const char* name : {"", "xr", "xrGetSystemX", "xrgetsystem"}) {
        EXPECT_EQ(look_up(instance, name), XR_ERROR_FUNCTION_UNSUPPORTED);
    }
    EXPECT_EQ(look_up(instance, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrGetInstanceProcAddr(instance, "xrGetSystem", nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(look_up(from_raw<XrInstance>(12345), "xrGetSystem"), XR_ERROR_HANDLE_INVALID);
}

}  // namespace
}  // namespace xrt::oxr
