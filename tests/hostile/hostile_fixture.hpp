// SPDX-License-Identifier: BSL-1.0
//
// A real service, a good client that must not notice anything, and what the service held before the attack: all of it is
// back afterwards.
#pragma once

#include <gmock/gmock.h>

#include <optional>

#include "good_client.hpp"
#include "messages.hpp"
#include "raw_client.hpp"
#include "support/service.hpp"

namespace xrt::hostile {

using namespace std::chrono_literals;

class Hostile : public testing::Test {
 protected:
    void start(std::vector<std::string> options, proto::SessionKind kind = proto::SessionKind::headless) {
        options.insert(options.end(), {"--log-level", "warning"});
        service = end_to_end::Service::start(std::move(options));
        ASSERT_TRUE(service);
        good.emplace(path(), kind);
        ASSERT_EQ(good->failure(), "");
        before = service->footprint();
    }
    void SetUp() override { start({"--compositor", "null"}); }
    void TearDown() override {
        if (!service || !good) return;
        EXPECT_TRUE(is_as_before()) << now();
        good->await_frames(9);  // and it has asked who is there since
        good->stop();
        EXPECT_EQ(good->failure(), "");
        EXPECT_EQ(good->clients_seen(), 1u);
        service->program().signal(SIGTERM);
        EXPECT_EQ(service->program().wait(30s).end, end_to_end::exited(0)) << service->program().err();
    }

    const std::string& path() const { return service->socket(); }
    bool is_as_before() const {
        return service->await_footprint(
            [&](const auto& footprint) { return footprint.fds == before.fds && footprint.threads == before.threads; },
            20s);
    }
    std::string now() const {
        const auto footprint = service->footprint();
        return std::to_string(footprint.fds) + " fds, " + std::to_string(footprint.threads) + " threads; before " +
               std::to_string(before.fds) + " and " + std::to_string(before.threads);
    }
    /// Sends it as the first message, with nothing to follow, and sees to it that the service has looked at it.
    void attack(std::span<const std::byte> bytes, std::span<const int> fds = {}) const {
        const auto client = RawClient::greeted(path());
        ASSERT_TRUE(client);
        (void)client->send(bytes, fds);
        client->end_sending();
        EXPECT_TRUE(client->is_hung_up_on());
    }
    /// One call with its answer, if it has one.
    static void call(const RawClient& client, const std::string& name) {
        const Message good_message = message(name);
        EXPECT_TRUE(client.send(good_message.bytes, good_message.fds)) << name;
        if (good_message.is_request()) {
            EXPECT_TRUE(client.receive()) << name;
        }
    }

    std::unique_ptr<end_to_end::Service> service;
    std::optional<GoodClient> good;
    end_to_end::Footprint before;
};

}  // namespace xrt::hostile
