# SPDX-License-Identifier: LGPL-2.1-or-later
# Completion for fish: marbre itself says what can follow; where that is nothing, files do.
function __marbre_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l offered ($words[1] complete -- $words[2..-1] "$word" 2>/dev/null)
    if test (count $offered) -gt 0
        printf '%s\n' $offered
    else
        __fish_complete_path "$word"
    end
end
complete -c marbre -f -a '(__marbre_complete)'
