// SPDX-License-Identifier: BSL-1.0
//
// The entry points of XR_KHR_vulkan_enable and XR_KHR_vulkan_enable2 and the binding that xrCreateSession gets, with a
// service that says where it composes.
#include <gmock/gmock.h>

#include "auxiliary/os/shared_segment.hpp"
#include "compositor/client/refusing_service.hpp"
#include "compositor/client/vulkan_requirements.hpp"
#include "compositor/client/vulkan_test_device.hpp"
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/handle_table.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session_graphics.hpp"
#include "state_trackers/oxr/testing/fake_devices.hpp"

namespace xrt::oxr {
namespace {

using testing::HasSubstr;

/// Answers introduce() and nothing else.
class IntroducingService final : public comp::RefusingService {
 public:
    explicit IntroducingService(const proto::SystemInfo& system) : system_(system) {
        FakeDevices(*devices_).add_simple_system();
        devices_->display.store({0, 11'111'111, 90, 0});
    }
    Result<proto::IntroduceReply> introduce(const proto::ClientInfo&) override {
        return proto::IntroduceReply{system_, TRY(devices_.duplicate_fd()), TRY(client_.duplicate_fd())};
    }

 private:
    const proto::SystemInfo system_;
    const SharedSegment<DeviceSegment> devices_ = *SharedSegment<DeviceSegment>::create("test-devices");
    const SharedSegment<ClientSegment> client_ = *SharedSegment<ClientSegment>::create("test-client");
};

class TestLink final : public ServiceLink {
 public:
    explicit TestLink(const proto::SystemInfo& system) : service_(system) {}
    proto::Service& service() override { return service_; }
    bool lost() const override { return false; }

 private:
    IntroducingService service_;
};

constexpr XrSystemId no_system = 77;

class VulkanApiTest : public testing::Test {
 protected:
    void SetUp() override {
        auto device = comp::VulkanTestDevice::create(application_options());
        if (!device) GTEST_SKIP() << "no Vulkan driver: " << device.error().message;
        application_ = std::move(*device);
        proto::SystemInfo system;
        system.graphics = true;
        system.formats = {VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_D32_SFLOAT};
        system.device_uuid = application_->as_service().device_uuid;
        system.driver_uuid = application_->as_service().driver_uuid;
        system.software_device = application_->as_service().software;
        make_instance(system);
    }
    void TearDown() override {
        graphics_.binding.reset();
        EXPECT_TRUE(handle_ == XR_NULL_HANDLE || handle_table().destroy<Instance>(handle_).ok());
        EXPECT_EQ(application_ ? application_->messages() : "", "");
    }

    static comp::TestDeviceOptions application_options() {
        comp::TestDeviceOptions options;
        for (const auto& each : comp::required_instance_extensions()) options.instance_extensions.push_back(each.name);
        for (const auto& each : comp::required_device_extensions()) options.device_extensions.push_back(each.name);
        return options;
    }

    void make_instance(const proto::SystemInfo& system) {
        InstanceRequest request;
        for (const Feature feature : {Feature::KHR_vulkan_enable, Feature::KHR_vulkan_enable2,
                                      Feature::KHR_opengl_enable, Feature::MND_headless}) {
            request.features.add(feature);
        }
        auto made = Instance::create(request, std::make_unique<TestLink>(system), std::make_unique<MonotonicWaiter>());
        ASSERT_TRUE(made.ok());
        instance_ = *made;
        ASSERT_TRUE(handle_table().insert(instance_, 0, &handle_).ok());
    }

    XrGraphicsBindingVulkanKHR binding() const {
        const comp::VulkanObjects objects = application_->objects();
        return {XR_TYPE_GRAPHICS_BINDING_VULKAN_KHR,
                nullptr,
                objects.instance,
                objects.physical_device,
                objects.device,
                objects.queue_family,
                objects.queue_index};
    }
    XrResult bind(const XrGraphicsBindingVulkanKHR& binding) {
        auto made = create_vulkan_graphics(*instance_, binding);
        if (made.ok()) graphics_ = std::move(*made);
        return made.error();
    }

