// SPDX-License-Identifier: BSL-1.0
//
// Metrics in Prometheus' text format, version 0.0.4.
#pragma once

#include <string>

#include "proto/control_interface.hpp"

namespace xrt::ctl {

std::string to_prometheus(const proto::GetMetricsReply& metrics);

/// A label's value: backslash, double quote and line feed escaped.
std::string prometheus_label(std::string_view value);

}  // namespace xrt::ctl
