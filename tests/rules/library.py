#!/usr/bin/env python3
"""The library against the oracle and against the corpus.

usage: library.py API_JSON LIBRARY DATA samples            every sample diagnoses to its own rule, in both
       library.py API_JSON LIBRARY DATA same [SEED COUNT]  the library and the oracle agree, on mangled samples too
       library.py API_JSON LIBRARY DATA score CORPUS [--misses] [--set-aside]
                                                           what is right on labelled replies; every miss has its reason
       library.py API_JSON LIBRARY DATA safe CORPUS        nothing suppresses that is not about the recipient
"""

import ctypes
import os
import random
import sys
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "vectors")]

import oracle  # noqa: E402
from binding import Library  # noqa: E402


class Diagnoser:
    def __init__(self, api, library):
        self.lib = Library(api, library)
        self.names = {}
        for prefix in ("REASON", "PROVIDER", "BLOCKLIST", "SUPPRESS", "DISPOSITION", "BASIS"):
            start = f"SMTPCODES_{prefix}_"
            self.names[prefix] = {v: n[len(start):].lower() for n, v in self.lib.constants.items() if n.startswith(start)}

    def diagnose(self, data, stage="unknown", provider=""):
        lib = self.lib
        context, verdict = lib.struct("context"), lib.struct("verdict")
        context.stage = lib.constant("STAGE", stage)
        context.provider = lib.constant("PROVIDER", provider or "none")
        lib.diagnose(data, len(data), ctypes.byref(context), ctypes.sizeof(context), None, ctypes.byref(verdict),
                     ctypes.sizeof(verdict))
        return verdict

    def rule(self, verdict):
        return self.lib.rule_name(None, verdict.rule).decode()

    def name(self, prefix, number):
        return self.names[prefix].get(number, str(number))


def reply_of(diagnoser, data):
    """A reply for the oracle with codes and text as the library finds them."""
    lib, reply = diagnoser.lib, oracle.Reply(b"")
    found = lib.struct("reply")
    result = lib.reply_find(data, len(data), ctypes.byref(found), ctypes.sizeof(found))
    reply.code, reply.enhanced = found.code, found.enhanced
    if result == lib.constant("ERROR", "not_found"): # every line is read then
        reply.text = oracle.Reply(data).text
        return reply
    _, parsed = lib.parse(data, "end")
    reply.text = lib.reply_text_of(data, "end")
    if found.flags & lib.constant("REPLY", "line_without_code"):
        reply.text += b"\n" + data[parsed.consumed:found.consumed]
    return reply


def differences(diagnoser, data, samples):
    for sample, stage, provider in samples:
        got = diagnoser.diagnose(sample, stage, provider)
        wanted = oracle.diagnose(data, reply_of(diagnoser, sample), stage, provider)
        rule = wanted.rule.name if wanted.rule else ""
        pairs = ((diagnoser.rule(got), rule), (diagnoser.name("PROVIDER", got.provider), wanted.provider or "none"),
                 (diagnoser.name("BLOCKLIST", got.blocklist), wanted.blocklist or "none"))
        if any(one != two for one, two in pairs):
            yield f"library, oracle: {pairs}: {sample!r}"
        if rule and got.basis == 1 and wanted.rule.values.get("phrases"):
            words = sample[got.evidence_offset:got.evidence_offset + got.evidence_length]
            if not wanted.rule.in_text(b" " + oracle.fold(words).strip() + b" ") and b"\n" not in words:
                yield f"evidence {words!r} of {rule}: {sample!r}"


def mangle(chance, samples):
    """Hostile text out of good text: cut, joined, cased, blanked, over several lines, very long."""
    kind = chance.randrange(8)
    one, two = chance.choice(samples), chance.choice(samples)
    if kind == 0:
        return bytes(b ^ 0x20 if chance.random() < .3 and chr(b & 0x5F).isalpha() and b < 128 else b for b in one)
    if kind == 1:
        return one.replace(b" ", chance.choice((b"  ", b"\t", b" \t ", b"\xc2\xa0", b" \x0b")))
    if kind == 2:
        return one + chance.choice((b" ", b"", b"; ")) + two[4:]
    if kind == 3:
        cut = chance.randrange(1, len(one))
        return one[:cut] + two[chance.randrange(len(two)):]
    if kind == 4 and one[3:4] == b" ":
        words = one[4:].split(b" ")
        cut = chance.randrange(len(words))
        return one[:3] + b"-" + b" ".join(words[:cut]) + b"\r\n" + one[:3] + b" " + b" ".join(words[cut:])
    if kind == 5:
        place = chance.randrange(len(one))
        return one[:place] + bytes([chance.randrange(256)]) + one[place + chance.randrange(2):]
    if kind == 6:
        filler = b" ".join(chance.choice(samples)[4:chance.randrange(5, 30)] for _ in range(chance.randrange(1, 400)))
        return one[:4] + filler.replace(b"\n", b" ").replace(b"\r", b" ") + b" " + two[4:]
    return one[:4] + b"".join(chance.choice(samples)[4:12] for _ in range(chance.randrange(1, 40)))


def samples_of(data):
    for rule in data.rules:
        stage, provider = rule.values.get("stages", ["unknown"])[0], rule.values.get("providers", [""])[0]
        for sample in rule.samples:
            yield rule, sample.encode(), stage, provider


