// SPDX-License-Identifier: BSL-1.0
//
// Tools that look on: pictures, metrics and traces of a service that runs, and what it does while nobody looks.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <sstream>

#include "support/picture.hpp"
#include "support/service.hpp"

namespace xrt::end_to_end {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::StartsWith;

class Looking : public testing::Test {
 protected:
    void start(std::vector<std::string> options = {}, const char* kind = "vulkan") {
        service_ = Service::start(std::move(options));
        ASSERT_NE(service_, nullptr);
        Program::Settings settings{.arguments = {built("xrt-test-client"), kind, "frames"}};
        settings.environment = service_->environment();
        client_.emplace(Program::start(std::move(settings)));
        ASSERT_TRUE(client_->await_line("three frames")) << client_->out() << client_->err();
    }
    ~Looking() override {
        if (!client_) return;
        client_->signal(SIGKILL);
        client_->wait();
    }

    Finished ctl(std::vector<std::string> arguments) const { return Program::run(service_->ctl(std::move(arguments))); }
    /// The first sample of that name.
    uint64_t metric(const std::string& name) const {
        std::istringstream lines(ctl({"metrics"}).out);
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with(name)) return std::stoull(line.substr(line.rfind(' ') + 1));
        }
        ADD_FAILURE() << "there is no metric " << name;
        return 0;
    }
    void let_frames_pass(uint64_t count) const {
        const uint64_t until = metric("monado_client_frames_total{") + count;
        while (metric("monado_client_frames_total{") < until && !testing::Test::HasFailure()) {
        }
    }

    run::PrivateFolder folder_ = temporary_folder();
    std::unique_ptr<Service> service_;
    std::optional<Program> client_;
};

TEST_F(Looking, SeesThroughTheObserversCameraWhatSessionsShowIt) {
    start({}, "observer");
    const Finished run = ctl({"capture", folder_.file("observer.png"), "--view", "observer"});
    EXPECT_EQ(run.end, exited(0)) << run.err;
    EXPECT_TRUE(client_->await_line("observed"));
    EXPECT_TRUE(client_->await_line("not observed")) << "the capture is over";
    EXPECT_TRUE(std::filesystem::exists(folder_.file("observer.png")));
    EXPECT_THAT(ctl({"capture", "x.png", "--view", "below"}).err, HasSubstr("is not left, right or observer"));
}

TEST_F(Looking, DrawsForAsLongAsSomebodyTakesPicturesAndNoLonger) {
    start();
    let_frames_pass(10);
    EXPECT_EQ(metric("monado_compositor_drawn_total"), 0u) << "nobody looked";
    const Finished run = ctl({"capture", folder_.file("eye.png"), "--frames", "3", "--view", "right"});
    EXPECT_EQ(run.end, exited(0)) << run;
    for (const char* name : {"eye-000001.png", "eye-000002.png", "eye-000003.png"}) {
        const auto picture = Picture::load(folder_.file(name));
        ASSERT_TRUE(picture.has_value()) << name;
        EXPECT_EQ(picture->width, 512u);
    }
    EXPECT_EQ(metric("monado_captured_pictures_total"), 3u);
    EXPECT_EQ(metric("monado_captures"), 0u);
    const uint64_t drawn = metric("monado_compositor_drawn_total");
    EXPECT_GE(drawn, 3u);
    let_frames_pass(10);
    EXPECT_EQ(metric("monado_compositor_drawn_total"), drawn);
}

TEST_F(Looking, TakesPicturesOfOneLayerAndOfASwapchain) {
    start();
    EXPECT_EQ(ctl({"capture", folder_.file("view.png")}).end, exited(0));
    EXPECT_EQ(ctl({"capture", folder_.file("layer.png"), "--layer", "0"}).end, exited(0));
    EXPECT_EQ(ctl({"capture", folder_.file("image.pam"), "--swapchain", "1"}).end, exited(0));
    const auto view = Picture::load(folder_.file("view.png")), layer = Picture::load(folder_.file("layer.png"));
    ASSERT_TRUE(view && layer);
    EXPECT_EQ(view->width, layer->width);
    EXPECT_THAT(read_file(folder_.file("image.pam")), StartsWith("P7\nWIDTH "));
    const Finished none = ctl({"capture", folder_.file("none.png"), "--layer", "9", "--timeout", "0.5"});
    EXPECT_EQ(none.end, exited(1));
    EXPECT_THAT(none.err, HasSubstr("no picture came in time: no such layer is shown"));
    EXPECT_THAT(ctl({"capture", "x.png", "--layer", "0", "--client", "99"}).err, HasSubstr("there is no client 99"));
}

