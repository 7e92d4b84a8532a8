// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/negotiate.hpp"

#include <gtest/gtest.h>

#include "state_trackers/oxr/core/api.hpp"

namespace xrt::oxr {
namespace {

class Negotiate : public ::testing::Test {
 protected:
    XrNegotiateLoaderInfo loader{
        XR_LOADER_INTERFACE_STRUCT_LOADER_INFO, XR_LOADER_INFO_STRUCT_VERSION, sizeof(XrNegotiateLoaderInfo),   1,
        XR_CURRENT_LOADER_RUNTIME_VERSION,      XR_MAKE_VERSION(1, 0, 0),      XR_MAKE_VERSION(1, 0x3ff, 0xfff)};
    XrNegotiateRuntimeRequest request{XR_LOADER_INTERFACE_STRUCT_RUNTIME_REQUEST, XR_RUNTIME_INFO_STRUCT_VERSION,
                                      sizeof(XrNegotiateRuntimeRequest)};
};

TEST_F(Negotiate, AgreesWithALoaderThatKnowsAllOfVersionOne) {
    ASSERT_EQ(negotiate(&loader, &request), XR_SUCCESS);
    EXPECT_EQ(request.runtimeInterfaceVersion, 1u);
    EXPECT_EQ(request.runtimeApiVersion, XR_CURRENT_API_VERSION);
    EXPECT_EQ(request.getInstanceProcAddr, &api::xrGetInstanceProcAddr);
}

TEST_F(Negotiate, AnswersALoaderOfOldWithinItsRange) {
    loader.maxApiVersion = XR_MAKE_VERSION(1, 0, 20);
    ASSERT_EQ(negotiate(&loader, &request), XR_SUCCESS);
    EXPECT_EQ(request.runtimeApiVersion, XR_MAKE_VERSION(1, 0, 20));
}

TEST_F(Negotiate, IgnoresPatchLevels) {
    loader.minApiVersion = XR_MAKE_VERSION(1, 1, 4000);
    ASSERT_EQ(negotiate(&loader, &request), XR_SUCCESS);
    EXPECT_EQ(request.runtimeApiVersion, XR_MAKE_VERSION(1, 1, 4000));
}

TEST_F(Negotiate, RefusesNull) {
    EXPECT_EQ(negotiate(nullptr, &request), XR_ERROR_INITIALIZATION_FAILED);
    EXPECT_EQ(negotiate(&loader, nullptr), XR_ERROR_INITIALIZATION_FAILED);
}

TEST_F(Negotiate, RefusesStructuresOfAnotherShape) {
    const auto refuses = [&](auto& member, auto value) {
        const auto good = std::exchange(member, value);
        EXPECT_EQ(negotiate(&loader, &request), XR_ERROR_INITIALIZATION_FAILED);
        member = good;
    };
    refuses(loader.structType, XR_LOADER_INTERFACE_STRUCT_RUNTIME_REQUEST);
    refuses(loader.structVersion, 2u);
    refuses(loader.structSize, size_t{8});
    refuses(request.structType, XR_LOADER_INTERFACE_STRUCT_LOADER_INFO);
    refuses(request.structVersion, 2u);
    refuses(request.structSize, size_t{8});
    EXPECT_EQ(negotiate(&loader, &request), XR_SUCCESS);
}

TEST_F(Negotiate, RefusesInterfacesAndVersionsThatItDoesNotSpeak) {
    loader.minInterfaceVersion = loader.maxInterfaceVersion = 2;
    EXPECT_EQ(negotiate(&loader, &request), XR_ERROR_INITIALIZATION_FAILED);
    loader.minInterfaceVersion = 1;
    loader.minApiVersion = XR_MAKE_VERSION(1, 2, 0);
    EXPECT_EQ(negotiate(&loader, &request), XR_ERROR_INITIALIZATION_FAILED);
    loader.minApiVersion = XR_MAKE_VERSION(0, 9, 0);
    loader.maxApiVersion = XR_MAKE_VERSION(0, 90, 43);
    EXPECT_EQ(negotiate(&loader, &request), XR_ERROR_INITIALIZATION_FAILED);
}

}  // namespace
}  // namespace xrt::oxr
