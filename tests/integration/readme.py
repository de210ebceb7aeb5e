#!/usr/bin/env python3
"""Every command that the README shows says what the README says that it says.

usage: readme.py README COMMAND [--update]

A block is indented by four blanks and begins with "$ "; what follows up to the end of the block is the output.
"""

import os
import subprocess
import sys

INDENT = "    "


def blocks(lines):
    """Runs that begin with a prompt: (first line, behind the last line). A blank line belongs to one if output follows."""
    starts = [place for place, line in enumerate(lines) if line.startswith(INDENT + "$ ")]
    for start in starts:
        end = start + 1
        for place in range(start + 1, len(lines)):
            if place in starts or (lines[place] and not lines[place].startswith(INDENT)):
                break
            if lines[place]:
                end = place + 1
        yield start, end


def run(line, command):
    folder = os.path.dirname(os.path.abspath(command))
    quiet = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    env = {**quiet, "LC_ALL": "C", "PATH": folder + os.pathsep + os.environ["PATH"]}
    done = subprocess.run(line, shell=True, capture_output=True, text=True, env=env)
    return [INDENT + text if text else INDENT.rstrip() for text in (done.stdout + done.stderr).splitlines()]


def main(path, command, *options):
    lines = open(path, encoding="utf-8").read().splitlines()
    failures, result, behind, count = 0, [], 0, 0
    for start, end in blocks(lines):
        said = run(lines[start][len(INDENT) + 2:], command)
        count += 1
        if said != lines[start + 1:end]:
            failures += 1
            print(f"{lines[start].strip()}\n" + "\n".join(said))
        result += lines[behind:start + 1] + said
        behind = end
    result += lines[behind:]
    if options == ("--update",):
        with open(path, "w", encoding="utf-8") as stream:
            stream.write("\n".join(result) + "\n")
        return 0
    print(f"{count} commands, {failures} differ")
    return 1 if failures or not count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
