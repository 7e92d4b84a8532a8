// SPDX-License-Identifier: BSL-1.0
//
// Runs that ended in one way or another, for tests of what is written about them.
#pragma once

#include "targets/run/run_record.hpp"

namespace xrt::run {

inline RunRecord good_record() {
    RunRecord record{.command = {"/usr/bin/hello_xr", "-g", "Vulkan2"}, .application = "HelloXR"};
    record.outcome.command = "hello_xr";
    record.outcome.reached_openxr = true;
    record.outcome.frames = 65;
    record.has_script = true;
    record.outcome.script_finished = true;
    record.pictures = {
        {"frame-000010-left.png", compare::Finding::same, {.compared = 80, .differing = 1, .largest = 3}, ""}};
    return record;
}

/// With everything in it that XML and JSON must not see as it is.
inline RunRecord bad_record() {
    RunRecord record = good_record();
    record.application = "<He said \"hi\" & 'bye'>\x01\xff";
    record.exit_code = 121;
    record.outcome.script_finished = false;
    record.outcome.script_failed_at = 3;
    record.outcome.script_failure = "line 3: expected <spring> & \"sun\"; seen: ]]>\nsnow";
    record.outcome.picture_faults = {"1 of 2 pictures not as in /g"};
    record.pictures.push_back({"frame-000011-left.png",
                               compare::Finding::different,
                               {.compared = 80, .differing = 20, .largest = 255, .where = Rect2D{0, 0, 5, 4}},
                               "20 of 80 <pixels> differ"});
    return record;
}

}  // namespace xrt::run
