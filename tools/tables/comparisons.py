"""What is said of two codes: data/comparisons.toml and data/pairs.toml; and the sentences into which words are put."""

import itertools
import re

from codes import CODE, number_of
from problems import Table

PARTIES = ("sender", "recipient", "sending_administrator", "receiving_administrator")
KINDS = ("reply", "enhanced")
STAGE_COUNTS = ("none", "any", "some", "many")
PLACEHOLDER = re.compile(r"\{(\w+)\}")

# facet -> the vocabulary of its values; the other facets have keys of their own
FACETS = {
    "reason": "reason", "severity": "severity", "disposition": "disposition", "extent": "extent", "target": "target",
    "step": "step", "later": "later", "connection": "connection", "next_server": "next_server", "suppress": "suppress",
    "category": "category", "standing": "standing",
}
# sentence -> its placeholders
SENTENCES = {
    "versus": ("first", "second"), "code_title": ("code", "title"), "contrast": ("one", "other"), "list_more": ("list", "item"),
    "list_last": ("list", "item"), "no_code": (), "otherwise": ("step", "otherwise"),
    "minutes": ("count", "source"), "seconds": ("count", "source"),
    "same": ("code",), "counterpart": ("temporary", "permanent"), "narrower": ("narrow", "broad"),
    "same_subject": ("first", "second"), "unrelated": ("first", "second"),
    "worse": ("worse", "better"), "worse_neither": (), "meet": ("stages",), "nowhere": (), "never": ("first", "second"),
    "never_enhanced": ("first", "second"), "beside": ("reply", "enhanced"), "clash": ("reply", "enhanced"),
}


class Comparisons:
    def __init__(self, header, problems, codes):
        self.header, self.problems, self.codes = header, problems, codes
        self.contrasts = []  # (facet number, value, key, text)
        self.stages, self.sentences = {}, {}
        self.pairs = []      # (lower number, higher number, key, confused, apart)

    def read(self, file, data):
        top = Table(self.problems, file, "top", data)
        top.only("contrast", "stage", "sentence")
        contrasts = top.get("contrast", dict, {}, True)
        for facet in contrasts:
            if facet not in (*FACETS, "kind", "parties", "stages", "words"):
                self.problems.add(file, f"contrast.{facet}", "is not a facet")
        for facet, vocabulary in FACETS.items():
            values = {number: name for name, number in self.header.words[vocabulary].items()}
            self.read_facet(file, facet, contrasts, {values.get(n, "none"): n for n in {0, *values} if n >= 0})
        self.read_facet(file, "parties", contrasts, self.party_keys())
        self.read_facet(file, "kind", contrasts, {key: n for n, key in enumerate(KINDS)})
        self.read_facet(file, "stages", contrasts, {key: n for n, key in enumerate(STAGE_COUNTS)},
                        {"some": ("code", "stages"), "many": ("code", "count", "stages")})
        self.read_facet(file, "words", contrasts, {"title": 0}, {"title": ("code", "title")})
        self.read_stages(Table(self.problems, file, "stage", top.get("stage", dict, {}, True)))
        self.read_sentences(Table(self.problems, file, "sentence", top.get("sentence", dict, {}, True)))

    def party_keys(self):
        """Every combination of parties, as "sender+recipient"; of nobody, "nobody"."""
        keys = {"nobody": 0}
        for count in range(1, len(PARTIES) + 1):
            for names in itertools.combinations(PARTIES, count):
                keys["+".join(names)] = sum(self.header.number("party", name) for name in names)
        return keys

    def read_facet(self, file, facet, contrasts, keys, placeholders=None):
        table = Table(self.problems, file, f"contrast.{facet}", contrasts.get(facet, {}))
        table.only(*keys)
        seen = {}
        for key, value in keys.items():
            text = self.sentence(table, key, (placeholders or {}).get(key, ("code",)))
            if text in seen:
                table.bad(f"says what {seen[text]} says", key)
            if text.endswith("."):
                table.bad("is a clause and ends in no full stop", key)
            seen[text] = key
            self.contrasts.append((self.header.number("facet", facet), value, f"{facet}.{key}", text))

    def read_stages(self, table):
        names = [name for name, number in self.header.words["stage"].items() if number > 0]
        table.only(*names)
        for name in names:
            self.stages[self.header.number("stage", name)] = (name, table.text(name, True))

    def read_sentences(self, table):
        table.only(*SENTENCES)
        for name, placeholders in SENTENCES.items():
            self.sentences[name] = self.sentence(table, name, placeholders)

    def sentence(self, table, field, placeholders):
        """A text with just these placeholders."""
        text = table.text(field, True, True) or ""
        found = PLACEHOLDER.findall(text)
        if text and sorted(found) != sorted(placeholders):
            table.bad(f"has the placeholders {found}, and needs {list(placeholders)}", field)
        return text

    def read_pairs(self, file, data):
        seen = set()
        for key, values in data.items():
            table = Table(self.problems, file, key, values)
            table.only("confused", "apart", "references")
            table.sources()
            parts = key.split("/")
            if len(parts) != 2 or not all(CODE.fullmatch(part) for part in parts):
                table.bad("is not a pair such as 421/451")
                continue
            pair = tuple(sorted(number_of(part) for part in parts))
            for number, part in zip(pair, parts):
                if number not in self.codes.codes:
                    table.bad(f"{part} is not in the table")
            if pair in seen or pair[0] == pair[1]:
                table.bad("a pair that stands twice, or of one code")
            seen.add(pair)
            self.pairs.append((*pair, key, table.text("confused", True), table.text("apart", True)))
        self.pairs.sort()
