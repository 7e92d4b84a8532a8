// SPDX-License-Identifier: BSL-1.0
//
// What an instance knows of input: its paths and the bindings that were suggested. Owned by the Instance.
#pragma once

namespace xrt::oxr {

class Instance;

class InstanceInput {
 public:
    explicit InstanceInput(Instance& instance) : instance_(instance) {}

    Instance& instance() { return instance_; }

 private:
    Instance& instance_;
};

}  // namespace xrt::oxr
