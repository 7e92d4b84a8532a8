// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/report.hpp"

#include <gtest/gtest.h>

namespace xrt::doctor {
namespace {

const Finding good{"home", Severity::ok, "/root"};
const Finding doubtful{"fds", Severity::warning, "at most 5", "raise it"};
const Finding bad{"vulkan-driver", Severity::error, "there is\nnone", "install \"one\""};

TEST(DoctorReport, HasALineForEachAndASum) {
    EXPECT_EQ(to_text({good, doubtful, bad}),
              "ok       home              /root\n"
              "warning  fds               at most 5; raise it\n"
              "error    vulkan-driver     there is?none; install \"one\"\n"
              "applications will not run: 1 error, 1 warning\n");
    EXPECT_EQ(to_text({good, good}),
              "ok       home              /root\nok       home              /root\n"
              "applications will run: 0 errors, 0 warnings\n");
}

TEST(DoctorReport, IsJsonForPrograms) {
    EXPECT_EQ(to_json({good, bad}),
              "{\"ok\":false,\"checks\":[{\"check\":\"home\",\"result\":\"ok\",\"text\":\"/root\",\"remedy\":\"\"},"
              "{\"check\":\"vulkan-driver\",\"result\":\"error\",\"text\":\"there is\\u000anone\",\"remedy\":\"install "
              "\\\"one\\\"\"}]}\n");
    EXPECT_EQ(to_json({}), "{\"ok\":true,\"checks\":[]}\n");
}

TEST(DoctorReport, IsGoodDespiteWarnings) {
    EXPECT_TRUE(all_well({good, doubtful}));
    EXPECT_FALSE(all_well({good, bad}));
}

}  // namespace
}  // namespace xrt::doctor
