#!/usr/bin/env python3
"""Instructions of each operation, counted by callgrind, over those of an empty call in the same run.

usage: run.py VALGRIND BENCH

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


def main(valgrind, bench):
    empty = cost(valgrind, bench, "empty")
    costs = {}
    print(f"{'operation':<18}{'instructions':>14}{'goal':>8}")
    for operation in ("lookup-reply", "lookup-enhanced", "binary-search", "parse-codes", "parse-short", "parse-long",
                      "classify", "compare"):
        costs[operation] = cost(valgrind, bench, operation) - empty
        print(f"{operation:<18}{costs[operation]:>14.1f}{GOALS.get(operation, ''):>8}")
    a_byte = (costs["parse-long"] - costs["parse-short"]) / (LENGTHS["parse-long"] - LENGTHS["parse-short"])
    print(f"{'parse, a byte':<18}{a_byte:>14.2f}{3:>8}")


if __name__ == "__main__":
    main(*sys.argv[1:])
