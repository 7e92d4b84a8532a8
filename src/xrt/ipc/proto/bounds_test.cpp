// SPDX-License-Identifier: BSL-1.0
//
// Each bound of the real protocol: see test/bounds_testing.hpp.
#include "ipc/proto/test/bounds_testing.hpp"
#include "proto/probe.hpp"

namespace xrt::ipc {
namespace {

INSTANTIATE_TEST_SUITE_P(Proto, BoundTest, testing::ValuesIn(all_rules(proto::probed_interfaces())), rule_number);
INSTANTIATE_TEST_SUITE_P(Proto, ReplyTest, testing::ValuesIn(all_replies(proto::probed_interfaces())), reply_name);

TEST(RightMessages, AreTaken) { expect_right_messages_to_be_taken(proto::probed_interfaces()); }

}  // namespace
}  // namespace xrt::ipc
