#!/usr/bin/env python3
"""Every constant, struct field and prototype is what it was: numbers and offsets are for ever.

usage: golden.py API_JSON GOLDEN            is all of the golden file still true?
       golden.py API_JSON GOLDEN --accept   add what is new; what changed or went is never accepted
"""

import json
import sys


def facts(api):
    """{what: value}"""
    out = {}
    for enum in api["enums"]:
        for constant in enum["constants"]:
            out[f"constant {constant['name']}"] = str(constant["value"])
    for struct in api["structs"]:
        for field in struct["fields"]:
            out[f"field {struct['name']}.{field['name']}"] = f"{field['type']}[{field['count']}] at {field['offset']}"
    for function in api["functions"]:
        parameters = ", ".join(p["type"] for p in function["parameters"])
        out[f"function {function['name']}"] = f"{function['returns']} ({parameters})"
    return out


def main(api, golden, accept=None):
    with open(api, encoding="utf-8") as stream:
        now = facts(json.load(stream))
    try:
        with open(golden, encoding="utf-8") as stream:
            then = dict(line.rstrip("\n").split(": ", 1) for line in stream if line.strip() and not line.startswith("#"))
    except FileNotFoundError:
        then = {}
    broken = [what for what, value in then.items() if now.get(what) != value]
    for what in broken:
        print(f"{what}: was {then[what]}, is {now.get(what, 'gone')}")
    new = [what for what in now if what not in then]
    if accept and not broken:
        with open(golden, "w", encoding="utf-8") as stream:
            stream.write("# The ABI: constants, fields and prototypes. tests/abi/golden.py reads it, and adds to it with --accept.\n")
            stream.writelines(f"{what}: {value}\n" for what, value in now.items())
        return 0
    for what in new:
        print(f"{what}: new; golden.py --accept adds it")
    print(f"{len(then)} facts, {len(broken)} broken, {len(new)} new")
    return 1 if broken or new or not then else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
