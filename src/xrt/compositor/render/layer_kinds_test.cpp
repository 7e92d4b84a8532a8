// SPDX-License-Identifier: BSL-1.0
//
// Every kind of layer in every way of being shown, against the reference. Tolerances are in steps of 255; stray pixels
// are those on an edge, where the smallest difference decides.
#include <algorithm>
#include <numbers>

#include "compositor/render/render_fixture.hpp"

namespace xrt::comp {
namespace {

constexpr float pi = std::numbers::pi_v<float>;

enum class Kind { projection, quad, cylinder, infinite_cylinder, equirect, infinite_equirect, cube };

struct KindCase {
    const char* name;
    Kind kind;
    int stray;  ///< pixels
};

struct Variation {
    const char* name;
    std::function<void(Layer&)> apply;
};

class LayerKinds : public RenderTest {
 protected:
    void add_background() {
        Shown& shown = filled(swapchain_info(), plain({90, 60, 120, 150}));
        const uint32_t flags = LayerFlags::blend_source_alpha | LayerFlags::unpremultiplied_alpha;
        frame_.layers.push_back({flags, false, projection(whole(shown), whole(shown))});
    }

    /// A piece of a larger image, whose other texels are to be seen nowhere.
    SubImage piece() {
        SwapchainCreateInfo info = swapchain_info(VK_FORMAT_R8G8B8A8_UNORM, {96, 80});
        info.array_size = 2;
        const auto veil_inside = [](uint32_t x, uint32_t y) {
            const bool inside = x >= 20 && x < 84 && y >= 10 && y < 70;
            return inside ? veil(x - 20, y - 10) : Texel{255, 255, 0, 255};
        };
        Shown& shown = filled(info, veil_inside);
        return {shown.swapchain, 0, 1, {20, 10, 64, 60}};
    }

    /// Its texels depend on the direction alone, so that faces fit together.
    CubeLayer cube() {
        constexpr uint32_t side = 128;
        SwapchainCreateInfo info = swapchain_info(VK_FORMAT_R8G8B8A8_UNORM, {side, side});
        info.face_count = 6;
        info.array_size = 2;
        Shown& shown = make_swapchain(info);
        // Vulkan's table of faces: the direction of a texel at s, t from -1 to 1.
        const auto direction = [](uint32_t face, float s, float t) -> Vec3 {
            const Vec3 directions[] = {{1, -t, -s}, {-1, -t, s}, {s, 1, t}, {s, -1, -t}, {s, -t, 1}, {-s, -t, -1}};
            return directions[face];
        };
        for (uint32_t layer = 6; layer < 12; ++layer) {
            fill(shown, layer, [&](uint32_t x, uint32_t y) {
                const float s = (float(x) + 0.5f) / (side / 2) - 1, t = (float(y) + 0.5f) / (side / 2) - 1;
                const Vec3 d = direction(layer - 6, s, t);
                const float length = std::hypot(d.x, d.y, d.z);
                const auto channel = [&](float part) {
                    return static_cast<uint8_t>(std::max(0.0f, 100 + 90 * part / length));
                };
                return Texel{channel(d.x), channel(d.y), channel(d.z), channel(d.x - d.y)};
            });
        }
        CubeLayer layer;
        layer.space_from_cube = from_axis_angle({0.6f, 0.8f, 0}, 0.7f);
        layer.swapchain = shown.swapchain;
        layer.array_index = 1;
        return layer;
    }

    LayerContent content(Kind kind) {
        const Pose ahead = world_from_head_ * Pose{from_axis_angle({0, 1, 0}, 0.15f), {0.1f, 0.05f, -0.3f}};
        switch (kind) {
            case Kind::projection: {
                const SubImage image = piece();
                ProjectionLayer layer = projection(image, image);
                for (ProjectionView& view : layer.views) {
                    view.space_from_eye.orientation =
                        view.space_from_eye.orientation * from_axis_angle({0, 1, 0}, 0.05f);
                }
                return layer;
            }
            case Kind::quad:
                return quad(piece(), world_from_head_ * Pose{{}, {0.1f, 0, -1.2f}}, {1.3f, 1.1f});
            case Kind::cylinder:
                return CylinderLayer{EyeVisibility::both, ahead, 1.5f, 1.1f, 1.2f, piece()};
            case Kind::infinite_cylinder:
                return CylinderLayer{EyeVisibility::both, ahead, 0, 0.9f, 0.9f, piece()};
            case Kind::equirect:
                return EquirectLayer{EyeVisibility::both, ahead, 2, {1, 1}, {0, 0}, piece()};
            case Kind::infinite_equirect:
                return EquirectLayer{EyeVisibility::both, ahead, 0, {5, 4}, {-2, -1.4f}, piece()};
            case Kind::cube:
                return cube();
        }
        return {};
    }

