// SPDX-License-Identifier: BSL-1.0
//
// One good message of every call that a client can make, as bytes and fds, and what can be done to it.
#pragma once

#include <string>
#include <vector>

#include "raw_client.hpp"

namespace xrt::hostile {

struct Message {
    std::string call;  ///< "Service.end_frame"
    Bytes bytes;
    std::vector<int> fds;  ///< on loan: all of them standard input
    bool is_request() const { return bytes[7] == std::byte{1}; }
};

std::vector<Message> all_messages();
/// The one of that name.
Message message(const std::string& call);

/// Every length from nothing to one byte less than all; one byte more; filled up to the most there can be, and beyond it.
std::vector<Bytes> wrong_lengths(const Message& good);
/// Each byte of the body in turn set to values that lie outside of enums, flags, booleans, counts, ranges and finite numbers,
/// and each four bytes of it to those of a number, so that every field is pushed past its bound.
std::vector<Bytes> wrong_values(const Message& good);

}  // namespace xrt::hostile
