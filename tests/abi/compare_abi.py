#!/usr/bin/env python3
"""The library's ABI beside the baseline in the tree, by libabigail.

usage: compare_abi.py BASELINE LIBRARY HEADERS [--accept]

An addition needs --accept, which writes a new baseline once abidiff has found nothing that breaks a program.
"""

import shutil
import subprocess
import sys

BREAKS = 8  # bits of abidiff's status: 1 error, 2 usage, 4 a change, 8 an incompatible one


def main(baseline, library, headers, accept=None):
    if not shutil.which("abidiff"):
        print("abidiff is not here (abigail-tools)")
        return 77
    done = subprocess.run(["abidiff", "--headers-dir2", headers, "--drop-private-types", baseline, library], capture_output=True, text=True)
    print(done.stdout + done.stderr)
    if accept and not done.returncode & (1 | 2 | BREAKS):
        subprocess.run(["abidw", "--headers-dir", headers, "--drop-private-types", "--no-corpus-path", "--no-comp-dir-path",
                        "--no-show-locs", "--out-file", baseline, library], check=True)
        return 0
    return 1 if done.returncode else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
