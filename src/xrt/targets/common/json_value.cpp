// SPDX-License-Identifier: BSL-1.0
#include "targets/common/json_value.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace xrt {
namespace {

using Json = nlohmann::json;

/// Builds the tree from what the library reports; false ends the reading.
class Builder {
 public:
    bool null() { return add({}); }
    bool boolean(bool value) { return add({value}); }
    bool number_integer(Json::number_integer_t value) { return add({static_cast<double>(value)}); }
    bool number_unsigned(Json::number_unsigned_t value) { return add({static_cast<double>(value)}); }
    bool number_float(Json::number_float_t value, const std::string&) { return add({value}); }
    bool string(std::string& value) { return add({std::move(value)}); }
    bool binary(Json::binary_t&) { return fail("binary data"); }
    bool start_object(size_t) { return open({JsonValue::Object()}); }
    bool start_array(size_t) { return open({JsonValue::Array()}); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& name) {
        auto& object = std::get<JsonValue::Object>(open_.back().content);
        const bool is_new = std::ranges::find(object, name, &JsonMember::key) == object.end();
        if (!is_new) return fail("the key \"" + name + "\" is there twice");
        object.push_back({std::move(name), {}});
        return true;
    }

    bool parse_error(size_t position, const std::string& token, const nlohmann::detail::exception&) {
        return fail("no JSON from character " + std::to_string(position) + " on: '" + token + "'");
    }

    JsonValue root;
    std::string why;

 private:
    bool fail(std::string reason) {
        why = std::move(reason);
        return false;
    }

    bool open(JsonValue value) {
        if (open_.size() == JsonValue::max_depth) return fail("it is nested too deeply");
        open_.push_back(std::move(value));
        return true;
    }

    bool close() {
        JsonValue closed = std::move(open_.back());
        open_.pop_back();
        return add(std::move(closed));
    }

    bool add(JsonValue value) {
        if (open_.empty()) {
            root = std::move(value);
        } else if (auto* array = std::get_if<JsonValue::Array>(&open_.back().content)) {
            array->push_back(std::move(value));
        } else {
            std::get<JsonValue::Object>(open_.back().content).back().value = std::move(value);
        }
        return true;
    }

    std::vector<JsonValue> open_;
};

}  // namespace

Result<JsonValue> JsonValue::parse(std::string_view text) {
    Builder builder;
    if (Json::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.root);
    return Error{ErrorCode::invalid_argument, builder.why};
}

const JsonValue* JsonValue::find(std::string_view key) const {
    const Object* const object = get_if<Object>();
    if (!object) return nullptr;
    const auto found = std::ranges::find(*object, key, &JsonMember::key);
    return found == object->end() ? nullptr : &found->value;
}

std::string_view JsonValue::kind() const {
    constexpr std::string_view kinds[] = {"null", "true or false", "a number", "a text", "a list", "an object"};
    return kinds[content.index()];
}

}  // namespace xrt
