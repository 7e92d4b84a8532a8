// SPDX-License-Identifier: BSL-1.0
//
// Each bound of the example protocol, which has every type of the language: see test/bounds_testing.hpp.
#include "ipc/proto/test/bounds_testing.hpp"
#include "proto/probe.hpp"

namespace xrt::ipc {
namespace {

INSTANTIATE_TEST_SUITE_P(Example, BoundTest, testing::ValuesIn(all_rules(example::probed_interfaces())), rule_number);
INSTANTIATE_TEST_SUITE_P(Example, ReplyTest, testing::ValuesIn(all_replies(example::probed_interfaces())), reply_name);

TEST(RightMessages, AreTaken) { expect_right_messages_to_be_taken(example::probed_interfaces()); }

}  // namespace
}  // namespace xrt::ipc
