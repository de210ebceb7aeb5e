#!/usr/bin/env python3
"""Which version brought each public name: docs/symbols-in-versions.md, in which every name of the header stands once.

usage: history.py API_JSON DOCUMENT VERSION            is the document whole and true?
       history.py API_JSON DOCUMENT VERSION --accept   add what is new, as of this version
"""

import json
import re
import sys

ROW = re.compile(r"^\| `(\w+)` \| (\d+\.\d+\.\d+) \|$", re.M)


def names_of(path):
    with open(path, encoding="utf-8") as stream:
        api = json.load(stream)
    names = [function["name"] for function in api["functions"]] + [struct["name"] for struct in api["structs"]]
    for enum in api["enums"]:
        names += [constant["name"] for constant in enum["constants"]]
    return names


def number(version):
    return tuple(map(int, version.split(".")))


def accept(document, text, told, names, version):
    told.update({name: version for name in names if name not in told})
    rows = "\n".join(f"| `{name}` | {since} |" for name, since in sorted(told.items(), key=lambda row: (row[0].isupper(), row[0])))
    with open(document, "w", encoding="utf-8") as stream:
        stream.write(text[:text.index("|---|---|")] + "|---|---|\n" + rows + "\n")


def main(api, document, version, option=None):
    with open(document, encoding="utf-8") as stream:
        text = stream.read()
    rows, names = ROW.findall(text), names_of(api)
    told = dict(rows)
    gone = [name for name in told if name not in names]
    problems = [f"{name} is gone: a released name never goes" for name in gone]
    problems += [f"{name} stands there twice" for name in told if [row[0] for row in rows].count(name) > 1]
    problems += [f"{name} is of {since}, which is not out" for name, since in rows if number(since) > number(version)]
    if option == "--accept" and not problems:
        accept(document, text, told, names, version)
        return 0
    problems += [f"{name} is not told of; history.py --accept adds it" for name in names if name not in told]
    print("\n".join(problems) or f"{len(names)} names")
    return 1 if problems or not names else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
