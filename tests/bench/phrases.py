#!/usr/bin/env python3
"""The phrases of the library beside other engines: speed in one run, instructions by callgrind, size.

usage: phrases.py VALGRIND PHRASES HEADER DATA [--corpus FOLDER]

Replies are made of a development corpus where a folder of one is given, else of the rules' own samples. All phrases are
measured, then some of them, at even distances. An empty VALGRIND leaves out the instructions.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

COUNTED = 4000      # replies for callgrind
GOAL_PHRASES = 1450 # for so many the goals of speed are
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


def goals(every, some, reference, phrases):
    """Speed is asked of about 1,450 phrases, size of those and of 5,000."""
    search, fold, diagnose = some["our search"], some["folding and our search"], every["smtpcodes_diagnose"]
    size = 110 + 110 * max(0, phrases - GOAL_PHRASES) / (5000 - GOAL_PHRASES)
    wanted = [(f"search, in {reference}s", search.times, ">=", 5), ("folding and search, the same", fold.times, ">=", 5),
              ("search, instructions a byte", search.instructions, "<=", 8),
              ("folding and search, the same", fold.instructions, "<=", 8),
              ("search in hostile text, ns a byte", search.hostile, "<=", 8), ("its worst text, the same", search.worst, "<=", 8),
              ("first call of smtpcodes_diagnose, all phrases, µs", diagnose.cold, "<=", 5),
              ("tables of all phrases, KiB", diagnose.tables, "<=", round(size)),
              ("what scanning touches, KiB", search.scanned, "<=", 16)]
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


def measure(options, count):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, os.path.join(HERE, "make.py"), "phrases", options.header, options.data, folder,
                        str(count), *([options.corpus] if options.corpus else [])], check=True)
        done = subprocess.run([options.phrases, folder], stdout=subprocess.PIPE, text=True)
        first, *lines = done.stdout.splitlines() or [""]
        if not lines or done.returncode != 0:
            sys.exit("phrases.py: nothing was measured, or the engines do not agree")
        rows = [Row(line, lambda name: instructions(options.valgrind, options.phrases, folder, name) if options.valgrind else None)
                for line in lines]
    phrases, replies, mean, reference = first.split("\t")
    return f"{phrases} phrases in {replies} replies, {mean} bytes of text in the mean", {row.name: row for row in rows}, reference, int(phrases)


def main(arguments):
    parser = argparse.ArgumentParser()
    for name in ("valgrind", "phrases", "header", "data"):
        parser.add_argument(name)
    parser.add_argument("--corpus")
    options = parser.parse_args(arguments)
    source = "real replies" if options.corpus else "the rules' own samples"
    runs = [measure(options, count) for count in (0, GOAL_PHRASES)]
    for what, rows, reference, _ in runs:
        print("\n".join([f"{what}, made of {source}:", "", *lines_of([cell.format(reference=reference) for cell in HEAD],
                                                                  [row.cells() for row in rows.values()]), ""]))
    (_, every, _, phrases), (_, some, reference, _) = runs
    print("\n".join(lines_of(("", "measured", "goal", "reached"), goals(every, some, reference, phrases))))


if __name__ == "__main__":
    main(sys.argv[1:])
