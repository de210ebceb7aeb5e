#!/usr/bin/env python3
"""The catalogues are whole, new and well-formed, and what goes stale is found and falls back to English.

usage: catalogues.py COMPILER HEADER DATA_FOLDER
"""

import csv
import os
import re
import subprocess
import sys
import tempfile

COMPILER, HEADER, DATA = sys.argv[1:4]
sys.path.insert(0, os.path.dirname(COMPILER))
from catalogue import Texts, open_catalogue  # noqa: E402

PO = os.path.join(DATA, "po")
CATALOGUES = sorted(name for name in os.listdir(PO) if name.endswith(".po"))
FAILURES = []


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def expect(what, good, said=""):
    if not good:
        FAILURES.append(what)
        print(f"{what}: {said[:2000]}")


def faults(catalogue, template):
    """What msgcmp says of a catalogue beside the template: missing, stale and fuzzy texts, and those that nobody asks for."""
    done = run("msgcmp", "--no-fuzzy-matching", catalogue, template)
    return done.returncode != 0 or "warning" in done.stderr, done.stderr


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)
    return path


def check_whole(folder, template):
    for name in CATALOGUES:
        catalogue = os.path.join(PO, name)
        done = run("msgfmt", "--check", "-o", os.devnull, catalogue)
        expect(f"{name} is well-formed", done.returncode == 0 and not done.stderr, done.stderr)
        bad, said = faults(catalogue, template)
        expect(f"{name} is whole and new", not bad, said)


def check_planted(folder, template):
    """A catalogue with a fault of each kind is not whole, and a stale text is no translation."""
    for name in CATALOGUES:
        text = open(os.path.join(PO, name), encoding="utf-8").read()
        entry = re.search(r'msgctxt "354 meaning"\nmsgid "(.*)"\nmsgstr "(.*)"\n', text)
        expect(f"{name} holds 354", entry is not None)
        if entry is None:
            continue
        planted = {
            "stale": text.replace(entry[0], entry[0].replace(entry[1], "The English of last year.")),
            "missing": text.replace(entry[0], ""),
            "empty": text.replace(entry[0], entry[0].replace(entry[2], "")),
            "fuzzy": text.replace(entry[0], "#, fuzzy\n" + entry[0]),
        }
        for kind, spoilt in planted.items():
            path = write(folder, f"{kind}-{name}", spoilt)
            expect(f"{name}: {kind} is found", faults(path, template)[0])
            compiled = path + ".mo"
            run("msgfmt", "-o", compiled, path)
            texts = Texts({"other": open_catalogue(compiled)})
            row = texts.rows[texts.number("354 meaning", entry[1])]
            expect(f"{name}: {kind} falls back", row["other"] is None, str(row))
        lost = re.sub(r'(msgctxt "sentence counterpart"\nmsgid ".*"\nmsgstr ".*?)\{temporary\}', r"\1", text, count=1)
        done = run("msgfmt", "--check", "-o", os.devnull, write(folder, "lost-" + name, lost))
        expect(f"{name}: a lost placeholder is refused", lost != text and done.returncode != 0)


def check_titles():
    """No two codes with one title (K6), no two items of a vocabulary with one."""
    for name in CATALOGUES:
        text = open(os.path.join(PO, name), encoding="utf-8").read()
        seen = {}
        for context, title in re.findall(r'msgctxt "(.*) title"\nmsgid ".*"\nmsgstr "(.*)"', text):
            if context.startswith("family"):
                continue
            kind = context.partition(".")[0] if re.match(r"[a-z_]+\.", context) else "code"
            key = (kind, title.casefold())
            expect(f"{name}: {context}", key not in seen or context.split()[0] == seen[key].split()[0],
                   f"has the title of {seen.get(key)}: {title}")
            seen.setdefault(key, context)


def check_turkish_choices():
    """docs/texts.md: veya, and ya da only beside ya or veya in one sentence; diğer, and never öteki."""
    text = open(os.path.join(PO, "tr.po"), encoding="utf-8").read()
    for context, said in re.findall(r'^msgctxt "(.*)"\nmsgid ".*"\nmsgstr "(.*)"$', text, re.M):
        expect(f"tr.po: {context}: diğer", not re.search(r"\b[Öö]teki", said), said)
        for sentence in re.split(r"(?<=[.:;!?]) ", said):
            alone = re.search(r"(?<![\w'’])ya da\b", sentence, re.I) and not re.search(r"(?<![\w'’])ya\b(?! da\b)|\bveya\b",
                                                                                     sentence, re.I)
            expect(f"tr.po: {context}: veya", not alone, sentence)


def check_glossary():
    with open(os.path.join(PO, "glossary.csv"), encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    expect("the glossary has a word for each term and language", rows and all(all(row.values()) for row in rows))
    expect("the glossary names a term once", len({row["en"] for row in rows}) == len(rows))


with tempfile.TemporaryDirectory() as place:
    pot = os.path.join(place, "smtpcodes.pot")
    made = run(sys.executable, COMPILER, "--template", HEADER, DATA, pot, "0")
    expect("the template is made", made.returncode == 0, made.stderr)
    if made.returncode == 0:
        check_whole(place, pot)
        check_planted(place, pot)
        check_titles()
        check_turkish_choices()
        check_glossary()
print(f"{len(CATALOGUES)} catalogues, {len(FAILURES)} failures")
sys.exit(1 if FAILURES or not CATALOGUES else 0)
