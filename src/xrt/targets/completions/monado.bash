# SPDX-License-Identifier: BSL-1.0
# Completion for bash of monado-ctl, monado-run and monado-service. What there is, the programs' own --help says.

# What may follow an option: "vulkan|null", or "PATH".
_monado_argument() {
    sed -n "s/.*$2 \([A-Za-z0-9][A-Za-z0-9|.-]*\).*/\1/p" <<<"$1" | head -n 1
}

# monado-ctl's commands stand at the beginning of their lines.
_monado_commands() {
    sed -n 's/^  \([a-z][a-z-]*\(, [a-z][a-z-]*\)*\).*/\1/p' <<<"$1" | tr -d ','
}

_monado_first_column() {
    "$@" 2>/dev/null | sed -n '2,$s/^\([^ ]*\) .*/\1/p'
}

_monado_operands() {
    local program=$1 kinds="poses hands inputs outputs"
    case $2 in
    primary | focus | toggle-input | trace | -p | -f | -i) _monado_first_column "$program" clients ;;
    block-input | allow-input) _monado_first_column "$program" clients && echo "$kinds" ;;
    get | set | shift) _monado_first_column "$program" properties ;;
    battery | pose | input | press | release | let-go) echo head left right ;;
    inject) echo device_lost session_lost ;;
    watch) echo clients sessions focus devices properties ;;
    *) return 1 ;;
    esac
}

_monado() {
    local program=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local help words='' argument=''
    COMPREPLY=()
    help=$("$program" --help 2>/dev/null) || return
    [[ $before == --* ]] && argument=$(_monado_argument "$help" "$before")
    case $argument in
    PATH | FILE | DIR) return ;; # files, by default
    *'|'*) words=${argument//|/ } ;;
    *)
        if [[ $word == -* ]]; then
            words=$(grep -oE -- '--[a-z][a-z-]+' <<<"$help" | sort -u)
        elif [[ ${program##*/} == monado-ctl ]]; then
            words=$(_monado_operands "$program" "$before") || [[ $COMP_CWORD -gt 1 ]] || words=$(_monado_commands "$help")
        elif [[ ${program##*/} == monado-run ]]; then
            mapfile -t COMPREPLY < <(compgen -c -- "$word")
            [[ $COMP_CWORD -eq 1 ]] && words=doctor
        fi
        ;;
    esac
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$words" -- "$word")
}

complete -o bashdefault -o default -F _monado monado-ctl monado-run monado-service
