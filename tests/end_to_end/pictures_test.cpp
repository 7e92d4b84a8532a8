// SPDX-License-Identifier: BSL-1.0
//
// Pictures of an application that nobody here wrote: chosen, compared with golden ones, streamed; and the files of results.
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "hello_xr.hpp"

namespace xrt::end_to_end {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
}

class Pictures : public testing::Test {
 protected:
    static Finished run(const std::string& capture, std::vector<std::string> options, bool in_process = false) {
        HelloXr hello{.in_process = in_process};
        hello.options = std::move(options);
        return hello.run(capture);
    }
    Finished compare(std::vector<std::string> more = {}) const {
        std::vector<std::string> options{"--at-frame", "5", "--golden", golden()};
        options.insert(options.end(), more.begin(), more.end());
        return run(out(), std::move(options));
    }
    void make_golden() const {
        const Finished made = compare({"--update-golden"});
        ASSERT_EQ(made.end, exited(0)) << made;
        ASSERT_THAT(made.err, HasSubstr("golden pictures in " + golden() + ": 2 written, 0 as they were"));
    }
    /// A red square of 20 by 10 pixels.
    void spoil(const std::string& name) const {
        auto picture = Picture::load(golden() + "/" + name);
        ASSERT_TRUE(picture) << name;
        for (uint32_t y = 100; y < 110; ++y) {
            for (uint32_t x = 50; x < 70; ++x) {
                const uint8_t red[] = {255, 0, 0, 255};
                std::copy(std::begin(red), std::end(red), picture->rgba.begin() + 4 * (y * picture->width + x));
            }
        }
        ASSERT_TRUE(picture->save(golden() + "/" + name));
    }
    std::string out() const { return folder_.file("out"); }
    std::string golden() const { return folder_.file("golden"); }
    static void expect_fit_for_ci(const std::string& junit) {
        const Finished lint = Program::run({"xmllint", "--noout", "--schema", XRT_JUNIT_SCHEMA, junit});
        EXPECT_EQ(lint.end, exited(0)) << lint;
    }

    run::PrivateFolder folder_ = temporary_folder();
};

TEST_F(Pictures, OfSomeFramesAndOneEyeWithTheirLayers) {
    const Finished ended = run(out(), {"--at-frame", "7,3", "--views", "right", "--layers"});
    EXPECT_EQ(ended.end, exited(0)) << ended;
    EXPECT_THAT(files_in(out()), ElementsAre("frame-000003-layer-00-right.png", "frame-000003-right.png",
                                             "frame-000007-layer-00-right.png", "frame-000007-right.png"));
    EXPECT_EQ(read_file(out() + "/frame-000003-layer-00-right.png"), read_file(out() + "/frame-000003-right.png"))
        << "hello_xr has one opaque layer";
}

TEST_F(Pictures, OfAFrameThatNeverCameFailTheRun) {
    const Finished ended = run(out(), {"--at-frame", "5,500"});
    EXPECT_EQ(ended.end, exited(122)) << ended;
    EXPECT_THAT(ended.err, HasSubstr("there is no picture of what --at-frame asks for: 500; hello_xr ended after "));
}

TEST_F(Pictures, AsTheGoldenOnesPass) {
    make_golden();
    const Finished same = compare();
    EXPECT_EQ(same.end, exited(0)) << same;
    EXPECT_THAT(same.err, HasSubstr("2 pictures as in " + golden()));
    EXPECT_THAT(files_in(out() + "/compare"), ElementsAre("index.html"));
}

