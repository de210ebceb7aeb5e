"""The words of every vocabulary: data/words.toml; those of reasons, providers and block lists stand with their facts."""

from header import PREFIXES
from problems import Table


class Words:
    def __init__(self, header, problems):
        self.header, self.problems = header, problems
        self.items = {}  # vocabulary -> [(number, name, title, meaning)] by number

    def read(self, file, data, decisions, rules):
        for vocabulary in data:
            if vocabulary not in PREFIXES or vocabulary == "reason":
                self.problems.add(file, vocabulary, "is not a vocabulary of this file")
        for vocabulary in PREFIXES:
            if vocabulary == "reason":
                rows = [(r.number, r.name, r.texts["title"], r.texts["meaning"]) for r in decisions.reasons.values()]
            else:
                apart = rules.words.get(vocabulary, [])
                rows = apart + self.read_vocabulary(file, vocabulary, data.get(vocabulary, {}), {r[1] for r in apart})
            self.items[vocabulary] = sorted(rows)

    def read_vocabulary(self, file, vocabulary, items, apart=()):
        """Items of this file; those that stand apart are not asked for."""
        rows, titles = [], set()
        constants = self.header.words[vocabulary]
        for name, values in items.items():
            table = Table(self.problems, file, f"{vocabulary}.{name}", values)
            if name not in constants and not (constants.get("none") is None and name == "none"):
                table.bad("the header has no such constant")
                continue
            table.only("title", "meaning", *(["rfc_name"] if vocabulary == "severity" else []))
            title, meaning = table.text("title", True), table.text("meaning", True)
            if title.lower() in titles:
                table.bad(f"a title used twice: {title!r}", "title")
            titles.add(title.lower())
            rows.append((constants.get(name, 0), name, title, meaning))
        for name in constants:
            if name not in items and name not in apart:
                self.problems.add(file, f"{vocabulary}.{name}", "a constant of the header without words")
        return rows
