// SPDX-License-Identifier: BSL-1.0
#include "targets/run/junit_text.hpp"

#include <gmock/gmock.h>

#include <regex>

#include "targets/run/test_record.hpp"
#include "targets/script/script_reader.hpp"

namespace xrt::run {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Why a text is no well-formed XML, or nothing. Knows what we write: elements, attributes in double quotes, text, numeric references.
std::string fault_of(const std::string& xml) {
    const std::regex part(
        "<(/?)([a-z]+)((?: [a-z]+=\"[^<>&\"']*(?:&#[0-9]+;[^<>&\"']*)*\")*)(/?)>|([^<>&]+)|(&#[0-9]+;)");
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    if (!xml.starts_with(head)) return "it has no declaration";
    std::vector<std::string> open;
    auto at = xml.begin() + static_cast<std::ptrdiff_t>(head.size());
    for (std::smatch match; at != xml.end(); at = match[0].second) {
        if (!std::regex_search(at, xml.end(), match, part, std::regex_constants::match_continuous)) {
            return "strange: " + std::string(at, xml.end()).substr(0, 60);
        }
        if (match[2].str().empty()) continue;
        if (match[1] == "/") {
            if (open.empty() || open.back() != match[2]) return "closes what is not open: " + match[2].str();
            open.pop_back();
        } else if (match[4] != "/") {
            open.push_back(match[2]);
        }
    }
    return open.empty() ? "" : "never closed: " + open.back();
}

TEST(JunitText, HoldsACaseForCommandScriptAndEachPicture) {
    EXPECT_EQ(junit_text(good_record()), R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="monado-run" tests="3" failures="0" errors="0">
  <testsuite name="hello_xr" tests="3" failures="0" errors="0" skipped="0">
    <properties>
      <property name="exit_code" value="0"/>
      <property name="frames" value="65"/>
      <property name="application" value="HelloXR"/>
    </properties>
    <testcase classname="hello_xr" name="command"/>
    <testcase classname="hello_xr" name="script"/>
    <testcase classname="hello_xr.pictures" name="frame-000010-left.png"/>
  </testsuite>
</testsuites>
)");
}

TEST(JunitText, SaysOfEachFailureWhatItWas) {
    const std::string xml = junit_text(bad_record());
    EXPECT_THAT(xml, HasSubstr("<testsuite name=\"hello_xr\" tests=\"4\" failures=\"2\" errors=\"0\" skipped=\"0\">"));
    EXPECT_THAT(xml, HasSubstr("<testcase classname=\"hello_xr\" name=\"command\"/>"))
        << "nothing is wrong with the command itself";
    EXPECT_THAT(xml, HasSubstr("<failure type=\"different\" message=\"20 of 80 &#60;pixels&#62; differ\">"));
    EXPECT_THAT(xml, HasSubstr("seen: ]]&#62;&#10;snow"));
}

TEST(JunitText, HoldsACaseForEachExpectationOfTheScript) {
    RunRecord record = good_record();
    record.expectations = {{2, "a session that is focused"}, {5, "no <haptic>"}};
    const std::string xml = junit_text(record);
    EXPECT_EQ(fault_of(xml), "");
    EXPECT_THAT(xml, HasSubstr("<testsuite name=\"hello_xr\" tests=\"5\" failures=\"0\" errors=\"0\" skipped=\"0\">"));
    EXPECT_THAT(xml,
                HasSubstr("<testcase classname=\"hello_xr\" name=\"script\"/>\n"
                          "    <testcase classname=\"hello_xr.script\" name=\"line 2: a session that is focused\"/>\n"
                          "    <testcase classname=\"hello_xr.script\" name=\"line 5: no &#60;haptic&#62;\"/>"));
}

TEST(JunitText, TellsAFailedExpectationOnceAndPassesOverWhatComesAfterIt) {
    RunRecord record = bad_record();
    record.expectations = {{2, "winter"}, {3, "spring"}, {4, "summer"}};
    const std::string xml = junit_text(record);
    EXPECT_EQ(fault_of(xml), "");
    EXPECT_THAT(xml, HasSubstr("tests=\"7\" failures=\"2\" errors=\"0\" skipped=\"2\">"))
        << "the other one is a picture";
    EXPECT_THAT(xml, HasSubstr("name=\"script\">\n      <skipped type=\"script\" message=\"line 3 has failed\"/>"));
    EXPECT_THAT(xml, HasSubstr("name=\"line 2: winter\"/>"));
    EXPECT_THAT(xml, HasSubstr("name=\"line 3: spring\">\n      <failure type=\"script\" message=\"line 3: expected"));
    EXPECT_THAT(xml,
                HasSubstr("name=\"line 4: summer\">\n      <skipped type=\"script\" message=\"line 3 had failed\"/>"));
    record.outcome.frames_wanted = 999;
    EXPECT_THAT(junit_text(record), HasSubstr("failures=\"2\"")) << "it was asked to exit early";
    record.expectations = {{2, "winter"}};
    EXPECT_THAT(junit_text(record), HasSubstr("name=\"script\">\n      <failure")) << "line 3 expects nothing";
}

TEST(JunitText, ClaimsNothingOfAScriptThatNobodySpokeOf) {
    RunRecord record = good_record();
    record.outcome.script_finished = false;
    record.expectations = {{2, "winter"}};
    const std::string xml = junit_text(record);
    EXPECT_THAT(xml, HasSubstr("failures=\"0\" errors=\"0\" skipped=\"2\">"));
    EXPECT_THAT(xml, HasSubstr("the run ended without a word of the script"));
}

TEST(JunitText, FindsTheExpectationsOfAScript) {
    const auto script = script::read_script(
        "{\"note\": \"hello\"}\n{\"recentre\": true}\n"
        "{\"expect\": {\"state\": \"focused\"}, \"before_frame\": 10}\n"
        "{\"end\": true, \"expect\": {\"no_validation_message\": true}}\n");
    ASSERT_TRUE(script.ok());
    const std::vector<Expectation> found = expectations_in(*script);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].line, 3u);
    EXPECT_EQ(found[0].text, "a session that is focused before frame 10");
    EXPECT_EQ(found[1].line, 4u);
    EXPECT_EQ(found[1].text, "no validation message");
}

