// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/picture_writer.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "compositor/target/png_file.hpp"
#include "compositor/target/raw_picture.hpp"
#include "compositor/target/side_by_side.hpp"
#include "compositor/target/video_file.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::comp {
namespace {

Result<void> check_folder(const std::filesystem::path& directory) {
    std::error_code code;
    std::filesystem::create_directories(directory, code);
    if (code) return os_error("cannot make the capture folder " + directory.string(), code.value());
    const UniqueFd probe(::open(directory.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
    if (probe.valid()) return {};
    const int reason = errno;
    // Not every file system has O_TMPFILE.
    if (reason == EOPNOTSUPP && ::access(directory.c_str(), W_OK | X_OK) == 0) return {};
    return os_error("cannot write into the capture folder " + directory.string(), reason);
}

void tell(const CaptureOptions& options, const WrittenPicture& written) {
    if (options.on_written) options.on_written(written);
}

FrameRate rate_of(const CaptureOptions& options) { return frame_rate_of(options.display_period, options.every); }

class PictureFiles final : public PictureWriter {
 public:
    explicit PictureFiles(const CaptureOptions& options) : options_(options) {}

    Result<void> write(const Picture& picture) override {
        for (size_t view = 0; view < view_count; ++view) {
            if (!is_captured(options_.views, view)) continue;
            const auto path = options_.place / name_of(picture, view);
            TRY(options_.format == CaptureFormat::png ? write_png(path, picture.views[view])
                                                      : write_raw_picture(path, picture.views[view]));
            tell(options_, {picture.number, view_name(view), path, picture.layer});
        }
        return {};
    }

 private:
    std::string name_of(const Picture& picture, size_t view) const {
        std::array<char, 64> number, layer{};
        std::snprintf(number.data(), number.size(), "frame-%06llu-", static_cast<unsigned long long>(picture.number));
        if (picture.layer) std::snprintf(layer.data(), layer.size(), "layer-%02u-", *picture.layer);
        const char* const ending = options_.format == CaptureFormat::png ? ".png" : ".pam";
        return std::string(number.data()) + layer.data() + view_name(view) + ending;
    }

    const CaptureOptions options_;
};

class VideoFiles final : public PictureWriter {
 public:
    explicit VideoFiles(const CaptureOptions& options) : options_(options) {}

    Result<void> write(const Picture& picture) override {
        for (size_t view = 0; view < view_count; ++view) {
            if (!is_captured(options_.views, view)) continue;
            const auto path = options_.place / (view_name(view) + std::string(".y4m"));
            std::optional<VideoFile>& video = videos_[view];
            if (!video) video.emplace(TRY(begin(path, picture.views[view].extent)));
            TRY(video->write(picture.views[view]));
            tell(options_, {picture.number, view_name(view), path});
        }
        return {};
    }

 private:
    Result<VideoFile> begin(const std::filesystem::path& path, const Extent2D& extent) const {
        OutputStream stream = TRY(OutputStream::open(path.string(), {.patience = options_.reader_patience}));
        return VideoFile::on(std::move(stream), extent, rate_of(options_));
    }

    const CaptureOptions options_;
    std::array<std::optional<VideoFile>, view_count> videos_;
};

class VideoStream final : public PictureWriter {
 public:
    VideoStream(const CaptureOptions& options, OutputStream stream) : options_(options), stream_(std::move(stream)) {}

    Result<void> write(const Picture& picture) override {
        const ViewPixels pixels = seen(picture);
        if (!video_) video_.emplace(TRY(VideoFile::on(std::move(stream_), pixels.extent, rate_of(options_))));
        TRY(video_->write(pixels));
        tell(options_, {picture.number, view(), options_.place});
        return {};
    }
    bool has_reader() const override { return has_reader_; }

 private:
    size_t only_view() const { return options_.views == CapturedViews::left ? 0 : 1; }
    const char* view() const { return options_.views == CapturedViews::both ? "both" : view_name(only_view()); }

    ViewPixels seen(const Picture& picture) {
        return options_.views == CapturedViews::both ? joined_.join(picture.views) : picture.views[only_view()];
    }
    const CaptureOptions options_;
    OutputStream stream_;  ///< until the first picture says how large they are
    const bool has_reader_ = stream_.has_reader();
    SideBySide joined_;
    std::optional<VideoFile> video_;
};

Result<void> check(const CaptureOptions& options) {
    if (options.every == 0) return Error{ErrorCode::invalid_argument, "every 0th frame cannot be captured"};
    if (options.layers == CapturedLayers::taken && options.format == CaptureFormat::y4m) {
        return Error{ErrorCode::invalid_argument, "a y4m video has no room for single layers"};
    }
    return {};
}

}  // namespace

bool is_stream(const CaptureOptions& options) {
    if (options.format != CaptureFormat::y4m) return false;
    const std::string place = options.place.string();
    if (place == "-" || place.starts_with("/dev/fd/")) return true;
    std::error_code code;
    const auto status = std::filesystem::status(options.place, code);
    return std::filesystem::exists(status) ? !std::filesystem::is_directory(status) : place.ends_with(".y4m");
}

Result<std::unique_ptr<PictureWriter>> make_picture_writer(const CaptureOptions& options, const ReaderLimits& limits) {
    TRY(check(options));
    if (is_stream(options)) {
        OutputStream stream = TRY(OutputStream::open(options.place.string(), limits));
        return std::unique_ptr<PictureWriter>(std::make_unique<VideoStream>(options, std::move(stream)));
    }
    TRY(check_folder(options.place));
    if (options.format == CaptureFormat::y4m) {
        return std::unique_ptr<PictureWriter>(std::make_unique<VideoFiles>(options));
    }
    return std::unique_ptr<PictureWriter>(std::make_unique<PictureFiles>(options));
}

}  // namespace xrt::comp
