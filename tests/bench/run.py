#!/usr/bin/env python3
"""Instructions of each operation, counted by callgrind, over those of an empty call in the same run.

usage: run.py VALGRIND BENCH                  print the table
       run.py VALGRIND BENCH check DOCUMENT   compare it with the one there; what is more than a tenth away fails

An operation runs N and 2 N times; the difference is its cost, whatever the program does besides.
"""

import os
import re
import subprocess
import sys

LENGTHS = {"parse-codes": 12, "parse-short": 47, "parse-long": 107}
CODES, A_BYTE = 90, 3 # of a reply: for its codes, and for each byte with line end and flags
GOALS = {"lookup-reply": 10, "lookup-enhanced": 13, "parse, a byte": A_BYTE} | {name: CODES + A_BYTE * n for name, n in LENGTHS.items()}
COUNTS = {"compare": 1600, "diagnose-short": 1600, "diagnose-long": 1600, "render": 160} # else 16000
OPERATIONS = ("lookup-reply", "lookup-enhanced", "gperf", "binary-search", "parse-codes", "parse-short", "parse-long", "classify",
              "compare", "diagnose-short", "diagnose-long", "render")
PEERS = ("gperf", "binary-search") # not ours to keep: they depend on gperf and on the C library
TOLERANCE = 0.1


def collected(valgrind, bench, operation, count):
    done = subprocess.run([valgrind, "--tool=callgrind", "--callgrind-out-file=" + os.devnull, bench, operation, str(count)],
                          capture_output=True, text=True)
    return int(re.search(r"Collected : (\d+)", done.stderr)[1]) if done.returncode == 0 else None


def cost(valgrind, bench, operation):
    """None: a build without this operation."""
    count = COUNTS.get(operation, 16000)
    one, two = (collected(valgrind, bench, operation, times * count) for times in (1, 2))
    return None if one is None or two is None else (two - one) / count


def costs_of(valgrind, bench):
    empty = cost(valgrind, bench, "empty")
    if empty is None:
        sys.exit("run.py: callgrind does not run here")
    found = {operation: cost(valgrind, bench, operation) for operation in OPERATIONS}
    costs = {operation: number - empty for operation, number in found.items() if number is not None}
    costs["parse, a byte"] = (costs["parse-long"] - costs["parse-short"]) / (LENGTHS["parse-long"] - LENGTHS["parse-short"])
    return costs


def row(operation, cost):
    goal = GOALS.get(operation)
    if goal is None:
        return f"| {operation} | {cost:.1f} | | |"
    return f"| {operation} | {cost:.{2 if goal == A_BYTE else 1}f} | {goal} | {'yes' if cost <= goal else 'no'} |"


def table(costs):
    return ["| operation | instructions | goal | reached |", "|---|---|---|---|", *(row(*item) for item in costs.items())]


def check(document, costs):
    with open(document, encoding="utf-8") as stream:
        told = dict(re.findall(r"^\| ([a-z, -]+) \| ([\d.]+) \|", stream.read(), re.M))
    wrong = [f"{operation}: {cost:.1f}, and {document} says {told.get(operation, 'nothing')}" for operation, cost in costs.items()
             if operation not in PEERS and not abs(float(told.get(operation, "nan")) - cost) <= TOLERANCE * cost + 1]
    if wrong:
        sys.exit("\n".join([*wrong, "tests/bench/renew.py renews the table"]))


def main(valgrind, bench, what="", document=None):
    costs = costs_of(valgrind, bench)
    print("\n".join(table(costs)))
    if what == "check":
        check(document, costs)


if __name__ == "__main__":
    main(*sys.argv[1:])
