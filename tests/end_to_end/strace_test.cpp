// SPDX-License-Identifier: BSL-1.0
//
// The system calls of an application in a steady frame: one message to the service, and nothing that waits for an answer.
#include <regex>
#include <sstream>

#include <gmock/gmock.h>

#include "support/program.hpp"

namespace xrt::end_to_end {
namespace {

using testing::HasSubstr;

/// What the application did on its connection to the service between one frame and the next.
struct FrameCalls {
    int sends = 0;
    int others = 0;
    std::string text;
};

/// The descriptor that was connected to the service's socket, as strace prints it.
std::string connection_in(const std::string& trace) {
    std::smatch match;
    const std::regex connect(R"(connect\((\d+), \{sa_family=AF_UNIX, sun_path="[^"]*monado_comp_ipc"\})");
    return std::regex_search(trace, match, connect) ? match[1].str() : "";
}

std::vector<FrameCalls> frames_in(const std::string& trace) {
    const std::string connection = "(" + connection_in(trace) + ",";
    std::vector<FrameCalls> frames(1);
    std::istringstream lines(trace);
    for (std::string line; std::getline(lines, line);) {
        if (line.find("\"frame done\\n\"") != std::string::npos) {
            frames.emplace_back();
        } else if (line.find("sendto" + connection) != std::string::npos ||
                   line.find("sendmsg" + connection) != std::string::npos) {
            ++frames.back().sends;
        } else if (line.find(connection) != std::string::npos) {
            ++frames.back().others;
            frames.back().text += line + "\n";
        }
    }
    return frames;
}

class SteadyFrame : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Graphics, SteadyFrame, testing::Values("none", "vulkan"),
                         [](const auto& test) { return std::string(test.param); });

TEST_P(SteadyFrame, SendsOneMessageAndWaitsForNoAnswer) {
    if (Program::run({"strace", "-o", "/dev/null", "true"}).end != exited(0))
        GTEST_SKIP() << "processes may not be traced here";
    const auto folder = temporary_folder();
    const Finished run =
        Program::run({built("monado-run"), "--clock", "real", "--frames", "60", "--view-size", "64x64", "--", "strace", "-f", "-o",
                      folder.file("trace"), built("xrt-test-client"), GetParam(), "marked"});
    ASSERT_EQ(run.end, exited(0)) << run;
    const std::string trace = read_file(folder.file("trace"));
    ASSERT_NE(connection_in(trace), "") << trace.substr(0, 2000);
    const std::vector<FrameCalls> frames = frames_in(trace);
    ASSERT_GE(frames.size(), 60u);
    // A frame whose drawing takes longer than itself goes out during one of the next, so the messages are counted over many: at each
    // end a few of other frames' may be among them.
    int sends = 0;
    for (size_t i = 20; i < 50; ++i) {
        sends += frames[i].sends;
        EXPECT_EQ(frames[i].others, 0) << "frame " << i << ":\n" << frames[i].text;
    }
    EXPECT_NEAR(sends, 30, 5);
}

}  // namespace
}  // namespace xrt::end_to_end
