#!/usr/bin/env python3
"""Instructions of each operation, counted by callgrind, over those of an empty call in the same run.

usage: run.py VALGRIND BENCH [DOCUMENT]   with a document: write the table into it

An operation runs N and 2 N times; the difference is its cost, whatever the program does besides.
"""

import os
import re
import subprocess
import sys

COUNT = 16000
GOALS = {"lookup-reply": 10, "lookup-enhanced": 13, "parse-codes": 90}
LENGTHS = {"parse-short": 47, "parse-long": 107}


def collected(valgrind, bench, operation, count):
    done = subprocess.run([valgrind, "--tool=callgrind", "--callgrind-out-file=" + os.devnull, bench, operation, str(count)],
                          check=True, capture_output=True, text=True)
    return int(re.search(r"Collected : (\d+)", done.stderr)[1])


def cost(valgrind, bench, operation):
    return (collected(valgrind, bench, operation, 2 * COUNT) - collected(valgrind, bench, operation, COUNT)) / COUNT


def main(valgrind, bench, document=None):
    empty = cost(valgrind, bench, "empty")
    costs, lines = {}, ["| operation | instructions | goal |", "|---|---|---|"]
    for operation in ("lookup-reply", "lookup-enhanced", "binary-search", "parse-codes", "parse-short", "parse-long",
                      "classify", "compare", "diagnose-short", "diagnose-long", "render"):
        costs[operation] = cost(valgrind, bench, operation) - empty
        lines.append(f"| {operation} | {costs[operation]:.1f} | {GOALS.get(operation, '')} |")
    a_byte = (costs["parse-long"] - costs["parse-short"]) / (LENGTHS["parse-long"] - LENGTHS["parse-short"])
    lines.append(f"| parse, a byte | {a_byte:.2f} | 3 |")
    print("\n".join(lines))
    if document:
        with open(document, encoding="utf-8") as stream:
            text = stream.read()
        with open(document, "w", encoding="utf-8") as stream:
            stream.write(re.sub(r"\| operation \|.*\n(\|.*\n)+", "\n".join(lines) + "\n", text))


if __name__ == "__main__":
    main(*sys.argv[1:])
