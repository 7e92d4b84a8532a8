// SPDX-License-Identifier: BSL-1.0
//
// The exit codes that are monado-run's own. Every other code is the command's, or 128 plus the signal it died of.
#pragma once

namespace xrt::run {

enum class ExitCode : int {
    ok = 0,
    pictures_differ = 120,  ///< the command ended well, but its pictures are not the golden ones
    script_failed = 121,    ///< the command ended well, but the script's expectations were not met
    too_few_frames = 122,   ///< the command ended well, but before --frames frames or a frame of --at-frame
    never_reached = 123,    ///< the command ended well without ever reaching OpenXR
    timed_out = 124,        ///< a limit passed and the command was stopped
    own_failure = 125,      ///< a bad option, the service would not start or died, or something cannot be written
    not_executable = 126,   ///< the command was found and cannot be run
    command_not_found = 127,
    signal_base = 128,
};

}  // namespace xrt::run
