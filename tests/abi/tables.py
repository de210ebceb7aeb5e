#!/usr/bin/env python3
"""Nothing writable, no pointers in tables, nothing imported, no call through the PLT (design: foundations 3 and 4).

usage: tables.py LIBRARY EMPTY_LIBRARY

Compared with an empty library of the same compiler and flags: the same relocations, the same .data and .bss, no
.data.rel.ro; undefined symbols are the four that compilers emit themselves.
"""

import collections
import re
import subprocess
import sys

EMITTED = {"memcpy", "memmove", "memset", "memcmp"}


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def relocations(library):
    """How often each kind of relocation stands there, those for memcpy and its kin aside."""
    kinds = collections.Counter()
    for line in run("readelf", "-rW", library).splitlines():
        match = re.match(r"[0-9a-f]{8,}\s+[0-9a-f]+\s+(R_\w+)\s*(?:[0-9a-f]+\s+)?(\S+)?", line)
        if match and (match[2] or "").partition("@")[0] not in EMITTED:
            kinds[match[1]] += 1
    return kinds


def sections(library):
    sizes = {}
    for line in run("readelf", "-SW", library).splitlines():
        match = re.match(r"\s*\[\s*\d+\]\s+(\S+)\s+\S+\s+[0-9a-f]+\s+[0-9a-f]+\s+([0-9a-f]+)", line)
        if match:
            sizes[match[1]] = int(match[2], 16)
    return sizes


def undefined(library):
    """Undefined symbols that are not weak."""
    lines = run("nm", "-D", "--undefined-only", library).splitlines()
    return {line.split()[-1].partition("@")[0] for line in lines if line.split()[-2] == "U"}


def problems(library, empty):
    found = []
    ours, theirs = relocations(library), relocations(empty)
    for kind in set(ours) | set(theirs):
        if ours[kind] != theirs[kind]:
            found.append(f"relocations {kind}: {ours[kind]}, an empty library has {theirs[kind]}")
    ours, theirs = sections(library), sections(empty)
    for name in (".data", ".bss", ".data.rel.ro", ".tdata", ".tbss", ".init_array", ".data.rel.ro.local"):
        if ours.get(name, 0) != theirs.get(name, 0):
            found.append(f"section {name}: {ours.get(name, 0)} bytes, an empty library has {theirs.get(name, 0)}")
    foreign = undefined(library) - EMITTED
    if foreign:
        found.append("undefined symbols: " + " ".join(sorted(foreign)))
    return found


def main(library, empty):
    found = problems(library, empty)
    for problem in found:
        print(problem)
    print(f"{library}: {'bad' if found else 'good'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
