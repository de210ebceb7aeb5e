#!/usr/bin/env python3
"""The pages under docs/ that the command renders are what it renders today.

usage: pages.py COMMAND DOCS_FOLDER [--update]
"""

import os
import subprocess
import sys

# file: what renders it
PAGES = {
    "354-521.vi.md": ["compare", "354", "521", "--lang", "vi", "--format", "markdown"],
    "354-550.tr.md": ["compare", "354", "550", "--lang", "tr", "--format", "markdown"],
}


def main(command, folder, update=None):
    failures = skipped = 0
    for name, arguments in PAGES.items():
        done = subprocess.run([command, *arguments], capture_output=True, text=True)
        path = os.path.join(folder, name)
        if done.returncode == 2:
            print(f"{name}: skipped, for this build has no such language: {done.stderr.strip()}")
            skipped += 1
        elif update:
            open(path, "w", encoding="utf-8").write(done.stdout)
        elif done.returncode or open(path, encoding="utf-8").read() != done.stdout:
            print(f"{name} is not what the command renders; pages.py --update renews it")
            failures += 1
    if skipped == len(PAGES):
        return 77
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
