// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/future_table.hpp"

#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

struct Counting final : FutureOperation {
    bool is_ready() const override { return ready; }
    bool ready = false;
};
struct Other final : FutureOperation {
    bool is_ready() const override { return true; }
};

class Futures : public RuntimeFixture {
 protected:
    Futures() : futures(object(instance).futures()), session(make_headless_session()) {
        future = futures.add(to_raw(session), operation);
    }
    XrResult poll_state(XrFutureEXT which) {
        const XrFuturePollInfoEXT info{XR_TYPE_FUTURE_POLL_INFO_EXT, nullptr, which};
        return api::xrPollFutureEXT(instance, &info, &result);
    }
    XrResult cancel(XrFutureEXT which) {
        const XrFutureCancelInfoEXT info{XR_TYPE_FUTURE_CANCEL_INFO_EXT, nullptr, which};
        return api::xrCancelFutureEXT(instance, &info);
    }

    FutureTable& futures;
    XrSession session;
    std::shared_ptr<Counting> operation = std::make_shared<Counting>();
    XrFutureEXT future = XR_NULL_FUTURE_EXT;
    XrFuturePollResultEXT result{XR_TYPE_FUTURE_POLL_RESULT_EXT};
};

TEST_F(Futures, ArePendingUntilTheirOperationIsReady) {
    EXPECT_NE(future, XrFutureEXT(XR_NULL_FUTURE_EXT));
    EXPECT_EQ(poll_state(future), XR_SUCCESS);
    EXPECT_EQ(result.state, XR_FUTURE_STATE_PENDING_EXT);
    EXPECT_EQ(futures.find_ready<Counting>(future, to_raw(session)).error(), XR_ERROR_FUTURE_PENDING_EXT);
    operation->ready = true;
    EXPECT_EQ(poll_state(future), XR_SUCCESS);
    EXPECT_EQ(result.state, XR_FUTURE_STATE_READY_EXT);
    EXPECT_EQ(*futures.find_ready<Counting>(future, to_raw(session)), operation);
}

TEST_F(Futures, AreInvalidOnceCompletedOrCancelled) {
    operation->ready = true;
    futures.complete(future);
    EXPECT_EQ(poll_state(future), XR_ERROR_FUTURE_INVALID_EXT);
    const XrFutureEXT second = futures.add(to_raw(session), operation);
    EXPECT_NE(second, future);
    EXPECT_EQ(cancel(second), XR_SUCCESS);
    EXPECT_EQ(cancel(second), XR_ERROR_FUTURE_INVALID_EXT);
    EXPECT_EQ(futures.find_ready<Counting>(second, to_raw(session)).error(), XR_ERROR_FUTURE_INVALID_EXT);
    EXPECT_EQ(poll_state(XR_NULL_FUTURE_EXT), XR_ERROR_FUTURE_INVALID_EXT);
}

TEST_F(Futures, BelongToTheirObjectAndFunction) {
    operation->ready = true;
    EXPECT_EQ(futures.find_ready<Counting>(future, to_raw(instance)).error(), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(futures.find_ready<Other>(future, to_raw(session)).error(), XR_ERROR_FUTURE_INVALID_EXT);
}

TEST_F(Futures, EndWithTheirObject) {
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    EXPECT_EQ(poll_state(future), XR_ERROR_FUTURE_INVALID_EXT);
    EXPECT_EQ(operation.use_count(), 2);
    (void)futures.add(to_raw(instance), std::make_shared<Other>());
    EXPECT_EQ(operation.use_count(), 1);
}

TEST_F(Futures, NeedTheRightStructures) {
    EXPECT_EQ(api::xrPollFutureEXT(instance, nullptr, &result), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrCancelFutureEXT(instance, nullptr), XR_ERROR_VALIDATION_FAILURE);
    result.type = XR_TYPE_FUTURE_POLL_INFO_EXT;
    EXPECT_EQ(poll_state(future), XR_ERROR_VALIDATION_FAILURE);
}

}  // namespace
}  // namespace xrt::oxr