def check_samples(diagnoser, data):
    for rule, sample, stage, provider in samples_of(data):
        got = diagnoser.rule(diagnoser.diagnose(sample, stage, provider))
        if got != rule.name:
            yield f"{rule.file}: {rule.name}: diagnoses to {got or 'codes'}: {sample!r}"


def check_same(diagnoser, data, seed=1, count=3000):
    triples = [(sample, stage, provider) for _, sample, stage, provider in samples_of(data)]
    yield from differences(diagnoser, data, triples)
    chance, texts = random.Random(int(seed)), [sample for sample, *_ in triples]
    mangled = [(mangle(chance, texts), *chance.choice((("unknown", ""), ("rcpt", ""), ("mail", "google"))))
               for _ in range(int(count))]
    yield from differences(diagnoser, data, mangled)


GOALS = {"bounces.jsonl": 93, "providers.jsonl": 90} # per cent right of the rows to learn from


class Scored:
    def __init__(self, diagnoser, row):
        verdict = diagnoser.diagnose(row["reply"].encode())
        self.row, self.reason = row, diagnoser.name("REASON", verdict.reason)
        self.right = bool(set(oracle.SISIMAI[self.reason].split()) & oracle.wanted(row))
        self.aside = oracle.is_set_aside(row)
        self.told = (f"{row['id']}: wanted {'|'.join(sorted(oracle.wanted(row)))}, got {self.reason} "
                     f"({diagnoser.rule(verdict) or 'codes'}): {row['reply']!r}")


def per_cent(rows):
    return 100 * sum(row.right for row in rows) / max(len(rows), 1)


def score(diagnoser, corpus, *options):
    """How many rows come out as they are labelled, and why the others do not: tests/rules/misses.toml. Rows that are set aside
    are counted; only --set-aside shows them, for rules are not to be written from them."""
    with open(os.path.join(HERE, "misses.toml"), "rb") as stream:
        listed, problems = tomllib.load(stream), []
    for file, goal in GOALS.items():
        rows = [Scored(diagnoser, row) for row in oracle.corpus_rows(corpus, file)]
        learn, aside = [row for row in rows if not row.aside], [row for row in rows if row.aside]
        for name, some in (("to learn from", learn), ("set aside", aside)):
            print(f"{file} {name}: {sum(row.right for row in some)} of {len(some)} right, {per_cent(some):.1f} %, "
                  f"unknown {sum(row.reason == 'unknown' for row in some)}")
        print(f"{file}: {per_cent(learn) - per_cent(aside):.1f} points apart")
        if per_cent(learn) < goal:
            problems.append(f"{file}: fewer than {goal} % right")
        if 20 * sum(row.reason == "unknown" for row in rows) >= len(rows):
            problems.append(f"{file}: unknown on 5 % and more")
        for row in learn:
            why = listed.pop(row.row["id"], None)
            if row.right and why:
                problems.append(f"{row.row['id']}: right, and yet among the misses")
            elif not row.right:
                problems += [] if why else [f"not among the misses: {row.told}"]
                if "--misses" in options:
                    print("\n".join([row.told] + [f"    {key}: {text}" for key, text in (why or {}).items()]))
        if "--set-aside" in options:
            print("\n".join(row.told for row in aside if not row.right))
    return problems + [f"{name}: among the misses, but not a row to learn from" for name in listed]


ABOUT_RECIPIENT = {"userunknown", "filtered", "hasmoved", "suspend", "mailboxfull", "hostunknown", "notaccept", "syntaxerror"}


def check_safe(diagnoser, corpus):
    """Suppress `now` on no reply that is not about the recipient; no 4yz fails or suppresses."""
    for file in ("bounces.jsonl", "providers.jsonl"):
        for line in open(os.path.join(corpus, file), encoding="utf-8"):
            row = oracle.json.loads(line)
            for stage in ("unknown", "rcpt"):
                verdict = diagnoser.diagnose(row["reply"].encode(), stage)
                decision = verdict.decision
                suppress, became = diagnoser.name("SUPPRESS", decision.suppress), diagnoser.name("DISPOSITION", decision.disposition)
                if suppress == "now" and not oracle.wanted(row) & ABOUT_RECIPIENT:
                    yield f"{row['id']} at {stage}: suppresses, {diagnoser.rule(verdict) or 'by codes'}: {row['reply']!r}"
                if decision.severity == 4 and (became == "fail" or suppress in ("now", "repeated")):
                    yield f"{row['id']} at {stage}: a 4yz that is {became}, suppress {suppress}: {row['reply']!r}"


def main(api, library, folder, command, *rest):
    diagnoser, data = Diagnoser(api, library), oracle.Data(folder)
    if rest and command in ("score", "safe") and not os.path.exists(os.path.join(rest[0], "bounces.jsonl")):
        print("the corpus is not at hand")
        return 77
    lines = list({"samples": lambda: check_samples(diagnoser, data), "same": lambda: check_same(diagnoser, data, *rest),
                  "safe": lambda: check_safe(diagnoser, *rest), "score": lambda: score(diagnoser, *rest)}[command]())
    print("\n".join(lines[:40] + [f"{len(data.rules)} rules: {len(lines)} problems"]))
    return 1 if lines else 0


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
