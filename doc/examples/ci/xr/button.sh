#!/bin/sh
# A button press and its haptic: fails unless the application answers it.
set -eu
here=$(dirname "$0")
mkdir -p out
[ $# -gt 0 ] || set -- hello_xr -g Vulkan2 # your application and its arguments
monado-run --script "$here/button.jsonl" --view-size 64x64 --junit out/button.xml -- "$@"
