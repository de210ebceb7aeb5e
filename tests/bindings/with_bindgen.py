#!/usr/bin/env python3
"""The header as Rust's bindgen reads it: every function, struct and constant comes out.

usage: with_bindgen.py BINDGEN HEADER API_JSON
"""

import json
import subprocess
import sys


def main(bindgen, header, api):
    done = subprocess.run([bindgen, "--no-layout-tests", "--allowlist-function", "smtpcodes_.*", "--allowlist-type", "smtpcodes_.*",
                           "--allowlist-var", "SMTPCODES_.*", header],
                          capture_output=True, text=True)
    if done.returncode:
        print(done.stderr)
        return 1
    with open(api, encoding="utf-8") as stream:
        known = json.load(stream)
    wanted = [f"pub fn {function['name']}(" for function in known["functions"]]
    wanted += [f"pub struct {struct['name']} " for struct in known["structs"]]
    wanted += [f"{constant['name']}:" for enum in known["enums"] for constant in enum["constants"]]
    missing = [text for text in wanted if text not in done.stdout]
    print("\n".join(f"missing: {text}" for text in missing))
    print(f"{len(wanted)} items, {len(missing)} missing")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
