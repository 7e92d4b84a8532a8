// SPDX-License-Identifier: BSL-1.0
//
// doc/script.schema.json is what the reader's tables say, and the examples of doc/scripts.md are right by both.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "targets/common/json_text.hpp"
#include "targets/script/happenings.hpp"
#include "targets/script/script_keys.hpp"
#include "targets/script/script_reader.hpp"

namespace xrt::script {
namespace {

std::string read_file(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

const std::string documents = std::string(XRT_SOURCE_DIR) + "/doc/";

// Writing it.

std::string object_schema(const ObjectSpec& spec, const std::string& indent);

std::string range(const KeySpec& key) {
    return ", \"minimum\": " + number_text(key.least) + ", \"maximum\": " + number_text(key.most);
}

std::string list_of_numbers(size_t count, double most) {
    const std::string size = std::to_string(count);
    return R"("type": "array", "minItems": )" + size + ", \"maxItems\": " + size +
           R"(, "items": {"type": "number", "minimum": )" + number_text(-most) + ", \"maximum\": " + number_text(most) +
           "}";
}

std::string names_of(const KeySpec& key) {
    std::string names;
    for (const std::string_view name : key.names()) names += (names.empty() ? "" : ", ") + json_string(name);
    return names;
}

std::string type_of(const KeySpec& key, const std::string& indent) {
    switch (key.kind) {
        case KeyKind::mark:
            return R"("enum": [true])";
        case KeyKind::number:
            return R"("type": "number")" + range(key);
        case KeyKind::whole:
            return R"("type": "integer")" + range(key);
        case KeyKind::text:
            return R"("type": "string")";
        case KeyKind::name:
            return "\"enum\": [" + names_of(key) + "]";
        case KeyKind::numbers:
            return list_of_numbers(static_cast<size_t>(key.least), key.most);
        case KeyKind::input_value:
            return R"("anyOf": [{"type": "boolean"}, {"type": "number")" + range(key) + "}, {" +
                   list_of_numbers(2, key.most) + "}]";
        case KeyKind::object:
            return object_schema(*key.object, indent);
        case KeyKind::objects:
            return R"("type": "array", "minItems": 1, "maxItems": )" + number_text(key.most) + ", \"items\": {" +
                   object_schema(*key.object, indent) + "}";
    }
    return {};
}

std::string object_schema(const ObjectSpec& spec, const std::string& indent) {
    std::string properties, required;
    for (const KeySpec& key : spec.keys) {
        properties += (properties.empty() ? "" : ",") + ("\n" + indent + "  ") + json_string(key.key) +
                      ": {\"description\": " + json_string(key.meaning) + ", " + type_of(key, indent + "  ") + "}";
        if (key.need == Need::required) required += (required.empty() ? "" : ", ") + json_string(key.key);
    }
    std::string text = R"("type": "object", "additionalProperties": false)";
    if (!required.empty()) text += ", \"required\": [" + required + "]";
    if (spec.choice == Choice::exactly_one) text += R"(, "minProperties": 1, "maxProperties": 1)";
    return text + ", \"properties\": {" + properties + "}";
}

std::string schema_text() {
    std::vector<KeySpec> keys(common_keys().begin(), common_keys().end());
    keys.insert(keys.end(), work_keys().begin(), work_keys().end());
    return R"schema({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "A line of a Monado C++ script: when, and one thing that is done or expected then (scripts.md)",
  )schema" +
           object_schema({keys}, "  ") + "\n}\n";
}

// Applying it: as much of JSON Schema as is used.

bool fits(const JsonValue& value, const JsonValue& schema);

double limit(const JsonValue& schema, const char* key, double otherwise) {
    const JsonValue* const found = schema.find(key);
    return found ? *found->get_if<double>() : otherwise;
}

bool has_type(const JsonValue& value, const std::string& type) {
    const double* const number = value.get_if<double>();
    if (type == "integer") return number && std::trunc(*number) == *number;
    if (type == "number") return number != nullptr;
    if (type == "string") return value.get_if<std::string>() != nullptr;
    if (type == "boolean") return value.get_if<bool>() != nullptr;
    if (type == "array") return value.get_if<JsonValue::Array>() != nullptr;
    return type == "object" && value.get_if<JsonValue::Object>() != nullptr;
}

bool is_same(const JsonValue& a, const JsonValue& b) {
    if (const auto* text = a.get_if<std::string>()) return b.get_if<std::string>() && *text == *b.get_if<std::string>();
    const bool* const flag = a.get_if<bool>();
    return flag && b.get_if<bool>() && *flag == *b.get_if<bool>();
}

bool fits_object(const JsonValue::Object& object, const JsonValue& schema) {
    const double count = static_cast<double>(object.size());
    if (count < limit(schema, "minProperties", 0) || count > limit(schema, "maxProperties", 1000)) return false;
    for (const JsonMember& member : object) {
        const JsonValue* const known = schema.find("properties")->find(member.key);
        if (!known || !fits(member.value, *known)) return false;
    }
    const JsonValue* const required = schema.find("required");
    if (!required) return true;
    return std::ranges::all_of(*required->get_if<JsonValue::Array>(), [&](const JsonValue& key) {
        return std::ranges::find(object, *key.get_if<std::string>(), &JsonMember::key) != object.end();
    });
}

bool fits(const JsonValue& value, const JsonValue& schema) {
    const auto fits_any = [&](const char* key, auto&& predicate) {
        const JsonValue* const list = schema.find(key);
        return !list || std::ranges::any_of(*list->get_if<JsonValue::Array>(), predicate);
    };
    if (!fits_any("enum", [&](const JsonValue& each) { return is_same(value, each); })) return false;
    if (!fits_any("anyOf", [&](const JsonValue& each) { return fits(value, each); })) return false;
    if (const JsonValue* type = schema.find("type"); type && !has_type(value, *type->get_if<std::string>()))
        return false;
    if (const double* number = value.get_if<double>()) {
        if (*number < limit(schema, "minimum", -1e300) || *number > limit(schema, "maximum", 1e300)) return false;
    }
    if (const auto* array = value.get_if<JsonValue::Array>(); array && schema.find("items")) {
        const double count = static_cast<double>(array->size());
        if (count < limit(schema, "minItems", 0) || count > limit(schema, "maxItems", 1e9)) return false;
        if (!std::ranges::all_of(*array, [&](const JsonValue& each) { return fits(each, *schema.find("items")); }))
            return false;
    }
    const auto* const object = value.get_if<JsonValue::Object>();
    return !object || !schema.find("properties") || fits_object(*object, schema);
}

/// The lines between "```json" and "```".
std::vector<std::string> examples(const std::string& document) {
    std::vector<std::string> lines;
    std::istringstream stream(document);
    bool is_inside = false;
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with("```")) {
            is_inside = line == "```json";
        } else if (is_inside) {
            lines.push_back(line);
        }
    }
    return lines;
}

