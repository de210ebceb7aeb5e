#!/usr/bin/env python3
"""Every prototype of the header is documented: a summary, each parameter, and the result; every field and enum too.

usage: documented.py API_JSON
"""

import json
import re
import sys


def main(path):
    api = json.load(open(path, encoding="utf-8"))
    status = 0
    for function in api["functions"]:
        doc, names = function["doc"], [p["name"] for p in function["parameters"]]
        if not doc:
            print(f"{function['name']}: no documentation")
            status = 1
        told = re.findall(r"@param\s+(\w+)", doc)
        if told != names:
            print(f"{function['name']}: documents {told}, takes {names}")
            status = 1
        if "@return" not in doc:
            print(f"{function['name']}: does not say what it returns")
            status = 1
    for struct in api["structs"]:
        for field in struct["fields"]:
            if not field["doc"]:
                print(f"{struct['name']}.{field['name']}: no documentation")
                status = 1
    for enum in api["enums"]:
        if not enum["doc"]:
            print(f"{enum['name']}: no documentation")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
