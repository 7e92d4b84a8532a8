// SPDX-License-Identifier: BSL-1.0
#include <csignal>
#include <cstdio>

#include <gmock/gmock.h>

#include "targets/doctor/vulkan_probe.hpp"

namespace xrt::doctor {
namespace {

VulkanFacts some_facts() {
    VulkanFacts facts;
    facts.devices = {{"llvmpipe (LLVM)", "Mesa 22.3.6", true}, {"A GPU", "", false}};
    facts.chosen = "A GPU";
    return facts;
}

TEST(VulkanProbe, BringsTheFactsOverFromItsProcess) {
    const VulkanFacts facts = probe_in_child(&some_facts);
    EXPECT_EQ(facts.crash, "");
    EXPECT_EQ(facts.devices, some_facts().devices);
    EXPECT_EQ(facts.chosen, "A GPU");
    EXPECT_EQ(facts.unfit, "");
}

TEST(VulkanProbe, OutlivesADriverThatDoesNot) {
    const VulkanFacts facts = probe_in_child([]() -> VulkanFacts {
        std::signal(SIGABRT, SIG_DFL);
        std::abort();
    });
    EXPECT_THAT(facts.crash, testing::HasSubstr("died of signal 6"));
}

TEST(VulkanProbe, SaysThatItTookTooLong) {
    const VulkanFacts facts = probe_in_child([]() -> VulkanFacts {
        ::raise(SIGALRM);
        return {};
    });
    EXPECT_EQ(facts.crash, "took longer than 30 s");
}

TEST(VulkanProbe, KeepsALineALine) {
    VulkanFacts facts;
    facts.unfit = "first\nsecond\tthird";
    EXPECT_EQ(from_lines(to_lines(facts)).unfit, "first second third");
}

}  // namespace
}  // namespace xrt::doctor
