"""The generated C that decides: tables.c; and the sizes of all tables: generated.h."""

from decisions import ANY_DETAIL, BY_CLASS, FIELDS, NO_DETAIL, mask
from pools import Lists, Once, TextPool, braced, c_array, perfect_hash

SLOT = {field: index for index, (field, _) in enumerate(FIELDS)}
BANNER = "/* Made by tools/tables of data and of the public header: do not edit. */"


def family_keys():
    """The order of families: reply codes by class and second digit, enhanced codes by class and subject; X: any other."""
    replies = [f"{c}{d}" for c in "2345" for d in ("", *"012345")]
    return replies + [f"{c}.{s}" for c in "2345" for s in ("X", *"01234567")]


class Emitter:
    def __init__(self, header, codes, decisions, about):
        self.header, self.codes, self.decisions, self.about = header, codes, decisions, about
        self.names, self.lists = TextPool(), Lists()
        self.effects = Once(self.lanes({}))
        self.ordered = [codes.codes[n] for n in sorted(codes.codes)]
        self.row = {code.number: index for index, code in enumerate(self.ordered, 1)}
        self.first_enhanced = min(self.row[c.number] for c in self.ordered if c.number > 999)
        self.sizes = {}
        self.decide = [BANNER, '#include "tables.h"', ""]
        self.emit_rows()
        self.emit_indices()
        self.emit_decisions()
        self.check_widths()

    # --------------------------------------------------------------------------------------------------- rows

    def emit_rows(self):
        answers, rows = [braced([0] * 5)], [braced([f"{(1 << 64) - 1:#x}u"] + [0] * 14)]
        for code in self.ordered:
            rows.append(self.row_of(code, answers))
        self.sizes["ROWS"], self.sizes["ANSWERS"] = len(rows), len(answers)
        self.sizes["FIRST_ENHANCED"] = self.first_enhanced
        self.decide += c_array("const struct smtpcodes__row smtpcodes__rows[SMTPCODES__ROWS]", rows, 1)
        self.decide += c_array("const struct smtpcodes__answer smtpcodes__answers[SMTPCODES__ANSWERS]", answers, 4)

    def row_of(self, code, answers):
        unofficial = self.header.number("standing", "unofficial")
        start = 0
        if code.answers:
            start = len(answers)
            for stage, outcome, standing, _, references, extension in sorted(
                    code.answers, key=lambda a: (a[0], a[2] == unofficial)):
                answers.append(braced([stage, outcome, standing, self.strings(references),
                                       self.names.offset(extension)]))
            answers.append(braced([0] * 5))
        listed = mask([*code.stages, *(a[0] for a in code.answers if not a[3] and a[2] != unofficial)])
        wide = mask(a[0] for a in code.answers if a[3]) & ~listed
        practice = mask(a[0] for a in code.answers if a[2] == unofficial) & ~listed & ~wide
        reasons = [stage * 256 + at["reason"] for stage, at in sorted(code.at.items()) if at["reason"]]
        return braced([
            self.cases_of(code.number), code.number, f"{listed:#x}", f"{wide:#x}", f"{practice:#x}", self.lists.offset(reasons),
            code.standing, code.reason, self.names.offset(code.name), self.strings(code.references),
            self.strings(code.extensions), self.lists.offset(self.row[n] for n in code.see_also),
            self.lists.offset(self.row[n] for n in code.accompanies),
            self.row.get(code.temporary or code.permanent, 0), start])

    def cases_of(self, number):
        """The cases whose reply codes let them hold for a code; an enhanced code is not looked up by itself."""
        bits = mask(index for index, (_, when, _) in enumerate(self.decisions.cases)
                    if not when["codes"] or any(first <= number <= last for first, last in when["codes"]))
        return f"{bits:#x}u"

    def strings(self, texts):
        return self.lists.offset(self.names.offset(text) for text in texts)

    # ------------------------------------------------------------------------------------------------ indices

    def emit_indices(self):
        replies = [self.entry(number) for number in range(1000)]
        self.decide += c_array("const uint16_t smtpcodes__reply_index[1000]", replies)
        enhanced = [c.number for c in self.ordered if c.number > 999]
        bits, multiplier = perfect_hash(enhanced)
        slots, entries = [0] * (1 << bits), [0] * (1 << bits)
        for number in enhanced:
            slot = (number * multiplier & 0xFFFFFFFF) >> (32 - bits)
            slots[slot], entries[slot] = number, self.entry(number)
        self.decide += c_array("const int32_t smtpcodes__enhanced_codes[SMTPCODES__HASH_SLOTS]", slots, 12)
        self.decide += c_array("const uint16_t smtpcodes__enhanced_index[SMTPCODES__HASH_SLOTS]", entries)
        self.sizes |= {"HASH_SLOTS": len(slots), "HASH_MULTIPLIER": f"{multiplier:#x}u", "HASH_SHIFT": 32 - bits}
        names = sorted((name, self.row[c.number]) for c in self.ordered for name in {c.name, *c.aliases})
        self.sizes["SORTED_NAMES"] = len(names)
        self.decide += c_array("const struct smtpcodes__name smtpcodes__sorted_names[SMTPCODES__SORTED_NAMES]",
                               [braced([self.names.offset(n), r]) for n, r in names], 6)

    def entry(self, number):
        """Row and standing of a code, 0 where there is no such code."""
        return self.row[number] + self.codes.codes[number].standing * 4096 if number in self.row else 0

    # ---------------------------------------------------------------------------------------------- decisions

    def emit_decisions(self):
        decisions, stages = self.decisions, len(self.header.words["stage"])
        grounds = [[self.ground(stage, severity) for stage in range(stages)] for severity in (2, 3, 4, 5)]
        cases = [self.case(*row) for row in decisions.cases]
        events = [self.case(*row) for row in decisions.events]
        self.sizes["OUT_OF_STEP"] = self.effect_with_reason(decisions.out_of_step)
        reasons, said = [], [braced([0] * 4)]
        for number in range(len(decisions.reasons)):
            reasons.append(self.reason(decisions.reasons[number], said))
        replies = [braced([decisions.stage_replies.get((stage, s), 0) for s in (4, 5)]) for stage in range(stages)]
        families = [self.codes.reasons.get(key, 0) for key in family_keys()]
        self.sizes |= {"ANY_DETAIL": ANY_DETAIL, "NO_DETAIL": f"{NO_DETAIL:#x}", "LATER_BY_CLASS": BY_CLASS}
        self.sizes |= {"STAGES": stages, "CASES": len(cases), "EVENTS": len(events), "REASONS": len(reasons),
                       "REPLIES": len(said), "EFFECTS": len(self.effects.rows), "FAMILIES": len(families),
                       "NO_ENHANCED": f"{decisions.no_enhanced:#x}u", "LISTS": len(self.lists.numbers),
                       "DATA_DATE": self.about["date"]}
        for outcome in ("success", "intermediate"):
            number = self.header.number("answer", outcome)
            at = mask(a[0] for c in self.ordered for a in c.answers if a[1] == number)
            self.sizes[f"{outcome.upper()}_STAGES"] = f"{at:#x}u"
        self.decide += c_array("const struct smtpcodes__ground smtpcodes__grounds[4][SMTPCODES__STAGES]", map_braced(grounds), 1)
        self.decide += c_array("const struct smtpcodes__case smtpcodes__cases[SMTPCODES__CASES]", cases, 1)
        self.decide += c_array("const struct smtpcodes__case smtpcodes__events[SMTPCODES__EVENTS]", events, 1)
        self.decide += c_array("const struct smtpcodes__reason smtpcodes__reasons[SMTPCODES__REASONS]", reasons, 4)
        self.decide += c_array("const struct smtpcodes__said smtpcodes__replies[SMTPCODES__REPLIES]", said, 4)
        self.decide += c_array("const uint16_t smtpcodes__stage_replies[SMTPCODES__STAGES][2]", replies, 8)
        self.decide += c_array("const uint8_t smtpcodes__family_reasons[SMTPCODES__FAMILIES]", families)
        self.decide += c_array("const struct smtpcodes__effect smtpcodes__effects[SMTPCODES__EFFECTS]",
                               [braced(map(braced, lanes)) for lanes in self.effects.rows], 1)
        self.decide += c_array("const uint16_t smtpcodes__lists[SMTPCODES__LISTS]", self.lists.numbers)
        self.decide += self.names.emit("smtpcodes__names_pool", "smtpcodes__names_pool")

    def ground(self, stage, severity):
        """What a severity means at a stage, and the cases whose stages and severities let them hold."""
        bits = mask(index for index, (_, when, _) in enumerate(self.decisions.cases)
                    if when["stages"] >> stage & 1 and when["severities"] >> severity & 1)
        return braced([f"{bits:#x}u", self.effect(self.decisions.ground[self.decisions.ground_row(stage, severity)][2])])

    @staticmethod
    def lanes(fields):
        """What shows through, and what is set: flags are added to those below."""
        keep = tuple(0xFFFF if index not in fields or index == SLOT["flags_set"] else 0 for index in range(len(FIELDS)))
        return keep, tuple(fields.get(index, 0) for index in range(len(FIELDS)))

    def effect(self, fields):
        return self.effects.place(self.lanes(fields))

    def effect_with_reason(self, fields):
        """A reason that is named brings what follows from it."""
        number = fields.get(SLOT["reason"])
        return self.effect(fields if number is None else {**self.reason_fields(self.decisions.reasons[number]), **fields})

    def case(self, name, when, fields):
        codes = self.lists.offset(n + 1 for pair in when["codes"] for n in pair)
        details = self.lists.offset(NO_DETAIL if d == NO_DETAIL else d + 1 for d in when["enhanced"])
        return braced([f"{when['reasons']:#x}u", f"{when['stages']:#x}u", f"{when['events']:#x}u", codes, details,
                       when["flags"], when["without"], when["severities"], when["roles"],
                       self.effect_with_reason(fields)]) \
            + f" /* {name} */"

    def reason_fields(self, reason):
        fields = {"reason": reason.number, "suppress": reason.suppress, "dsn": reason.dsn}
        for field in ("later", "parties", "target", "remedy", "next_server"):
            fields[field] = getattr(reason, field)
        if reason.delay:
            fields["delay_seconds"] = reason.delay
            fields["delay_source"] = self.header.number("delay_source", "customary")
        return {SLOT[field]: value for field, value in fields.items()}

    def reason(self, reason, said):
        start = len(said) if reason.replies else 0
        for stage, severity, reply, enhanced in sorted(reason.replies, reverse=True):
            said.append(braced([stage, severity, reply, self.row.get(enhanced, 0)]))
        if reason.replies:
            said.append(braced([0] * 4))
        return braced([self.effect(self.reason_fields(reason)), start, reason.usual, reason.at_mail, int(reason.broad)])

    def emit_hosts(self, hosts):
        """Domains of providers, sorted by their bytes from the right, a dot before all others (lib/provider.c)."""
        ordered = sorted(hosts, key=lambda item: item[0].replace(".", "\x01")[::-1])
        pool = TextPool()
        rows = [braced([pool.offset(domain), len(domain), provider]) for domain, provider in ordered]
        self.sizes["HOSTS"] = len(rows)
        self.sizes["PROVIDERS"] = len(self.header.words["provider"])
        self.decide += c_array("const struct smtpcodes__host smtpcodes__hosts[SMTPCODES__HOSTS]", rows, 6)
        self.decide += pool.emit("smtpcodes__hosts_pool", "smtpcodes__hosts_pool")

    # -------------------------------------------------------------------------------------------------- files

    def check_widths(self):
        """What the C types hold (lib/tables.h)."""
        limits = {"ROWS": 0xFFF, "ANSWERS": 0xFFFF, "LISTS": 0xFFFF, "EFFECTS": 0xFFFF, "REPLIES": 0xFFFF, "REASONS": 64,
                  "STAGES": 31}
        too_many = [f"{name} {self.sizes[name]}" for name, most in limits.items() if self.sizes[name] > most]
        if self.names.size > 0xFFFF:
            too_many.append(f"names {self.names.size} bytes")
        if too_many:
            raise SystemExit(f"the tables outgrow lib/tables.h: {', '.join(too_many)}")


def sizes_header(sizes, more):
    lines = [BANNER, "#ifndef SMTPCODES_GENERATED_H", "#define SMTPCODES_GENERATED_H", ""]
    lines += [f"#define SMTPCODES__{name} {value}" for name, value in sizes.items()]
    return [*lines, "", *more, "", "#endif"]


def map_braced(rows):
    return [braced(row) for row in rows]
