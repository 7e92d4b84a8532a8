// SPDX-License-Identifier: BSL-1.0
//
// Generated codecs: what is written is read again; what breaks a bound is neither written nor read.
#include <gtest/gtest.h>

#include <cmath>

#include "ipc/proto/test/example_values.hpp"
#include "ipc/wire/wire_testing.hpp"
#include "proto/example_codec.hpp"
#include "proto/example_types_codec.hpp"

namespace xrt::example {
namespace {

using ipc::message_header_bytes;

template <typename T>
std::unique_ptr<ipc::OutgoingMessage> written(const T& value) {
    auto message = std::make_unique<ipc::OutgoingMessage>();
    ipc::Writer writer(*message);
    writer.header({.serial = 1, .call = 2, .interface = 0, .kind = ipc::MessageKind::request});
    write(writer, value);
    EXPECT_TRUE(writer.ok()) << writer.finish().error().message;
    return message;
}

/// What the writer has against the value; "" if nothing.
template <typename T>
std::string objection_to_writing(const T& value) {
    ipc::OutgoingMessage message;
    ipc::Writer writer(message);
    write(writer, value);
    const auto finished = writer.finish();
    if (finished.ok()) return "";
    EXPECT_EQ(finished.error().code, ErrorCode::invalid_argument);
    return finished.error().message;
}

template <typename T>
std::string objection_to_reading(ipc::IncomingMessage& message, T& value) {
    ipc::Reader reader(message);
    read(reader, value);
    const auto finished = reader.finish();
    if (finished.ok()) return "";
    EXPECT_EQ(finished.error().code, ErrorCode::protocol_violation);
    return finished.error().message;
}

template <typename T>
void expect_round_trip(const T& value) {
    const auto message = carried_over(*written(value));
    T copy{};
    EXPECT_EQ(objection_to_reading(*message, copy), "");
    EXPECT_TRUE(copy == value);
}

/// The objection to a message of `value` in which the byte at `offset` of the body is another.
template <typename T>
std::string objection_to_byte(const T& value, size_t offset, uint8_t byte) {
    const auto message = carried_over(*written(value));
    message->bytes.at(message_header_bytes + offset) = std::byte{byte};
    T copy{};
    return objection_to_reading(*message, copy);
}

template <typename T>
void expect_every_cut_to_be_refused(const T& value) {
    const auto whole = written(value);
    for (size_t size = message_header_bytes; size < whole->size; ++size) {
        const auto message = carried_over(*whole);
        message->size = size;
        T copy{};
        EXPECT_NE(objection_to_reading(*message, copy), "") << size << " of " << whole->size << " bytes";
    }
    const auto message = carried_over(*whole);
    message->size += 1;
    T copy{};
    EXPECT_EQ(objection_to_reading(*message, copy), "bytes are left over");
}

TEST(Codec, CarriesNumbers) {
    expect_round_trip(Numbers{});
    expect_round_trip(make_numbers());
    EXPECT_EQ(written(make_numbers())->size, message_header_bytes + 1 + 2 * (1 + 2 + 4 + 8) + 4 + 8);
}

TEST(Codec, LaysBytesLittleEndianAndPackedInTheOrderOfDeclaration) {
    const auto message = written(Attachment{.memory = make_memfd(), .size = 0x0102030405060708});
    ASSERT_EQ(message->size, message_header_bytes + 8);
    for (size_t i = 0; i < 8; ++i) EXPECT_EQ(message->bytes[message_header_bytes + i], std::byte(8 - i));
    const auto choice = written(Choice(std::in_place_index<3>, std::array<uint8_t, 3>{7, 8, 9}));
    ASSERT_EQ(choice->size, message_header_bytes + 4);
    EXPECT_EQ(choice->bytes[message_header_bytes], std::byte{3});
    EXPECT_EQ(choice->bytes[message_header_bytes + 3], std::byte{9});
}

TEST(Codec, CarriesContainersUpToTheirBounds) {
    Containers empty;
    expect_round_trip(empty);
    expect_round_trip(make_containers());
    Containers half = make_containers();
    half.maybe_maybe.emplace();
    half.maybe_list.emplace();
    half.choices = {};
    expect_round_trip(half);
}

TEST(Codec, ReadsOverOldValues) {
    const auto message = carried_over(*written(Containers{}));
    Containers reused = make_containers();
    EXPECT_EQ(objection_to_reading(*message, reused), "");
    EXPECT_TRUE(reused == Containers{});
}

TEST(Codec, CarriesEveryAlternative) {
    for (const Choice& choice :
         {Choice(std::in_place_index<0>, 7u), Choice(std::in_place_index<1>, "text"), Choice(Colour::blue),
          Choice(std::array<uint8_t, 3>{1, 2, 3}), Choice(Nothing{}), Choice(Pose{})}) {
        expect_round_trip(choice);
        expect_every_cut_to_be_refused(choice);
    }
}

TEST(Codec, RefusesMessagesThatAreCutAnywhereOrTooLong) {
    expect_every_cut_to_be_refused(make_numbers());
    expect_every_cut_to_be_refused(make_ranges());
    expect_every_cut_to_be_refused(make_containers());
}

TEST(Codec, RefusesNumbersOutsideTheirRange) {
    expect_round_trip(make_ranges());
    expect_round_trip(Ranges{.a = 6, .b = 0, .c = 65535, .d = 5, .e = -2, .f = UINT64_MAX - 1, .g = INT32_MIN});
    const auto objection = [](auto change) {
        Ranges ranges = make_ranges();
        change(ranges);
        return objection_to_writing(ranges);
    };
    EXPECT_EQ(objection([](Ranges& ranges) { ranges.a = 0; }), "Ranges.a is not within 1..6");
    EXPECT_EQ(objection([](Ranges& ranges) { ranges.a = 7; }), "Ranges.a is not within 1..6");
    EXPECT_EQ(objection([](Ranges& ranges) { ranges.b = 10; }), "Ranges.b is not within 0..9");
    EXPECT_EQ(objection([](Ranges& ranges) { ranges.c = 2; }), "Ranges.c is not within 3..65535");
    EXPECT_EQ(objection([](Ranges& ranges) { ranges.d = -6; }), "Ranges.d is not within -5..5");
    EXPECT_EQ(objection([](Ranges& ranges) { ranges.d = 6; }), "Ranges.d is not within -5..5");
    EXPECT_EQ(objection([](Ranges& ranges) { ranges.e = -1; }), "Ranges.e is not within -9223372036854775808..-2");
    EXPECT_EQ(objection([](Ranges& ranges) { ranges.f = 1; }), "Ranges.f is not within 2..0xfffffffffffffffe");
    EXPECT_EQ(objection([](Ranges& ranges) { ranges.f = UINT64_MAX; }), "Ranges.f is not within 2..0xfffffffffffffffe");
    // a: byte 0; b: 1 to 4; c: 5, 6; d: 7; e: 8 to 15; f: 16 to 23
    EXPECT_EQ(objection_to_byte(make_ranges(), 0, 0), "Ranges.a is not within 1..6");
    EXPECT_EQ(objection_to_byte(make_ranges(), 0, 7), "Ranges.a is not within 1..6");
    EXPECT_EQ(objection_to_byte(make_ranges(), 0, 6), "");
    EXPECT_EQ(objection_to_byte(make_ranges(), 4, 1), "Ranges.b is not within 0..9");
    EXPECT_EQ(objection_to_byte(make_ranges(), 5, 2), "Ranges.c is not within 3..65535");
    EXPECT_EQ(objection_to_byte(make_ranges(), 7, 6), "Ranges.d is not within -5..5");
    EXPECT_EQ(objection_to_byte(make_ranges(), 7, 0xfa), "Ranges.d is not within -5..5");
    EXPECT_EQ(objection_to_byte(make_ranges(), 15, 0), "Ranges.e is not within -9223372036854775808..-2");
    EXPECT_EQ(objection_to_byte(make_ranges(), 16, 1), "Ranges.f is not within 2..0xfffffffffffffffe");
}

TEST(Codec, RefusesToWriteMoreThanTheBound) {
    const auto objection = [](auto change) {
        Containers containers = make_containers();
        change(containers);
        return objection_to_writing(containers);
    };
    const std::string too_many = "more elements than the bound allows";
    EXPECT_EQ(objection([](Containers& value) { value.text += "!"; }), too_many);
    EXPECT_EQ(objection([](Containers& value) { value.names[0] = "fives"; }), too_many);
    EXPECT_EQ(objection([](Containers& value) { value.raw.push_back(0); }), too_many);
    EXPECT_EQ(objection([](Containers& value) { *value.maybe_text += "!"; }), too_many);
    EXPECT_EQ(objection([](Containers& value) { value.rows[1][0] = 10; }), "Containers.rows is not within 1..9");
    EXPECT_EQ(objection([](Containers& value) { value.maybe = 11; }), "Containers.maybe is not within 1..10");
    EXPECT_EQ(objection([](Containers& value) { value.matrix[1][1] = std::nanf(""); }), "number is not finite");
    EXPECT_EQ(objection([](Containers& value) { value.flags.value = 0x10; }), "Options has unknown flags");
    EXPECT_EQ(objection([](Containers& value) { value.text = std::string("a\0b", 3); }),
              "string is not UTF-8 without NUL");
}

TEST(Codec, RefusesToReadMoreThanTheBound) {
    // In a message of an empty Containers all counts are 0: text at byte 0, names at 4, raw at 8, matrix from 12 to 27,
    // rows at 28, the presence of maybe at 32.
    const Containers empty;
    const std::string too_many = "more elements than the bound allows";
    EXPECT_EQ(objection_to_byte(empty, 0, 6), too_many);
    EXPECT_EQ(objection_to_byte(empty, 4, max_names + 1), too_many);
    EXPECT_EQ(objection_to_byte(empty, 7, 0xff), too_many);
    EXPECT_EQ(objection_to_byte(empty, 8, 7), too_many);
    EXPECT_EQ(objection_to_byte(empty, 28, 3), too_many);
    EXPECT_EQ(objection_to_byte(empty, 32, 2), "boolean is neither 0 nor 1");
}

TEST(Codec, RefusesValuesThatEnumsFlagsBoolsAndUnionsDoNotHave) {
    for (int byte = 0; byte < 256; ++byte) {
        const bool is_colour = byte == 1 || byte == 2 || byte == 255;
        EXPECT_EQ(objection_to_byte(Colour::red, 0, static_cast<uint8_t>(byte)),
                  is_colour ? "" : "Colour is not one of its values");
        const bool is_flags = (byte & ~0x07) == 0;
        EXPECT_EQ(objection_to_byte(Options{}, 0, static_cast<uint8_t>(byte)),
                  is_flags ? "" : "Options has unknown flags");
        if (byte > 5) {
            EXPECT_EQ(objection_to_byte(Choice(Nothing{}), 0, static_cast<uint8_t>(byte)),
                      "Choice is none of its alternatives");
        }
        if (byte > 1) {
            EXPECT_EQ(objection_to_byte(Numbers{}, 0, static_cast<uint8_t>(byte)), "boolean is neither 0 nor 1");
        }
    }
    EXPECT_EQ(objection_to_byte(Large::nothing, 7, 1), "Large is not one of its values");
    EXPECT_EQ(objection_to_writing(static_cast<Colour>(3)), "Colour is not one of its values");
    EXPECT_EQ(objection_to_writing(Colour{}), "Colour is not one of its values");
    EXPECT_EQ(objection_to_writing(Options{0x4000}), "Options has unknown flags");
    EXPECT_EQ(objection_to_writing(Choice(Colour{})), "Colour is not one of its values");
}

TEST(Codec, CarriesFdsBesideTheBytes) {
    Parcel parcel;
    parcel.label = "parcel";
    parcel.attachments.push_back({.memory = make_memfd(), .size = 1});
    parcel.sources[0].emplace<0>(Attachment{.memory = make_memfd(), .size = 2});
    parcel.sources[1].emplace<1>(make_memfd());
    parcel.extra = make_socket();
    const auto outgoing = written(parcel);
    EXPECT_EQ(outgoing->fds.size(), 4u);
    const auto message = carried_over(*outgoing);
    Parcel copy;
    ASSERT_EQ(objection_to_reading(*message, copy), "");
    EXPECT_EQ(inode(copy.attachments[0].memory), inode(parcel.attachments[0].memory));
    EXPECT_EQ(inode(std::get<0>(copy.sources[0]).memory), inode(std::get<0>(parcel.sources[0]).memory));
    EXPECT_EQ(inode(std::get<1>(copy.sources[1])), inode(std::get<1>(parcel.sources[1])));
    EXPECT_EQ(inode(*copy.extra), inode(*parcel.extra));

    ipc::OwnedFds fds;
    take_fds(copy, fds);
    ASSERT_EQ(fds.size(), 4u);
    EXPECT_EQ(inode(fds[0]), inode(parcel.attachments[0].memory));
    EXPECT_EQ(inode(fds[3]), inode(*parcel.extra));
    EXPECT_FALSE(copy.attachments[0].memory.valid());
}

TEST(Codec, RefusesFdsThatAreMissingLeftOverOrOfTheWrongKind) {
    const Attachment attachment{.memory = make_memfd(), .size = 1};
    Attachment copy;
    auto message = carried_over(*written(attachment));
    message->fds.clear();
    EXPECT_EQ(objection_to_reading(*message, copy), "fd is missing");
    message = carried_over(*written(attachment));
    message->fds.push_back(make_memfd());
    EXPECT_EQ(objection_to_reading(*message, copy), "fds are left over");
    message = carried_over(*written(attachment));
    message->fds[0] = make_socket();
    EXPECT_EQ(objection_to_reading(*message, copy), "fd is not of the kind that belongs there");
    EXPECT_EQ(objection_to_writing(Attachment{}), "fd is not valid");
}

TEST(Codec, RefusesMapsWhoseKeysAreNotSortedAndUnique) {
    Containers containers = make_containers();
    containers.tables.clear();
    const auto outgoing = written(containers);
    // At the end: red, 1, blue, 100, and a count of no tables.
    const size_t red = outgoing->size - 8;
    const auto objection_to = [&](uint8_t first, uint8_t second) {
        const auto message = carried_over(*outgoing);
        message->bytes[red] = std::byte{first};
        message->bytes[red + 2] = std::byte{second};
        Containers copy;
        return objection_to_reading(*message, copy);
    };
    EXPECT_EQ(objection_to(1, 255), "");
    EXPECT_EQ(objection_to(255, 1), "Containers.shares has keys that are not sorted, each once");
    EXPECT_EQ(objection_to(2, 2), "Containers.shares has keys that are not sorted, each once");
    EXPECT_EQ(objection_to(1, 3), "Colour is not one of its values");
}

TEST(Types, SayTheirNamesAndFlags) {
    EXPECT_EQ(to_string(Colour::green), "green");
    EXPECT_EQ(to_string(static_cast<Colour>(9)), "unknown");
    EXPECT_EQ(to_string(ExampleCall::paint), "paint");
    constexpr Options options{Options::fast | Options::last};
    static_assert(options.has(Options::fast) && options.has(Options::fast | Options::last));
    static_assert(!options.has(Options::both_of_two) && !Options{0x2}.has(Options::both_of_two));
    static_assert(Options::all_flags == 0x8007);
}

}  // namespace
}  // namespace xrt::example