    void apply_visibility(LayerContent& content, EyeVisibility visibility) {
        const auto set = [&](auto& layer) {
            if constexpr (requires { layer.visibility; }) layer.visibility = visibility;
        };
        std::visit(set, content);
    }
};

constexpr BlendFactors from_below{BlendFactor::one_minus_destination_alpha, BlendFactor::destination_alpha,
                                  BlendFactor::one, BlendFactor::one_minus_source_alpha};
constexpr BlendFactors straight{BlendFactor::source_alpha, BlendFactor::one_minus_source_alpha, BlendFactor::one,
                                BlendFactor::one_minus_source_alpha};

const Variation variations[] = {
    {"Opaque", [](Layer&) {}},
    {"Premultiplied", [](Layer& layer) { layer.flags = LayerFlags::blend_source_alpha; }},
    {"Unpremultiplied",
     [](Layer& layer) { layer.flags = LayerFlags::blend_source_alpha | LayerFlags::unpremultiplied_alpha; }},
    {"InvertedAlpha",
     [](Layer& layer) {
         layer.flags = LayerFlags::blend_source_alpha | LayerFlags::unpremultiplied_alpha | LayerFlags::inverted_alpha;
     }},
    {"Flipped", [](Layer& layer) { layer.flags = LayerFlags::flip_vertically; }},
    {"ScaledAndBiased",
     [](Layer& layer) {
         layer.flags = LayerFlags::blend_source_alpha;
         layer.color = ColorTransform{{0.8f, 0.5f, -1, 0.9f}, {0.02f, 0.1f, 0.2f, 0.05f}};
     }},
    {"WithFactors",
     [](Layer& layer) {
         layer.flags = LayerFlags::unpremultiplied_alpha;
         layer.blend = straight;
         layer.color = ColorTransform{{0.9f, 1, 1, 1}, {0, 0.1f, 0, 0}};
     }},
    {"WithFactorsOfWhatIsBelow", [](Layer& layer) { layer.blend = from_below; }},
};

using Parameter = std::tuple<KindCase, size_t>;
class EveryLayerKind : public LayerKinds, public testing::WithParamInterface<Parameter> {};

TEST_P(EveryLayerKind, IsLikeTheReference) {
    const auto& [kind, variation] = GetParam();
    add_background();
    Layer layer;
    layer.content = content(kind.kind);
    variations[variation].apply(layer);
    frame_.layers.push_back(layer);
    expect_like_reference(4, kind.stray);
    const auto views = draw();
    EXPECT_NE(pixel(views[0], 32, 32), pixel(views[0], 36, 20)) << "nothing is seen of the layer";
}

const KindCase kinds[] = {
    {"Projection", Kind::projection, 4},
    {"Quad", Kind::quad, 8},
    {"Cylinder", Kind::cylinder, 8},
    {"InfiniteCylinder", Kind::infinite_cylinder, 8},
    {"Equirect", Kind::equirect, 8},
    {"InfiniteEquirect", Kind::infinite_equirect, 8},
    {"Cube", Kind::cube, 0},
};

INSTANTIATE_TEST_SUITE_P(Kinds, EveryLayerKind,
                         testing::Combine(testing::ValuesIn(kinds), testing::Range<size_t>(0, std::size(variations))),
                         [](const auto& parameter) {
                             return std::string(std::get<0>(parameter.param).name) +
                                    variations[std::get<1>(parameter.param)].name;
                         });

class SeenOneWay : public LayerKinds, public testing::WithParamInterface<KindCase> {};

TEST_P(SeenOneWay, ByTheEyeItIsMeantFor) {
    for (const EyeVisibility visibility : {EyeVisibility::left, EyeVisibility::right}) {
        frame_.layers.clear();
        Layer layer;
        layer.content = content(GetParam().kind);
        apply_visibility(layer.content, visibility);
        frame_.layers.push_back(layer);
        expect_like_reference(4, GetParam().stray);
        const size_t blind = visibility == EyeVisibility::left ? 1 : 0;
        const auto views = draw();
        EXPECT_EQ(pixel(views[blind], 32, 32), (Texel{0, 0, 0, 255}));
        EXPECT_NE(pixel(views[1 - blind], 32, 32), (Texel{0, 0, 0, 255}));
    }
}

TEST_P(SeenOneWay, LockedToTheHead) {
    Layer layer;
    layer.content = content(GetParam().kind);
    layer.head_locked = true;
    frame_.layers.push_back(layer);
    expect_like_reference(4, GetParam().stray);
    const auto before = draw();
    world_from_head_ = world_from_head_ * Pose{from_axis_angle({0, 1, 0}, 0.3f), {0.2f, 0, 0}};
    EXPECT_EQ(draw(), before);
    frame_.layers[0].head_locked = false;
    EXPECT_NE(draw(), before);
    expect_like_reference(4, GetParam().stray);
}

INSTANTIATE_TEST_SUITE_P(Kinds, SeenOneWay, testing::ValuesIn(kinds + 1, kinds + std::size(kinds)),
                         [](const auto& parameter) { return std::string(parameter.param.name); });

TEST_F(LayerKinds, ACylinderIsSeenFromOutsideOnlyWhereItsInsideIs) {
    const Pose beyond = world_from_head_ * Pose{{}, {0, 0, -3}};
    frame_.layers.push_back({0, false, CylinderLayer{EyeVisibility::both, beyond, 1, 2 * pi, 3, piece()}});
    expect_like_reference(4, 12);
    const auto whole_turn = draw();
    EXPECT_NE(pixel(whole_turn[0], 32, 32), (Texel{0, 0, 0, 255}));
    std::get<CylinderLayer>(frame_.layers[0].content).space_from_cylinder.orientation =
        world_from_head_.orientation * from_axis_angle({0, 1, 0}, pi);
    std::get<CylinderLayer>(frame_.layers[0].content).central_angle = 1.5f;
    EXPECT_EQ(pixel(draw()[0], 32, 32), (Texel{0, 0, 0, 255}));  // its back
    expect_like_reference(4, 12);
}

TEST_F(LayerKinds, AWholeSphereHasNoGap) {
    SwapchainCreateInfo info = swapchain_info();
    Shown& shown = filled(info, plain({200, 100, 50, 255}));
    const Pose turned = world_from_head_ * Pose{from_axis_angle({0, 1, 0}, pi), {0.3f, 0, 0}};
    frame_.layers.push_back({0, false, EquirectLayer{EyeVisibility::both, turned, 1, {1, 1}, {}, whole(shown)}});
    expect_like_reference(1, 0);
}

TEST_F(LayerKinds, MonoIsSeenByBothEyes) {
    Shown& shown = filled(swapchain_info(), gradient);
    ProjectionLayer layer;
    layer.views.push_back({world_from_head_, {-0.8f, 0.8f, 0.75f, -0.75f}, whole(shown)});
    frame_.layers.push_back({0, false, layer});
    expect_like_reference(2);
    EXPECT_NE(pixel(draw()[1], 32, 32), (Texel{0, 0, 0, 255}));
}

TEST_F(LayerKinds, NarrowViewsLieWithinWideOnes) {
    Shown& wide = filled(swapchain_info(), gradient);
    Shown& narrow = filled(swapchain_info(), plain({10, 240, 10, 255}));
    ProjectionLayer layer = projection(whole(wide), whole(wide));
    for (size_t eye = 0; eye < 2; ++eye) {
        ProjectionView inset = layer.views[eye];
        inset.fov = {-0.2f, 0.2f, 0.2f, -0.2f};
        inset.image = whole(narrow);
        layer.views.push_back(inset);
    }
    frame_.layers.push_back({0, false, layer});
    expect_like_reference(2, 8);
    const auto views = draw();
    EXPECT_NE(pixel(views[0], 2, 2), (Texel{10, 240, 10, 255}));
    EXPECT_EQ(pixel(views[1], 28, 32), (Texel{10, 240, 10, 255}));
}

TEST_F(LayerKinds, ResolvesImagesOfSeveralSamples) {
    const uint32_t most = device_->choice().info.max_sample_count;
    if (most == 1) GTEST_SKIP() << "the device has no images of several samples";
    SwapchainCreateInfo info = swapchain_info(VK_FORMAT_R8G8B8A8_SRGB);
    info.sample_count = most;
    Shown& shown = make_swapchain(info);
    ASSERT_TRUE(client_->clear(shown.client, 0, {{0.25f, 0.5f, 1, 1}}).ok());
    images_[{shown.swapchain.get(), 0}] = {extent, std::vector<Light>(64 * 64, {0.25, 0.5, 1, 1})};
    frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    expect_like_reference(1);
    ASSERT_TRUE(client_->clear(shown.client, 0, {{1, 0.5f, 0.25f, 1}}).ok());
    images_[{shown.swapchain.get(), 0}] = {extent, std::vector<Light>(64 * 64, {1, 0.5, 0.25, 1})};
    expect_like_reference(1);
}

TEST_F(LayerKinds, HasTenBitColors) {
    const auto& formats = device_->choice().info.formats;
    if (std::ranges::count(formats, int64_t{VK_FORMAT_A2B10G10R10_UNORM_PACK32}) == 0) GTEST_SKIP();
    Shown& shown = make_swapchain(swapchain_info(VK_FORMAT_A2B10G10R10_UNORM_PACK32));
    ASSERT_TRUE(client_->clear(shown.client, 0, {{0.25f, 0.5f, 1, 1}}).ok());
    images_[{shown.swapchain.get(), 0}] = {extent, std::vector<Light>(64 * 64, {0.25, 0.5, 1, 1})};
    frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    expect_like_reference(1);
}

TEST_F(LayerKinds, SharpensWhatIsMoreThanItsSurroundings) {
    const auto dot = [](uint32_t x, uint32_t y) {
        return x == 32 && y == 32 ? Texel{150, 150, 150, 255} : Texel{100, 100, 100, 255};
    };
    Shown& shown = filled(swapchain_info(), dot);
    for (const uint32_t flag : {LayerFlags::normal_sharpening, LayerFlags::quality_sharpening}) {
        frame_.layers.clear();
        frame_.layers.push_back({flag, false, projection(whole(shown), whole(shown))});
        const auto views = draw();
        EXPECT_GT(pixel(views[0], 32, 32)[0], 155);
        EXPECT_LT(pixel(views[0], 31, 32)[0], 100);
        EXPECT_NEAR(pixel(views[0], 10, 10)[0], 100, 1);
    }
}

TEST_F(LayerKinds, SuperSamplingTakesTheMeanOfWhatAPixelCovers) {
    const auto stripes = [](uint32_t x, uint32_t) {
        const auto value = static_cast<uint8_t>(x % 4 < 2 ? 255 : 0);
        return Texel{value, value, value, 255};
    };
    Shown& shown = filled(swapchain_info(VK_FORMAT_R8G8B8A8_UNORM, {256, 256}), stripes);
    for (const uint32_t flag : {LayerFlags::normal_super_sampling, LayerFlags::quality_super_sampling}) {
        frame_.layers.clear();
        frame_.layers.push_back({flag, false, projection(whole(shown), whole(shown))});
        EXPECT_NEAR(pixel(draw()[0], 30, 30)[0], 188, 2);  // half of the light
    }
}

/// Behind the sphere longitudes jump by a whole turn between two pixels, which is no reason for taking one sample there.
TEST_F(LayerKinds, SuperSamplingGoesOnOverTheSeamOfASphere) {
    const auto stripes = [](uint32_t x, uint32_t) {
        const auto value = static_cast<uint8_t>(x % 4 < 2 ? 255 : 0);
        return Texel{value, value, value, 255};
    };
    Shown& shown = filled(swapchain_info(VK_FORMAT_R8G8B8A8_UNORM, {1024, 64}), stripes);
    for (const float shift :
         {0.0f, 0.01f, 0.02f, 0.03f, 0.04f}) {  // pixels are drawn in pairs; the seam is to fall into one
        const Pose seam_ahead{from_axis_angle({0, 1, 0}, 0.3f + 3.14159265f + shift), {}};
        frame_.layers.clear();
        frame_.layers.push_back({LayerFlags::quality_super_sampling, false,
                                 EquirectLayer{EyeVisibility::both, seam_ahead, 0, {1, 1}, {}, whole(shown)}});
        const auto left = draw()[0];
        for (uint32_t x = 16; x < 48; ++x)
            EXPECT_NEAR(pixel(left, x, 30)[0], 188, 40) << "column " << x << " at " << shift;
    }
}

}  // namespace
}  // namespace xrt::comp
