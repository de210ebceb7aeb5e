#!/usr/bin/env python3
"""Header, symbol map and built library name the same functions, and nothing else is exported.

usage: symbols.py API_JSON MAP LIBRARY
"""

import json
import re
import subprocess
import sys


def mapped(path):
    text = re.sub(r"/\*.*?\*/", "", open(path, encoding="utf-8").read(), flags=re.S)
    return set(re.findall(r"\b(smtpcodes_\w+);", text))


def exported(library):
    lines = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True).stdout
    # the node of the version script itself is an absolute symbol
    return {line.split()[-1].partition("@")[0] for line in lines.splitlines() if line.split()[-2] != "A"}


def main(api, symbol_map, library):
    declared = {function["name"] for function in json.load(open(api, encoding="utf-8"))["functions"]}
    status = 0
    for name, one, other in (("the map", declared, mapped(symbol_map)), ("the library", declared, exported(library))):
        for symbol in sorted(one ^ other):
            print(f"{symbol}: in {'the header' if symbol in one else name} alone")
            status = 1
    print(f"{len(declared)} functions in the header")
    return status or (0 if declared else 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
