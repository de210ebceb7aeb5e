#!/usr/bin/env python3
"""Every block of C in the guides compiles by itself.

usage: guides.py DOCS_FOLDER INCLUDE_FOLDER COMPILER...
"""

import glob
import os
import re
import subprocess
import sys

FLAGS = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-x", "c", "-"]


def main(folder, include, *compiler):
    count = failures = 0
    for path in sorted(glob.glob(os.path.join(folder, "*.md"))):
        for block in re.findall(r"^```c\n(.*?)^```", open(path, encoding="utf-8").read(), re.S | re.M):
            count += 1
            done = subprocess.run([*compiler, "-I", include, *FLAGS], input=block, capture_output=True, text=True)
            if done.returncode != 0:
                failures += 1
                print(f"{path}:\n{block}\n{done.stderr}")
    print(f"{count} blocks, {failures} failures")
    return 1 if failures or not count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
