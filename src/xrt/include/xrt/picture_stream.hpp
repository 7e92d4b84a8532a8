// SPDX-License-Identifier: BSL-1.0
//
// Pictures for whoever asks for them while the compositor runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>

#include "xrt/math.hpp"
#include "xrt/time.hpp"

namespace xrt {

inline constexpr uint32_t observer_view = 2;
/// No picture is wider or higher.
inline constexpr uint32_t largest_picture = 8192;

/// What is seen in a view.
struct ViewSource {
    uint32_t view = 0;  ///< 0 the left eye's, 1 the right eye's, or observer_view
    bool operator==(const ViewSource&) const = default;
};

/// What is seen of one layer alone, before black.
struct LayerSource {
    uint32_t client = 0;  ///< FrameStatistics::client
    uint32_t layer = 0;
    uint32_t view = 0;
    bool operator==(const LayerSource&) const = default;
};

/// The image of a swapchain that is shown now.
struct SwapchainSource {
    uint32_t client = 0;
    uint32_t swapchain = 0;  ///< SwapchainNative::number()
    uint32_t array_index = 0;
    bool operator==(const SwapchainSource&) const = default;
};

using PictureSource = std::variant<ViewSource, LayerSource, SwapchainSource>;

inline bool is_of_observer(const PictureSource& source) {
    const auto* const view = std::get_if<ViewSource>(&source);
    const auto* const layer = std::get_if<LayerSource>(&source);
    return (view && view->view == observer_view) || (layer && layer->view == observer_view);
}

struct StreamedPicture {
    uint64_t composition = 0;
    Time display_time{};
    Extent2D extent;
    std::span<const std::byte> rgba;  ///< R8G8B8A8 sRGB, rows from the top without gaps; gone when show() returns
};

/// Called on the compositor's thread alone, but for wants(), which any thread may ask.
class PictureSink {
 public:
    virtual ~PictureSink() = default;
    virtual bool wants(uint64_t composition) const = 0;
    virtual void show(const StreamedPicture& picture) = 0;
    /// It cannot be made, and why; for pictures that the clients' frames do not have this is not called.
    virtual void failed(const std::string& reason) = 0;
};

class PictureSubscription {
 public:
    virtual ~PictureSubscription() = default;
};

}  // namespace xrt
