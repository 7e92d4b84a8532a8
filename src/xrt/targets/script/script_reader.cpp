// SPDX-License-Identifier: BSL-1.0
#include "targets/script/script_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>

#include "targets/script/script_keys.hpp"
#include "targets/script/script_parts.hpp"

namespace xrt::script {
namespace {

Error wrong(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

Bound read_bound(const JsonValue& line) {
    Bound bound{find_seconds(line, "within"), std::nullopt};
    if (const auto frame = find_number(line, "before_frame")) bound.before_frame = static_cast<uint64_t>(*frame);
    return bound;
}

constexpr std::array<std::string_view, 5> when_keys{"frame", "time", "after", "wait_for", "end"};

Result<When> read_when(const JsonValue& line) {
    const auto count =
        std::ranges::count_if(when_keys, [&](std::string_view key) { return line.find(key) != nullptr; });
    if (count > 1) return wrong("there is more than one of \"frame\", \"time\", \"after\", \"wait_for\" and \"end\"");
    if (const auto frame = find_number(line, "frame")) return When(AtFrame{static_cast<uint64_t>(*frame)});
    if (const auto time = find_seconds(line, "time")) return When(AtTime{*time});
    if (const auto delay = find_seconds(line, "after")) return When(After{*delay});
    if (line.find("end")) return When(AtEnd{});
    const JsonValue* const condition = line.find("wait_for");
    if (!condition) return When(AtOnce{});
    const Bound bound = read_bound(line);
    if (!bound.within && !bound.before_frame) return wrong("\"wait_for\" needs \"within\" or \"before_frame\"");
    const Condition awaited = TRY(read_condition(*condition));
    if (looks_back(awaited)) return wrong("\"wait_for\": what looks back cannot be waited for");
    return When(WaitFor{awaited, bound});
}

/// The key that says what is done; "" on a line that only has a note.
Result<std::string_view> find_work(const JsonValue& line) {
    std::string_view found;
    for (const KeySpec& key : work_keys()) {
        if (!line.find(key.key)) continue;
        if (!found.empty())
            return wrong("a line does one thing: \"" + std::string(found) + "\" or \"" + std::string(key.key) + "\"");
        found = key.key;
    }
    if (found.empty() && !(line.find("note") && line.get_if<JsonValue::Object>()->size() == 1)) {
        return wrong("the line says nothing that is to be done or expected");
    }
    return found;
}

Result<void> check_bounds(const JsonValue& line) {
    const bool waits = line.find("wait_for"), expects = line.find("expect");
    const bool is_bound = line.find("within") || line.find("before_frame");
    if (line.find("end") && (!expects || is_bound))
        return wrong("at the \"end\" there is only \"expect\", without a bound: nothing more will happen");
    if (waits && expects) return wrong("\"expect\" can wait by itself: it needs no \"wait_for\"");
    if (waits || expects || !is_bound) return {};
    return wrong("\"within\" and \"before_frame\" are for \"wait_for\" and \"expect\"");
}

Result<Step> read_line(std::string_view text) {
    const JsonValue line = TRY(JsonValue::parse(text));
    std::vector<KeySpec> keys(common_keys().begin(), common_keys().end());
    keys.insert(keys.end(), work_keys().begin(), work_keys().end());
    TRY(check(line, {keys}, "line"));
    const std::string_view work = TRY(find_work(line));
    TRY(check_bounds(line));
    Step step;
    step.when = TRY(read_when(line));
    if (work == "expect") {
        const Condition expected = TRY(read_condition(*line.find(work)));
        const Bound bound = read_bound(line);
        const bool is_bound = bound.within || bound.before_frame;
        if (is_bound && looks_back(expected)) {
            return wrong("what looks back needs neither \"within\" nor \"before_frame\"");
        }
        step.work = Expect{expected, bound};
    } else if (!work.empty()) {
        step.work = TRY(read_work(work, *line.find(work)));
    }
    return step;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

/// A frame or time that lies before an earlier one's is a mistake, and so is what comes after the end.
class Order {
 public:
    Result<void> check(const Step& step) {
        const bool is_remark = std::holds_alternative<Remark>(step.work);
        const bool is_at_end = std::holds_alternative<AtEnd>(step.when);
        if (ended_ && !is_at_end && !is_remark) return wrong("an earlier line waits for the \"end\"");
        ended_ |= is_at_end;
        if (const auto* at = std::get_if<AtFrame>(&step.when))
            TRY(grow(frame_, at->frame, "frame " + std::to_string(at->frame)));
        if (const auto* at = std::get_if<AtTime>(&step.when)) TRY(grow(time_, at->time, "the \"time\""));
        return {};
    }

 private:
    template <typename Value>
    static Result<void> grow(Value& last, const Value& next, const std::string& what) {
        if (next < last) return wrong(what + " lies before that of an earlier line");
        last = next;
        return {};
    }
    uint64_t frame_ = 0;
    Duration time_{};
    bool ended_ = false;
};

Result<Step> read_step(std::string_view line, Order& order) {
    if (line.size() > max_line_length)
        return wrong("the line is longer than " + std::to_string(max_line_length) + " bytes");
    Step step = TRY(read_line(line));
    TRY(order.check(step));
    return step;
}

}  // namespace

Result<Script> read_script(std::string_view text) {
    if (text.size() > max_script_length)
        return wrong("the script is longer than " + std::to_string(max_script_length) + " bytes");
    Script script;
    Order order;
    for (uint32_t number = 1; !text.empty(); ++number) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (is_blank(line)) continue;
        Result<Step> step = read_step(line, order);
        if (!step) return Error{step.error().code, "line " + std::to_string(number) + ": " + step.error().message};
        step->line = number;
        script.push_back(std::move(*step));
    }
    return script;
}

Result<std::string> load_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return os_error("cannot read the script " + path, errno);
    std::string text;
    std::array<char, 16384> part;
    while (text.size() <= max_script_length && (file.read(part.data(), part.size()), file.gcount() > 0)) {
        text.append(part.data(), static_cast<size_t>(file.gcount()));
    }
    return text;
}

Result<Script> load_script(const std::string& path) {
    const std::string text = TRY(load_text(path));
    Result<Script> script = read_script(text);
    if (!script) return Error{script.error().code, path + ", " + script.error().message};
    return script;
}

}  // namespace xrt::script
