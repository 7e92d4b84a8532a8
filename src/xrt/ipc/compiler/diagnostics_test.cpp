// SPDX-License-Identifier: BSL-1.0
//
// Wrong protocols, and exactly what is said about each. The first line of each is "namespace xrt::test;".
#include <gtest/gtest.h>

#include "ipc/compiler/test_sources.hpp"

namespace xrt::compiler {
namespace {

struct WrongProtocol {
    const char* name;
    const char* text;
    const char* diagnostics;
};

void PrintTo(const WrongProtocol& protocol, std::ostream* stream) { *stream << protocol.name; }

class WrongProtocolTest : public testing::TestWithParam<WrongProtocol> {};

TEST_P(WrongProtocolTest, IsRefusedWithThePlaceAndTheReason) {
    const Compilation compilation = compile_text("namespace xrt::test;\n" + std::string(GetParam().text));
    EXPECT_EQ(compilation.diagnostics, GetParam().diagnostics);
    EXPECT_TRUE(compilation.outputs.empty());
}

const WrongProtocol syntax_mistakes[] = {
    {"MissingSemicolon", "const a = 1\nconst b = 2;\n",
     "test.ipc:3:1: error: unexpected 'const'; expected ';' after the constant's value\n"},
    {"MissingBrace", "struct A {\n    x: u32;\nstruct B { y: u32; }\n",
     "test.ipc:4:1: error: unexpected 'struct'; expected '}'\n"},
    {"MissingEqualsSign", "const a 1;\n",
     "test.ipc:2:9: error: unexpected '1'; expected '=' and the constant's value\n"},
    {"StrayWord", "structure A { }\n",
     "test.ipc:2:1: error: unexpected 'structure'; expected namespace, include, const, extern, id, enum, flags, "
     "struct, union, errors or interface; did you mean 'struct'?\n"},
    {"StrayBrace", "}\nconst a = 1;\n",
     "test.ipc:2:1: error: unexpected '}'; expected namespace, include, const, extern, id, enum, flags, struct, union, "
     "errors or interface\n"},
    {"UnclosedString", "include \"types.ipc;\n",
     "test.ipc:2:9: error: the string is not closed; expected '\"' before the end of the line\n"},
    {"UnexpectedCharacter", "const a = 1 # comment;\n",
     "test.ipc:2:13: error: unexpected '#'; expected a name, a number, a string or punctuation\n"},
    {"BrokenNumber", "const a = 12ab;\n",
     "test.ipc:2:11: error: '12ab' is not a number; expected decimal digits, or 0x and hexadecimal digits\n"},
    {"LeadingZero", "const a = 017;\n",
     "test.ipc:2:11: error: '017' is not a number; expected decimal digits, or 0x and hexadecimal digits\n"},
    {"EmptyHexadecimal", "const a = 0x;\n",
     "test.ipc:2:11: error: '0x' is not a number; expected decimal digits, or 0x and hexadecimal digits\n"},
    {"HugeNumber", "const a = 18446744073709551616;\n",
     "test.ipc:2:11: error: '18446744073709551616' is too large; expected at most 64 bits\n"},
    {"HugeHexadecimal", "const a = 0x10000000000000000;\n",
     "test.ipc:2:11: error: '0x10000000000000000' is too large; expected at most 64 bits\n"},
    {"LoneMinus", "const a = -;\n",
     "test.ipc:2:11: error: unexpected '-'; expected a name, a number, a string or punctuation\n"},
    {"FieldWithoutType", "struct A { x; }\n",
     "test.ipc:2:13: error: unexpected ';'; expected ':' and the field's type\n"},
    {"SeveralMistakes", "struct A {\n    x u32;\n    y: u32;\n    z: ;\n}\nenum B { }\nconst c = d;\n",
     "test.ipc:3:7: error: unexpected 'u32'; expected ':' and the field's type\n"
     "test.ipc:5:8: error: unexpected ';'; expected a type\n"
     "test.ipc:7:8: error: unexpected '{'; expected ':' and the integer type below\n"
     "test.ipc:8:11: error: unexpected 'd'; expected the constant's value, a number\n"},
    {"CallWithoutArrow", "interface I { f(); }\n",
     "test.ipc:2:18: error: unexpected ';'; expected '=>' and a reply, or '=|' for a call without one\n"},
    {"CallWithoutReply", "interface I { f() => ; }\n",
     "test.ipc:2:22: error: unexpected ';'; expected '(' before the reply\n"},
    {"EventWithReply", "interface I from service { f() => (); }\n",
     "test.ipc:2:32: error: unexpected '=>'; expected '=|' because the service waits for no client\n"},
    {"InterfaceFromTheClient", "interface I from client { f() =| ; }\n",
     "test.ipc:2:18: error: unexpected 'client'; expected 'service' after 'from'; a client's interface has no "
     "'from'\n"},
    {"CommaAtTheEnd", "interface I { f(a: u32,) =| ; }\n",
     "test.ipc:2:24: error: unexpected ')'; expected a field's name\n"},
    {"EndOfFile", "interface I { f(a: u32",
     "test.ipc:2:23: error: the file ends here; expected ',' and another field, or ')'\n"
     "test.ipc:2:23: error: the file ends here; expected '}'\n"},
    {"TypesTooDeep",
     "struct A { a: "
     "optional<optional<optional<optional<optional<optional<optional<optional<optional<optional<optional<optional<"
     "optional<optional<optional<optional<u32>>>>>>>>>>>>>>>>; }\n",
     "test.ipc:2:159: error: types are nested too deeply; expected at most 16 levels\n"},
    {"VectorWithoutBound", "struct A { a: vector<u32>; }\n",
     "test.ipc:2:25: error: unexpected '>'; expected ',' and a bound\n"},
    {"ArgumentsOfAStruct", "struct A { }\nstruct B { a: A<u32>; }\n",
     "test.ipc:3:17: error: unexpected 'u32'; expected a range such as 1..64 after 'A<'\n"},
    {"DocumentationThatContinues", "/// a line \\\nconst a = 1;\n",
     "test.ipc:2:1: error: documentation ends with a backslash, which would continue the C++ comment\n"},
    {"DocumentationThatIsNotAscii", "/// h\303\244lt\nconst a = 1;\n",
     "test.ipc:2:1: error: documentation has bytes that are not printable ASCII\n"},
    {"ExternWithoutSize", "extern Time = xrt::Time from \"xrt/time.hpp\";\n",
     "test.ipc:2:44: error: unexpected ';'; expected 'size' and the most bytes that the type takes on the wire\n"},
};

const WrongProtocol name_mistakes[] = {
    {"MistypedKeyword", "strct A { x: u32; }\n",
     "test.ipc:2:1: error: unexpected 'strct'; expected namespace, include, const, extern, id, enum, flags, struct, "
     "union, errors or interface; did you mean 'struct'?\n"},
    {"MistypedBuiltInType", "struct A { x: vectr<u32, 4>; }\n",
     "test.ipc:2:21: error: unexpected 'u32'; expected a range such as 1..64 after 'vectr<'; did you mean 'vector'?\n"},
    {"MistypedScalar", "struct A { x: boool; }\n",
     "test.ipc:2:15: error: 'boool' is not declared; expected a name declared above or in an included file; did you "
     "mean 'bool'?\n"},
    {"MistypedType", "struct Layer { }\nstruct A { x: layer; }\n",
     "test.ipc:3:15: error: 'layer' is not declared; expected a name declared above or in an included file; did you "
     "mean 'Layer'?\n"},
    {"MistypedCapitals", "struct Layer { }\nstruct A { x: LAYER; }\n",
     "test.ipc:3:15: error: 'LAYER' is not declared; expected a name declared above or in an included file; did you "
     "mean 'Layer'?\n"},
    {"MistypedConstant", "const max_images = 4;\nstruct A { x: vector<u32, max_image>; }\n",
     "test.ipc:3:27: error: 'max_image' is not declared; expected a name declared above or in an included file; did "
     "you mean 'max_images'?\n"},
    {"MistypedFdKind", "struct A { x: fd<memfds>; }\n",
     "test.ipc:2:18: error: 'memfds' is no kind of fd; expected memfd, dmabuf, opaque, sync or socket; did you mean "
     "'memfd'?\n"},
    {"ErrorsTwice", "errors { a = 1; }\nerrors { b = 1; }\n",
     "test.ipc:3:1: error: the errors are declared twice; the first are at test.ipc:2:1\n"},
    {"ErrorsAsAType", "errors { a = 1; }\nstruct A { x: errors; }\n",
     "test.ipc:3:15: error: 'errors' is no type; expected one, such as an enum\n"},
    {"ErrorValueTwice", "errors { a = 1; b = 1; }\n",
     "test.ipc:2:21: error: 'b' has the value of 'a' at test.ipc:2:10; expected a value of its own\n"},
    {"ErrorTooLarge", "errors { a = 65536; }\n", "test.ipc:2:14: error: 65536 is not within u16; expected 0..65535\n"},
    {"NoErrors", "errors { }\n", "test.ipc:2:1: error: there are no errors here; expected at least one\n"},
    {"UnknownType", "struct A { x: Foo; }\n",
     "test.ipc:2:15: error: 'Foo' is not declared; expected a name declared above or in an included file\n"},
    {"UnknownConstant", "struct A { x: string<max_length>; }\n",
     "test.ipc:2:22: error: 'max_length' is not declared; expected a name declared above or in an included file\n"},
    {"TypeDeclaredTwice", "struct A { }\nid A : u32;\n",
     "test.ipc:3:4: error: 'A' is declared twice; the first is at test.ipc:2:8\n"},
    {"FieldDeclaredTwice", "struct A { x: u32; x: f32; }\n",
     "test.ipc:2:20: error: 'x' is declared twice; the first is at test.ipc:2:12\n"},
    {"ValueDeclaredTwice", "enum A : u8 { x = 0; x = 1; }\n",
     "test.ipc:2:22: error: 'x' is declared twice; the first is at test.ipc:2:15\n"},
    {"ArgumentDeclaredTwice", "interface I { f(a: u32, a: u32) =| ; }\n",
     "test.ipc:2:25: error: 'a' is declared twice; the first is at test.ipc:2:17\n"},
    {"CallDeclaredTwice", "interface I { f() =| ; }\ninterface I { f() =| ; }\n",
     "test.ipc:3:15: error: 'f' is declared twice; the first is at test.ipc:2:15\n"},
    {"TypeInSnakeCase", "struct my_struct { x: u32; }\n",
     "test.ipc:2:8: error: 'my_struct' is not PascalCase; expected such a name for the struct\n"},
    {"TypeInCapitals", "id UUID : u32;\n",
     "test.ipc:2:4: error: 'UUID' is not PascalCase; expected such a name for the id\n"},
    {"FieldInCamelCase", "struct A { someField: u32; }\n",
     "test.ipc:2:12: error: 'someField' is not snake_case; expected such a name for the field\n"},
    {"ConstantInCapitals", "const MAX = 1;\n",
     "test.ipc:2:7: error: 'MAX' is not snake_case; expected such a name for the constant\n"},
    {"NameWithTwoUnderscores", "const a__b = 1;\n",
     "test.ipc:2:7: error: 'a__b' is not snake_case; expected such a name for the constant\n"},
    {"WordOfCpp", "struct A { class: u32; }\n",
     "test.ipc:2:12: error: 'class' is a word of C++; expected another name for the field\n"},
    {"CallThatIsAWordOfCpp", "interface I { delete() => (); }\n",
     "test.ipc:2:15: error: 'delete' is a word of C++; expected another name for the call\n"},
    {"TypeOfTheGeneratedCode", "struct Result { }\n",
     "test.ipc:2:8: error: 'Result' is a type of the generated code; expected another name for the struct\n"},
    {"CallOfTheGeneratedCode", "interface I { write() =| ; }\n",
     "test.ipc:2:15: error: 'write' is a name of the generated code; expected another name for the call\n"},
    {"ArgumentOfTheGeneratedCode", "interface I { f(read: u32) =| ; }\n",
     "test.ipc:2:17: error: 'read' is a name of the generated code; expected another name for the argument\n"},
    {"ConstantOfTheGeneratedCode", "const protocol_hash = 1;\n",
     "test.ipc:2:7: error: 'protocol_hash' is a name of the generated code; expected another name for the constant\n"},
    {"FieldHidesAConstant", "const size = 4;\nstruct A { size: u32; }\n",
     "test.ipc:3:12: error: 'size' would hide the constant at test.ipc:2:7; expected another name\n"},
    {"ReplyStructDeclaredTwice", "struct PingReply { }\ninterface I { ping() => (a: u32); }\n",
     "test.ipc:3:15: error: 'PingReply' is declared twice; the first is at test.ipc:2:8\n"},
    {"ReplyStructsOfTwoInterfaces", "interface A { ping() => (a: u32); }\ninterface B { ping() => (a: u32); }\n",
     "test.ipc:3:15: error: 'PingReply' is declared twice; the first is at test.ipc:2:15\n"},
    {"IdTagDeclaredTwice", "id A : u32;\nstruct ATag { }\n",
     "test.ipc:3:8: error: 'ATag' is declared twice; the first is at test.ipc:2:4\n"},
    {"ProxyDeclaredTwice", "interface A { ping() => (); }\nstruct AProxy { }\n",
     "test.ipc:3:8: error: 'AProxy' is declared twice; the first is at test.ipc:2:11\n"},
    {"StructInsideItself", "struct Node { next: optional<Node>; }\n",
     "test.ipc:2:30: error: 'Node' would contain itself; expected a type that is complete\n"},
    {"UnionInsideItself", "union Tree { leaf: u32; node: array<Tree, 2>; }\n",
     "test.ipc:2:37: error: 'Tree' would contain itself; expected a type that is complete\n"},
    {"ConstantAsType", "const a = 1;\nstruct B { x: a; }\n",
     "test.ipc:3:15: error: 'a' is a constant; expected a type\n"},
    {"TypeAsBound", "struct A { }\nstruct B { x: string<A>; }\n",
     "test.ipc:3:22: error: 'A' is not a constant; expected a number or a constant\n"},
    {"InterfaceAsType", "interface I { f() =| ; }\nstruct A { x: I; }\n",
     "test.ipc:3:15: error: 'I' is not declared; expected a name declared above or in an included file\n"},
    {"SecondNamespace", "namespace xrt::test;\n",
     "test.ipc:2:11: error: the namespace is not the first thing in the file; expected it once, before all else\n"},
    {"FlagNamedValue", "flags A : u8 { value = 1; }\n",
     "test.ipc:2:16: error: 'value' is a member of every flags type; expected another name for the value\n"},
};

const WrongProtocol type_mistakes[] = {
    {"BoundOfZero", "struct A { x: vector<u32, 0>; }\n", "test.ipc:2:27: error: the bound is 0; expected at least 1\n"},
    {"NegativeBound", "struct A { x: string<-1>; }\n",
     "test.ipc:2:22: error: the bound is negative; expected at least 1\n"},
    {"ConstantBoundOfZero", "const none = 0;\nstruct A { x: bytes<none>; }\n",
     "test.ipc:3:21: error: the bound is 0; expected at least 1\n"},
    {"NegativeConstant", "const a = -1;\n", "test.ipc:2:11: error: the constant is negative; expected at least 0\n"},
    {"StringTooLong", "struct A { x: string<65536>; }\n",
     "test.ipc:2:15: error: this 'string' can take 65540 bytes; expected at most 65536, which is what a message "
     "holds\n"},
    {"VectorTooLong", "struct A { x: vector<u64, 8192>; }\n",
     "test.ipc:2:15: error: this 'vector' can take 65540 bytes; expected at most 65536, which is what a message "
     "holds\n"},
    {"SizeThatWouldOverflow", "struct A { x: vector<u64, 0xffffffffffffffff>; }\n",
     "test.ipc:2:15: error: this 'vector' can take 18446744073709551615 bytes; expected at most 65536, which is what a "
     "message holds\n"},
    {"ManyEmptyStructs", "struct A { }\nstruct B { x: array<A, 65537>; }\n",
     "test.ipc:3:15: error: this 'array' can take 65537 bytes; expected at most 65536, which is what a message "
     "holds\n"},
    {"StructTooLarge", "struct A { x: bytes<40000>; y: bytes<40000>; }\n",
     "test.ipc:2:8: error: 'A' can take 80008 bytes; expected at most 65536, which is what a message holds\n"},
    {"TooManyFds", "struct A { x: vector<fd<sync>, 33>; }\n",
     "test.ipc:2:15: error: this 'vector' can take 33 fds; expected at most 32, which is what a message holds\n"},
    {"EmptyRange", "struct A { x: u32<5..4>; }\n",
     "test.ipc:2:19: error: the range is empty; expected the first number to be at most the last\n"},
    {"EmptySignedRange", "struct A { x: i8<-1..-2>; }\n",
     "test.ipc:2:18: error: the range is empty; expected the first number to be at most the last\n"},
    {"RangeOutsideTheType", "struct A { x: u8<0..256>; }\n",
     "test.ipc:2:21: error: 256 is not within u8; expected 0..255\n"},
    {"NegativeRangeOfUnsigned", "struct A { x: u16<-1..5>; }\n",
     "test.ipc:2:19: error: -1 is not within u16; expected 0..65535\n"},
    {"RangeBelowTheType", "struct A { x: i8<-129..0>; }\n",
     "test.ipc:2:18: error: -129 is not within i8; expected -128..127\n"},
    {"RangeOfBool", "struct A { x: bool<0..1>; }\n",
     "test.ipc:2:20: error: 'bool' cannot have a range; expected one only with integers\n"},
    {"RangeOfFloat", "struct A { x: f32<0..1>; }\n",
     "test.ipc:2:19: error: 'f32' cannot have a range; expected one only with integers\n"},
    {"StringWithoutBound", "struct A { x: string; }\n",
     "test.ipc:2:15: error: 'string' has no bound; expected 'string<64>' or the like\n"},
    {"MapWithoutArguments", "struct A { x: map; }\n",
     "test.ipc:2:15: error: 'map' has no types and bound; expected 'map<u32, string<64>, 4>' or the like\n"},
    {"MapWithoutValues", "struct A { x: map<u32, 4>; }\n", "test.ipc:2:24: error: unexpected '4'; expected a type\n"},
    {"MapWithoutBound", "struct A { x: map<u32, u32>; }\n",
     "test.ipc:2:27: error: unexpected '>'; expected ',' and a bound\n"},
    {"MapOfUnorderedKeys", "struct A { x: map<f32, u32, 4>; }\n",
     "test.ipc:2:19: error: 'f32' cannot be the key of a map; expected an integer, a string, an id or an enum\n"},
    {"MapOfStructKeys", "struct B { }\nstruct A { x: map<B, u32, 4>; }\n",
     "test.ipc:3:19: error: 'B' cannot be the key of a map; expected an integer, a string, an id or an enum\n"},
    {"MapTooLarge", "struct A { x: map<u64, u64, 4096>; }\n",
     "test.ipc:2:15: error: this 'map' can take 65540 bytes; expected at most 65536, which is what a message holds\n"},
    {"BitmapWithoutBound", "struct A { x: bitmap; }\n",
     "test.ipc:2:15: error: 'bitmap' has no bound; expected 'bitmap<4096>' or the like, the most pixels of an edge\n"},
    {"TooManyBitmaps", "struct A { x: vector<bitmap<64>, 33>; }\n",
     "test.ipc:2:15: error: this 'vector' can take 33 fds; expected at most 32, which is what a message holds\n"},
    {"OptionalOfNothing", "struct A { x: optional; }\n",
     "test.ipc:2:15: error: 'optional' has no type inside; expected 'optional<u32>' or the like\n"},
    {"FdWithoutKind", "struct A { x: fd; }\n",
     "test.ipc:2:15: error: 'fd' has no kind; expected 'fd<memfd>' or the like\n"},
    {"UnknownFdKind", "struct A { x: fd<pipe>; }\n",
     "test.ipc:2:18: error: 'pipe' is no kind of fd; expected memfd, dmabuf, opaque, sync or socket\n"},
    {"EnumWithoutValues", "enum A : u8 { }\n", "test.ipc:2:6: error: 'A' has no values; expected at least one\n"},
    {"EnumOfSigned", "enum A : i8 { x = 0; }\n",
     "test.ipc:2:10: error: 'i8' cannot be the type below; expected u8, u16, u32 or u64\n"},
    {"EnumOfString", "enum A : string { x = 0; }\n",
     "test.ipc:2:10: error: 'string' cannot be the type below; expected u8, u16, u32 or u64\n"},
    {"EnumValueTwice", "enum A : u8 { x = 1; y = 0x1; }\n",
     "test.ipc:2:26: error: 'y' has the value of 'x' at test.ipc:2:15; expected a value of its own\n"},
    {"EnumValueTooLarge", "enum A : u8 { x = 256; }\n",
     "test.ipc:2:19: error: 256 is not within u8; expected 0..255\n"},
    {"EnumValueNegative", "enum A : u8 { x = -1; }\n", "test.ipc:2:19: error: -1 is not within u8; expected 0..255\n"},
    {"FlagOfZero", "flags A : u8 { x = 0; }\n", "test.ipc:2:20: error: 'x' is 0; expected at least one bit\n"},
    {"FlagsOverlap", "flags A : u8 { x = 0x3; y = 0x2; }\n",
     "test.ipc:2:29: error: 'y' has a bit of 'x' at test.ipc:2:16; expected bits of its own\n"},
    {"FlagTooLarge", "flags A : u16 { x = 0x10000; }\n",
     "test.ipc:2:21: error: 0x10000 is not within u16; expected 0..65535\n"},
    {"IdOfFloat", "id A : f32;\n",
     "test.ipc:2:8: error: 'f32' cannot be the type below; expected u8, u16, u32 or u64, or i8, i16, i32 or i64\n"},
    {"EmptyUnion", "union A { }\n", "test.ipc:2:7: error: 'A' has no alternatives; expected at least one\n"},
    {"UnionOfTheSameTypes", "union A { x: u32; y: u32<1..5>; }\n",
     "test.ipc:2:19: error: 'y' is the same C++ type, uint32_t, as 'x' at test.ipc:2:11; expected distinct types\n"},
    {"UnionOfTheSameExtern",
     "extern A = xrt::A from \"xrt/a.hpp\" size 4;\nextern B = xrt::A from \"xrt/a.hpp\" size 4;\nunion C { a: A; b: "
     "B; }\n",
     "test.ipc:4:17: error: 'b' is the same C++ type, xrt::A, as 'a' at test.ipc:4:11; expected distinct types\n"},
    {"UnionsOfTheSameAlternatives", "union A { x: u32; y: bool; }\nunion B { x: u32; y: bool; }\n",
     "test.ipc:3:7: error: 'B' has the same alternatives as 'A' at test.ipc:2:7; expected one union for both\n"},
    {"ExternOfNoSize", "extern A = xrt::A from \"xrt/a.hpp\" size 0;\n",
     "test.ipc:2:41: error: the size is 0; expected at least 1 byte\n"},
    {"ExternOfHugeSize", "extern A = xrt::A from \"xrt/a.hpp\" size 65537;\n",
     "test.ipc:2:41: error: this type can take 65537 bytes; expected at most 65536, which is what a message holds\n"},
    {"ExternThatIsAWordOfCpp", "extern A = int from \"xrt/a.hpp\" size 4;\n",
     "test.ipc:2:12: error: 'int' is a word of C++; expected the name of a type within a namespace\n"},
    {"ExternFromNowhere", "extern A = xrt::A from \"\" size 4;\n",
     "test.ipc:2:24: error: \"\" is not the path of a header; expected \"xrt/time.hpp\" or the like\n"},
    {"ExternFromAnInjectedHeader", "extern A = xrt::A from \"a.hpp> #error <\" size 4;\n",
     "test.ipc:2:24: error: \"a.hpp> #error <\" is not the path of a header; expected \"xrt/time.hpp\" or the like\n"},
};

const WrongProtocol interface_mistakes[] = {
    {"InterfaceOfTwoSenders", "interface I from service { f() =| ; }\ninterface I { g() =| ; }\n",
     "test.ipc:3:11: error: 'I' was opened with 'from service' at test.ipc:2:11; expected the same here\n"},
    {"EventsNamedLikeASender", "struct ISender { }\ninterface I from service { f() =| ; }\n",
     "test.ipc:3:11: error: 'ISender' is declared twice; the first is at test.ipc:2:8\n"},
    {"InterfaceWithoutCalls", "interface I { }\n", "test.ipc:2:11: error: 'I' has no calls; expected at least one\n"},
    {"RequestTooLarge", "interface I { f(a: bytes<30000>, b: bytes<40000>) =| ; }\n",
     "test.ipc:2:15: error: the request of 'f' can take 70016 bytes; expected at most 65536, which is what a message "
     "holds\n"},
    {"RequestTooLargeByItsHeader", "interface I { f(a: bytes<65525>) =| ; }\n",
     "test.ipc:2:15: error: the request of 'f' can take 65537 bytes; expected at most 65536, which is what a message "
     "holds\n"},
    {"ReplyTooLarge", "struct A { x: bytes<40000>; }\ninterface I { f() => (a: A, b: A); }\n",
     "test.ipc:3:15: error: the reply of 'f' can take 80016 bytes; expected at most 65536, which is what a message "
     "holds\n"},
    {"RequestOfTooManyFds", "struct A { x: vector<fd<opaque>, 20>; }\ninterface I { f(a: A, b: A) =| ; }\n",
     "test.ipc:3:15: error: the request of 'f' can take 40 fds; expected at most 32, which is what a message holds\n"},
    {"ReplyOfTooManyFds", "interface I { f() => (a: vector<fd<opaque>, 32>, b: fd<memfd>); }\n",
     "test.ipc:2:15: error: the reply of 'f' can take 33 fds; expected at most 32, which is what a message holds\n"},
    {"InterfaceInSnakeCase", "interface my_service { f() =| ; }\n",
     "test.ipc:2:11: error: 'my_service' is not PascalCase; expected such a name for the interface\n"},
    {"CallInPascalCase", "interface I { Ping() =| ; }\n",
     "test.ipc:2:15: error: 'Ping' is not snake_case; expected such a name for the call\n"},
    {"CallNamedLikeAConstant", "const ping = 1;\ninterface I { ping() =| ; }\n",
     "test.ipc:3:15: error: 'ping' would hide the constant at test.ipc:2:7; expected another name\n"},
};

std::string name_of(const testing::TestParamInfo<WrongProtocol>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Syntax, WrongProtocolTest, testing::ValuesIn(syntax_mistakes), name_of);
INSTANTIATE_TEST_SUITE_P(Names, WrongProtocolTest, testing::ValuesIn(name_mistakes), name_of);
INSTANTIATE_TEST_SUITE_P(Types, WrongProtocolTest, testing::ValuesIn(type_mistakes), name_of);
INSTANTIATE_TEST_SUITE_P(Interfaces, WrongProtocolTest, testing::ValuesIn(interface_mistakes), name_of);

}  // namespace
}  // namespace xrt::compiler
