# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=bash
# Completion for bash: marbre itself says what can follow; where that is nothing, files do.
_marbre() {
    local IFS=$'\n' line word=${COMP_WORDS[COMP_CWORD]}
    local words=("${COMP_WORDS[@]:1:COMP_CWORD}")
    # Bash has broken --to=draft at the sign; what is offered is the part behind it.
    if [ "$word" = = ]; then
        word=
        words=("${COMP_WORDS[@]:1:COMP_CWORD-1}" "")
    elif [ "$COMP_CWORD" -gt 1 ] && [ "${COMP_WORDS[COMP_CWORD - 1]}" = = ]; then
        words=("${COMP_WORDS[@]:1:COMP_CWORD-2}" "$word")
    fi
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("${line%%$'\t'*}")
    done < <("${COMP_WORDS[0]}" complete -- "${words[@]}" 2>/dev/null)
}
complete -o bashdefault -o default -F _marbre marbre
