#!/usr/bin/env python3
"""There is a manual page for the command and for each function, and groff finds no fault with them.

usage: manuals.py MAN_FOLDER API_JSON
"""

import json
import os
import shutil
import subprocess
import sys


def main(folder, api):
    with open(api, encoding="utf-8") as stream:
        functions = [function["name"] for function in json.load(stream)["functions"]]
    missing = [name for name in functions if not os.path.exists(os.path.join(folder, "man3", name + ".3"))]
    missing += [] if os.path.exists(os.path.join(folder, "man1", "smtpcodes.1")) else ["smtpcodes(1)"]
    print("\n".join(f"no page for {name}" for name in missing))
    faults = 0
    if shutil.which("groff"):
        for name in sorted(os.listdir(os.path.join(folder, "man3"))):
            path = os.path.join(folder, "man3", name)
            if open(path, encoding="utf-8").read().startswith(".so"):
                continue
            said = subprocess.run(["groff", "-man", "-ww", "-z", "-Tutf8", "-k", path], capture_output=True, text=True).stderr
            if said:
                faults += 1
                print(said)
    print(f"{len(functions)} functions, {len(missing)} pages missing, {faults} pages with faults")
    return 1 if missing or faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
