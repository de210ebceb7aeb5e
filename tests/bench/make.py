#!/usr/bin/env python3
"""What the benchmarks work on, made of the library's own data.

usage: make.py codes HEADER DATA OUTPUT              the enhanced codes, for gperf
       make.py phrases HEADER DATA FOLDER COUNT [CORPUS]   phrases and 120,000 replies, for tests/bench/phrases.c

In FOLDER: `literals`, best rank first, so many of them at even distances or all (0); `rules`, a table of them alone as the library's search reads it; `replies`. A list is
lengths of four bytes, each before its bytes. Replies are made of a development corpus where a folder of one is given, else
of the rules' own samples, with other addresses and identifiers, always the same.
"""

import json
import os
import random
import re
import struct
import sys
from types import SimpleNamespace

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools", "tables"))

import compile as tables  # noqa: E402
from layout import Layout  # noqa: E402
from rules import Literal, Rule  # noqa: E402

REPLIES, SEED, LONGEST = 120000, 5321, 1500


def write_codes(known, path):
    codes = sorted(number for number in known.codes.codes if number > 999)
    with open(path, "w", encoding="ascii") as stream:
        stream.write("%{\n#include <string.h>\n%}\n%%\n" + "".join(f"{n // 1000000}.{n // 1000 % 1000}.{n % 1000}\n" for n in codes))


def write_list(path, items):
    with open(path, "wb") as stream:
        for item in items:
            stream.write(struct.pack("=I", len(item)) + item)


# ------------------------------------------------------------------------------------------------------------- phrases

def literals_of(rules):
    """All literals of all phrases, each once, in the order of their rules."""
    return list(dict.fromkeys(literal.bytes for rule in rules.rows for phrase in rule.phrases for literal in phrase))


def rules_of(literals, samples):
    """Each literal a rule of its own, so that every engine can be asked for the same: the best that occurs."""
    rows = []
    for number, text in enumerate(literals):
        rule = Rule("rule", f"literal-{number}", None)
        rule.phrases = [[Literal("")]]
        rule.phrases[0][0].bytes = text
        rows.append(rule)
    rows[0].samples = samples
    return SimpleNamespace(hints=[], rules=rows, codes=[], rows=rows, row={id(rule): n for n, rule in enumerate(rows)}, reasons={})


# ------------------------------------------------------------------------------------------------------------- replies

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NUMBERS = re.compile(r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b")
IDENTIFIER = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])[\w-]{8,40}\b")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def word(chance):
    return "".join(chance.choices(LETTERS, k=chance.randrange(3, 11)))


def varied(chance, text):
    text = ADDRESS.sub(lambda _: f"{word(chance)}.{word(chance)}@{word(chance)}.example", text)
    text = NUMBERS.sub(lambda _: f"192.0.2.{chance.randrange(256)}", text)
    return IDENTIFIER.sub(lambda m: "".join(chance.choices(LETTERS.upper() + LETTERS + "0123456789", k=len(m[0]))), text)


def samples_of(rules, corpus):
    if not corpus:
        return [sample for rule in rules.rules for sample in rule.samples]
    rows = []
    for name in ("bounces.jsonl", "providers.jsonl"):
        with open(os.path.join(corpus, name), encoding="utf-8") as stream:
            rows += [json.loads(line)["reply"] for line in stream]
    return rows


def replies_of(samples):
    chance = random.Random(SEED)
    usable = [sample for sample in samples if len(sample.encode()) <= LONGEST]
    for _ in range(REPLIES):
        yield varied(chance, chance.choice(usable)).encode()


def main(what, header, data, output, count="0", corpus=None):
    known = tables.read(header, data)
    if what == "codes":
        write_codes(known, output)
        return
    literals, samples = literals_of(known.rules), samples_of(known.rules, None)
    if 0 < int(count) < len(literals):
        literals = [literals[number * len(literals) // int(count)] for number in range(int(count))]
    write_list(os.path.join(output, "literals"), literals)
    with open(os.path.join(output, "rules"), "wb") as stream:
        stream.write(Layout(rules_of(literals, samples), known.about["date"]).as_bytes())
    write_list(os.path.join(output, "replies"), replies_of(samples_of(known.rules, corpus)))


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
