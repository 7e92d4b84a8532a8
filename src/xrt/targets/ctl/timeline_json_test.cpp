// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/timeline_json.hpp"

#include <gmock/gmock.h>

#include "targets/common/json_value.hpp"

namespace xrt::ctl {
namespace {

using proto::TimelineEvent;
using proto::TimelineKind;
using testing::HasSubstr;

constexpr Time at(int64_t microseconds) { return time_from_nanoseconds(microseconds * 1000); }

std::vector<TimelineEvent> one_frame() {
    return {{TimelineKind::wait, 1, 7, 0, at(100), at(200)},   {TimelineKind::prepare, 1, 7, 0, at(200), at(210)},
            {TimelineKind::render, 1, 7, 0, at(210), at(300)}, {TimelineKind::deliver, 1, 7, 0, at(300), at(320)},
            {TimelineKind::latch, 1, 7, 3, at(400), at(400)},  {TimelineKind::draw, 0, 0, 3, at(401), at(450)},
            {TimelineKind::gpu, 0, 0, 3, at(410), at(440)},    {TimelineKind::present, 0, 0, 3, at(450), at(460)},
            {TimelineKind::display, 0, 0, 3, at(500), at(500)}};
}

TEST(TimelineJson, IsJson) {
    EXPECT_TRUE(JsonValue::parse(to_trace_json(one_frame(), {{1, "a \"strange\"\nname\\"}})).ok());
    EXPECT_TRUE(JsonValue::parse(to_trace_json({}, {})).ok());
}

TEST(TimelineJson, NamesTheTracks) {
    const std::string json = to_trace_json(one_frame(), {{1, "hello_xr"}});
    EXPECT_THAT(json,
                HasSubstr(R"({"ph":"M","name":"process_name","pid":1,"tid":0,"args":{"name":"monado-service"}})"));
    EXPECT_THAT(json, HasSubstr("\"pid\":1001,\"tid\":0,\"args\":{\"name\":\"hello_xr (client 1)\"}}"));
    EXPECT_THAT(json, HasSubstr(R"("name":"thread_name","pid":1,"tid":2,"args":{"name":"GPU"}})"));
}

TEST(TimelineJson, HasASliceForEachStepInMicroseconds) {
    const std::string json = to_trace_json(one_frame(), {});
    EXPECT_THAT(json,
                HasSubstr(R"("ph":"X","cat":"frame","name":"wait","pid":1001,"tid":1,"ts":100.000,"dur":100.000)"));
    EXPECT_THAT(json, HasSubstr(R"("name":"end","pid":1001,"tid":3,"ts":210.000,"dur":90.000,"args":{"frame":7})"));
    EXPECT_THAT(json, HasSubstr(R"("name":"draw","pid":1,"tid":1,"ts":401.000,"dur":49.000,"args":{"composition":3})"));
    EXPECT_THAT(json, HasSubstr(R"("name":"draw","pid":1,"tid":2,"ts":410.000,"dur":30.000)"));
    EXPECT_THAT(json, HasSubstr(R"("name":"present","pid":1,"tid":1,"ts":450.000,"dur":10.000)"));
    EXPECT_THAT(json, HasSubstr(R"("name":"composition","pid":1,"tid":1,"ts":400.000,"dur":60.000)"));
}

TEST(TimelineJson, DrawsAnArrowFromTheFrameToItsComposition) {
    const std::string json = to_trace_json(one_frame(), {});
    const std::string id = std::to_string((uint64_t{1} << 32) | 7);
    EXPECT_THAT(json, HasSubstr(R"({"ph":"s","bp":"e","cat":"frame","name":"frame","id":)" + id +
                                R"(,"pid":1001,"tid":3,"ts":210.000})"));
    EXPECT_THAT(json, HasSubstr(R"({"ph":"f","bp":"e","cat":"frame","name":"frame","id":)" + id +
                                R"(,"pid":1,"tid":1,"ts":400.000})"));
}

TEST(TimelineJson, SlicesOfOneTrackDoNotOverlap) {
    const std::string json = to_trace_json({{TimelineKind::deliver, 1, 1, 0, at(100), at(300)},
                                            {TimelineKind::deliver, 1, 2, 0, at(200), at(400)},
                                            {TimelineKind::latch, 1, 1, 1, at(310), at(310)},
                                            {TimelineKind::draw, 0, 0, 1, at(320), at(420)},
                                            {TimelineKind::latch, 1, 2, 2, at(410), at(410)},
                                            {TimelineKind::draw, 0, 0, 2, at(420), at(500)}},
                                           {});
    EXPECT_THAT(json, HasSubstr(R"("name":"deliver","pid":1001,"tid":4,"ts":300.000,"dur":100.000)"));
    EXPECT_THAT(json, HasSubstr(R"("name":"composition","pid":1,"tid":1,"ts":420.000,"dur":80.000)"));
}

}  // namespace
}  // namespace xrt::ctl
