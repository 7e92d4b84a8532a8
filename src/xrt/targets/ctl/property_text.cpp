// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/property_text.hpp"

#include <charconv>
#include <cmath>

#include "targets/common/json_text.hpp"
#include "targets/ctl/table.hpp"

namespace xrt::ctl {
namespace {

Error bad_value(std::string_view text) {
    return {ErrorCode::invalid_argument, "'" + std::string(text) +
                                             "' is no value: give a number, or a pose as x,y,z or "
                                             "x,y,z,qx,qy,qz,qw"};
}

Result<std::vector<float>> parse_numbers(std::string_view text) {
    std::vector<float> numbers;
    const char *next = text.data(), *const end = text.data() + text.size();
    while (true) {
        const auto [stopped, error] = std::from_chars(next, end, numbers.emplace_back());
        if (error != std::errc() || !std::isfinite(numbers.back())) return bad_value(text);
        if (stopped == end) return numbers;
        if (*stopped != ',') return bad_value(text);
        next = stopped + 1;
    }
}

/// The shortest that gives the same number again.
std::string number_text(float number) {
    char text[32];
    const auto written = std::to_chars(text, text + sizeof(text), number);
    return {text, written.ptr};
}

std::string list_text(std::initializer_list<float> numbers) {
    std::string text;
    for (const float number : numbers) text += (text.empty() ? "" : ",") + number_text(number);
    return text;
}

std::string range_of(const proto::PropertyDescription& property) {
    if (std::holds_alternative<Pose>(property.value)) return "pose";
    std::string choices;
    for (const float choice : property.choices) choices += (choices.empty() ? "" : "|") + number_text(choice);
    return choices.empty() ? number_text(property.minimum) + ".." + number_text(property.maximum) : choices;
}

std::string describe(const proto::PropertyDescription& property) {
    std::string json = "{\"name\":" + json_string(property.name) + ",\"value\":" + xrt::ctl::to_json(property.value) +
                       ",\"unit\":" + json_string(property.unit) +
                       ",\"writable\":" + (property.writable ? "true" : "false");
    if (std::holds_alternative<Pose>(property.value)) return json + ",\"type\":\"pose\"}";
    json += ",\"type\":\"number\",\"minimum\":" + number_text(property.minimum) +
            ",\"maximum\":" + number_text(property.maximum) + ",\"choices\":[";
    const char* separator = "";
    for (const float choice : property.choices) json += std::exchange(separator, ",") + number_text(choice);
    return json + "]}";
}

}  // namespace

Result<proto::PropertyValue> parse_property_value(std::string_view text) {
    const std::vector<float> n = TRY(parse_numbers(text));
    if (n.size() == 1) return proto::PropertyValue(n[0]);
    if (n.size() == 3) return proto::PropertyValue(Pose{{}, {n[0], n[1], n[2]}});
    if (n.size() == 7) return proto::PropertyValue(Pose{{n[3], n[4], n[5], n[6]}, {n[0], n[1], n[2]}});
    return bad_value(text);
}

std::string to_text(const proto::PropertyValue& value) {
    if (const auto* number = std::get_if<float>(&value)) return number_text(*number);
    const auto& [q, p] = std::get<Pose>(value);
    return list_text({p.x, p.y, p.z, q.x, q.y, q.z, q.w});
}

std::string to_json(const proto::PropertyValue& value) {
    if (const auto* number = std::get_if<float>(&value)) return number_text(*number);
    const auto& [q, p] = std::get<Pose>(value);
    return "{\"position\":[" + list_text({p.x, p.y, p.z}) + "],\"orientation\":[" + list_text({q.x, q.y, q.z, q.w}) +
           "]}";
}

std::string to_text(const proto::ListPropertiesReply& reply) {
    std::vector<Row> rows{{"PROPERTY", "VALUE", "UNIT", "RANGE", ""}};
    for (const proto::PropertyDescription& property : reply.properties) {
        rows.push_back({printable(property.name), to_text(property.value), printable(property.unit), range_of(property),
                        property.writable ? "" : "read-only"});
    }
    return to_table(rows);
}

std::string to_json(const proto::ListPropertiesReply& reply) {
    std::string json = "{\"properties\":[";
    const char* separator = "";
    for (const proto::PropertyDescription& property : reply.properties) {
        json += std::exchange(separator, ",") + describe(property);
    }
    return json + "]}\n";
}

}  // namespace xrt::ctl
