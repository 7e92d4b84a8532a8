// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/timeline_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <string_view>

namespace xrt::ctl {
namespace {

using proto::TimelineEvent;
using proto::TimelineKind;
using testing::HasSubstr;

constexpr Time at(int64_t microseconds) { return time_from_nanoseconds(microseconds * 1000); }

/// Reads JSON by its grammar and keeps nothing.
class JsonReader {
 public:
    explicit JsonReader(std::string_view text) : rest_(text) {}
    bool is_valid() { return value() && (space(), rest_.empty()); }

 private:
    void space() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \n\t\r"), rest_.size())); }
    bool take(char wanted) {
        space();
        if (!rest_.starts_with(wanted)) return false;
        return rest_.remove_prefix(1), true;
    }
    bool word(std::string_view wanted) {
        if (!rest_.starts_with(wanted)) return false;
        return rest_.remove_prefix(wanted.size()), true;
    }
    bool value() {
        space();
        if (take('{')) return list('}', [&] { return string() && take(':') && value(); });
        if (take('[')) return list(']', [&] { return value(); });
        if (rest_.starts_with('"')) return string();
        return word("true") || word("false") || word("null") || number();
    }
    template <typename Item>
    bool list(char end, const Item& item) {
        if (take(end)) return true;
        do {
            if (!item()) return false;
        } while (take(','));
        return take(end);
    }
    bool string() {
        if (!take('"')) return false;
        for (; !rest_.empty() && rest_.front() != '"'; rest_.remove_prefix(1)) {
            if (static_cast<unsigned char>(rest_.front()) < 0x20) return false;
            if (rest_.front() == '\\') rest_.remove_prefix(1);
        }
        return take('"');
    }
    bool number() {
        const size_t length = std::min(rest_.find_first_not_of("+-.0123456789eE"), rest_.size());
        rest_.remove_prefix(length);
        return length > 0;
    }

    std::string_view rest_;
};

std::vector<TimelineEvent> one_frame() {
    return {{TimelineKind::wait, 1, 7, 0, at(100), at(200)},   {TimelineKind::prepare, 1, 7, 0, at(200), at(210)},
            {TimelineKind::render, 1, 7, 0, at(210), at(300)}, {TimelineKind::deliver, 1, 7, 0, at(300), at(320)},
            {TimelineKind::latch, 1, 7, 3, at(400), at(400)},  {TimelineKind::draw, 0, 0, 3, at(401), at(450)},
            {TimelineKind::gpu, 0, 0, 3, at(410), at(440)},    {TimelineKind::present, 0, 0, 3, at(450), at(460)},
            {TimelineKind::display, 0, 0, 3, at(500), at(500)}};
}

TEST(TimelineJson, IsJson) {
    EXPECT_TRUE(JsonReader(to_trace_json(one_frame(), {{1, "a \"strange\"\nname\\"}})).is_valid());
    EXPECT_TRUE(JsonReader(to_trace_json({}, {})).is_valid());
    EXPECT_FALSE(JsonReader("{\"a\":[1,2}").is_valid());
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
