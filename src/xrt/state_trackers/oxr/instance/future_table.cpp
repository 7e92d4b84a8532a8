// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/future_table.hpp"

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

Outcome<> poll_future(Instance& instance, const XrFuturePollInfoEXT* info, XrFuturePollResultEXT* result) {
    TRY(check_type(info, XR_TYPE_FUTURE_POLL_INFO_EXT));
    TRY(check_type(result, XR_TYPE_FUTURE_POLL_RESULT_EXT));
    result->state = TRY(instance.futures().state(info->future));
    return XR_SUCCESS;
}

Outcome<> cancel_future(Instance& instance, const XrFutureCancelInfoEXT* info) {
    TRY(check_type(info, XR_TYPE_FUTURE_CANCEL_INFO_EXT));
    return instance.futures().cancel(info->future);
}

}  // namespace

/// Those whose owners are gone leave when the next one comes: nobody can ask for them any more.
XrFutureEXT FutureTable::add(uint64_t owner, std::shared_ptr<FutureOperation> operation) {
    return state_.with([&](State& state) {
        std::erase_if(state.entries, [](const auto& each) { return !handle_table().contains(each.second.owner); });
        state.entries.emplace(++state.last, Entry{owner, std::move(operation)});
        return from_raw<XrFutureEXT>(state.last);
    });
}

Outcome<FutureTable::Entry> FutureTable::find(XrFutureEXT future) {
    return state_.with([&](State& state) -> Outcome<Entry> {
        const auto found = state.entries.find(to_raw(future));
        if (found == state.entries.end())
            return fail(XR_ERROR_FUTURE_INVALID_EXT, "@XrFutureEXT", "is no future that waits or is ready");
        if (!handle_table().contains(found->second.owner)) {
            return fail(XR_ERROR_FUTURE_INVALID_EXT, "@XrFutureEXT", "is of an object that is no more");
        }
        return found->second;
    });
}

Outcome<std::shared_ptr<FutureOperation>> FutureTable::find_of(XrFutureEXT future, uint64_t owner) {
    Entry entry = TRY(find(future));
    if (entry.owner != owner) return XR_ERROR_HANDLE_INVALID;
    return std::move(entry.operation);
}

Outcome<XrFutureStateEXT> FutureTable::state(XrFutureEXT future) {
    const Entry entry = TRY(find(future));
    return entry.operation->is_ready() ? XR_FUTURE_STATE_READY_EXT : XR_FUTURE_STATE_PENDING_EXT;
}

Outcome<> FutureTable::cancel(XrFutureEXT future) {
    TRY(find(future));
    complete(future);
    return XR_SUCCESS;
}

void FutureTable::complete(XrFutureEXT future) {
    state_.with([&](State& state) { state.entries.erase(to_raw(future)); });
}

XrResult api::xrPollFutureEXT(XrInstance instance, const XrFuturePollInfoEXT* pollInfo,
                              XrFuturePollResultEXT* pollResult) {
    return call<Instance>(instance, [&](Instance& i) { return poll_future(i, pollInfo, pollResult); });
}

XrResult api::xrCancelFutureEXT(XrInstance instance, const XrFutureCancelInfoEXT* cancelInfo) {
    return call<Instance>(instance, [&](Instance& i) { return cancel_future(i, cancelInfo); });
}

}  // namespace xrt::oxr
