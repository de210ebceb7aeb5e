#!/usr/bin/env python3
"""The phrases of the library beside other engines: speed in one run, instructions by callgrind, size.

usage: phrases.py VALGRIND PHRASES HEADER DATA [--corpus FOLDER]

Replies are made of a development corpus where a folder of one is given, else of the rules' own samples. An empty VALGRIND
leaves out the instructions.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

COUNTED = 4000 # replies for callgrind
HERE = os.path.dirname(os.path.abspath(__file__))
HEAD = ("candidate", "{reference}s", "ns a byte", "instructions a byte", "hostile, ns a byte", "worst of it", "first call, µs",
        "tables, KiB", "scanned, KiB")


def instructions(valgrind, program, folder, name):
    done = subprocess.run([valgrind, "--tool=callgrind", "--toggle-collect=phrases_counted", "--callgrind-out-file=" + os.devnull,
                           program, folder, "count", name, str(COUNTED)], capture_output=True, text=True)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    return int(collected[1]) / int(done.stdout) if done.returncode == 0 and collected else None


class Row:
    def __init__(self, line, count):
        self.name, *numbers = line.split("\t")
        self.times, self.speed, self.hostile, self.worst, self.cold, tables, scanned = map(float, numbers)
        self.tables, self.scanned = tables / 1024, scanned / 1024
        self.instructions = count(self.name)

    def cells(self):
        count = "" if self.instructions is None else f"{self.instructions:.1f}"
        return (self.name, f"{self.times:.2f}", f"{self.speed:.1f}", count, f"{self.hostile:.1f}", f"{self.worst:.1f}",
                f"{self.cold:.1f}", f"{self.tables:.0f}", f"{self.scanned:.0f}" if self.scanned else "")


def goals(rows, reference):
    search, fold, diagnose = rows["our search"], rows["folding and our search"], rows["smtpcodes_diagnose"]
    wanted = [(f"search, in {reference}s", search.times, ">=", 5), ("folding and search, the same", fold.times, ">=", 5),
              ("search, instructions a byte", search.instructions, "<=", 8),
              ("folding and search, the same", fold.instructions, "<=", 8),
              ("search in hostile text, ns a byte", search.hostile, "<=", 8), ("its worst text, the same", search.worst, "<=", 8),
              ("first call of smtpcodes_diagnose, µs", diagnose.cold, "<=", 5),
              ("all tables of the rules, KiB", diagnose.tables, "<=", 110), ("what scanning touches, KiB", search.scanned, "<=", 16)]
    if reference != "Vectorscan":
        wanted = wanted[2:]
    for what, measured, relation, goal in wanted:
        if measured is not None:
            yield what, f"{measured:.1f}", f"{relation} {goal}", "yes" if (measured >= goal) == (relation == ">=") or measured == goal else "no"


def lines_of(head, rows):
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield re.sub(r"\|  (?=\|)", "| ", "| " + " | ".join(row) + " |")


def measure(options):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, os.path.join(HERE, "make.py"), "phrases", options.header, options.data, folder,
                        *([options.corpus] if options.corpus else [])], check=True)
        done = subprocess.run([options.phrases, folder], stdout=subprocess.PIPE, text=True)
        first, *lines = done.stdout.splitlines() or [""]
        if not lines:
            sys.exit("phrases.py: nothing was measured")
        rows = [Row(line, lambda name: instructions(options.valgrind, options.phrases, folder, name) if options.valgrind else None)
                for line in lines]
    return first.split("\t"), rows, done.returncode


def main(arguments):
    parser = argparse.ArgumentParser()
    for name in ("valgrind", "phrases", "header", "data"):
        parser.add_argument(name)
    parser.add_argument("--corpus")
    options = parser.parse_args(arguments)
    (phrases, replies, mean, reference), rows, status = measure(options)
    source = "real replies" if options.corpus else "the rules' own samples"
    text = [f"{phrases} phrases in {replies} replies, {mean} bytes of text in the mean, made of {source}.", "",
            *lines_of([cell.format(reference=reference) for cell in HEAD], [row.cells() for row in rows]), "",
            *lines_of(("", "measured", "goal", "reached"), goals({row.name: row for row in rows}, reference))]
    print("\n".join(text))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
