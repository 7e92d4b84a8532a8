// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/structures.hpp"

#include <gtest/gtest.h>

#include <array>

#include "state_trackers/oxr/core/guard.hpp"

namespace xrt::oxr {
namespace {

TEST(Structures, WrongTypesAndNullAreValidationFailures) {
    const XrSystemGetInfo info{XR_TYPE_SYSTEM_GET_INFO};
    EXPECT_EQ(check_type(&info, XR_TYPE_SYSTEM_GET_INFO).code(), XR_SUCCESS);
    EXPECT_EQ(check_type(&info, XR_TYPE_SESSION_CREATE_INFO).code(), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(check_type<XrSystemGetInfo>(nullptr, XR_TYPE_SYSTEM_GET_INFO).code(), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(check_type_if_any<XrSystemGetInfo>(nullptr, XR_TYPE_SYSTEM_GET_INFO).code(), XR_SUCCESS);
    EXPECT_EQ(check_type_if_any(&info, XR_TYPE_SESSION_CREATE_INFO).code(), XR_ERROR_VALIDATION_FAILURE);
}

TEST(Structures, ChainsAreSearchedPastUnknownStructures) {
    const XrGraphicsBindingVulkanKHR wanted{XR_TYPE_GRAPHICS_BINDING_VULKAN_KHR};
    const XrBaseInStructure unknown{static_cast<XrStructureType>(77777),
                                    reinterpret_cast<const XrBaseInStructure*>(&wanted)};
    EXPECT_EQ(find_in_chain<XrGraphicsBindingVulkanKHR>(&unknown, XR_TYPE_GRAPHICS_BINDING_VULKAN_KHR), &wanted);
    EXPECT_EQ(find_in_chain<XrGraphicsBindingVulkanKHR>(nullptr, XR_TYPE_GRAPHICS_BINDING_VULKAN_KHR), nullptr);
}

TEST(Structures, TwoCallsCountThenCopy) {
    const std::array<int64_t, 3> values{4, 5, 6};
    uint32_t count = 0;
    EXPECT_EQ(copy_out<int64_t>(values, 0, &count, nullptr).code(), XR_SUCCESS);
    EXPECT_EQ(count, 3u);
    std::array<int64_t, 4> out{};
    EXPECT_EQ(copy_out(values, 4, &count, out.data()).code(), XR_SUCCESS);
    EXPECT_EQ(count, 3u);
    EXPECT_EQ(out, (std::array<int64_t, 4>{4, 5, 6, 0}));
}

TEST(Structures, TwoCallsRefuseTooLittleRoomAndWriteNothing) {
    const std::array<int64_t, 3> values{4, 5, 6};
    std::array<int64_t, 2> out{};
    uint32_t count = 0;
    EXPECT_EQ(copy_out(values, 2, &count, out.data()).code(), XR_ERROR_SIZE_INSUFFICIENT);
    EXPECT_EQ(count, 3u);
    EXPECT_EQ(out, (std::array<int64_t, 2>{}));
}

TEST(Structures, TwoCallsRefuseNullPointers) {
    const std::array<int64_t, 1> values{4};
    int64_t out = 0;
    uint32_t count = 0;
    EXPECT_EQ(copy_out(values, 1, nullptr, &out).code(), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(copy_out<int64_t>(values, 1, &count, nullptr).code(), XR_ERROR_VALIDATION_FAILURE);
}

TEST(Structures, StringsCountTheirTerminator) {
    uint32_t count = 0;
    char buffer[4] = {'x', 'x', 'x', 'x'};
    EXPECT_EQ(copy_out("abc", 3, &count, buffer).code(), XR_ERROR_SIZE_INSUFFICIENT);
    EXPECT_EQ(count, 4u);
    EXPECT_EQ(copy_out("abc", 4, &count, buffer).code(), XR_SUCCESS);
    EXPECT_STREQ(buffer, "abc");
}

TEST(Structures, ElementsOfAWrongTypeAreRefusedBeforeAnyIsWritten) {
    std::array<XrViewConfigurationView, 2> views{};
    views[0].type = XR_TYPE_VIEW_CONFIGURATION_VIEW;
    uint32_t count = 0;
    const auto fill = [](size_t, XrViewConfigurationView& view) { view.maxImageRectWidth = 1; };
    EXPECT_EQ(fill_out(2, XR_TYPE_VIEW_CONFIGURATION_VIEW, 2, &count, views.data(), fill).code(),
              XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(views[0].maxImageRectWidth, 0u);
}

TEST(Structures, TextsAreCutAndTerminated) {
    char buffer[4];
    copy_text("abcdef", buffer);
    EXPECT_STREQ(buffer, "abc");
    EXPECT_EQ(*text_of(buffer), "abc");
    const char open[2] = {'a', 'b'};
    EXPECT_EQ(text_of(open).error(), XR_ERROR_VALIDATION_FAILURE);
}

TEST(Guard, ExceptionsBecomeResults) {
    EXPECT_EQ(guarded([]() -> Outcome<> { throw std::bad_alloc(); }), XR_ERROR_OUT_OF_MEMORY);
    EXPECT_EQ(guarded([]() -> Outcome<> { throw 7; }), XR_ERROR_RUNTIME_FAILURE);
    EXPECT_EQ(guarded([]() -> Outcome<> { return XR_FRAME_DISCARDED; }), XR_FRAME_DISCARDED);
}

TEST(Outcome, ErrorsOfTheServiceBecomeTheResultThatTellsBest) {
    const auto code = [](ErrorCode error) { return Outcome<>(Error{error, "a test's error"}).code(); };
    EXPECT_EQ(code(ErrorCode::invalid_argument), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(code(ErrorCode::call_order), XR_ERROR_CALL_ORDER_INVALID);
    EXPECT_EQ(code(ErrorCode::limit_exceeded), XR_ERROR_LIMIT_REACHED);
    EXPECT_EQ(code(ErrorCode::out_of_memory), XR_ERROR_OUT_OF_MEMORY);
    EXPECT_EQ(code(ErrorCode::unsupported), XR_ERROR_FEATURE_UNSUPPORTED);
    EXPECT_EQ(code(ErrorCode::version_mismatch), XR_ERROR_RUNTIME_UNAVAILABLE);
    EXPECT_EQ(code(ErrorCode::connection_lost), XR_ERROR_INSTANCE_LOST);
    EXPECT_EQ(code(ErrorCode::internal), XR_ERROR_RUNTIME_FAILURE);
}

}  // namespace
}  // namespace xrt::oxr
