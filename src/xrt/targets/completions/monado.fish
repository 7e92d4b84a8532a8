# SPDX-License-Identifier: BSL-1.0
# Completion for fish of monado-ctl, monado-run and monado-service. What there is, the programs' own --help says.

function __monado_first_column
    $argv 2>/dev/null | sed -n '2,$s/^\([^ ]*\) .*/\1/p'
end

function __monado_options
    set -l words (commandline -opc)
    $words[1] --help 2>/dev/null | string match -ar -- '--[a-z][a-z-]+' | sort -u
end

# What may follow the option before the cursor: "vulkan|null", or "PATH".
function __monado_argument
    set -l words (commandline -opc)
    string match -q -- '--*' $words[-1]; or return 1
    $words[1] --help 2>/dev/null | sed -n "s/.*$words[-1] \([A-Za-z0-9][A-Za-z0-9|.-]*\).*/\1/p" | head -n 1
end

function __monado_choices
    set -l argument (__monado_argument)
    string match -q -- '*|*' $argument; and string split '|' $argument
end

function __monado_takes_file
    contains -- (__monado_argument) PATH FILE DIR
end

function __monado_commands
    set -l words (commandline -opc)
    test (count $words) -eq 1; or return
    $words[1] --help 2>/dev/null | sed -n 's/^  \([a-z][a-z-]*\(, [a-z][a-z-]*\)*\).*/\1/p' | tr -d ',' | tr ' ' '\n'
end

function __monado_operands
    set -l words (commandline -opc)
    switch $words[-1]
        case primary focus toggle-input trace -p -f -i
            __monado_first_column $words[1] clients
        case block-input allow-input
            __monado_first_column $words[1] clients
            printf '%s\n' poses hands inputs outputs
        case get set shift
            __monado_first_column $words[1] properties
        case battery pose input press release let-go
            printf '%s\n' head left right
        case inject
            printf '%s\n' device_lost session_lost
        case watch
            printf '%s\n' clients sessions focus devices properties
    end
end

for program in monado-ctl monado-run monado-service
    complete -c $program -n 'string match -q -- "-*" (commandline -ct)' -a '(__monado_options)'
    complete -c $program -f -n '__monado_argument | string match -q "*|*"' -a '(__monado_choices)'
    complete -c $program -n __monado_takes_file -F
end
complete -c monado-ctl -f -n 'not __monado_takes_file' -a '(__monado_commands) (__monado_operands)'
complete -c monado-run -n 'test (count (commandline -opc)) -eq 1' -a doctor
complete -c monado-run -n 'not __monado_argument | string length -q' -a '(__fish_complete_command)'
complete -c monado-service -f -n 'not __monado_takes_file'
