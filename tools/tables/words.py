"""The words of every vocabulary: data/words.toml; those of reasons, providers and block lists stand with their facts."""

from header import PREFIXES
from problems import Table

# what a vocabulary says of its items beside title and meaning
MORE = {"severity": ("rfc_name",), "reason": ("author", "sending_administrator", "receiving_administrator")}


class Words:
    def __init__(self, header, problems):
        self.header, self.problems = header, problems
        self.items = {}  # vocabulary -> [(number, name, {field: text})] by number

    def read(self, file, data, decisions, rules):
        for vocabulary in data:
            if vocabulary not in PREFIXES or vocabulary == "reason":
                self.problems.add(file, vocabulary, "is not a vocabulary of this file")
        for vocabulary in PREFIXES:
            if vocabulary == "reason":
                rows = [(r.number, r.name, r.texts) for r in decisions.reasons.values()]
            else:
                apart = [(number, name, {"title": title, "meaning": meaning})
                         for number, name, title, meaning in rules.words.get(vocabulary, [])]
                rows = apart + self.read_vocabulary(file, vocabulary, data.get(vocabulary, {}), {r[1] for r in apart})
            self.items[vocabulary] = sorted(rows, key=lambda row: row[:2])

    def read_vocabulary(self, file, vocabulary, items, apart=()):
        """Items of this file; those that stand apart are not asked for."""
        rows, titles = [], set()
        constants, more = self.header.words[vocabulary], MORE.get(vocabulary, ())
        for name, values in items.items():
            table = Table(self.problems, file, f"{vocabulary}.{name}", values)
            if name not in constants and not (constants.get("none") is None and name == "none"):
                table.bad("the header has no such constant")
                continue
            table.only("title", "meaning", *more)
            texts = {field: table.text(field, field in ("title", "meaning"))
                     for field in ("title", "meaning", *more) if field in table.values or field not in more}
            if texts["title"].lower() in titles:
                table.bad(f"a title used twice: {texts['title']!r}", "title")
            titles.add(texts["title"].lower())
            rows.append((constants.get(name, 0), name, texts))
        for name in constants:
            if name not in items and name not in apart:
                self.problems.add(file, f"{vocabulary}.{name}", "a constant of the header without words")
        return rows
