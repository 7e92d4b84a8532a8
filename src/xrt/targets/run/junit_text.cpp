// SPDX-License-Identifier: BSL-1.0
#include "targets/run/junit_text.hpp"

#include <algorithm>

#include "targets/common/phrases.hpp"
#include "targets/common/xml_text.hpp"

namespace xrt::run {
namespace {

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + xml_text(value) + "\"";
}

enum class Fault { failure, error };

/// The cases of a suite, and how many of them went wrong in which way.
class Cases {
 public:
    void add(const std::string& group, const std::string& name) {
        begin(group, name);
        xml_ += "/>\n";
    }
    void add(const std::string& group, const std::string& name, Fault fault, std::string_view type,
             const std::string& message) {
        ++(fault == Fault::failure ? failures_ : errors_);
        begin(group, name);
        const std::string element = fault == Fault::failure ? "failure" : "error";
        xml_ += ">\n      <" + element + attribute("type", type) + attribute("message", message) + ">" +
                xml_text(message) + "</" + element + ">\n    </testcase>\n";
    }
    void skip(const std::string& group, const std::string& name, const std::string& why) {
        ++skipped_;
        begin(group, name);
        xml_ += ">\n      <skipped" + attribute("type", "script") + attribute("message", why) + "/>\n    </testcase>\n";
    }
    size_t skipped() const { return skipped_; }
    std::string counts() const {
        return attribute("tests", std::to_string(tests_)) + attribute("failures", std::to_string(failures_)) +
               attribute("errors", std::to_string(errors_));
    }
    const std::string& xml() const { return xml_; }

 private:
    void begin(const std::string& group, const std::string& name) {
        ++tests_;
        xml_ += "    <testcase" + attribute("classname", group) + attribute("name", name);
    }

    std::string xml_;
    size_t tests_ = 0, failures_ = 0, errors_ = 0, skipped_ = 0;
};

void add_command(Cases& cases, const RunRecord& record) {
    const std::string program = record.program(), text = joined(record.complaints(), "\n");
    if (text.empty()) return cases.add(program, "command");
    const Outcome& outcome = record.outcome;
    const bool ours = record.not_started || outcome.service_lost || outcome.capture_failure || outcome.check_failure;
    cases.add(program, "command", ours ? Fault::error : Fault::failure, "command", text);
}

/// Why nobody has looked at what that line expects, or asks for; nothing if somebody has.
std::optional<std::string> passed_over(const Outcome& outcome, uint64_t line) {
    if (outcome.script_finished) return std::nullopt;
    if (!outcome.script_failure) return "the run ended without a word of the script";
    if (line <= outcome.script_failed_at) return std::nullopt;
    return "line " + std::to_string(outcome.script_failed_at) + " had failed";
}

void add_expectation(Cases& cases, const RunRecord& record, const Expectation& expectation) {
    const std::string group = record.program() + ".script";
    const std::string name = "line " + std::to_string(expectation.line) + ": " + expectation.text;
    if (const auto why = passed_over(record.outcome, expectation.line)) return cases.skip(group, name, *why);
    const bool failed = record.outcome.script_failure && record.outcome.script_failed_at == expectation.line;
    if (!failed) return cases.add(group, name);
    cases.add(group, name, Fault::failure, "script", *record.outcome.script_failure);
}

/// The script as a whole fails where no expectation of its own does: what is wrong is told once.
void add_script(Cases& cases, const RunRecord& record) {
    if (!record.has_script || record.not_started) return;
    const Outcome& outcome = record.outcome;
    const bool is_expectation =
        outcome.script_failure &&
        std::ranges::count(record.expectations, outcome.script_failed_at, &Expectation::line) != 0;
    if (is_expectation) {
        cases.skip(record.program(), "script", "line " + std::to_string(outcome.script_failed_at) + " has failed");
    } else if (outcome.script_failure) {
        cases.add(record.program(), "script", Fault::failure, "script", *outcome.script_failure);
    } else if (outcome.script_finished) {
        cases.add(record.program(), "script");
    } else {
        cases.skip(record.program(), "script", *passed_over(outcome, 0));
    }
    for (const Expectation& expectation : record.expectations) add_expectation(cases, record, expectation);
}

void add_picture(Cases& cases, const RunRecord& record, const compare::PictureResult& picture) {
    const std::string group = record.program() + ".pictures";
    if (picture.good()) return cases.add(group, picture.name);
    cases.add(group, picture.name, Fault::failure, compare::to_string(picture.finding), picture.message);
}

std::string property(std::string_view name, std::string_view value) {
    return "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
}

std::string properties(const RunRecord& record) {
    std::string xml = "    <properties>\n" + property("exit_code", std::to_string(record.exit_code)) +
                      property("frames", std::to_string(record.outcome.frames));
    if (!record.application.empty()) xml += property("application", record.application);
    return xml + "    </properties>\n";
}

}  // namespace

std::string junit_text(const RunRecord& record) {
    Cases cases;
    add_command(cases, record);
    add_script(cases, record);
    for (const compare::PictureResult& picture : record.pictures) add_picture(cases, record, picture);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attribute("name", "monado-run") +
           cases.counts() + ">\n  <testsuite" + attribute("name", record.program()) + cases.counts() +
           attribute("skipped", std::to_string(cases.skipped())) + ">\n" + properties(record) + cases.xml() +
           "  </testsuite>\n</testsuites>\n";
}

}  // namespace xrt::run