TEST(JunitText, IsWellFormedWhateverIsInIt) {
    EXPECT_EQ(fault_of(junit_text(good_record())), "");
    EXPECT_EQ(fault_of(junit_text(bad_record())), "");
    RunRecord record = bad_record();
    record.command = {"/a/<b>&\"c\""};
    EXPECT_EQ(fault_of(junit_text(record)), "");
    EXPECT_NE(fault_of("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"<\"/>"), "") << "the test can tell";
    EXPECT_NE(fault_of("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a><b></a></b>"), "");
}

TEST(JunitText, OfACommandThatFailedIsAFailure) {
    RunRecord record = good_record();
    record.outcome.end = {ProcessEnd::How::exited, 3};
    EXPECT_THAT(
        junit_text(record),
        HasSubstr(
            "<failure type=\"command\" message=\"hello_xr exited with code 3\">hello_xr exited with code 3</failure>"));
}

TEST(JunitText, OfWhatIsNotTheCommandsFaultIsAnError) {
    RunRecord record = good_record();
    record.not_started = "the service did not start";
    record.pictures.clear();
    const std::string xml = junit_text(record);
    EXPECT_THAT(xml, HasSubstr("tests=\"1\" failures=\"0\" errors=\"1\""));
    EXPECT_THAT(xml, HasSubstr("<error type=\"command\" message=\"the service did not start\">"));
    EXPECT_THAT(xml, Not(HasSubstr("name=\"script\"")));
    record = good_record();
    record.pictures.clear();
    record.outcome.check_failure = "no space";
    EXPECT_THAT(junit_text(record),
                HasSubstr("<error type=\"command\" message=\"the pictures could not be compared: no space\">"));
}

}  // namespace
}  // namespace xrt::run
