// SPDX-License-Identifier: BSL-1.0
#include "targets/run/results_json.hpp"

#include <gmock/gmock.h>

#include "targets/common/json_value.hpp"
#include "targets/run/test_record.hpp"

namespace xrt::run {
namespace {

using testing::HasSubstr;

TEST(ResultsJson, HoldsWhatCameOfARun) {
    EXPECT_EQ(results_json(good_record()), R"({
  "version": 1,
  "passed": true,
  "exit_code": 0,
  "command": ["/usr/bin/hello_xr", "-g", "Vulkan2"],
  "application": "HelloXR",
  "end": {"code": 0},
  "frames": 65,
  "complaints": [],
  "script": {"passed": true, "failure": null},
  "pictures": [
    {"name": "frame-000010-left.png", "finding": "same", "compared_pixels": 80, "differing_pixels": 1, "differing_share": 0.0125, "largest_difference": 3, "message": ""}
  ]
}
)");
}

TEST(ResultsJson, SaysWhatWentWrong) {
    const std::string json = results_json(bad_record());
    EXPECT_TRUE(JsonValue::parse(json).ok());
    EXPECT_THAT(json, HasSubstr("\"passed\": false,\n  \"exit_code\": 121"));
    EXPECT_THAT(
        json,
        HasSubstr(
            "{\"passed\": false, \"failure\": \"line 3: expected <spring> & \\\"sun\\\"; seen: ]]>\\u000asnow\"}"));
    EXPECT_THAT(json, HasSubstr("\"finding\": \"different\", \"compared_pixels\": 80, \"differing_pixels\": 20, "
                                "\"differing_share\": 0.25, \"largest_difference\": 255"));
}

TEST(ResultsJson, OfACommandThatNeverRanHasNoEnd) {
    RunRecord record = good_record();
    record.not_started = "command not found: x";
    record.pictures.clear();
    const std::string json = results_json(record);
    EXPECT_THAT(json, HasSubstr("\"end\": null"));
    EXPECT_THAT(json, HasSubstr("\"complaints\": [\"command not found: x\"]"));
    EXPECT_THAT(json, HasSubstr("\"pictures\": []"));
    record.not_started.reset();
    record.outcome.end = {ProcessEnd::How::killed, 11};
    EXPECT_THAT(results_json(record), HasSubstr("\"end\": {\"signal\": 11}"));
}

// With no picture to say it of, the files of results did not say at all what was wrong.
TEST(ResultsJson, SayWhatIsWrongWithThePicturesAltogether) {
    RunRecord record = good_record();
    record.pictures.clear();
    record.outcome.picture_faults = {"there is no picture to compare: none was captured"};
    EXPECT_THAT(results_json(record),
                HasSubstr("\"complaints\": [\"there is no picture to compare: none was captured\"]"));
    EXPECT_THAT(bad_record().complaints(), testing::IsEmpty()) << "each is told of by itself";
}

}  // namespace
}  // namespace xrt::run
