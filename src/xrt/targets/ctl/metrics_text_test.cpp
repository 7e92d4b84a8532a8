// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/metrics_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>

namespace xrt::ctl {
namespace {

using testing::HasSubstr;
using testing::Not;

proto::GetMetricsReply some_metrics() {
    proto::GetMetricsReply metrics;
    metrics.latency_bounds.push_back(Duration(5'000'000));
    metrics.latency_bounds.push_back(Duration(25'000'000));
    proto::ClientMetrics client;
    client.client = 1;
    client.application_name = "a \"good\"\napp\\";
    client.frames = 12;
    client.shown = 11;
    client.missed = 2;
    client.latency[0] = 3;
    client.latency[1] = 7;
    client.latency[2] = 1;
    client.latency_sum = Duration(250'000'000);
    metrics.clients.push_back(client);
    client.client = 2;
    client.application_name = "other";
    metrics.clients.push_back(client);
    metrics.compositor.drawn = 4;
    metrics.compositor.display_period = Duration(12'500'000);
    return metrics;
}

TEST(Metrics, AreNamedAndLabelledAsPrometheusWants) {
    const std::string text = to_prometheus(some_metrics());
    EXPECT_THAT(text, HasSubstr("# HELP monado_client_frames_total Frames that the application ended.\n"
                                "# TYPE monado_client_frames_total counter\n"
                                "monado_client_frames_total{client=\"1\",application=\"a \\\"good\\\"\\napp\\\\\"} 12\n"
                                "monado_client_frames_total{client=\"2\",application=\"other\"} 12\n"));
    EXPECT_THAT(text, HasSubstr("monado_clients 2\n"));
    EXPECT_THAT(text, HasSubstr("monado_compositor_drawn_total 4\n"));
    EXPECT_THAT(text, HasSubstr("monado_display_period_seconds 0.0125\n"));
}

TEST(Metrics, HaveAHistogramWhoseBucketsAddUp) {
    const std::string text = to_prometheus(some_metrics());
    const std::string name = "monado_client_frame_latency_seconds", labels = "client=\"2\",application=\"other\"";
    EXPECT_THAT(text, HasSubstr("# TYPE " + name + " histogram\n"));
    EXPECT_THAT(text, HasSubstr(name + "_bucket{" + labels + ",le=\"0.005\"} 3\n" + name + "_bucket{" + labels +
                                ",le=\"0.025\"} 10\n" + name + "_bucket{" + labels + ",le=\"+Inf\"} 11\n" + name +
                                "_sum{" + labels + "} 0.25\n" + name + "_count{" + labels + "} 11\n"));
}

TEST(Metrics, LeaveOutWhatNobodyHas) {
    const std::string text = to_prometheus({});
    EXPECT_THAT(text, Not(HasSubstr("monado_client_")));
    EXPECT_THAT(text, HasSubstr("monado_clients 0\n"));
}

TEST(Metrics, EveryLineIsASampleOfAFamilyThatIsDescribedOnceBeforeIt) {
    std::istringstream lines(to_prometheus(some_metrics()));
    const std::regex sample(R"re((monado_[a-z_]+?)(_bucket|_sum|_count)?(\{.*\})? [0-9.e+-]+)re");
    std::set<std::string> described, typed;
    for (std::string line; std::getline(lines, line);) {
        std::smatch parts;
        if (line.starts_with("# HELP ")) {
            EXPECT_TRUE(described.insert(line.substr(7, line.find(' ', 7) - 7)).second) << line;
        } else if (line.starts_with("# TYPE ")) {
            EXPECT_TRUE(typed.insert(line.substr(7, line.find(' ', 7) - 7)).second) << line;
        } else {
            ASSERT_TRUE(std::regex_match(line, parts, sample)) << line;
            EXPECT_TRUE(typed.contains(parts[1]) || typed.contains(parts[1].str() + parts[2].str())) << line;
        }
    }
    EXPECT_EQ(described, typed);
}

}  // namespace
}  // namespace xrt::ctl
