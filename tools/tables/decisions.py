"""What decides: data/reasons.toml, data/answers.toml, data/decisions.toml."""

import re

from codes import DETAIL
from problems import Table

NO_DETAIL = 0xFFFE    # "no enhanced code at all"
ANY_DETAIL = 999      # "any detail of this subject"
BY_CLASS = 3          # a reason whose `later` follows the class

# fields of smtpcodes_classification, in its order, with the vocabulary of their values
FIELDS = (
    ("disposition", "disposition"), ("severity", "severity"), ("reason", "reason"), ("later", "later"),
    ("step", "step"), ("otherwise", "step"), ("remedy", "remedy"), ("extent", "extent"), ("target", "target"),
    ("parties", "party"), ("connection", "connection"), ("next_server", "next_server"), ("suppress", "suppress"),
    ("delay_seconds", None), ("delay_source", "delay_source"), ("dsn", None), ("dsn_action", "dsn_action"),
    ("standing", "standing"), ("flags_set", "decision_flag"),
)
CONDITIONS = ("stages", "severities", "codes", "enhanced", "reasons", "roles", "flags", "without", "events")
REASON_TEXTS = ("author", "sending_administrator", "receiving_administrator")


def detail_of(table, field, text):
    """7026 of "X.7.26"."""
    match = DETAIL.fullmatch(text) if isinstance(text, str) else None
    if not match:
        table.bad(f"{text!r} is not a detail such as X.7.26", field)
        return NO_DETAIL
    return int(match[1]) * 1000 + int(match[2])


def mask(numbers):
    return sum(1 << n for n in set(numbers))


class Reason:
    pass


