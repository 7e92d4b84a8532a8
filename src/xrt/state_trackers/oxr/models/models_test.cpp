// SPDX-License-Identifier: BSL-1.0
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

#include "auxiliary/math/near.hpp"
#include "state_trackers/oxr/models/controller_model.hpp"

namespace xrt::oxr {
namespace {

uint32_t word(const std::vector<uint8_t>& bytes, size_t offset) {
    uint32_t value = 0;
    std::memcpy(&value, &bytes.at(offset), sizeof(value));
    return value;
}

std::string json_of(const std::vector<uint8_t>& glb) {
    return {reinterpret_cast<const char*>(&glb.at(20)), word(glb, 12)};
}

size_t count(const std::string& text, std::string_view part) {
    size_t found = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

const std::vector<ModelPart> two_parts{{"body", {}, {{{}, {1, 2, 3}, {0.5f, 0, 0}}}},
                                       {"lever", {{}, {0, 1, 0}}, {{{}, {1, 1, 1}, {}}, {{}, {1, 1, 1}, {}}}}};

// glTF 2.0, "GLB File Format Specification".
TEST(GlbWriter, LaysTheFileOutInTwoAlignedChunks) {
    const std::vector<uint8_t> glb = write_glb("root", two_parts);
    EXPECT_EQ(word(glb, 0), 0x46546c67u);
    EXPECT_EQ(word(glb, 4), 2u);
    EXPECT_EQ(word(glb, 8), glb.size());
    const uint32_t json_size = word(glb, 12);
    EXPECT_EQ(json_size % 4, 0u);
    EXPECT_EQ(word(glb, 16), 0x4e4f534au);
    EXPECT_EQ(word(glb, 20 + json_size), 648u);
    EXPECT_EQ(word(glb, 24 + json_size), 0x004e4942u);
    EXPECT_EQ(glb.size(), 28 + json_size + 648);
}

TEST(GlbWriter, NamesPartsAndGivesEachShapeAMesh) {
    const std::string json = json_of(write_glb("root", two_parts));
    EXPECT_EQ(count(json, "\"name\":\"root\",\"children\":[1,3]"), 1u);
    EXPECT_EQ(count(json, "\"name\":\"body\""), 1u);
    EXPECT_EQ(count(json, "\"name\":\"lever\",\"translation\":[0,1,0]"), 1u);
    EXPECT_EQ(count(json, "\"children\":[4,5]"), 1u);
    EXPECT_EQ(count(json, "\"mesh\":"), 3u);
    EXPECT_EQ(count(json, "\"primitives\":"), 3u);
    EXPECT_EQ(count(json, "\"scale\":[1,2,3]"), 1u);
    EXPECT_EQ(count(json, "{"), count(json, "}"));
    EXPECT_EQ(count(json, "["), count(json, "]"));
}

TEST(GlbWriter, TurnsEveryTriangleOutwards) {
    const std::vector<uint8_t> glb = write_glb("root", two_parts);
    const uint8_t* cube = &glb[glb.size() - 648];
    std::array<Vec3, 24> positions, normals;
    std::array<uint16_t, 36> indices;
    std::memcpy(positions.data(), cube, 288);
    std::memcpy(normals.data(), cube + 288, 288);
    std::memcpy(indices.data(), cube + 576, 72);
    for (size_t i = 0; i < 36; i += 3) {
        const Vec3 a = positions[indices[i]], b = positions[indices[i + 1]], c = positions[indices[i + 2]];
        const Vec3 normal = cross(b - a, c - a);
        EXPECT_TRUE(near(normal, normals[indices[i]])) << "triangle " << i / 3;
        EXPECT_GT(dot(a, normal), 0) << "triangle " << i / 3;
    }
}

constexpr std::array<std::string_view, 9> touch{
    "/input/x/click",       "/input/x/touch",    "/input/y/click",      "/input/squeeze/value",  "/input/trigger/value",
    "/input/trigger/touch", "/input/thumbstick", "/input/thumbstick/x", "/input/thumbrest/touch"};

const ControllerModel::Moving& part(const ControllerModel& model, std::string_view name) {
    return *std::ranges::find(model.moving_parts(), name, &ControllerModel::Moving::name);
}

TEST(ControllerModel, HasAPartForEveryControlThatMoves) {
    const ControllerModel model(touch);
    std::set<std::string> names;
    for (const auto& each : model.moving_parts()) names.insert(each.name);
    EXPECT_EQ(names, (std::set<std::string>{"x", "y", "squeeze", "trigger", "thumbstick"}));
    EXPECT_EQ(part(model, "trigger").component, "/input/trigger/value");
    EXPECT_EQ(part(model, "thumbstick").component, "/input/thumbstick");
    const std::string json = json_of(model.glb());
    for (const std::string& name : names) EXPECT_EQ(count(json, "\"name\":\"" + name + "\""), 1u) << name;
    EXPECT_EQ(count(json, "\"name\":\"controller\""), 1u);
}

TEST(ControllerModel, PutsEveryControlAtAPlaceOfItsOwn) {
    constexpr std::array<std::string_view, 6> buttons{"/input/a/click",      "/input/b/click",      "/input/menu/click",
                                                      "/input/system/click", "/input/select/click", "/input/trackpad"};
    const ControllerModel model(buttons);
    std::set<std::array<float, 3>> places;
    for (const auto& each : model.moving_parts()) {
        const Vec3 place = each.at_rest.position;
        places.insert({place.x, place.y, place.z});
    }
    EXPECT_EQ(places.size(), buttons.size());
}

TEST(ControllerModel, MovesItsPartsWithTheInputs) {
    const ControllerModel model(touch);
    for (const auto& each : model.moving_parts()) {
        EXPECT_EQ(ControllerModel::pose_of(each, {}), each.at_rest) << each.name;
        EXPECT_FALSE(near(ControllerModel::pose_of(each, {1, 0}), each.at_rest)) << each.name;
    }
    const auto& stick = part(model, "thumbstick");
    const Vec3 tip{0, 0, -1};
    EXPECT_GT(rotate(ControllerModel::pose_of(stick, {1, 0}).orientation, tip).x, 0.3f) << "to the right";
    EXPECT_LT(rotate(ControllerModel::pose_of(stick, {0, 1}).orientation, tip).y, -0.0f) << "away from the person";
}

}  // namespace
}  // namespace xrt::oxr
