"""Rules as bytes: as a C struct for the library, or as a rule pack in a file. lib/rules.h tells the form."""

import re
import struct

from phrases import LONG, SHORT, STRIDE, Filter, multiplier_of, pool_of
from pools import c_array
from rules import KINDS, fold

MAGIC, FORM = 0x53435031, 1
EDGE_LEFT, EDGE_RIGHT, LAST = 1, 2, 4
STEP_SHIFT = 4
TAIL_BITS = 10
MOST_IN_SLOT = 64 # candidates, and groups of a word (lib/pack.c)
USES = ("before", "after", "instead") # enum smtpcodes__uses
HEAD = ("magic", "form", "size", "date", "stride", "long_low", "long_high", "short_low", "short_high", "slot_bits", "tails",
        "hints", "rules", "codes", "marks_at", "starts_at", "candidates_at", "prints_at", "positions_at", "candidates",
        "literals_at", "literals", "texts_at", "texts", "rows_at", "guards_at", "guards", "numbers_at", "numbers", "names_at", "names",
        "reasons_at", "reasons", "off_at", "off", "words_at", "words", "words_from",
        "groups_at", "groups", "use", "reserved")


def subjects(rule):
    """Bit n: a provider's code may be one of the subject n; 0: its guard has to be read."""
    found = {subject for _, subject, _, _ in rule.guard.enhanced} if rule.kind == "code" else set()
    return sum(1 << subject for subject in found) if found and max(found) < 8 else 0


class Part:
    """Rows of one C type, with the format by which struct packs one."""

    def __init__(self, name, kind, form, rows):
        self.name, self.kind, self.form = name, kind, form
        self.rows = [row if isinstance(row, tuple) else (row,) for row in rows] or [(0,) * len(re.findall(r"[A-Za-z]", form))]


    def row_c(self, row):
        if self.name == "words":
            return "{{" + ", ".join(map(str, row[:8])) + "}, " + ", ".join(map(str, row[8:])) + "}"
        return "{" + ", ".join(map(str, row)) + "}"


