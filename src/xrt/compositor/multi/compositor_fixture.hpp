// SPDX-License-Identifier: BSL-1.0
//
// For tests: a MultiCompositor that draws with a FakeRenderer, on whatever clock the test wants.
#pragma once

#include <gtest/gtest.h>

#include "compositor/multi/fakes.hpp"
#include "compositor/multi/multi_compositor.hpp"

namespace xrt::comp {

inline constexpr Duration test_period(100);

inline LayerFrame frame(uint64_t number) {
    LayerFrame result;
    result.number = number;
    return result;
}

class CompositorTest : public testing::Test {
 protected:
    explicit CompositorTest(MultiCompositorOptions options)
        : compositor_(std::make_unique<FakeRenderer>(log_), std::move(options)) {}

    std::unique_ptr<CompositorNative> running_session(RecordingObserver& observer) {
        auto session = std::move(*compositor_.create_native_compositor(observer));
        session->set_running(true);
        return session;
    }

    RendererLog log_;
    MultiCompositor compositor_;
    RecordingObserver observer_, other_observer_;
};

}  // namespace xrt::comp
