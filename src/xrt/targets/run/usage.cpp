// SPDX-License-Identifier: BSL-1.0
#include "targets/run/run_options.hpp"

namespace xrt::run {

std::string_view usage() {
    return R"text(usage: monado-run [options] [--] command [arguments]
       monado-run [options] --print-env
       monado-run doctor [--json]

Runs an OpenXR application with a private runtime, without headset, GPU or display.

  --in-process             no service: the runtime lives inside the command
  --frames N               ask the session to exit after N frames
  --capture DIR            write the composited frames as pictures, one for each eye
  --capture-format png|raw|y4m         PNG files (by default), uncompressed PAM files, or a Y4M video for each eye; a video of both
                           goes to --capture FILE.y4m, to a FIFO, or with --capture - to standard output
  --every N                write only every Nth frame
  --at-frame N[,N...]      write only these frames; can be given several times
  --views left|right|both  write only what this eye sees (both)
  --layers                 write every layer as well, as if it were the only one
  --golden DIR             compare each picture with the one of the same name there, and fail if it differs (doc/pictures.md)
  --tolerance N            a pixel differs where a channel does by more than N of 255 (0)
  --tolerance-pixels F     that fraction of a picture's pixels may differ, from 0 to 1 (0)
  --mask FILE              compare nothing where this picture is black; NAME.mask.png beside a golden one does so for that one
  --report DIR             where to show what differs, as a page with pictures (the captured folder's "compare")
  --update-golden          put the pictures into the golden folder instead
  --junit FILE, --results FILE         write the results as JUnit XML, as JSON
  --clock virtual|real     virtual (default): every frame takes one period, however long it is drawn; real: as on a headset
  --view-size WxH          pixels of each eye (512x512)
  --refresh-rate HZ        frames a second of XR time (90)
  --motion still|wobble|rotate         how the head moves (still)
  --inputs idle|cycle      what the controllers do (idle)
  --controller-profile PATH            which controllers there are (/interaction_profiles/khr/simple_controller)
  --hand-tracking on|off, --eye-gaze on|off, --room on|off
                           whether there are tracked hands, an eye tracker, a room to detect planes in (on)
  --trackers N             how many trackers the person wears, up to 17 (3)
  --script FILE            play this script (doc/scripts.md); --replay FILE: a recording
  --record FILE            write down how devices and the system are steered, as a script
  --target headless|auto|xcb|wayland|display
                           where to show what both eyes see: in a window, on a display of its own, or nowhere (headless)
  --window-size WxH, --window-views both|left|right, --window-input on|off, --display NAME
                           how the window is, and which display: monado-service(1)
  --compositor vulkan|null             null: no Vulkan, for headless sessions
  --vulkan-validation on|off           the validation layers in the compositor (off)
  --vulkan-layers on|off               the machine's implicit layers in the compositor (off)

  --start-timeout S        the command must reach OpenXR within S seconds (60)
  --stall-timeout S        a client must show a sign of life every S seconds (60)
  --exit-timeout S         the command must end S seconds after it was asked to (30)
  --timeout S              the command must end after S seconds (no limit); 0 lifts any of these limits
  --stdin auto|inherit|hold            hold: an input that never ends; auto: hold if ours is closed or /dev/null
  -q, --quiet              say nothing unless something is wrong
  -v, --verbose            show the service's log as well
  --keep                   leave the private folder with its log
  --print-env[=shell|json|plain]       start nothing; print the environment for an application, and for a monado-service that you
                           start yourself: eval "$(monado-run --print-env)"
  doctor                   say what is missing on this machine and how to mend it; --json for programs
  -h, --help; --version

Exit code: the command's own, or 128 plus the signal it died of. If the command did not fail by itself: 120 a picture is not as the
golden one, 121 the script failed, 122 it ended before N frames or a frame of --at-frame, 123 it never reached OpenXR. 124 a limit
passed; 125 monado-run or its service failed; 126 the command cannot be run; 127 the command was not found.
)text";
}

}  // namespace xrt::run