    std::unique_ptr<comp::VulkanTestDevice> application_;
    std::shared_ptr<Instance> instance_;
    XrInstance handle_ = XR_NULL_HANDLE;
    SessionGraphics graphics_;
};

TEST_F(VulkanApiTest, SaysWhatTheApplicationHasToEnable) {
    uint32_t count = 0;
    ASSERT_EQ(api::xrGetVulkanInstanceExtensionsKHR(handle_, the_system_id, 0, &count, nullptr), XR_SUCCESS);
    std::string text(count, 'x');
    ASSERT_EQ(api::xrGetVulkanInstanceExtensionsKHR(handle_, the_system_id, count, &count, text.data()), XR_SUCCESS);
    EXPECT_EQ(text.back(), '\0');
    EXPECT_THAT(text, HasSubstr("VK_KHR_external_memory_capabilities"));
    EXPECT_EQ(api::xrGetVulkanInstanceExtensionsKHR(handle_, the_system_id, 3, &count, text.data()),
              XR_ERROR_SIZE_INSUFFICIENT);
    ASSERT_EQ(api::xrGetVulkanDeviceExtensionsKHR(handle_, the_system_id, 0, &count, nullptr), XR_SUCCESS);
    text.assign(count, 'x');
    ASSERT_EQ(api::xrGetVulkanDeviceExtensionsKHR(handle_, the_system_id, count, &count, text.data()), XR_SUCCESS);
    EXPECT_THAT(text, HasSubstr("VK_KHR_external_memory_fd"));
}

TEST_F(VulkanApiTest, RefusesASystemThatIsNotThere) {
    uint32_t count = 0;
    XrGraphicsRequirementsVulkanKHR requirements{XR_TYPE_GRAPHICS_REQUIREMENTS_VULKAN_KHR, nullptr, 0, 0};
    VkPhysicalDevice device = VK_NULL_HANDLE;
    const VkInstance vulkan = application_->instance().instance;
    const XrVulkanGraphicsDeviceGetInfoKHR info{XR_TYPE_VULKAN_GRAPHICS_DEVICE_GET_INFO_KHR, nullptr, no_system,
                                                vulkan};
    EXPECT_EQ(api::xrGetVulkanInstanceExtensionsKHR(handle_, no_system, 0, &count, nullptr), XR_ERROR_SYSTEM_INVALID);
    EXPECT_EQ(api::xrGetVulkanDeviceExtensionsKHR(handle_, no_system, 0, &count, nullptr), XR_ERROR_SYSTEM_INVALID);
    EXPECT_EQ(api::xrGetVulkanGraphicsRequirementsKHR(handle_, no_system, &requirements), XR_ERROR_SYSTEM_INVALID);
    EXPECT_EQ(api::xrGetVulkanGraphicsRequirements2KHR(handle_, no_system, &requirements), XR_ERROR_SYSTEM_INVALID);
    EXPECT_EQ(api::xrGetVulkanGraphicsDeviceKHR(handle_, no_system, vulkan, &device), XR_ERROR_SYSTEM_INVALID);
    EXPECT_EQ(api::xrGetVulkanGraphicsDevice2KHR(handle_, &info, &device), XR_ERROR_SYSTEM_INVALID);
    EXPECT_FALSE(instance_->graphics_requirements_noted(GraphicsApi::vulkan));
}

TEST_F(VulkanApiTest, SaysWhichVulkanItTakesAndRemembersThatItWasAsked) {
    XrGraphicsRequirementsVulkanKHR requirements{XR_TYPE_GRAPHICS_REQUIREMENTS_VULKAN2_KHR, nullptr, 0, 0};
    ASSERT_EQ(api::xrGetVulkanGraphicsRequirements2KHR(handle_, the_system_id, &requirements), XR_SUCCESS);
    EXPECT_EQ(requirements.minApiVersionSupported, XR_MAKE_VERSION(1, 0, 0));
    EXPECT_GE(requirements.maxApiVersionSupported, XR_MAKE_VERSION(1, 3, 0));
    EXPECT_TRUE(instance_->graphics_requirements_noted(GraphicsApi::vulkan));
    requirements.type = XR_TYPE_UNKNOWN;
    EXPECT_EQ(api::xrGetVulkanGraphicsRequirementsKHR(handle_, the_system_id, &requirements),
              XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(VulkanApiTest, NamesTheDeviceThatTheServiceComposesOn) {
    const VkInstance vulkan = application_->instance().instance;
    VkPhysicalDevice first = VK_NULL_HANDLE, second = VK_NULL_HANDLE;
    const XrVulkanGraphicsDeviceGetInfoKHR info{XR_TYPE_VULKAN_GRAPHICS_DEVICE_GET_INFO_KHR, nullptr, the_system_id,
                                                vulkan};
    ASSERT_EQ(api::xrGetVulkanGraphicsDeviceKHR(handle_, the_system_id, vulkan, &first), XR_SUCCESS);
    ASSERT_EQ(api::xrGetVulkanGraphicsDevice2KHR(handle_, &info, &second), XR_SUCCESS);
    EXPECT_EQ(first, application_->physical_device().handle);
    EXPECT_EQ(second, first);
    EXPECT_EQ(api::xrGetVulkanGraphicsDeviceKHR(handle_, the_system_id, VK_NULL_HANDLE, &first),
              XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrGetVulkanGraphicsDeviceKHR(handle_, the_system_id, vulkan, nullptr), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(VulkanApiTest, RefusesToMakeADeviceOfAnotherPhysicalDevice) {
    const VkDeviceCreateInfo vulkan_info{};
    const comp::VulkanObjects objects = application_->objects();
    const XrVulkanDeviceCreateInfoKHR info{XR_TYPE_VULKAN_DEVICE_CREATE_INFO_KHR,
                                           nullptr,
                                           the_system_id,
                                           0,
                                           objects.get_instance_proc_addr,
                                           objects.physical_device,
                                           &vulkan_info,
                                           nullptr};
    VkDevice device = VK_NULL_HANDLE;
    VkResult result = VK_SUCCESS;
    // Never asked for with xrGetVulkanGraphicsDevice2KHR.
    EXPECT_EQ(api::xrCreateVulkanDeviceKHR(handle_, &info, &device, &result), XR_ERROR_HANDLE_INVALID);
}

TEST_F(VulkanApiTest, ChecksWhatItIsToMakeAnInstanceOf) {
    const VkInstanceCreateInfo vulkan_info{};
    const XrVulkanInstanceCreateInfoKHR good{
        XR_TYPE_VULKAN_INSTANCE_CREATE_INFO_KHR,        nullptr,      the_system_id, 0,
        application_->objects().get_instance_proc_addr, &vulkan_info, nullptr};
    const auto create = [&](auto&& change) {
        XrVulkanInstanceCreateInfoKHR info = good;
        change(info);
        VkInstance vulkan = VK_NULL_HANDLE;
        VkResult result = VK_SUCCESS;
        return api::xrCreateVulkanInstanceKHR(handle_, &info, &vulkan, &result);
    };
    EXPECT_EQ(create([](auto& info) { info.type = XR_TYPE_UNKNOWN; }), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(create([](auto& info) { info.systemId = no_system; }), XR_ERROR_SYSTEM_INVALID);
    EXPECT_EQ(create([](auto& info) { info.createFlags = 1; }), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(create([](auto& info) { info.pfnGetInstanceProcAddr = nullptr; }), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(create([](auto& info) { info.vulkanCreateInfo = nullptr; }), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(VulkanApiTest, BindsASessionToTheApplicationsDevice) {
    ASSERT_EQ(bind(binding()), XR_SUCCESS);
    ASSERT_NE(graphics_.binding, nullptr);
    EXPECT_EQ(graphics_.image_type, XR_TYPE_SWAPCHAIN_IMAGE_VULKAN_KHR);
    EXPECT_EQ(graphics_.binding->formats().size(), 2u);
}

TEST_F(VulkanApiTest, TakesTheOldBindingOfAnApplicationThatEnablesBothExtensions) {
    const XrGraphicsBindingVulkanKHR old = binding();
    EXPECT_EQ(choose_graphics(*instance_, &old).error(), XR_ERROR_GRAPHICS_REQUIREMENTS_CALL_MISSING);
    instance_->note_graphics_requirements(GraphicsApi::vulkan);
    auto chosen = choose_graphics(*instance_, &old);
    ASSERT_TRUE(chosen.ok());
    graphics_ = std::move(*chosen);
    EXPECT_NE(graphics_.binding, nullptr);
}

/// And do not give the application a session without graphics, because it may have one.
TEST_F(VulkanApiTest, RefusesBindingsOfOpenGlThatCannotBeUsed) {
    for (const XrStructureType type :
         {XR_TYPE_GRAPHICS_BINDING_OPENGL_XCB_KHR, XR_TYPE_GRAPHICS_BINDING_OPENGL_WAYLAND_KHR}) {
        const XrBaseInStructure unusable{type, nullptr};
        EXPECT_EQ(choose_graphics(*instance_, &unusable).error(), XR_ERROR_GRAPHICS_DEVICE_INVALID);
    }
    auto headless = choose_graphics(*instance_, nullptr);
    ASSERT_TRUE(headless.ok());
    EXPECT_EQ(headless->binding, nullptr);
}

TEST_F(VulkanApiTest, RefusesABindingThatDoesNotFit) {
    const auto refused = [&](auto&& change) {
        XrGraphicsBindingVulkanKHR changed = binding();
        change(changed);
        return bind(changed);
    };
    EXPECT_EQ(refused([](auto& b) { b.instance = VK_NULL_HANDLE; }), XR_ERROR_GRAPHICS_DEVICE_INVALID);
    EXPECT_EQ(refused([](auto& b) { b.physicalDevice = VK_NULL_HANDLE; }), XR_ERROR_GRAPHICS_DEVICE_INVALID);
    EXPECT_EQ(refused([](auto& b) { b.device = VK_NULL_HANDLE; }), XR_ERROR_GRAPHICS_DEVICE_INVALID);
    EXPECT_EQ(refused([](auto& b) { b.queueFamilyIndex = 99; }), XR_ERROR_GRAPHICS_DEVICE_INVALID);
    EXPECT_EQ(refused([](auto& b) { b.queueIndex = 99; }), XR_ERROR_GRAPHICS_DEVICE_INVALID);
}

/// Two images that are nothing but numbers.
class NumberedImages final : public comp::ImportedSwapchain {
 public:
    size_t image_count() const override { return 2; }
    uint64_t image(size_t index) const override { return 100 + index; }
    Result<void> acquire_image(size_t) override { return {}; }
    Result<void> release_image(size_t) override { return {}; }
};

TEST_F(VulkanApiTest, WritesImagesIntoStructuresOfTheRightType) {
    ASSERT_EQ(bind(binding()), XR_SUCCESS);
    XrSwapchainImageVulkanKHR images[2] = {{XR_TYPE_SWAPCHAIN_IMAGE_VULKAN_KHR, nullptr, VK_NULL_HANDLE},
                                           {XR_TYPE_SWAPCHAIN_IMAGE_VULKAN2_KHR, nullptr, VK_NULL_HANDLE}};
    auto* const array = reinterpret_cast<XrSwapchainImageBaseHeader*>(images);
    ASSERT_TRUE(graphics_.write_images(NumberedImages(), array).ok());
    EXPECT_EQ(to_raw(images[0].image), 100u);
    EXPECT_EQ(to_raw(images[1].image), 101u);
    images[1].type = XR_TYPE_SWAPCHAIN_IMAGE_OPENGL_KHR;
    EXPECT_EQ(graphics_.write_images(NumberedImages(), array).error(), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(VulkanApiTest, HasNoDeviceWhereTheServiceComposesNothing) {
    ASSERT_TRUE(handle_table().destroy<Instance>(handle_).ok());
    make_instance(proto::SystemInfo{});
    VkPhysicalDevice device = VK_NULL_HANDLE;
    EXPECT_EQ(api::xrGetVulkanGraphicsDeviceKHR(handle_, the_system_id, application_->instance().instance, &device),
              XR_ERROR_RUNTIME_FAILURE);
    EXPECT_EQ(bind(binding()), XR_ERROR_RUNTIME_FAILURE);
}

/// A swapchain of two images, with density maps or without.
class ImagesWithMaps final : public comp::ImportedSwapchain {
 public:
    explicit ImagesWithMaps(bool has_maps) : has_maps_(has_maps) {}
    size_t image_count() const override { return 2; }
    uint64_t image(size_t index) const override { return 100 + index; }
    Result<void> acquire_image(size_t) override { return {}; }
    Result<void> release_image(size_t) override { return {}; }
    std::optional<comp::DensityImage> density_image(size_t index) const override {
        if (!has_maps_) return std::nullopt;
        return comp::DensityImage{200 + index, {4, 2}};
    }

 private:
    const bool has_maps_;
};

TEST_F(VulkanApiTest, ImagesComeWithTheirDensityMaps) {
    ASSERT_EQ(bind(binding()), XR_SUCCESS);
    std::array<XrSwapchainImageFoveationVulkanFB, 2> maps{};
    std::array<XrSwapchainImageVulkanKHR, 2> images{};
    for (size_t i = 0; i < 2; ++i) {
        maps[i] = {XR_TYPE_SWAPCHAIN_IMAGE_FOVEATION_VULKAN_FB, nullptr, VK_NULL_HANDLE, 7, 7};
        images[i] = {XR_TYPE_SWAPCHAIN_IMAGE_VULKAN_KHR, &maps[i], VK_NULL_HANDLE};
    }
    auto* const array = reinterpret_cast<XrSwapchainImageBaseHeader*>(images.data());
    ASSERT_TRUE(graphics_.write_images(ImagesWithMaps(false), array).ok());
    EXPECT_EQ(images[1].image, std::bit_cast<VkImage>(uint64_t{101}));
    EXPECT_EQ(maps[1].width, 7u) << "the swapchain was made without maps";
    ASSERT_TRUE(graphics_.write_images(ImagesWithMaps(true), array).ok());
    for (size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(images[i].image, std::bit_cast<VkImage>(100 + i));
        EXPECT_EQ(maps[i].image, std::bit_cast<VkImage>(200 + i));
        EXPECT_EQ(maps[i].width, 4u);
        EXPECT_EQ(maps[i].height, 2u);
    }
    images[0].next = nullptr;
    EXPECT_TRUE(graphics_.write_images(ImagesWithMaps(true), array).ok());
}

}  // namespace
}  // namespace xrt::oxr
