#!/bin/sh
# Pictures of a scene: fails unless both eyes see what xr/golden shows. What differs is in out/pictures/compare/index.html.
# UPDATE_GOLDEN=1 takes what they see now for right: look at it, and keep xr/golden with your sources.
set -eu
here=$(dirname "$0")
mkdir -p out
[ $# -gt 0 ] || set -- hello_xr -g Vulkan2 # your application and its arguments
monado-run --script "$here/scene.jsonl" --view-size 256x256 --capture out/pictures --at-frame 10,25 --golden "$here/golden" \
    --tolerance 8 --tolerance-pixels 0.003 ${UPDATE_GOLDEN:+--update-golden} --junit out/pictures.xml -- "$@"
