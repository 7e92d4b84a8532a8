// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/capture_target.hpp"

#include <algorithm>
#include <csignal>

#include "auxiliary/os/deadline.hpp"
#include "auxiliary/util/log.hpp"

namespace xrt::comp {
namespace {

/// In somebody else's process a reader that goes away must not end it.
void block_broken_pipes() {
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

Result<std::unique_ptr<CaptureTarget>> CaptureTarget::create(CaptureOptions options) {
    auto end = std::make_shared<const TimerFd>(TRY(TimerFd::create()));
    ReaderLimits limits{.end = end};
    if (options.slow_reader == SlowReader::waited_for) limits.patience = options.reader_patience;
    auto writer = TRY(make_picture_writer(options, limits));
    return std::unique_ptr<CaptureTarget>(new CaptureTarget(std::move(options), std::move(end), std::move(writer)));
}

CaptureTarget::CaptureTarget(CaptureOptions options, std::shared_ptr<const TimerFd> end,
                             std::unique_ptr<PictureWriter> writer)
    : options_(std::move(options)), end_(std::move(end)), writer_(std::move(writer)), thread_([this] { run(); }) {}

CaptureTarget::~CaptureTarget() {
    const uint64_t left_out = queue_.with([](Queue& queue) {
        queue.stop = true;
        return queue.left_out;
    });
    if (leaves_out()) end_->arm_at(Deadline::after(options_.reader_patience).time());
    changed_.notify_all();
    thread_.join();
    if (left_out == 0) return;
    log_warning("capture", "%llu pictures were left out", static_cast<unsigned long long>(left_out));
    if (options_.on_left_out) options_.on_left_out(left_out);
}

bool CaptureTarget::wants(uint64_t number) const {
    if (!options_.at.empty()) return std::ranges::binary_search(options_.at, number);
    return number % options_.every == 0;
}

Result<void> CaptureTarget::show(const Picture& picture) {
    auto queue = queue_.lock();
    if (queue->count == capacity && leaves_out()) return leave_out(*queue), Result<void>();
    changed_.wait(queue.guard(), [&] { return queue->count < capacity; });
    Entry& entry = queue->entries[(queue->first + queue->count) % capacity];
    entry.number = picture.number;
    entry.layer = picture.layer;
    for (size_t view = 0; view < view_count; ++view) {
        entry.extents[view] = picture.views[view].extent;
        entry.rgba[view].assign(picture.views[view].rgba.begin(), picture.views[view].rgba.end());
    }
    ++queue->count;
    changed_.notify_all();
    return {};
}

void CaptureTarget::leave_out(Queue& queue) const {
    if (++queue.left_out > 1) return;
    log_warning("capture", "the reader of %s is too slow: pictures are left out", options_.place.c_str());
}

Result<void> CaptureTarget::flush() {
    auto queue = queue_.lock();
    const auto all_gone = [&] { return queue->count == 0; };
    if (!leaves_out()) {
        changed_.wait(queue.guard(), all_gone);
    } else if (!changed_.wait_for(queue.guard(), options_.reader_patience, all_gone)) {
        return Error{ErrorCode::timeout, "the reader of " + options_.place.string() + " has not taken every picture"};
    }
    if (const auto error = std::exchange(queue->error, std::nullopt)) return *error;
    return {};
}

/// The first entry stays in the queue, and so untouched, while it is written without the lock.
void CaptureTarget::run() {
    block_broken_pipes();
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
void CaptureTarget::note_error(Queue& queue, const Error& error) const {
    log_error("capture", "%s", error.message.c_str());
    if (options_.on_failed) options_.on_failed(error.message);
    queue.error = error;
}

Result<void> CaptureTarget::write(const Entry& entry) const {
    Picture picture{entry.number, {}, entry.layer};
    for (size_t view = 0; view < view_count; ++view) picture.views[view] = {entry.extents[view], entry.rgba[view]};
    return writer_->write(picture);
}

}  // namespace xrt::comp
