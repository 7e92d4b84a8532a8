// SPDX-License-Identifier: BSL-1.0
//
// XrActionSet: the handle of an ActionSetRecord.
#pragma once

#include <memory>

#include "state_trackers/oxr/core/object.hpp"
#include "state_trackers/oxr/input/action_set_record.hpp"

namespace xrt::oxr {

class Instance;

class ActionSet final : public Object {
 public:
    using Handle = XrActionSet;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_ACTION_SET;

    static Outcome<std::shared_ptr<ActionSet>> create(std::shared_ptr<Instance> instance,
                                                      const XrActionSetCreateInfo* info);
    ActionSet(std::shared_ptr<Instance> instance, std::shared_ptr<ActionSetRecord> record)
        : instance_(std::move(instance)), record_(std::move(record)) {}
    ~ActionSet() override;

    Instance& instance() { return *instance_; }
    const std::shared_ptr<ActionSetRecord>& record() const { return record_; }

    /// XR_ERROR_VALIDATION_FAILURE if it is another's.
    Outcome<> check_instance(const Instance& instance) const {
        if (&instance == instance_.get()) return XR_SUCCESS;
        return fail(XR_ERROR_VALIDATION_FAILURE, {"@XrAction", "fundamentals-valid-usage-for-object-handles"},
                    "or its action set is of another instance");
    }

 private:
    const std::shared_ptr<Instance> instance_;
    const std::shared_ptr<ActionSetRecord> record_;
};

}  // namespace xrt::oxr
