# bash completion for smtpcodes. Names of codes come from the command itself.
_smtpcodes()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}

    case $previous in
    --format) COMPREPLY=($(compgen -W "text markdown html json" -- "$current")); return ;;
    --color) COMPREPLY=($(compgen -W "auto always never" -- "$current")); return ;;
    --class) COMPREPLY=($(compgen -W "2 3 4 5" -- "$current")); return ;;
    --lang | --stage | --standing | --role | --flag)
        # a wrong value makes the command say what would be right
        local right
        right=$(LC_ALL=C smtpcodes explain "$previous" '?' </dev/null 2>&1 | sed -n 's/.*right would be //p' | tr -d ,)
        [ -n "$right" ] || right=$(LC_ALL=C smtpcodes list "$previous" '?' 2>&1 | sed -n 's/.*right would be //p' | tr -d ,)
        COMPREPLY=($(compgen -W "$right" -- "$current"))
        return
        ;;
    --width | --recipients | --host) return ;;
    --rules) COMPREPLY=($(compgen -f -- "$current")); return ;;
    esac
    case $current in
    -*) COMPREPLY=($(compgen -W "--format --lang --color --width --class --stage --standing --role --recipients --flag --host --rules
        --help --version" -- "$current")) ;;
    *)
        local words="compare list explain"
        [ "$COMP_CWORD" -gt 1 ] && words=
        COMPREPLY=($(compgen -W "$words $(smtpcodes list --format json 2>/dev/null |
            sed -n 's/^{"code":"\([0-9.]*\)".*"name":"\([a-z0-9-]*\)".*/\1 \2/p')" -- "$current"))
        ;;
    esac
}
complete -F _smtpcodes smtpcodes
