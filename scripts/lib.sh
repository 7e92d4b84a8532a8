# SPDX-License-Identifier: BSL-1.0
# What the scripts share. Sourced, with `set -eu` in force and the repository's root as the current folder.
# shellcheck shell=bash

say() { printf '%s\n' "$*"; }
complain() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }
die() {
    complain "$@"
    exit 1
}

# Prints the comment block at the top of a script as its help.
print_help() { sed -n '/^# *SPDX/d; /^#!/d; /^#/!q; s/^# \{0,1\}//p' "$0"; }

jobs() { nproc; }

# A mirror's name is its owner's business: messages of apt are shown without it.
without_hosts() { sed -E 's#[a-z+]+://[^ ]*#<address>#g; s#\b(Could not resolve|connect to|Connecting to|from) .*#\1 <address>#g'; }

# build_preset PRESET TARGET...: configures when needed, then builds; no target means all of them.
build_preset() {
    local preset=$1
    shift
    [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >"$(log_file "configure-$preset")" 2>&1 || {
        tail -n 30 "$(log_file "configure-$preset")" >&2
        die "the preset $preset cannot be configured; the whole story is in $(log_file "configure-$preset")"
    }
    cmake --build "build/$preset" --parallel "$(jobs)" ${1:+--target "$@"}
}

log_file() {
    mkdir -p build
    printf 'build/%s.log' "$1"
}
