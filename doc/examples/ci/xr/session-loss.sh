#!/bin/sh
# Surviving session loss: fails unless the application makes a new session when it loses the one that it has.
set -eu
here=$(dirname "$0")
mkdir -p out
[ $# -gt 0 ] || set -- hello_xr -g Vulkan2 # your application and its arguments
monado-run --script "$here/session-loss.jsonl" --view-size 64x64 --junit out/session-loss.xml -- "$@"
