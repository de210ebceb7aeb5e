#!/usr/bin/env python3
"""Compile data/*.toml into C tables. Refuses bad data with file, key and reason.

usage: compile.py HEADER DATA_FOLDER OUTPUT_FOLDER
"""

import glob
import os
import sys
import tomllib

from codes import Codes
from decisions import Decisions
from emit import BANNER, Emitter
from header import Header
from layout import Layout
from problems import Problems, Table
from rules import Rules
from words import Words

FILES = ("about.toml", "replies.toml", "enhanced.toml", "families.toml", "reasons.toml", "answers.toml",
         "decisions.toml", "words.toml", "providers.toml", "blocklists.toml", "waits.toml")


def rule_files(folder):
    return [os.path.relpath(path, folder) for path in sorted(glob.glob(os.path.join(folder, "rules", "*.toml")))]


def load(folder, problems):
    data = {}
    for file in (*FILES, *rule_files(folder)):
        try:
            with open(os.path.join(folder, file), "rb") as stream:
                data[file] = tomllib.load(stream)
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.add(file, "file", str(error))
            data[file] = {}
    return data


def read_about(data, problems):
    table = Table(problems, "about.toml", "top", data)
    table.only("date", "sources")
    date = table.get("date", int, 0, True)
    if not 20200000 < date < 21000000:
        table.bad("is not a day such as 20261124", "date")
    sources = Table(problems, "about.toml", "sources", table.get("sources", dict, {}, True))
    for name in ("registry", "standards"):
        sources.text(name, True)


def read(header, data, problems):
    read_about(data["about.toml"], problems)
    codes = Codes(header, problems)
    codes.read_replies("replies.toml", data["replies.toml"])
    codes.read_enhanced("enhanced.toml", data["enhanced.toml"])
    codes.read_families("families.toml", data["families.toml"])
    codes.check()
    decisions = Decisions(header, problems, codes)
    decisions.read_reasons("reasons.toml", data["reasons.toml"])
    decisions.read_answers("answers.toml", data["answers.toml"])
    decisions.read_decisions("decisions.toml", data["decisions.toml"])
    decisions.check()
    rules = read_rules(header, data, problems)
    words = Words(header, problems)
    words.read("words.toml", data["words.toml"], decisions, rules)
    return codes, decisions, words, rules


def read_rules(header, data, problems):
    rules = Rules(header, problems)
    for file in data:
        if file.startswith("rules"):
            rules.read_rules(file, data[file])
    rules.read_blocklists("blocklists.toml", data["blocklists.toml"])
    rules.read_providers("providers.toml", data["providers.toml"])
    rules.read_waits("waits.toml", data["waits.toml"])
    rules.finish()
    return rules


def stop(problems):
    for line in problems.lines:
        print(line, file=sys.stderr)
    sys.exit(f"compile.py: {len(problems.lines)} problems in the data; nothing was written")


def main(header_path, folder, output):
    problems = Problems()
    header = Header(header_path)
    data = load(folder, problems)
    if problems:
        stop(problems)
    codes, decisions, words, rules = read(header, data, problems)
    if problems:
        stop(problems)
    emitter = Emitter(header, codes, decisions, words, data["about.toml"])
    layout = Layout(rules, data["about.toml"]["date"])
    emitter.emit_hosts(rules.hosts)
    for file, lines in (("generated.h", emitter.sizes_header()), ("tables.c", emitter.decide), ("texts.c", emitter.say),
                        ("rules_built_in.c", layout.as_c(BANNER))):
        with open(os.path.join(output, file), "w", encoding="utf-8") as stream:
            stream.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
