// SPDX-License-Identifier: BSL-1.0
//
// Random but type-correct calls to the API, with the whole service in this process: simulated devices, virtual time, nothing drawn.
// XRT_FUZZ_SEQUENCES says how many.
#include <cstdlib>

#include <gtest/gtest.h>

#include "service/client_session.hpp"
#include "service/system.hpp"
#include "state_trackers/oxr/testing/api_fuzzer.hpp"
#include "targets/common/simulated_instance.hpp"

namespace xrt {
namespace {

class Link final : public oxr::ServiceLink {
 public:
    explicit Link(System& system) : session_(system, 1) {}
    proto::Service& service() override { return session_; }
    bool lost() const override { return false; }

 private:
    ClientSession session_;
};

/// One after the other makes sessions as fast as it can.
Limits generous() {
    Limits limits;
    for (auto& rate : limits.client.rates) rate = {1e6, 1'000'000};
    for (auto& rate : limits.user.rates) rate = {1e6, 1'000'000};
    return limits;
}

size_t sequences() {
    const char* number = std::getenv("XRT_FUZZ_SEQUENCES");
    return number == nullptr ? 200 : static_cast<size_t>(std::atoll(number));
}

TEST(InProcessFuzz, RandomCallsLeaveNothingBehind) {
    StatusWriter status{UniqueFd()};
    Options options;
    options.compositor = CompositorKind::null;
    options.clock = ClockMode::lockstep;
    auto made = System::create(std::make_unique<SimulatedInstance>(options, status), status, {.limits = generous()});
    ASSERT_TRUE(made.ok());
    System& system = **made;
    size_t calls = 0, succeeded = 0;
    for (size_t seed = 1; seed <= sequences(); ++seed) {
        const auto result = oxr::run_api_sequence(oxr::fuzz_bytes_from(seed, 2000), 200,
                                                  [&] { return std::make_unique<Link>(system); });
        ASSERT_EQ(result.handles_left, 0u) << "seed " << seed;
        ASSERT_EQ(system.clients().size(), 0u) << "seed " << seed;
        calls += result.calls;
        succeeded += result.succeeded;
    }
    EXPECT_GT(succeeded, calls / 10) << calls;
}

}  // namespace
}  // namespace xrt
