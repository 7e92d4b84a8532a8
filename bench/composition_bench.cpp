// SPDX-License-Identifier: BSL-1.0
//
// What the compositor adds to the pass that it makes: one projection layer of 1024x1024 pixels for each eye, drawn for another pose and
// copied for its own, beside the same passes written by hand.
#include <benchmark/benchmark.h>

#include <cstdio>

#include "allocation_counter.hpp"
#include "auxiliary/math/pose.hpp"
#include "bare_pass.hpp"
#include "compositor/render/renderer.hpp"
#include "floors.hpp"
#include "ratio_reporter.hpp"

namespace xrt::bench {
namespace {

constexpr uint32_t size = 1024;

HmdInfo headset() {
    HmdInfo hmd;
    for (ViewInfo& view : hmd.views) view = {{size, size}, {-0.785f, 0.785f, 0.785f, -0.785f}, {}};
    hmd.display_period = Duration(11'111'111);
    return hmd;
}

class Composition {
 public:
    static Result<Composition> create() {
        auto device = TRY(comp::VulkanDevice::create(comp::Validation::off));
        Composition made;
        made.sampling_ = TRY(comp::LayerSampling::create(std::move(device)));
        made.renderer_ = TRY(comp::Renderer::create(made.sampling_, headset()));
        SwapchainCreateInfo info{.extent = {size, size}, .format = VK_FORMAT_R8G8B8A8_SRGB};
        info.array_size = 2;
        made.swapchain_ = TRY(comp::VulkanSwapchain::create(made.sampling_, info));
        return made;
    }

    Result<void> compose(const Pose& world_from_head) {
        ProjectionLayer layer;
        for (uint32_t view = 0; view < view_count; ++view) {
            layer.views.push_back({{}, headset().views[view].fov, {swapchain_, 0, view, {0, 0, size, size}}});
        }
        frame_.layers.clear();
        frame_.layers.push_back({0, false, layer});
        LayerFrame* frames[] = {&frame_};
        TRY(renderer_->draw(frames, world_from_head));
        benchmark::DoNotOptimize(TRY(renderer_->pixels()));
        return {};
    }

 private:
    std::shared_ptr<const comp::LayerSampling> sampling_;
    std::unique_ptr<comp::Renderer> renderer_;
    std::shared_ptr<SwapchainNative> swapchain_;
    LayerFrame frame_;
};

void compose(benchmark::State& state, Composition& composition, const Pose& world_from_head) {
    (void)composition.compose(world_from_head);  // makes the pipeline
    const uint64_t before = allocations();
    for (auto _ : state) {
        const Result<void> drawn = composition.compose(world_from_head);
        if (!drawn.ok()) return state.SkipWithError(drawn.error().message.c_str());
    }
    // lavapipe allocates for itself: what its own pass does is beside this.
    state.counters["allocations"] =
        static_cast<double>(allocations() - before) / static_cast<double>(state.iterations());
}

void bare(benchmark::State& state, BarePass& pass, void (BarePass::*draw)()) {
    const uint64_t before = allocations();
    for (auto _ : state) (pass.*draw)();
    state.counters["allocations"] =
        static_cast<double>(allocations() - before) / static_cast<double>(state.iterations());
}

Result<int> measure(int argc, char** argv) {
    Composition composition = TRY(Composition::create());
    BarePass pass(size);
    const Pose turned{from_axis_angle({0, 1, 0}, 0.035f), {}};
    const auto add = [](const char* name, const std::function<void(benchmark::State&)>& measured) {
        benchmark::RegisterBenchmark(name, measured)->UseRealTime();
    };
    register_floors();
    add("floor/compose_drawn", [&](benchmark::State& state) { bare(state, pass, &BarePass::draw); });
    add("compose/drawn", [&](benchmark::State& state) { compose(state, composition, turned); });
    add("floor/compose_copied", [&](benchmark::State& state) { bare(state, pass, &BarePass::copy); });
    add("compose/copied", [&](benchmark::State& state) { compose(state, composition, {}); });
    for (const char* kind : {"drawn", "copied"}) {
        add_aim({std::string("compose/") + kind, std::string("floor/compose_") + kind, 1.5});
        add_aim({std::string("compose/") + kind, std::string("floor/compose_") + kind, 1, 0, "allocations"});
    }
    return run(argc, argv);
}

}  // namespace
}  // namespace xrt::bench

int main(int argc, char** argv) {
    const xrt::Result<int> code = xrt::bench::measure(argc, argv);
    if (code.ok()) return *code;
    std::fprintf(stderr, "composition_bench: %s\n", code.error().message.c_str());
    return 1;
}
