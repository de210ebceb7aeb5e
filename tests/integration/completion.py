#!/usr/bin/env python3
"""bash completes commands, options, their values and codes.

usage: completion.py COMMAND COMPLETION.bash
"""

import os
import shutil
import subprocess
import sys

# words so far: a word that is offered
CASES = [
    (["smtpcodes", "comp"], "compare"), (["smtpcodes", "55"], "550"), (["smtpcodes", "mailbox-"], "mailbox-unavailable"),
    (["smtpcodes", "compare", "5.7.2"], "5.7.26"), (["smtpcodes", "--fo"], "--format"),
    (["smtpcodes", "--format", "ma"], "markdown"), (["smtpcodes", "explain", "--stage", "data_"], "data_end"),
    (["smtpcodes", "list", "--standing", "un"], "unofficial"), (["smtpcodes", "550", "--lang", "e"], "en"),
]
SCRIPT = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _smtpcodes; printf "%s\\n" "${COMPREPLY[@]}"'


def main(command, completion):
    if not shutil.which("bash"):
        print("bash is not here")
        return 77
    env = {**os.environ, "PATH": os.path.dirname(os.path.abspath(command)) + os.pathsep + os.environ["PATH"]}
    failures = 0
    for words, wanted in CASES:
        offered = subprocess.run(["bash", "-c", SCRIPT, "bash", completion, *words], capture_output=True, text=True, env=env)
        if wanted not in offered.stdout.split():
            failures += 1
            print(f"{words}: {wanted} is not among {offered.stdout.split()[:20]} {offered.stderr}")
    print(f"{len(CASES)} completions, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
