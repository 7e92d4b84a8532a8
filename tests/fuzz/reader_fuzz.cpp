// SPDX-License-Identifier: BSL-1.0
//
// The reader, asked for values in any order on a message of any bytes: once it has failed it stays so and gives zeros, and
// what it gives keeps its bound.
#include <cmath>
#include <memory>

#include "fuzz_input.hpp"
#include "ipc/wire/error_reply.hpp"
#include "ipc/wire/reader.hpp"
#include "ipc/wire/utf8.hpp"
#include "ipc/wire/vocabulary.hpp"

namespace xrt::fuzz {
namespace {

void read_vocabulary(ipc::Reader& reader, size_t bound) {
    Pose pose;
    read(reader, pose);
    Bitmap bitmap;
    read(reader, bitmap, bound);
    expect(!bitmap.valid() || bitmap.layout().width <= bound);
}

void read_text(ipc::Reader& reader, size_t bound) {
    const std::string text = reader.string(bound);
    expect(text.size() <= bound && ipc::is_valid_utf8(text));
}

void read_number(ipc::Reader& reader, uint8_t which) {
    const bool was_ok = reader.ok();
    const uint64_t value = which == 0   ? reader.u8()
                           : which == 1 ? reader.u16()
                           : which == 2 ? reader.u32()
                                        : reader.u64();
    expect(was_ok || value == 0);
}

void read_one(Input& script, ipc::Reader& reader) {
    const uint8_t what = script.byte();
    const size_t bound = script.byte();
    switch (what % 10) {
        case 0:
            return read_text(reader, bound);
        case 1:
            return expect(reader.bytes(bound).size() <= bound);
        case 2:
            return expect(reader.count(bound) <= bound);
        case 3:
            return expect(std::isfinite(reader.f32()));
        case 4:
            return expect(std::isfinite(reader.f64()));
        case 5:
            (void)reader.boolean();
            return;
        case 6:
            (void)reader.fd(static_cast<ipc::FdKind>(bound % 6));
            return;
        case 7:
            return read_vocabulary(reader, bound);
        case 8:
            (void)ipc::read_error_reply(reader);
            return;
        default:
            return read_number(reader, static_cast<uint8_t>(bound % 4));
    }
}

void run(Input input) {
    const auto steps = input.take(input.byte() % 64);
    Input script(steps.data(), steps.size());
    const auto message = std::make_unique_for_overwrite<ipc::IncomingMessage>();
    add_fds(input, *message);
    const auto bytes = std::as_bytes(input.take(message->bytes.size()));
    std::copy(bytes.begin(), bytes.end(), message->bytes.begin());
    message->size = bytes.size();
    ipc::Reader reader(*message);
    while (!script.empty()) {
        const bool was_ok = reader.ok();
        read_one(script, reader);
        expect(was_ok || !reader.ok());
    }
    expect(reader.finish().ok() == reader.ok());
}

}  // namespace
}  // namespace xrt::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    xrt::fuzz::run({data, size});
    return 0;
}