class Decisions:
    def __init__(self, header, problems, codes):
        self.header, self.problems, self.codes = header, problems, codes
        self.reasons = {}
        self.ground, self.cases, self.events = [], [], []
        self.stage_replies = {}
        self.no_enhanced = 0
        self.wide = {}  # reply code -> stages that it answers only as a session-wide condition

    # ------------------------------------------------------------------------------------------------ reasons

    def read_reasons(self, file, data):
        for name, values in data.items():
            table = Table(self.problems, file, name, values)
            number = self.header.number("reason", name)
            if number is None:
                table.bad("the header has no such constant")
                continue
            self.reasons[number] = self.read_reason(name, number, table)
        for name, number in self.header.words["reason"].items():
            if number not in self.reasons:
                self.problems.add(file, name, "a constant of the header without a table")

    def read_reason(self, name, number, table):
        table.only("title", "meaning", *REASON_TEXTS, "source", "later", "parties", "target", "remedy", "suppress",
                   "next_server", "delay_seconds", "dsn", "reply", "usual", "at", "at_mail", "broad")
        reason = Reason()
        reason.name, reason.number, reason.table = name, number, table
        reason.texts = {field: table.text(field, field in ("title", "meaning"))
                        for field in ("title", "meaning", *REASON_TEXTS)}
        table.text("source", True)
        later = table.get("later", str, "class")
        reason.later = {"class": BY_CLASS, "none": 0}.get(later) if later in ("class", "none") else \
            table.word("later", "later", self.header)
        reason.parties = sum(table.words("parties", "party", self.header))
        reason.target = table.word("target", "target", self.header)
        reason.remedy = table.word("remedy", "remedy", self.header)
        reason.suppress = table.word("suppress", "suppress", self.header, required=True)
        reason.next_server = table.word("next_server", "next_server", self.header)
        reason.delay = table.get("delay_seconds", int, 0)
        if not 0 <= reason.delay <= 65535:
            table.bad("is not from 0 to 65535 seconds", "delay_seconds")
        reason.dsn = detail_of(table, "dsn", table.get("dsn", str, "X.0.0"))
        reason.at_mail = table.word("at_mail", "reason", self.header)
        reason.usual = table.get("usual", int, 0)
        reason.broad = table.values.get("broad", False) is True
        reason.replies = self.read_replies(table, "reply", 0, table.get("reply", dict, {}))
        for stage, values in table.get("at", dict, {}).items():
            stage_number = self.header.number("stage", stage)
            if not stage_number:
                table.bad("unknown stage", f"at.{stage}")
                continue
            at = Table(self.problems, table.file, f"{table.key}.at.{stage}", values)
            at.only("reply")
            reason.replies += self.read_replies(table, f"at.{stage}.reply", stage_number, at.get("reply", dict, {}))
        return reason

    def read_replies(self, table, field, stage, values):
        replies = []
        for severity, pair in values.items():
            place = f"{field}.{severity}"
            if severity not in ("2", "3", "4", "5") or not self.is_pair(pair):
                table.bad("is not a severity with a reply code and perhaps an enhanced code", place)
                continue
            reply = int(pair[0])
            enhanced = 0
            if len(pair) == 2:
                first, _, rest = pair[1].partition(".")
                detail = detail_of(table, place, "X." + rest)
                enhanced = int(first) * 1000000 + detail
                if first != severity or enhanced not in self.codes.codes:
                    table.bad(f"{pair[1]} is not in the table, or not of this class", place)
            if reply // 100 != int(severity) or reply not in self.codes.codes:
                table.bad(f"{reply} is not in the table, or not of this class", place)
            replies.append((stage, int(severity), reply, enhanced))
        return replies

    @staticmethod
    def is_pair(pair):
        forms = (r"[2-5]\d\d", r"[245]\.\d{1,3}\.\d{1,3}")
        return isinstance(pair, list) and 1 <= len(pair) <= 2 and \
            all(isinstance(text, str) and re.fullmatch(form, text) for text, form in zip(pair, forms))

    # ------------------------------------------------------------------------------------------------ answers

    def read_answers(self, file, data):
        entries = {}
        for place, values in enumerate(data.get("answer", []), 1):
            table = Table(self.problems, file, f"answer[{place}]", values)
            table.only("stages", "except", "outcome", "codes", "extension", "references", "standing", "note")
            table.sources()
            self.read_answer(table, entries)
        for number, code in self.codes.codes.items():
            code.answers = sorted(entries.get(number, []), key=lambda entry: entry[0])

    def read_answer(self, table, entries):
        outcome = table.word("outcome", "answer", self.header, required=True)
        standing = table.word("standing", "standing", self.header, required=True)
        names = table.get("stages", list, [], True)
        excepted = table.words("except", "stage", self.header)
        session_wide = names == ["any"]
        # QUIT in a refused session is at the stage QUIT: nothing to take away from REFUSED.
        if excepted and names not in (["any"], ["refused"]):
            table.bad("goes with \"any\" and \"refused\" alone", "except")
        stages = self.any_stages(excepted) if session_wide else table.words("stages", "stage", self.header)
        table.text("note")
        if not outcome:
            table.bad("an answer that never comes", "outcome")
            return
        for number in table.get("codes", list, [], True):
            if number not in self.codes.codes or number > 999:
                table.bad(f"{number} is not a reply code of the table", "codes")
                continue
            if {1: (2,), 2: (3,), 3: (4, 5)}[outcome].count(number // 100) == 0:
                table.bad(f"{number} cannot be an answer of that outcome", "codes")
            for stage in stages:
                entry = (stage, outcome, standing, session_wide, tuple(table.values.get("references", [])),
                         table.get("extension", str, ""))
                if entry in entries.setdefault(number, []):
                    table.bad(f"a duplicate for {number}", "codes")
                entries[number].append(entry)

    def any_stages(self, excepted):
        """Every command, and the end of data; never the greeting (facts: ANY)."""
        first, last = self.header.number("stage", "ehlo"), self.header.number("stage", "xforward")
        return [stage for stage in range(first, last + 1) if stage not in excepted]

    # ---------------------------------------------------------------------------------------------- decisions

    def read_decisions(self, file, data):
        Table(self.problems, file, "", data).only("ground", "case", "event", "stage_reply", "no_enhanced", "out_of_step")
        names = set()
        for kind, into in (("ground", self.ground), ("case", self.cases), ("event", self.events)):
            for place, values in enumerate(data.get(kind, []), 1):
                table = Table(self.problems, file, f"{kind}[{place}]", values)
                name = table.get("name", str, "", True)
                table.key = f"{kind} {name}"
                if name in names:
                    table.bad("a name used twice", "name")
                names.add(name)
                table.text("source", True)
                table.only("name", "source", *CONDITIONS, *(f for f, _ in FIELDS))
                into.append((name, self.conditions(table), self.effect(table)))
        for stage, values in data.get("stage_reply", {}).items():
            self.read_stage_reply(stage, Table(self.problems, file, f"stage_reply.{stage}", values))
        table = Table(self.problems, file, "out_of_step", data.get("out_of_step", {}))
        table.text("source", True)
        table.only("source", *(f for f, _ in FIELDS))
        self.out_of_step = self.effect(table)
        table = Table(self.problems, file, "no_enhanced", data.get("no_enhanced", {}))
        table.text("source", True)
        self.no_enhanced = mask(table.words("stages", "stage", self.header))
        if len(self.cases) > 64:
            self.problems.add(file, "case", "there are more than 64: widen the masks of cases in lib/tables.h")
        self.check_ground(file)

    def read_stage_reply(self, stage, table):
        number = self.header.number("stage", stage)
        if not number:
            table.bad("unknown stage")
            return
        table.only("4", "5", "source")
        table.text("source", True)
        for severity in (4, 5):
            reply = table.get(str(severity), int, 0)
            if reply and (reply not in self.codes.codes or reply // 100 != severity):
                table.bad(f"{reply} is not a reply code of that class", str(severity))
            self.stage_replies[number, severity] = reply

    def conditions(self, table):
        header = self.header
        every_role = list(header.words["role"])
        details = [NO_DETAIL if text == "none" else
                   int(text[2:]) * 1000 + ANY_DETAIL if re.fullmatch(r"X\.\d", str(text)) else
                   detail_of(table, "enhanced", text) for text in table.get("enhanced", list, [])]
        return {
            "stages": mask(table.words("stages", "stage", header)) or (1 << 31) - 1,
            "severities": mask(table.words("severities", "severity", header)) or 0b111111,
            "roles": mask(table.words("roles", "role", header, every_role)),
            "flags": sum(table.words("flags", "context_flag", header)),
            "without": sum(table.words("without", "context_flag", header)),
            "events": mask(table.words("events", "event", header)),
            "reasons": mask(table.words("reasons", "reason", header)),
            "codes": [self.code_range(table, value) for value in table.get("codes", list, [])],
            "enhanced": details,
        }

    def code_range(self, table, value):
        match = re.fullmatch(r"(\d{1,3})(?:-(\d{1,3}))?", str(value))
        if not match:
            table.bad(f"{value!r} is not a reply code or a range", "codes")
            return (0, 0)
        return (int(match[1]), int(match[2] or match[1]))

    def effect(self, table):
        """The fields that a row sets: {index: value}."""
        effect = {}
        for index, (field, vocabulary) in enumerate(FIELDS):
            if field not in table.values:
                continue
            if table.values[field] == "-":
                effect[index] = 0
            elif field in ("parties", "flags_set"):
                effect[index] = sum(table.words(field, vocabulary, self.header))
            elif field == "dsn":
                effect[index] = detail_of(table, field, table.values[field])
            elif vocabulary is None:
                effect[index] = table.get(field, int, 0)
            else:
                effect[index] = table.word(field, vocabulary, self.header)
        return effect

    def check_ground(self, file):
        for stage in self.header.words["stage"].values():
            for severity in (2, 3, 4, 5):
                if self.ground_row(stage, severity) is None:
                    self.problems.add(file, "ground", f"no row for stage {stage} and severity {severity}")

    def ground_row(self, stage, severity):
        for index, (_, conditions, _) in enumerate(self.ground):
            if conditions["stages"] >> stage & 1 and conditions["severities"] >> severity & 1:
                return index
        return None

    # ------------------------------------------------------------------------------------------------- checks

    def check(self):
        for reason in self.reasons.values():
            for stage, severity, reply, enhanced in reason.replies:
                if reply in self.codes.codes and stage and not any(entry[0] == stage for entry in self.codes.codes[reply].answers):
                    reason.table.bad(f"{reply} is not listed at that stage", f"at.{stage}.reply.{severity}")
            if reason.usual and not any(r[0] == 0 and r[1] == reason.usual for r in reason.replies):
                reason.table.bad("names a severity without a reply", "usual")
        titles = {}
        for reason in self.reasons.values():
            title = reason.texts["title"].lower()
            if title in titles:
                reason.table.bad(f"a title used twice: {title!r}", "title")
            titles[title] = reason
