// SPDX-License-Identifier: BSL-1.0
//
// Thousands of damaged protocols, the same ones at each run. The compiler may refuse them or not; it must neither crash nor
// hang nor stay silent about a refusal.
#include <gtest/gtest.h>

#include <random>

#include "ipc/compiler/test_sources.hpp"

namespace xrt::compiler {
namespace {

class Damage {
 public:
    explicit Damage(uint32_t seed) : random_(seed) {}

    std::string apply(std::string text) {
        for (uint32_t times = 1 + pick(4); times > 0; --times) {
            if (!text.empty()) text = damage_once(std::move(text));
        }
        return text;
    }

 private:
    uint32_t pick(size_t bound) { return static_cast<uint32_t>(random_() % bound); }

    std::string damage_once(std::string text) {
        const size_t at = pick(text.size());
        const size_t length = std::min<size_t>(1 + pick(20), text.size() - at);
        switch (pick(6)) {
            case 0:
                text[at] = static_cast<char>(pick(256));
                break;
            case 1:
                text.erase(at, length);
                break;
            case 2:
                text.insert(at, text.substr(pick(text.size()), length));
                break;
            case 3:
                text.insert(at, fragments[pick(std::size(fragments))]);
                break;
            case 4:
                text.resize(at);
                break;
            default:
                std::swap(text[at], text[pick(text.size())]);
                break;
        }
        return text;
    }

    static constexpr const char* fragments[] = {
        "}",
        "{",
        ";",
        "<",
        ">",
        "\"",
        "vector<",
        "optional<",
        "0xffffffffffffffff",
        "-1",
        "namespace ",
        "include \"test.ipc\";",
        "interface ",
        "fd<",
        "..",
        "=|",
        "=>",
        "struct A { a: A; }",
        "///",
        "\\\n",
        "u8<0..1>",
        "99999999999999999999999",
    };

    std::mt19937 random_;
};

void expect_an_answer(const Compilation& compilation, uint32_t seed) {
    EXPECT_NE(compilation.diagnostics.empty(), compilation.outputs.empty()) << "seed " << seed;
}

TEST(DamagedProtocols, AreAnsweredWithoutCrashing) {
    const auto types = read_source_file(XRT_EXAMPLE_FOLDER "/example_types.ipc");
    const auto example = read_source_file(XRT_EXAMPLE_FOLDER "/example.ipc");
    ASSERT_TRUE(types.ok() && example.ok());
    size_t accepted = 0;
    for (uint32_t seed = 0; seed < 6000; ++seed) {
        TestFiles files = {{"test.ipc", *example}, {"example_types.ipc", *types}};
        auto& victim = files[seed % 2 == 0 ? "test.ipc" : "example_types.ipc"];
        victim = Damage(seed).apply(victim);
        const Compilation compilation = compile_files(files);
        expect_an_answer(compilation, seed);
        accepted += compilation.diagnostics.empty() ? 1 : 0;
    }
    EXPECT_GT(accepted, 0u);  // damage to comments
    EXPECT_LT(accepted, 3000u);
}

TEST(DamagedProtocols, AreAnsweredEvenIfTheyAreNoise) {
    std::mt19937 random(7);
    for (uint32_t seed = 0; seed < 2000; ++seed) {
        std::string text = "namespace xrt::test;\n";
        for (uint32_t i = random() % 300; i > 0; --i) text += static_cast<char>(random() % 256);
        expect_an_answer(compile_text(text), seed);
    }
}

TEST(DamagedProtocols, MayBeNestedWithoutEnd) {
    for (const std::string piece : {"optional<", "struct A { x: ", "{", "(", "vector<", "f(a: "}) {
        std::string text = "namespace xrt::test;\nstruct A { x: ";
        for (int i = 0; i < 50000; ++i) text += piece;
        EXPECT_NE(compile_text(text).diagnostics, "") << piece;
    }
}

TEST(DamagedProtocols, MayHaveNulBytesAndBytesThatAreNotUtf8) {
    using namespace std::string_literals;
    EXPECT_EQ(compile_text("namespace xrt::test;\n\0\0\0const a = 1;\n"s).diagnostics,
              "test.ipc:2:1: error: unexpected byte 0x00; expected a name, a number, a string or punctuation\n");
    EXPECT_EQ(compile_text("namespace xrt::test;\nconst \xff = 1;\n").diagnostics,
              "test.ipc:2:7: error: unexpected byte 0xff; expected a name, a number, a string or punctuation\n");
    EXPECT_EQ(compile_text("namespace xrt::test;\ninclude \"a\0b\";\n"s).diagnostics,
              "test.ipc:2:9: error: the string has bytes that are not printable ASCII\n");
}

}  // namespace
}  // namespace xrt::compiler
