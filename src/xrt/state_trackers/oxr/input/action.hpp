// SPDX-License-Identifier: BSL-1.0
//
// XrAction: the handle of an ActionRecord.
#pragma once

#include <memory>

#include "state_trackers/oxr/input/action_set.hpp"

namespace xrt::oxr {

class Action final : public Object {
 public:
    using Handle = XrAction;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_ACTION;

    static Outcome<std::shared_ptr<Action>> create(std::shared_ptr<ActionSet> set, const XrActionCreateInfo* info);
    Action(std::shared_ptr<ActionSet> set, const ActionRecord& record) : set_(std::move(set)), record_(record) {}
    ~Action() override;

    Instance& instance() { return set_->instance(); }
    std::shared_ptr<const ActionSetRecord> set() const { return set_->record(); }
    const ActionRecord& record() const { return record_; }

    Outcome<> check_instance(const Instance& instance) const { return set_->check_instance(instance); }
    /// XR_ERROR_ACTION_TYPE_MISMATCH.
    Outcome<> check_is(XrActionType type) const {
        if (record_.type == type) return XR_SUCCESS;
        return fail(XR_ERROR_ACTION_TYPE_MISMATCH, "@XrAction", "is \"%s\", an action of the type %d; this needs %d",
                    record_.names.name.c_str(), static_cast<int>(record_.type), static_cast<int>(type));
    }
    /// The state that a subaction path, or XR_NULL_PATH, stands for. XR_ERROR_PATH_INVALID, XR_ERROR_PATH_UNSUPPORTED.
    Outcome<StatePlace> place_of(XrPath subaction) const;

 private:
    const std::shared_ptr<ActionSet> set_;
    const ActionRecord& record_;
};

}  // namespace xrt::oxr
