// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/capture_target.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "auxiliary/util/log.hpp"
#include "compositor/target/png_file.hpp"
#include "compositor/target/raw_picture.hpp"
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

}  // namespace

const char* view_name(size_t view) { return view == 0 ? "left" : "right"; }

Result<std::unique_ptr<CaptureTarget>> CaptureTarget::create(CaptureOptions options) {
    if (options.every == 0) return Error{ErrorCode::invalid_argument, "every 0th frame cannot be captured"};
    TRY(check_folder(options.directory));
    return std::unique_ptr<CaptureTarget>(new CaptureTarget(std::move(options)));
}

CaptureTarget::CaptureTarget(CaptureOptions options) : options_(std::move(options)), thread_([this] { run(); }) {}

CaptureTarget::~CaptureTarget() {
    queue_.with([](Queue& queue) { queue.stop = true; });
    changed_.notify_all();
    thread_.join();
}

Result<void> CaptureTarget::show(const Picture& picture) {
    auto queue = queue_.lock();
    changed_.wait(queue.guard(), [&] { return queue->count < capacity; });
    Entry& entry = queue->entries[(queue->first + queue->count) % capacity];
    entry.number = picture.number;
    for (size_t view = 0; view < view_count; ++view) {
        entry.extents[view] = picture.views[view].extent;
        entry.rgba[view].assign(picture.views[view].rgba.begin(), picture.views[view].rgba.end());
    }
    ++queue->count;
    changed_.notify_all();
    return {};
}

Result<void> CaptureTarget::flush() {
    auto queue = queue_.lock();
    changed_.wait(queue.guard(), [&] { return queue->count == 0; });
    if (const auto error = std::exchange(queue->error, std::nullopt)) return *error;
    return {};
}

/// The first entry stays in the queue, and so untouched, while it is written without the lock.
void CaptureTarget::run() {
    auto queue = queue_.lock();
    while (true) {
        changed_.wait(queue.guard(), [&] { return queue->stop || queue->count > 0; });
        if (queue->count == 0) return;
        const Entry& entry = queue->entries[queue->first];
        queue.guard().unlock();
        auto result = write(entry);
        queue.guard().lock();
        if (!result.ok() && !queue->error) note_error(*queue, result.error());
        queue->first = (queue->first + 1) % capacity;
        --queue->count;
        changed_.notify_all();
    }
}

/// The first error since the last flush: the others most often say the same.
void CaptureTarget::note_error(Queue& queue, const Error& error) {
    log_error("capture", "%s", error.message.c_str());
    queue.error = error;
}

Result<void> CaptureTarget::write(const Entry& entry) {
    for (size_t view = 0; view < view_count; ++view) {
        const auto path = path_of(entry.number, view);
        TRY(write(view, {entry.extents[view], entry.rgba[view]}, path));
        if (options_.on_written) options_.on_written({entry.number, view, path});
    }
    return {};
}

Result<void> CaptureTarget::write(size_t view, const ViewPixels& pixels, const std::filesystem::path& path) {
    switch (options_.format) {
        case CaptureFormat::png:
            return write_png(path, pixels);
        case CaptureFormat::raw:
            return write_raw_picture(path, pixels);
        case CaptureFormat::y4m:
            return write_video(view, pixels, path);
    }
    return {};
}

Result<void> CaptureTarget::write_video(size_t view, const ViewPixels& pixels, const std::filesystem::path& path) {
    std::optional<VideoFile>& video = videos_[view];
    if (!video) {
        video.emplace(
            TRY(VideoFile::create(path, pixels.extent, frame_rate_of(options_.display_period, options_.every))));
    }
    return video->write(pixels);
}

std::filesystem::path CaptureTarget::path_of(uint64_t number, size_t view) const {
    if (options_.format == CaptureFormat::y4m) return options_.directory / (view_name(view) + std::string(".y4m"));
    std::array<char, 64> name;
    const char* const ending = options_.format == CaptureFormat::png ? "png" : "pam";
    std::snprintf(name.data(), name.size(), "frame-%06lu-%s.%s", number, view_name(view), ending);
    return options_.directory / name.data();
}

}  // namespace xrt::comp