TEST_F(Looking, StreamsAVideoIntoAPipe) {
    start({"--clock=virtual", "--view-size=64x64"});
    const Finished run = ctl({"capture", "--format", "y4m", "-", "--frames", "4"});
    EXPECT_EQ(run.end, exited(0)) << run.err;
    const std::string header = "YUV4MPEG2 W64 H64 F90:1 Ip A1:1 C444 XCOLORRANGE=LIMITED\n";
    EXPECT_EQ(run.out.substr(0, header.size()), header);
    EXPECT_EQ(run.out.size(), header.size() + 4 * (6 + 3 * 64 * 64)) << "with the virtual clock nothing is left out";
}

/// The service wrote until its reader took it: neither its end nor another client's frames came before that.
TEST_F(Looking, IsHeldUpByNoReaderThatHangs) {
    const std::string fifo = folder_.file("fifo");
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    const UniqueFd reader(::open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    start({"--capture=" + fifo, "--capture-format=y4m"});
    let_frames_pass(20);
    Program::Settings settings{.arguments = {built("xrt-test-client"), "vulkan", "frames"}};
    settings.environment = service_->environment();
    Program other = Program::start(std::move(settings));
    EXPECT_TRUE(other.await_line("three frames")) << other.err();
    other.signal(SIGTERM);
    other.wait();
    service_->program().signal(SIGTERM);
    const Finished ended = service_->program().wait(10s);
    EXPECT_EQ(ended.end, exited(0)) << ended;
    EXPECT_THAT(ended.err, HasSubstr("fifo is too slow: pictures are left out"));
    EXPECT_THAT(ended.err, HasSubstr("fifo: its reader takes nothing any more"));
    EXPECT_THAT(ended.err, ContainsRegex("[0-9]+ pictures were left out"));
    EXPECT_TRUE(service_->await(run::StatusKind::pictures_left_out));
}

TEST_F(Looking, RecordsATraceOfFrames) {
    start();
    const Finished run = ctl({"trace", "--out", folder_.file("t.json"), "--frames", "10"});
    EXPECT_EQ(run.end, exited(0)) << run;
    const std::string json = read_file(folder_.file("t.json"));
    EXPECT_THAT(json, StartsWith("{\"displayTimeUnit\":\"ms\",\"traceEvents\":["));
    for (const char* part : {"\"monado-service\"", "(client 1)\"", "\"name\":\"wait\"", "\"name\":\"begin\"",
                             "\"name\":\"end\"", "\"name\":\"deliver\"", "\"name\":\"latch\"", "\"ph\":\"s\"",
                             "\"ph\":\"f\"", "\"name\":\"composition\"", "\"name\":\"display\""}) {
        EXPECT_THAT(json, HasSubstr(part));
    }
}

TEST_F(Looking, TracesDrawingOnTheGpuWhileSomebodyLooks) {
    start({"--capture=" + folder_.file("pictures"), "--capture-format=raw"});
    ASSERT_EQ(ctl({"trace", "--out", folder_.file("t.json"), "--frames", "10"}).end, exited(0));
    const std::string json = read_file(folder_.file("t.json"));
    EXPECT_THAT(json, HasSubstr("\"name\":\"draw\",\"pid\":1,\"tid\":1"));
    EXPECT_THAT(json, HasSubstr("\"name\":\"present\",\"pid\":1,\"tid\":1"));
    EXPECT_THAT(json, HasSubstr("\"name\":\"draw\",\"pid\":1,\"tid\":2")) << "the GPU's";
    EXPECT_THAT(ctl({"metrics"}).out, ContainsRegex("\nmonado_compositor_gpu_seconds_total [0-9.]*[1-9]"));
    EXPECT_TRUE(std::filesystem::exists(folder_.file("pictures") + "/frame-000001-left.pam"));
}

TEST_F(Looking, CountsFramesAndHowLongTheyTake) {
    start({"--compositor=null"}, "none");
    let_frames_pass(20);
    const std::string metrics = ctl({"metrics"}).out;
    EXPECT_THAT(metrics, HasSubstr("# TYPE monado_client_frame_latency_seconds histogram\n"));
    EXPECT_THAT(metrics, HasSubstr("monado_client_frames_total{client=\"1\",application=\""));
    EXPECT_GE(metric("monado_client_frame_latency_seconds_count{"), 10u);
}

TEST_F(Looking, SaysThatTheNullCompositorHasNoPictures) {
    start({"--compositor=null"}, "none");
    const Finished run = ctl({"capture", "x.png"});
    EXPECT_EQ(run.end, exited(1));
    EXPECT_THAT(run.err, HasSubstr("the compositor draws no pictures"));
}

}  // namespace
}  // namespace xrt::end_to_end
