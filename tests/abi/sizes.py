#!/usr/bin/env python3
"""What the library adds to a program, by half and by language, as docs/sizes.md keeps it.

usage: sizes.py ARCHIVE [DOCUMENT [--update]]   with a document: is it still true?

Bytes of code and constants, from the objects of the static library; what a linker aligns or drops is not counted.
Which files say is read from lib/meson.build.
"""

import os
import re
import subprocess
import sys

ALLOWED = 0.25  # what another compiler may make of the code; the constants are the same everywhere


BUILD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "lib", "meson.build")


def say_files():
    with open(BUILD, encoding="utf-8") as stream:
        listed = re.search(r"^say_names = \[(.*?)\]", stream.read(), re.S | re.M)[1]
    return set(re.findall(r"'(\w+)\.c'", listed))


def members(archive):
    """{object: bytes}"""
    sizes = {}
    for line in subprocess.run(["size", archive], check=True, capture_output=True, text=True).stdout.splitlines()[1:]:
        columns = line.split()
        sizes[columns[5]] = int(columns[0]) + int(columns[1]) + int(columns[2])
    return sizes


def rows(archive, say):
    names = {"decide: code": 0, "decide: tables": 0, "decide: rules": 0, "say: code": 0, "say: tables": 0}
    for member, size in members(archive).items():
        base = re.sub(r"\.c\.o$", "", member)
        language = re.search(r"texts_(\w+)$", base)
        if language:
            names[f"texts: {language[1]}"] = size
        elif base.endswith("rules_built_in"):
            names["decide: rules"] += size
        elif base.endswith("_tables"):
            names["decide: tables"] += size
        elif base.endswith("_texts"):
            names["say: tables"] += size
        else:
            names["say: code" if base in say else "decide: code"] += size
    return names


def table(sizes):
    lines = ["| part | KiB |", "|---|---|"]
    return "\n".join(lines + [f"| {name} | {size / 1024:.1f} |" for name, size in sizes.items()])


def main(archive, document=None, update=None):
    sizes = rows(archive, say_files())
    print(table(sizes))
    if not document:
        return 0
    text = open(document, encoding="utf-8").read()
    told = {name: float(size) * 1024 for name, size in re.findall(r"^\| (\w+: \w+) \| ([\d.]+) \|$", text, re.M)}
    if update:
        text = re.sub(r"\| part \| KiB \|\n(\|.*\n)+", lambda _: table(sizes) + "\n", text)
        open(document, "w", encoding="utf-8").write(text)
        return 0
    wrong = [name for name in sizes if abs(sizes[name] - told.get(name, 0)) > ALLOWED * sizes[name]]
    if any(name not in sizes for name in told):
        print("this build lacks some languages: their sizes are not compared")
    for name in wrong:
        print(f"{document}: {name} is {sizes[name] / 1024:.1f} KiB, not {told.get(name, 0) / 1024:.1f}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