TEST(ScriptSchema, SaysWhatTheReadersTablesSay) {
    const std::string path = documents + "script.schema.json";
    if (std::getenv("XRT_REWRITE_DOCUMENTS") != nullptr) std::ofstream(path) << schema_text();
    EXPECT_EQ(read_file(path), schema_text());
}

TEST(ScriptSchema, AcceptsTheExamplesOfTheDocument) {
    const JsonValue schema = JsonValue::parse(schema_text()).value();
    const std::vector<std::string> lines = examples(read_file(documents + "scripts.md"));
    EXPECT_GT(lines.size(), 20u);
    for (const std::string& line : lines) {
        const auto value = JsonValue::parse(line);
        ASSERT_TRUE(value.ok()) << line;
        EXPECT_TRUE(fits(*value, schema)) << line;
        const auto script = read_script(line);
        EXPECT_TRUE(script.ok()) << line << ": " << (script ? "" : script.error().message);
    }
}

TEST(ScriptSchema, NamesEveryKeyInTheDocument) {
    const std::string document = read_file(documents + "scripts.md");
    for (const auto& keys : {common_keys(), work_keys()}) {
        for (const KeySpec& key : keys) {
            EXPECT_NE(document.find("`" + std::string(key.key) + "`"), std::string::npos) << key.key;
        }
    }
}

TEST(ScriptSchema, RefusesWhatTheReaderRefuses) {
    const JsonValue schema = JsonValue::parse(schema_text()).value();
    for (const char* line :
         {R"({"pres": {}})", R"({"press": {"device": "right"}})", R"({"frame": 1.5, "recentre": true})",
          R"({"frame": 0, "recentre": true})", R"({"brightness": 2})", R"({"expect": {"state": "focussed"}})",
          R"({"recentre": false})", R"({"pose": {"device": "head", "position": [1, 2]}})",
          R"({"path": {"device": "head", "keys": []}})", R"({"expect": {"state": "idle", "layers": {"count": 1}}})",
          R"({"input": {"device": "left", "input": "select/click", "value": 2}})",
          R"({"frame": "1", "recentre": true})"}) {
        EXPECT_FALSE(fits(JsonValue::parse(line).value(), schema)) << line;
        EXPECT_FALSE(read_script(line).ok()) << line;
    }
}

}  // namespace
}  // namespace xrt::script