TEST_F(Pictures, ThatDifferFailTheRunAndAreShown) {
    make_golden();
    spoil("frame-000005-left.png");
    const Finished failed = compare({"--junit", folder_.file("junit.xml"), "--results", folder_.file("results.json")});
    EXPECT_EQ(failed.end, exited(120)) << failed;
    EXPECT_THAT(failed.err,
                HasSubstr("frame-000005-left.png: 200 of 65536 pixels (0.3052 %) differ by more than 0 in a channel"));
    EXPECT_THAT(failed.err, HasSubstr("within 20x10 pixels at 50,100; 0 % may"));
    EXPECT_THAT(failed.err,
                HasSubstr("1 of 2 pictures not as in " + golden() + "; look at " + out() + "/compare/index.html"));
    EXPECT_THAT(files_in(out() + "/compare"),
                ElementsAre("frame-000005-left-actual.png", "frame-000005-left-difference.png",
                            "frame-000005-left-expected.png", "frame-000005-left-side-by-side.png", "index.html"));
    EXPECT_TRUE(Picture::load(out() + "/compare/frame-000005-left-side-by-side.png"));
    EXPECT_THAT(read_file(folder_.file("junit.xml")), HasSubstr("tests=\"3\" failures=\"1\" errors=\"0\""));
    expect_fit_for_ci(folder_.file("junit.xml"));
    EXPECT_THAT(read_file(folder_.file("results.json")),
                HasSubstr("\"finding\": \"different\", \"compared_pixels\": 65536, "
                          "\"differing_pixels\": 200"));
    EXPECT_EQ(compare({"--tolerance-pixels", "0.004"}).end, exited(0));
    Picture mask{256, 256, std::vector<uint8_t>(size_t{256} * 256 * 4, 0)};
    std::fill(mask.rgba.begin(), mask.rgba.begin() + 4 * 256 * 90, uint8_t{255});
    ASSERT_TRUE(mask.save(golden() + "/frame-000005-left.mask.png"));
    EXPECT_EQ(compare().end, exited(0)) << "the square is masked";
}

TEST_F(Pictures, WithoutGoldenOnesSayWhatToDo) {
    const Finished nothing = compare();
    EXPECT_EQ(nothing.end, exited(125)) << nothing;
    EXPECT_THAT(nothing.err, HasSubstr("--golden " + golden() +
                                       ": there is no such folder; run once with --update-golden, which makes it, and "
                                       "look at the pictures that it puts there"));
    make_golden();
    fs::remove(golden() + "/frame-000005-left.png");
    const Finished missing = compare();
    EXPECT_EQ(missing.end, exited(120)) << missing;
    EXPECT_THAT(missing.err,
                HasSubstr("frame-000005-left.png: there is no golden picture of this name: if the captured one "
                          "is right, --update-golden puts it there"));
    std::ofstream(golden() + "/frame-000005-left.png") << "no picture";
    EXPECT_THAT(compare().err, HasSubstr("the golden picture cannot be used: it is no PNG file that can be read"));
    const Finished larger = compare({"--view-size", "300x200"});
    EXPECT_EQ(larger.end, exited(120)) << larger;
    EXPECT_THAT(larger.err,
                HasSubstr("frame-000005-right.png: it is 300x200 pixels, and the golden one 256x256: capture "
                          "with --view-size 256x256, or take the new size with --update-golden"));
}

TEST_F(Pictures, OfTheSameRunAndItsResultsAreTheSameBytes) {
    std::ofstream(folder_.file("script"))
        << "{\"frame\": 3, \"pose\": {\"device\": \"head\", \"degrees\": [20, 5, 0]}}\n"
           "{\"frame\": 6, \"press\": {\"device\": \"right\", \"input\": \"select/click\"}}\n"
           "{\"expect\": {\"state\": \"focused\"}, \"before_frame\": 9}\n";
    fs::create_directory(golden());
    std::vector<std::string> all;
    for (const std::string name : {"a", "b"}) {
        const std::string out = folder_.file(name);
        const Finished ended = run(out, {"--golden", golden(), "--script", folder_.file("script"), "--junit",
                                         out + "/junit.xml", "--results", out + "/results.json"});
        EXPECT_EQ(ended.end, exited(120)) << ended;
        all.push_back(read_file(out + "/junit.xml") + read_file(out + "/results.json") +
                      read_file(out + "/compare/index.html"));
        expect_fit_for_ci(out + "/junit.xml");
    }
    EXPECT_THAT(all[0], HasSubstr("name=\"script\"/>"));
    EXPECT_THAT(all[0], HasSubstr(".script\" name=\"line 3: a session that is focused before frame 9\"/>"));
    EXPECT_EQ(all[0], all[1]);
    for (const std::string& name : files_in(folder_.file("a"))) {
        if (!name.ends_with(".png")) continue;
        EXPECT_EQ(read_file(folder_.file("a/" + name)), read_file(folder_.file("b/" + name))) << name;
    }
    EXPECT_EQ(files_in(folder_.file("a")), files_in(folder_.file("b")));
}

