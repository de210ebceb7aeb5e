#!/usr/bin/env python3
"""Compile data/*.toml into C tables. Refuses bad data with file, key and reason.

usage: compile.py HEADER DATA_FOLDER OUTPUT_FOLDER [TAG=CATALOGUE.mo...]   English, and the languages of these catalogues
       compile.py --template HEADER DATA_FOLDER OUTPUT.pot VERSION         the template from which catalogues are made
"""

import glob
import os
import sys
import tomllib

from catalogue import Texts, open_catalogue, template
from codes import Codes
from comparisons import Comparisons
from decisions import Decisions
from emit import BANNER, Emitter, sizes_header
from header import Header
from layout import Layout
from messages import Messages
from problems import Problems, Table
from reached import refuse_unreached
from rules import Rules
from say import Sayer
from words import Words

FILES = ("about.toml", "replies.toml", "enhanced.toml", "families.toml", "reasons.toml", "answers.toml",
         "decisions.toml", "words.toml", "comparisons.toml", "pairs.toml", "languages.toml", "messages.toml",
         "providers.toml", "blocklists.toml", "waits.toml", "doubts.toml", "synonyms.toml")


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


def read_languages(header, data, problems):
    """{name: {"tag", "direction"}} in the order of the header."""
    languages, file = {}, "languages.toml"
    for name in header.words["language"]:
        if name == "none":
            continue
        table = Table(problems, file, name, data.get(name, {}))
        table.only("tag", "direction")
        languages[name] = {field: table.text(field, True) for field in ("tag", "direction")}
        if languages[name]["direction"] not in ("ltr", "rtl"):
            table.bad("is neither ltr nor rtl", "direction")
    for name in data:
        if name not in languages:
            problems.add(file, name, "the header has no such language")
    return languages


def read_synonyms(data, problems):
    """{name: words}"""
    table = Table(problems, "synonyms.toml", "top", data)
    for name in data:
        if not name.isupper():
            table.bad("is not in capital letters", name)
    return {name: table.get(name, list) or [] for name in data}


def read_rules(header, data, problems):
    rules = Rules(header, problems, read_synonyms(data["synonyms.toml"], problems))
    for file in data:
        if file.startswith("rules"):
            rules.read_rules(file, data[file])
    rules.read_blocklists("blocklists.toml", data["blocklists.toml"])
    rules.read_providers("providers.toml", data["providers.toml"])
    rules.read_hints("wait", "waits.toml", data["waits.toml"])
    rules.read_hints("doubt", "doubts.toml", data["doubts.toml"])
    rules.finish()
    refuse_unreached(rules)
    return rules


class Data:
    """All that is known, read and checked."""

    def __init__(self, header, data, problems):
        read_about(data["about.toml"], problems)
        self.about = data["about.toml"]
        self.header = header
        self.codes = Codes(header, problems)
        self.codes.read_replies("replies.toml", data["replies.toml"])
        self.codes.read_enhanced("enhanced.toml", data["enhanced.toml"])
        self.codes.read_families("families.toml", data["families.toml"])
        self.codes.check()
        self.decisions = Decisions(header, problems, self.codes)
        self.decisions.read_reasons("reasons.toml", data["reasons.toml"])
        self.decisions.read_answers("answers.toml", data["answers.toml"])
        self.decisions.read_decisions("decisions.toml", data["decisions.toml"])
        self.decisions.check()
        self.rules = read_rules(header, data, problems)
        self.words = Words(header, problems)
        self.words.read("words.toml", data["words.toml"], self.decisions, self.rules)
        self.comparisons = Comparisons(header, problems, self.codes)
        self.comparisons.read("comparisons.toml", data["comparisons.toml"])
        self.comparisons.read_pairs("pairs.toml", data["pairs.toml"])
        self.messages = Messages(problems, "messages.toml", data["messages.toml"])
        self.languages = read_languages(header, data["languages.toml"], problems)


def stop(problems):
    for line in problems.lines:
        print(line, file=sys.stderr)
    sys.exit(f"compile.py: {len(problems.lines)} problems in the data; nothing was written")


def read(header_path, folder):
    problems = Problems()
    header = Header(header_path)
    data = load(folder, problems)
    if problems:
        stop(problems)
    known = Data(header, data, problems)
    if problems:
        stop(problems)
    return known


def emit(known, catalogues):
    """The generated files, {name: lines}, and all texts. `catalogues` is {tag: path}."""
    names = {language["tag"]: name for name, language in known.languages.items()}
    unknown = [tag for tag in catalogues if tag not in names]
    if unknown:
        sys.exit(f"compile.py: data/languages.toml knows no language {', '.join(unknown)}")
    chosen = {name: language for name, language in known.languages.items()
              if name == "english" or language["tag"] in catalogues}
    texts = Texts({name: open_catalogue(catalogues[language["tag"]])
                   for name, language in chosen.items() if name != "english"})
    emitter = Emitter(known.header, known.codes, known.decisions, known.about)
    emitter.emit_hosts(known.rules.hosts)
    rules = Layout(known.rules, known.about["date"]).as_c(BANNER)
    sayer = Sayer(known.header, emitter, known.words, known.comparisons, known.languages, chosen, texts)
    messages = known.messages.emit(known.languages, chosen, texts)
    return {"generated.h": sizes_header(emitter.sizes, sayer.language_switches()), "tables.c": emitter.decide, "rules_built_in.c": rules,
            **sayer.files, **messages}, texts


def write(path, text):
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)


def main(arguments):
    if arguments[0] == "--template":
        _, header, folder, output, version = arguments
        write(output, template(emit(read(header, folder), {})[1].entries, version))
        return
    header, folder, output, *catalogues = arguments
    files, _ = emit(read(header, folder), dict(c.split("=", 1) for c in catalogues))
    for name, lines in files.items():
        write(os.path.join(output, name), "\n".join(lines) + "\n")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1:])
