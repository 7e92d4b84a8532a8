// SPDX-License-Identifier: BSL-1.0
//
// What the language means: files, visibility, numbering, the protocol hash.
#include <gmock/gmock.h>

#include "ipc/compiler/test_sources.hpp"

namespace xrt::compiler {
namespace {

using testing::HasSubstr;

const std::string head = "namespace xrt::test;\n";

uint64_t hash_of(const std::string& text) {
    const Compilation compilation = compile_text(head + text);
    EXPECT_EQ(compilation.diagnostics, "");
    return compilation.hash;
}

TEST(Files, SeesDeclarationsOfIncludedFiles) {
    const auto compilation = compile_files({
        {"test.ipc", head + "include \"b.ipc\";\nstruct C { b: B; a: A; }\n"},
        {"b.ipc", head + "include \"a.ipc\";\nstruct B { a: A; }\n"},
        {"a.ipc", head + "struct A { x: u32; }\n"},
    });
    EXPECT_EQ(compilation.diagnostics, "");
    EXPECT_THAT(find_output(compilation, "proto/test.hpp"), HasSubstr("#include \"proto/b.hpp\""));
}

TEST(Files, DoesNotSeeDeclarationsOfFilesItDoesNotInclude) {
    const auto compilation = compile_files({
        {"test.ipc", head + "include \"a.ipc\";\ninclude \"b.ipc\";\n"},
        {"b.ipc", head + "struct B { a: A; }\n"},
        {"a.ipc", head + "struct A { x: u32; }\n"},
    });
    EXPECT_EQ(compilation.diagnostics,
              "b.ipc:2:15: error: 'A' is declared at a.ipc:2:8; expected this file to include that one\n");
}

TEST(Files, ReadsAFileOnceHoweverOftenItIsIncluded) {
    const auto compilation = compile_files({
        {"test.ipc", head + "include \"a.ipc\";\ninclude \"./a.ipc\";\ninclude \"folder/../a.ipc\";\n"},
        {"a.ipc", head + "struct A { x: u32; }\n"},
    });
    EXPECT_EQ(compilation.diagnostics, "");
}

TEST(Files, LooksForIncludedFilesBesideTheFileThatIncludesThem) {
    const auto compilation = compile_files({
        {"test.ipc", head + "include \"folder/a.ipc\";\n"},
        {"folder/a.ipc", head + "include \"b.ipc\";\n"},
        {"folder/b.ipc", head + "const c = 1;\n"},
    });
    EXPECT_EQ(compilation.diagnostics, "");
}

TEST(Files, RefusesACircleOfIncludes) {
    const auto compilation = compile_files({
        {"test.ipc", head + "include \"a.ipc\";\n"},
        {"a.ipc", head + "include \"b.ipc\";\n"},
        {"b.ipc", head + "include \"a.ipc\";\n"},
    });
    EXPECT_EQ(compilation.diagnostics,
              "b.ipc:2:9: error: files include each other in a circle: a.ipc -> b.ipc -> a.ipc\n");
}

TEST(Files, RefusesAFileThatIncludesItself) {
    const auto compilation = compile_text(head + "include \"test.ipc\";\n");
    EXPECT_EQ(compilation.diagnostics,
              "test.ipc:2:9: error: files include each other in a circle: test.ipc -> test.ipc\n");
}

TEST(Files, RefusesAChainOfIncludesThatIsTooLong) {
    TestFiles files = {{"test.ipc", head + "include \"f0.ipc\";\n"}};
    for (int i = 0; i < 100; ++i) {
        files["f" + std::to_string(i) + ".ipc"] = head + "include \"f" + std::to_string(i + 1) + ".ipc\";\n";
    }
    EXPECT_THAT(compile_files(files).diagnostics,
                HasSubstr("includes are nested too deeply; expected at most 64 levels"));
}

TEST(Files, SaysWhichIncludedFileCannotBeRead) {
    EXPECT_EQ(compile_text(head + "include \"missing.ipc\";\n").diagnostics,
              "test.ipc:2:9: error: cannot read \"missing.ipc\": no such file\n");
    EXPECT_EQ(compile_text(head + "include \"/etc/passwd\";\n").diagnostics,
              "test.ipc:2:9: error: \"/etc/passwd\" is not a relative path; expected one that starts at this file's "
              "folder\n");
    EXPECT_EQ(compile_text(head + "include \"\";\n").diagnostics,
              "test.ipc:2:9: error: \"\" is not a relative path; expected one that starts at this file's folder\n");
}

TEST(Files, SaysThatTheRootCannotBeRead) {
    EXPECT_EQ(compile_files({}).diagnostics, "test.ipc: error: no such file\n");
}

TEST(Files, RefusesFilesWhoseOutputsWouldHaveTheSameNames) {
    const auto twice =
        compile_files({{"test.ipc", head + "include \"folder/test.ipc\";\n"}, {"folder/test.ipc", head}});
    EXPECT_THAT(twice.diagnostics, HasSubstr("proto/test.hpp would be written twice, here and for test.ipc:1:1"));
    const auto codec = compile_files({{"test.ipc", head + "include \"test_codec.ipc\";\n"}, {"test_codec.ipc", head}});
    EXPECT_THAT(codec.diagnostics, HasSubstr("proto/test_codec.hpp would be written twice, here and for test.ipc:1:1"));
    const auto hash =
        compile_files({{"test.ipc", head + "include \"protocol_hash.ipc\";\n"}, {"protocol_hash.ipc", head}});
    EXPECT_THAT(hash.diagnostics, HasSubstr("proto/protocol_hash.hpp would be written twice"));
}

TEST(Files, NeedsANamespaceWithinXrtTheSameEverywhere) {
    EXPECT_EQ(compile_text("const a = 1;\n").diagnostics,
              "test.ipc:1:1: error: the file has no namespace; expected 'namespace xrt::proto;' or the like before all "
              "else\n");
    EXPECT_EQ(compile_text("").diagnostics,
              "test.ipc:1:1: error: the file has no namespace; expected 'namespace xrt::proto;' or the like before all "
              "else\n");
    EXPECT_EQ(compile_text("namespace proto;\n").diagnostics,
              "test.ipc:1:11: error: the namespace is not within xrt; expected 'xrt::proto' or the like\n");
    EXPECT_EQ(compile_text("namespace xrt::ipc;\n").diagnostics,
              "test.ipc:1:16: error: 'ipc' within xrt would hide a namespace; expected another name\n");
    const auto differs =
        compile_files({{"test.ipc", head + "include \"a.ipc\";\n"}, {"a.ipc", "namespace xrt::other;\n"}});
    EXPECT_EQ(differs.diagnostics,
              "a.ipc:1:11: error: the namespace differs from that of the files before; expected 'xrt::test'\n");
}

TEST(Files, StopsTellingAfterTwentyMistakes) {
    std::string text = head;
    for (int i = 0; i < 25; ++i) text += "const A" + std::to_string(i) + " = 1;\n";
    const std::string diagnostics = compile_text(text).diagnostics;
    EXPECT_EQ(std::count(diagnostics.begin(), diagnostics.end(), '\n'), 21);
    EXPECT_THAT(diagnostics, testing::EndsWith("and 5 more errors\n"));
}

TEST(Interfaces, NumbersCallsInTheOrderInWhichFilesAreRead) {
    const auto compilation = compile_files({
        {"test.ipc", head + "include \"a.ipc\";\ninterface One { third() =| ; }\ninterface Two { first() =| ; }\n"},
        {"a.ipc", head + "include \"b.ipc\";\ninterface One { second() => (); }\n"},
        {"b.ipc", head + "interface One { first() =| ; }\n"},
    });
    EXPECT_EQ(compilation.diagnostics, "");
    const std::string one = find_output(compilation, "proto/one_interface.hpp");
    EXPECT_THAT(one, HasSubstr("    first = 0,\n    second = 1,\n    third = 2,\n"));
    EXPECT_THAT(one, HasSubstr("interface_number = 0;"));
    EXPECT_THAT(one, HasSubstr("// Made from b.ipc, a.ipc, test.ipc by"));
    EXPECT_THAT(find_output(compilation, "proto/two_interface.hpp"), HasSubstr("interface_number = 1;"));
}

TEST(Interfaces, AllowsTheLargestMessagesThatFit) {
    EXPECT_EQ(compile_text(head + "interface I { f(a: bytes<65524>) => (b: vector<fd<opaque>, 32>); }\n").diagnostics,
              "");
}

TEST(ProtocolHash, IsFnv1aOverTheTokens) {
    // Computed by hand, so to say: FNV-1a of "namespace\nxrt\n::\ntest\n;\n".
    uint64_t expected = 0xcbf29ce484222325u;
    for (const char c : std::string("namespace\nxrt\n::\ntest\n;\n"))
        expected = (expected ^ static_cast<uint64_t>(c)) * 0x100000001b3u;
    EXPECT_EQ(hash_of(""), expected);
}

TEST(ProtocolHash, DoesNotSeeCommentsAndWhiteSpace) {
    const uint64_t plain = hash_of("struct A { x: vector<u32, 4>; }\n");
    EXPECT_EQ(hash_of("// A comment.\nstruct A {\n    /// Documentation.\n    x : vector<u32,4>;\r\n\n}"), plain);
}

TEST(ProtocolHash, DoesNotSeeWhereDeclarationsAreIncludedFrom) {
    const std::string a = "struct A { x: u32; }\n";
    const auto one =
        compile_files({{"test.ipc", head + "include \"a.ipc\";\nstruct B { a: A; }\n"}, {"a.ipc", head + a}});
    const auto twice = compile_files(
        {{"test.ipc", head + "include \"a.ipc\"; include \"./a.ipc\";\nstruct B { a: A; }\n"}, {"a.ipc", head + a}});
    const auto inlined = compile_text(head + a + "struct B { a: A; }\n");
    EXPECT_EQ(one.hash, twice.hash);
    EXPECT_NE(one.hash, inlined.hash);  // the namespace is said twice
}

TEST(ProtocolHash, SeesEverythingThatMatters) {
    const std::vector<std::string> variants = {
        "struct A { x: u32; y: bool; }\n",
        "struct B { x: u32; y: bool; }\n",        // a type's name
        "struct A { z: u32; y: bool; }\n",        // a field's name
        "struct A { y: bool; x: u32; }\n",        // the order
        "struct A { x: i32; y: bool; }\n",        // a type
        "struct A { x: u32<0..5>; y: bool; }\n",  // a range
        "struct A { x: u32<0..6>; y: bool; }\n",
        "struct A { x: string<5>; y: bool; }\n",  // a bound
        "struct A { x: string<6>; y: bool; }\n",
        "union A { x: u32; y: bool; }\n",
        "struct A { x: u32; }\n",
        "enum A : u8 { x = 0; y = 1; }\n",
        "enum A : u8 { x = 1; y = 0; }\n",
        "enum A : u16 { x = 0; y = 1; }\n",
        "interface A { f() =| ; }\n",
        "interface A { f() => (); }\n",
        "interface A { f(x: fd<sync>) => (); }\n",
        "interface A { f(x: fd<memfd>) => (); }\n",
    };
    std::map<uint64_t, std::string> seen;
    for (const std::string& variant : variants) {
        const auto [first, is_new] = seen.emplace(hash_of(variant), variant);
        EXPECT_TRUE(is_new) << variant << first->second;
    }
}

TEST(ProtocolHash, IsWrittenToAHeader) {
    const auto compilation = compile_text(head);
    char text[32];
    std::snprintf(text, sizeof(text), "0x%llx;", static_cast<unsigned long long>(compilation.hash));
    EXPECT_THAT(find_output(compilation, "proto/protocol_hash.hpp"),
                HasSubstr("inline constexpr uint64_t protocol_hash = " + std::string(text)));
}

}  // namespace
}  // namespace xrt::compiler
