// SPDX-License-Identifier: BSL-1.0
//
// What can be waited for and expected.
#include "targets/script/script_parts.hpp"
#include "targets/script/script_values.hpp"

namespace xrt::script {
namespace {

constexpr double any_number = 1e6;

Result<Condition> read_haptic(const JsonValue& object) {
    HapticSent haptic{device(object)};
    const auto amplitude = find_number(object, "amplitude");
    if (amplitude && object.find("at_least")) return wrong("there are both \"amplitude\" and \"at_least\"");
    if (amplitude && object.find("at_most")) return wrong("there are both \"amplitude\" and \"at_most\"");
    haptic.at_least = static_cast<float>(find_number(object, "at_least").value_or(amplitude.value_or(0.01) - 0.01));
    haptic.at_most = static_cast<float>(find_number(object, "at_most").value_or(amplitude.value_or(0.99) + 0.01));
    if (haptic.at_least > haptic.at_most) return wrong("\"at_least\" is more than \"at_most\"");
    return Condition(haptic);
}

Result<Condition> read_layers(const JsonValue& object) {
    LayersShown layers;
    const auto count = find_number(object, "count");
    const auto least = find_number(object, "at_least"), most = find_number(object, "at_most");
    if (count.has_value() == (least || most))
        return wrong("\"layers\" needs \"count\", or \"at_least\" or \"at_most\"");
    if (object.find("kind")) layers.kind = named<LayerKind>(layer_names(), text(object, "kind"));
    layers.at_least = static_cast<uint32_t>(count.value_or(least.value_or(0)));
    layers.at_most = static_cast<uint32_t>(count.value_or(most.value_or(any_number)));
    if (layers.at_least > layers.at_most) return wrong("\"at_least\" is more than \"at_most\"");
    return Condition(layers);
}

}  // namespace

ClientName client(const JsonValue& object) {
    return {text(object, "application"), static_cast<uint32_t>(find_number(object, "number").value_or(1))};
}

Result<Condition> read_condition(const JsonValue& object) {
    const auto& [key, value] = object.get_if<JsonValue::Object>()->front();
    if (key == "haptic") return read_haptic(value);
    if (key == "layers") return read_layers(value);
    if (key == "state") return Condition(StateReached{named<proto::SessionState>(state_names(), text(object, key), 1)});
    if (key == "no_validation_message") return Condition(NothingWrong{});
    if (key == "frame_time") return Condition(FramesTook{seconds(number(value, "below"))});
    if (key == "connected") return Condition(ClientConnected{client(value)});
    if (key == "running") return Condition(ClientRunning{client(value)});
    return Condition(SwapchainMade{extent(value)});
}

bool looks_back(const Condition& condition) {
    return std::holds_alternative<NothingWrong>(condition) || std::holds_alternative<FramesTook>(condition);
}

}  // namespace xrt::script