TEST_F(Pictures, StandBesideACaseForEachExpectationOfTheScript) {
    std::ofstream(folder_.file("script")) << "{\"frame\": 8, \"expect\": {\"layers\": {\"count\": 1}}}\n"
                                             "{\"expect\": {\"swapchain\": {\"width\": 7, \"height\": 5}}}\n"
                                             "{\"expect\": {\"state\": \"exiting\"}, \"within\": 9}\n";
    const std::string junit = folder_.file("out/junit.xml");
    const Finished ended = run(folder_.file("out"), {"--script", folder_.file("script"), "--junit", junit});
    EXPECT_EQ(ended.end, exited(121)) << ended;
    expect_fit_for_ci(junit);
    const std::string xml = read_file(junit);
    EXPECT_THAT(xml, HasSubstr("tests=\"5\" failures=\"1\" errors=\"0\" skipped=\"2\""));
    EXPECT_THAT(xml, HasSubstr("name=\"line 1: 1 layers\"/>"));
    EXPECT_THAT(xml,
                HasSubstr("name=\"line 2: a swapchain of 7x5\">\n      <failure type=\"script\" message=\"line 2: "));
    EXPECT_THAT(xml, HasSubstr("name=\"line 3: a session that is exiting within 9 s\">\n      <skipped"));
}

TEST_F(Pictures, HaveResultsAlsoOfWhatNeverRan) {
    const Finished ended =
        Program::run({built("monado-run"), "--junit", folder_.file("new/junit.xml"), "--results",
                      folder_.file("new/results.json"), "--compositor", "null", "--", "no-such-command"});
    EXPECT_EQ(ended.end, exited(127)) << ended;
    EXPECT_THAT(read_file(folder_.file("new/junit.xml")),
                HasSubstr("<error type=\"command\" message=\"command not found: "));
    EXPECT_THAT(read_file(folder_.file("new/results.json")), HasSubstr("\"exit_code\": 127"));
    expect_fit_for_ci(folder_.file("new/junit.xml"));
}

TEST_F(Pictures, GoAsAVideoToStandardOutput) {
    const std::string header = "YUV4MPEG2 W512 H256 F90:1 Ip A1:1 C444 XCOLORRANGE=LIMITED\n";
    const size_t frame = 6 + 3 * 512 * 256;
    for (const bool in_process : {false, true}) {
        const Finished ended = run("-", {"--capture-format", "y4m"}, in_process);
        EXPECT_EQ(ended.end, exited(0)) << ended.err;
        EXPECT_EQ(ended.out.substr(0, header.size()), header);
        EXPECT_GE(ended.out.size(), header.size() + 10 * frame);
        EXPECT_EQ((ended.out.size() - header.size()) % frame, 0u) << "nothing else goes there";
        EXPECT_THAT(ended.err, HasSubstr("of 1 view in -"));
    }
}

TEST_F(Pictures, GoAsAVideoIntoAFifoWhoseReaderComesLate) {
    const std::string fifo = folder_.file("fifo");
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    Program::Settings settings{.arguments = {built("monado-run"), "--frames", "10", "--view-size", "64x64", "--views",
                                             "left", "--capture", fifo, "--capture-format", "y4m", "--", "hello_xr",
                                             "-g", "Vulkan2"}};
    Program writer = Program::start(std::move(settings));
    const Finished reader = Program::run({"cat", fifo});
    const Finished ended = writer.wait();
    EXPECT_EQ(ended.end, exited(0)) << ended;
    EXPECT_THAT(reader.out, StartsWith("YUV4MPEG2 W64 H64 F90:1 "));
    EXPECT_GT(reader.out.size(), size_t{10 * 3 * 64 * 64});
}

TEST_F(Pictures, ThatNobodyTakesFailTheRun) {
    const Finished ended =
        Program::run({"sh", "-c",
                      "{ '" + built("monado-run") +
                          "' --frames 10 --capture - --capture-format y4m -- hello_xr -g Vulkan2; echo $? > '" +
                          folder_.file("code") + "'; } | head -c 100 > /dev/null"});
    EXPECT_EQ(read_file(folder_.file("code")), "125\n") << ended;
    EXPECT_THAT(ended.err, HasSubstr("a picture could not be written: "));
}

}  // namespace
}  // namespace xrt::end_to_end
