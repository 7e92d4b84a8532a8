// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/parameters.hpp"

#include <gtest/gtest.h>

#include <string>

#include "state_trackers/oxr/core/entry_points.hpp"

namespace xrt::oxr {
namespace {

std::string text_of(std::string_view function) {
    std::string text;
    for (const Parameter& each : parameters_of(function)) {
        text.append(each.type).append(each.is_pointer ? "* " : " ").append(each.name).append(";");
    }
    return text;
}

TEST(Parameters, AreThoseOfThePrototype) {
    EXPECT_EQ(text_of("xrEndFrame"), "XrSession session;XrFrameEndInfo* frameEndInfo;");
    EXPECT_EQ(text_of("xrResultToString"), "XrInstance instance;XrResult value;char buffer;");
    EXPECT_EQ(text_of("xrConvertTimespecTimeToTimeKHR"), "XrInstance instance;timespec* timespecTime;XrTime* time;");
    EXPECT_EQ(text_of("xrDestroySpace"), "XrSpace space;");
}

TEST(Parameters, AreKnownOfEveryEntryPoint) {
    for (const EntryPoint& each : entry_points()) {
        if (each.name == "xrGetVulkanGraphicsRequirements2KHR") continue;  // an alias, which old headers do not declare
        EXPECT_FALSE(parameters_of(each.name).empty()) << each.name;
    }
}

TEST(Parameters, AreNoneOfAnUnknownFunction) {
    EXPECT_TRUE(parameters_of("xrNonsense").empty());
    EXPECT_TRUE(parameters_of("").empty());
    EXPECT_TRUE(parameters_of("zz").empty());
}

}  // namespace
}  // namespace xrt::oxr
