#!/usr/bin/env python3
"""Measure everything once more, and put what the benchmarks print into a document, with the day's date.

usage: renew.py BUILD DOCUMENT [CORPUS]   BUILD: by gcc, debugoptimized; CORPUS: a folder of real replies, for a second table

What stands between <!-- NAME --> and <!-- end --> is replaced.
"""

import datetime
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.join(HERE, "..", "..")


def commands(build, corpus):
    valgrind = shutil.which("valgrind") or ""
    programs = os.path.join(build, "tests", "bench")
    phrases = [sys.executable, os.path.join(HERE, "phrases.py"), valgrind, os.path.join(programs, "phrases"),
               os.path.join(TOP, "include", "smtpcodes.h"), os.path.join(TOP, "data")]
    if valgrind:
        yield "instructions", [sys.executable, os.path.join(HERE, "run.py"), valgrind, os.path.join(programs, "bench")]
    yield "stream", [os.path.join(programs, "bench"), "stream", "100"]
    yield "explain", [os.path.join(programs, "explain"), os.path.join(build, "tools", "smtpcodes", "smtpcodes"), "1000000"]
    yield "phrases", phrases
    if corpus:
        yield "phrases in real replies", [*phrases, "--corpus", corpus]


def main(build, document, corpus=None):
    with open(document, encoding="utf-8") as stream:
        text = stream.read()
    today = datetime.date.today().isoformat()
    for name, command in commands(os.path.abspath(build), corpus):
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
        print(f"{name}\n\n{printed}\n", flush=True)
        block = f"<!-- {name} -->\nMeasured on {today}.\n\n{printed}\n<!-- end -->"
        text, found = re.subn(rf"<!-- {name} -->\n.*?<!-- end -->", lambda _: block, text, flags=re.S)
        if not found:
            sys.exit(f"renew.py: {document} has no place for {name}")
    with open(document, "w", encoding="utf-8") as stream:
        stream.write(text)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
