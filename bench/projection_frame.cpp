// SPDX-License-Identifier: BSL-1.0
#include "projection_frame.hpp"

#include <memory>

#include "proto/frame_codec.hpp"

namespace xrt::bench {

proto::Frame projection_frame(size_t layers) {
    proto::Frame frame;
    for (size_t i = 0; i < layers; ++i) {
        proto::ProjectionLayer projection;
        for (int view = 0; view < 2; ++view) {
            proto::ProjectionView seen;
            seen.image.rect = Rect2D{.width = 512, .height = 512};
            projection.views.push_back(seen);
        }
        frame.layers.push_back({}).content = projection;
    }
    return frame;
}

Result<size_t> message_size(const proto::Frame& frame) {
    const auto message = std::make_unique<ipc::OutgoingMessage>();
    ipc::Writer writer(*message);
    writer.header({});
    write(writer, frame);
    TRY(writer.finish());
    return message->size;
}

}  // namespace xrt::bench
