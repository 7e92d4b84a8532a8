// SPDX-License-Identifier: BSL-1.0
//
// doc/images/frame_timing.svg, drawn of what the pacing functions say: the picture cannot lie. XRT_REWRITE_DOCUMENTS=1 in
// the environment writes it anew.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdarg>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "compositor/pacing/app_pacer.hpp"
#include "compositor/pacing/display_clock.hpp"
#include "compositor/pacing/draw_pacer.hpp"

namespace xrt::comp {
namespace {

constexpr Duration period(11'111'111);
constexpr Time start = time_from_nanoseconds(0);
constexpr const char* path = XRT_SOURCE_DIR "/doc/images/frame_timing.svg";

struct Work {
    Duration thread, gpu, compositor;
};

struct Frame {
    Time asked{}, woken{}, ended{}, delivered{}, display_time{};
};

/// Frames of an application that is known by now, the times counted from the first of them.
struct Scene {
    Duration lead{};
    std::vector<Frame> frames;
};

Scene play(const Work& work, size_t shown) {
    DrawPacer compositor;
    for (size_t i = 0; i < CostWindow::capacity; ++i) compositor.note_cost(work.compositor);
    const DisplayTiming timing{start, period, compositor.lead(period)};
    AppPacer pacer;
    Time now = start;
    std::vector<Frame> frames;
    for (uint64_t number = 1; number <= 64; ++number) {
        const auto plan = pacer.plan(timing, now, 1);
        const Time woken = std::max(now, plan.wake_up);
        frames.push_back({now, woken, woken + work.thread, woken + work.thread + work.gpu, plan.display_time});
        now = woken + work.thread;
        pacer.note_ended(number, plan);
        pacer.note_delivered(number, frames.back().delivered);
    }
    Scene scene{timing.lead, {frames.end() - static_cast<std::ptrdiff_t>(shown), frames.end()}};
    const Duration before = scene.frames.front().asked - start;
    const Duration origin = before - before % period;
    for (Frame& frame : scene.frames) {
        for (Time* time : {&frame.asked, &frame.woken, &frame.ended, &frame.delivered, &frame.display_time}) {
            *time -= origin;
        }
    }
    return scene;
}

class Drawing {
 public:
    [[gnu::format(printf, 2, 3)]] void add(const char* format, ...) {
        char line[512];
        va_list arguments;
        va_start(arguments, format);
        std::vsnprintf(line, sizeof(line), format, arguments);
        va_end(arguments);
        text_ += line;
        text_ += '\n';
    }
    const std::string& text() const { return text_; }

 private:
    std::string text_;
};

constexpr double left = 130, pixels_per_period = 190, row_height = 34, width = 1100;
constexpr const char* row_names[] = {"application", "its GPU", "compositor", "display"};

double x_of(Time time) { return left + pixels_per_period * double(to_nanoseconds(time)) / double(period.count()); }
double y_of(double top, int row) { return top + 34 + row * row_height; }

void box(Drawing& drawing, double y, Time from, Time until, const char* colour, const std::string& label) {
    const double begin = std::clamp(x_of(from), left, width), end = std::clamp(x_of(until), left, width);
    if (end - begin < 1) return;
    drawing.add(R"(<rect x="%.1f" y="%.1f" width="%.1f" height="22" rx="3" fill="%s"/>)", begin, y, end - begin,
                colour);
    if (end - begin < 40) return;
    drawing.add(R"(<text x="%.1f" y="%.1f" text-anchor="middle">%s</text>)", (begin + end) / 2, y + 15, label.c_str());
}

void arrow(Drawing& drawing, double top, const Frame& frame, Time latch) {
    if (x_of(latch) > width) return;
    drawing.add(R"svg(<path d="M%.1f %.1f L%.1f %.1f" stroke="#555" fill="none" marker-end="url(#tip)"/>)svg",
                x_of(frame.delivered), y_of(top, 1) + 22, x_of(latch), y_of(top, 2));
}

void draw_frame(Drawing& drawing, double top, const Scene& scene, const Work& work, size_t i) {
    const Frame& frame = scene.frames[i];
    const std::string number = std::to_string(i + 1);
    const Time latch = frame.display_time - scene.lead;
    const Time next = i + 1 < scene.frames.size() ? scene.frames[i + 1].display_time : frame.display_time + period;
    box(drawing, y_of(top, 0), frame.asked, frame.woken, "#e4e4e4", "wait");
    box(drawing, y_of(top, 0), frame.woken, frame.ended, "#8fc1ea", "frame " + number);
    box(drawing, y_of(top, 1), frame.ended, frame.delivered, "#b9dcb0", number);
    box(drawing, y_of(top, 2), latch, latch + work.compositor, "#f3c98b", "draw " + number);
    box(drawing, y_of(top, 3), frame.display_time, next, "#d5c4ea", "frame " + number + " is seen");
    arrow(drawing, top, frame, latch);
}

void draw_scene(Drawing& drawing, double top, const char* title, const Work& work, size_t shown) {
    const Scene scene = play(work, shown);
    drawing.add(R"(<text x="8" y="%.1f" font-weight="bold">%s</text>)", top + 14, title);
    for (int row = 0; row < 4; ++row) {
        drawing.add(R"(<text x="8" y="%.1f">%s</text>)", y_of(top, row) + 15, row_names[row]);
    }
    for (Time time = start; x_of(time) < width; time += period) {
        drawing.add(R"(<path d="M%.1f %.1f V%.1f" stroke="#c33" stroke-dasharray="3 3"/>)", x_of(time), top + 26,
                    y_of(top, 4));
    }
    for (size_t i = 0; i < scene.frames.size(); ++i) draw_frame(drawing, top, scene, work, i);
}

std::string picture() {
    using std::chrono::microseconds;
    Drawing drawing;
    drawing.add(
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="1110" height="580" font-family="sans-serif" font-size="12">)");
    drawing.add("%s", R"(<defs><marker id="tip" markerWidth="7" markerHeight="7" refX="6" refY="3" orient="auto">)"
                      R"(<path d="M0 0 L6 3 L0 6 z" fill="#555"/></marker></defs>)");
    drawing.add(R"(<rect width="1110" height="580" fill="#fff"/>)");
    draw_scene(drawing, 8, "An application that is quick is woken as late as its frames allow",
               {microseconds(2000), microseconds(1500), microseconds(1500)}, 6);
    draw_scene(drawing, 198,
               "One that is busy nearly all the time, its GPU one frame behind, still gets every display time",
               {microseconds(9000), microseconds(7000), microseconds(4000)}, 7);
    draw_scene(drawing, 388, "One that is too slow keeps to every second",
               {microseconds(18000), microseconds(1500), microseconds(4000)}, 4);
    drawing.add("</svg>");
    return drawing.text();
}

TEST(FrameTimingPicture, IsWhatThePacingFunctionsSay) {
    const std::string drawn = picture();
    if (std::getenv("XRT_REWRITE_DOCUMENTS") != nullptr) std::ofstream(path) << drawn;
    std::ifstream file(path);
    const std::string kept{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(kept, drawn) << "cmake --build <build folder> --target update_documents draws it anew";
}

}  // namespace
}  // namespace xrt::comp
