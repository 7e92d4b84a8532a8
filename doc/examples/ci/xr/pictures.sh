#!/bin/sh
# Pictures of a scene: out/pictures gets every 10th frame as each eye sees it.
set -eu
here=$(dirname "$0")
[ $# -gt 0 ] || set -- hello_xr -g Vulkan2 # your application and its arguments
monado-run --script "$here/scene.jsonl" --view-size 256x256 --capture out/pictures --every 10 -- "$@"