class Layout:
    def __init__(self, rules, date, off=(), use="before"):
        self.rules = rules
        self.numbers, self.places, self.guards = [0], {}, {}
        literals = self.literals()
        samples = [b" " + fold(re.sub(r"\n\d\d\d[- ]", " ", s)) + b" " for rule in rules.rules for s in rule.samples]
        found = Filter([literal.bytes for literal, *_ in literals], samples)
        marks, starts, candidates = found.tables()
        pool, places = pool_of([literal.bytes for literal, *_ in literals])
        names, name_places = self.names()
        self.head = {
            "magic": MAGIC, "form": FORM, "date": date, "stride": STRIDE,
            "long_low": multiplier_of(LONG) & 0xFFFFFFFF, "long_high": multiplier_of(LONG) >> 32,
            "short_low": multiplier_of(SHORT) & 0xFFFFFFFF, "short_high": multiplier_of(SHORT) >> 32,
            "slot_bits": found.bits, "tails": self.tails, "hints": len(rules.hints), "rules": len(rules.rules),
            "codes": len(rules.codes), "candidates": len(candidates), "literals": len(literals), "texts": len(pool),
            "names": len(names), "reasons": len(rules.reasons), "off": len(off), "use": USES.index(use), "reserved": 0}
        words, groups = self.words()
        self.head |= {"words": len(words), "groups": len(groups), "words_from": min((row for row, *_ in groups), default=0xFFFF)}
        rows = [self.row(rule) for rule in rules.rows]
        guards = [(0, 0, 0, 0, 0)] + [self.guard(key) for key in self.guards]
        self.head |= {"guards": len(guards), "numbers": len(self.numbers)}
        own = sorted(rules.reasons.items(), key=lambda item: item[1])
        self.parts = [
            Part("marks", "uint32_t", "I", marks), Part("starts", "uint16_t", "H", starts),
            Part("candidates", "uint16_t", "H", [c.literal for c in candidates]),
            Part("prints", "uint8_t", "B", [c.print for c in candidates] + [0] * 8), # eight are loaded at a time
            Part("positions", "uint8_t", "B", [c.position for c in candidates]),
            Part("literals", "struct smtpcodes__literal", "HHHBB",
                 [(places[literal.bytes] & 0xFFFF, row, places[literal.bytes] >> 16 << TAIL_BITS | tail, len(literal.bytes), bits)
                  for literal, row, tail, bits in literals]),
            Part("texts", "uint8_t", "B", list(pool)),
            Part("rows", "struct smtpcodes__rule", "IHHHHHHBBBB", rows),
            Part("guards", "struct smtpcodes__guard", "IHHHH", guards),
            Part("numbers", "uint16_t", "H", self.numbers),
            Part("reasons", "struct smtpcodes__own_reason", "II",
                 [(name_places[name], self.parents.get(name, 0)) for name, _ in own]),
            Part("off", "uint32_t", "I", sorted(off)),
            Part("words", "struct smtpcodes__loose_word", "BBBBBBBBH", [(*text.ljust(8, b"\0"), place) for text, place in words]),
            Part("groups", "struct smtpcodes__loose_group", "HHH", groups),
            Part("name_offsets", "uint32_t", "I", [name_places[rule.name] for rule in rules.rows]),
            Part("names", "uint8_t", "B", list(names)),
        ]
        self.check(starts)

    # ------------------------------------------------------------------------------------------------- rows

    def literals(self):
        """(literal, row, tail, bits) of every literal of every phrase; better rules first."""
        found, self.tails = [], 0
        for row, rule in enumerate(self.rules.rows):
            for phrase in rule.phrases:
                tail = 0
                if len(phrase) > 1:
                    self.tails += 1
                    tail = self.tails
                for step, literal in enumerate(phrase):
                    bits = EDGE_LEFT * literal.left | EDGE_RIGHT * literal.right | step << STEP_SHIFT
                    found.append((literal, row, tail, bits | LAST * (step == len(phrase) - 1)))
        return found

    def words(self):
        """(word, list of its groups) in the order in which the library looks one up: as numbers whose first byte is the lowest;
        (row, first group of its rule, how many) of every group."""
        groups, of_word = [], {}
        for row, rule in enumerate(self.rules.rows):
            for together in rule.words:
                first = len(groups)
                for words in together:
                    for word in words:
                        of_word.setdefault(word, []).append(len(groups))
                    groups.append((row, first, len(together)))
        if max(map(len, of_word.values()), default=0) > MOST_IN_SLOT:
            raise SystemExit("too many rules share a loose word (lib/pack.c)")
        order = sorted(of_word, key=lambda word: int.from_bytes(word, "little"))
        return [(word, self.list(of_word[word])) for word in order], groups

    def row(self, rule):
        guard = 0
        if rule.guard:
            guard = self.guards.setdefault(rule.guard.key, len(self.guards) + 1)
        companion = self.rules.row[id(rule.companion)] if rule.companion else 0
        return (rule.id, rule.reason, rule.value, companion, guard, rule.flags, rule.delay, KINDS.index(rule.kind),
                rule.rank, rule.suppress, subjects(rule))

    def guard(self, key):
        classes, stages, codes, enhanced, providers = key
        return (stages, self.list(codes), self.list([n for four in enhanced for n in four]), self.list(providers), classes)

    def list(self, numbers):
        """A list that begins with its length; 0: none."""
        key = tuple(numbers)
        if not key:
            return 0
        if key not in self.places:
            self.places[key] = len(self.numbers)
            self.numbers += [len(key), *key]
        return self.places[key]

    def names(self):
        names, places = bytearray(b"\0"), {}
        self.parents = getattr(self.rules, "parents", {})
        for name in [rule.name for rule in self.rules.rows] + list(self.rules.reasons):
            if name not in places:
                places[name] = len(names)
                names += name.encode() + b"\0"
        return bytes(names), places

    def check(self, starts):
        if any(end - start > MOST_IN_SLOT for start, end in zip(starts, starts[1:])):
            raise SystemExit("too many phrases share one slot of the filter (lib/pack.c)")
        limits = {"rows": 0xFFFF, "literals": 0xFFFF, "candidates": 0xFFFF, "numbers": 0xFFFF, "guards": 0xFFFF}
        sizes = {part.name: len(part.rows) for part in self.parts}
        too_many = [f"{name} {sizes[name]}" for name, most in limits.items() if sizes[name] > most]
        if self.head["texts"] >> 16 + 16 - TAIL_BITS:
            too_many.append(f"texts {self.head['texts']} bytes")
        if too_many:
            raise SystemExit(f"the rules outgrow lib/rules.h: {', '.join(too_many)}")

    # ----------------------------------------------------------------------------------------------- as C, as bytes

    def as_c(self, banner):
        """A struct whose members follow one another as the parts of a pack do."""
        lines = [banner, '#include "rules.h"', "", "struct built_in {", "    struct smtpcodes_rules head;"]
        lines += [f"    {part.kind} {part.name}[{len(part.rows)}];" for part in self.parts]
        lines += ["};", "", "#define AT(part) (uint32_t)offsetof(struct built_in, part)", "",
                  "static const struct built_in built_in = {", "    {" + ", ".join(self.head_c()) + "},"]
        for part in self.parts:
            rows = [str(row[0]) if len(row) == 1 else part.row_c(row) for row in part.rows]
            lines += ["    {"] + c_array("", rows, 24 if len(part.form) == 1 else 6)[1:-2] + ["    },"]
        return lines + ["};", "", "const struct smtpcodes_rules *smtpcodes__built_in(void)", "{",
                        "    return &built_in.head;", "}"]

    def head_c(self):
        values = []
        for name in HEAD:
            if name == "size":
                values.append("(uint32_t)sizeof(struct built_in)")
            elif name.endswith("_low"):
                values.append(f"{{{self.head[name]:#x}u, {self.head[name[:-4] + '_high']:#x}u}}")
            elif name.endswith("_high"):
                continue
            elif name == "names_at":
                values.append("AT(name_offsets)")
            elif name.endswith("_at"):
                values.append(f"AT({name[:-3]})")
            else:
                values.append(f"{self.head[name]:#x}u" if name == "magic" else str(self.head[name]))
        return values

    def as_bytes(self):
        head_size = 4 * len(HEAD)
        body, at = bytearray(), {}
        for part in self.parts:
            body += b"\0" * (-(head_size + len(body)) % (4 if part.form[0] == "I" else 2 if part.form[0] == "H" else 1))
            at[part.name] = head_size + len(body)
            for row in part.rows:
                body += struct.pack("=" + part.form, *row)
        body += b"\0" * (-(head_size + len(body)) % 8)
        head = dict(self.head)
        head["size"] = head_size + len(body)
        for name in HEAD:
            if name.endswith("_at"):
                head[name] = at["name_offsets" if name == "names_at" else name[:-3]]
        return struct.pack(f"={len(HEAD)}I", *(head[name] for name in HEAD)) + bytes(body)
