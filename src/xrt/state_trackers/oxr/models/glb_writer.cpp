// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/models/glb_writer.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <cstring>

namespace xrt::oxr {
namespace {

static_assert(std::endian::native == std::endian::little, "glTF is little-endian");

constexpr uint32_t glb_magic = 0x46546c67, json_chunk = 0x4e4f534a, binary_chunk = 0x004e4942;
constexpr size_t vertex_count = 24, index_count = 36;

/// A cube of edge length 1 around the origin; each face has its own four vertices.
struct Cube {
    std::array<std::array<float, 3>, vertex_count> positions{};
    std::array<std::array<float, 3>, vertex_count> normals{};
    std::array<uint16_t, index_count> indices{};
};

Cube make_cube() {
    Cube cube;
    for (size_t face = 0; face < 6; ++face) {
        const size_t axis = face / 2, u = (axis + 1) % 3, v = (axis + 2) % 3;
        const float side = face % 2 == 0 ? 1.0f : -1.0f;
        for (size_t corner = 0; corner < 4; ++corner) {
            const size_t vertex = face * 4 + corner;
            const bool right = corner == 1 || corner == 2;
            cube.positions[vertex][axis] = side / 2;
            cube.positions[vertex][u] = (right ? 0.5f : -0.5f) * side;  // counter-clockwise from outside
            cube.positions[vertex][v] = corner >= 2 ? 0.5f : -0.5f;
            cube.normals[vertex][axis] = side;
        }
        constexpr std::array<size_t, 6> corners{0, 1, 2, 0, 2, 3};
        for (size_t i = 0; i < 6; ++i) cube.indices[face * 6 + i] = static_cast<uint16_t>(face * 4 + corners[i]);
    }
    return cube;
}

std::string number(float value) {
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return {digits.data(), end};
}

std::string list(std::initializer_list<float> values) {
    std::string text = "[";
    for (const float value : values) text += (text.size() > 1 ? "," : "") + number(value);
    return text + "]";
}

std::string transform_text(const Pose& pose) {
    const Quat& q = pose.orientation;
    const Vec3& p = pose.position;
    return "\"translation\":" + list({p.x, p.y, p.z}) + ",\"rotation\":" + list({q.x, q.y, q.z, q.w});
}

/// The JSON text, part by part. Node 0 is the root; nodes of parts and shapes follow in the order of writing.
class Scene {
 public:
    explicit Scene(const std::string& root_name) : root_name_(root_name) {}

    void add(const ModelPart& part) {
        const size_t node = next_node_++;
        root_children_ += (root_children_.empty() ? "" : ",") + std::to_string(node);
        std::string children;
        std::string shapes;
        for (const ModelBox& box : part.boxes) {
            children += (children.empty() ? "" : ",") + std::to_string(next_node_++);
            shapes += "," + shape(part.name, box);
        }
        nodes_ += ",{\"name\":\"" + part.name + "\"," + transform_text(part.model_from_part);
        nodes_ += (children.empty() ? "" : ",\"children\":[" + children + "]") + "}" + shapes;
    }

    std::string text() const {
        return R"({"asset":{"version":"2.0","generator":"monado-cxx"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"name":")" +
               root_name_ + "\"" + (root_children_.empty() ? "" : ",\"children\":[" + root_children_ + "]") + "}" +
               nodes_ + "]" +
               (meshes_.empty() ? "" : ",\"meshes\":[" + meshes_ + "],\"materials\":[" + materials_ + "]") +
               cube_text() + "}";
    }

 private:
    std::string shape(const std::string& part, const ModelBox& box) {
        const std::string mesh = std::to_string(next_mesh_++);
        const char* comma = meshes_.empty() ? "" : ",";
        meshes_ += comma +
                   (R"({"primitives":[{"attributes":{"POSITION":0,"NORMAL":1},"indices":2,"material":)" + mesh + "}]}");
        materials_ +=
            comma + (R"({"pbrMetallicRoughness":{"metallicFactor":0,"roughnessFactor":0.6,"baseColorFactor":)" +
                     list({box.colour.x, box.colour.y, box.colour.z, 1}) + "}}");
        return "{\"name\":\"" + part + "_shape_" + mesh + "\",\"mesh\":" + mesh + "," +
               transform_text(box.part_from_box) + ",\"scale\":" + list({box.size.x, box.size.y, box.size.z}) + "}";
    }

    static std::string cube_text() {
        return R"(,"accessors":[{"bufferView":0,"componentType":5126,"count":24,"type":"VEC3","min":[-0.5,-0.5,-0.5],)"
               R"("max":[0.5,0.5,0.5]},{"bufferView":1,"componentType":5126,"count":24,"type":"VEC3"},)"
               R"({"bufferView":2,"componentType":5123,"count":36,"type":"SCALAR"}],"bufferViews":[)"
               R"({"buffer":0,"byteOffset":0,"byteLength":288,"target":34962},)"
               R"({"buffer":0,"byteOffset":288,"byteLength":288,"target":34962},)"
               R"({"buffer":0,"byteOffset":576,"byteLength":72,"target":34963}],"buffers":[{"byteLength":648}])";
    }

    const std::string root_name_;
    std::string root_children_, nodes_, meshes_, materials_;
    size_t next_node_ = 1, next_mesh_ = 0;
};
static_assert(sizeof(Cube) == 648);

void append(std::vector<uint8_t>& bytes, const void* data, size_t size) {
    const auto* first = static_cast<const uint8_t*>(data);
    bytes.insert(bytes.end(), first, first + size);
}

void append_chunk(std::vector<uint8_t>& bytes, uint32_t type, const void* data, size_t size) {
    const std::array<uint32_t, 2> header{static_cast<uint32_t>(size), type};
    append(bytes, header.data(), sizeof(header));
    append(bytes, data, size);
}

}  // namespace

std::vector<uint8_t> write_glb(const std::string& root_name, const std::vector<ModelPart>& parts) {
    Scene scene(root_name);
    for (const ModelPart& part : parts) scene.add(part);
    std::string text = scene.text();
    text.resize((text.size() + 3) / 4 * 4, ' ');
    const Cube cube = make_cube();
    const auto size = static_cast<uint32_t>(12 + 8 + text.size() + 8 + sizeof(cube));
    std::vector<uint8_t> bytes;
    bytes.reserve(size);
    const std::array<uint32_t, 3> header{glb_magic, 2, size};
    append(bytes, header.data(), sizeof(header));
    append_chunk(bytes, json_chunk, text.data(), text.size());
    append_chunk(bytes, binary_chunk, &cube, sizeof(cube));
    return bytes;
}

}  // namespace xrt::oxr
