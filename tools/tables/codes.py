"""Reply codes and enhanced codes: data/replies.toml, data/enhanced.toml, data/families.toml."""

import re

from problems import Table

FIELDS = ("title", "meaning", "when", "fix", "client", "server", "note")
NEEDED = FIELDS[:6]
SHORT = ("title", "meaning")
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
DETAIL = re.compile(r"X\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})")
CODE = re.compile(r"[1-9]\d\d|[245]\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})")
KINDS = {2: "success", 4: "temporary", 5: "permanent"}


def number_of(text):
    """550 of "550", 5007026 of "5.7.26"."""
    parts = [int(p) for p in text.split(".")]
    return parts[0] if len(parts) == 1 else parts[0] * 1000000 + parts[1] * 1000 + parts[2]


def text_of(number):
    if number < 1000:
        return str(number)
    return f"{number // 1000000}.{number // 1000 % 1000}.{number % 1000}"


class Code:
    """One code of the table, its links still as numbers."""

    def __init__(self, number, table):
        self.number, self.table = number, table
        self.name, self.aliases = "", []
        self.standing = self.reason = 0
        self.extensions, self.references = [], []
        self.see_also, self.accompanies = [], []
        self.temporary = self.permanent = 0
        self.texts, self.at = {}, {}  # field -> text; stage -> {"reason": number, "texts": {field: text}}
        self.stages, self.answers = [], []

    @property
    def severity(self):
        first = self.number // 1000000 or self.number // 100
        return first if 2 <= first <= 5 else 0


class Codes:
    def __init__(self, header, problems):
        self.header, self.problems = header, problems
        self.codes = {}
        self.families = {}  # key -> texts
        self.reasons = {}   # key -> reason
        self.subjects = {}  # key -> texts that hold for refusals of a subject

    # ------------------------------------------------------------------------------------------------ replies

    def read_replies(self, file, data):
        for key, values in data.items():
            table = Table(self.problems, file, key, values)
            if not re.fullmatch(r"[1-9]\d\d", key):
                table.bad("is not a reply code")
                continue
            self.read_reply(int(key), table)

    def read_reply(self, number, table):
        table.only("name", "aliases", "standing", "extensions", "references", "reason", "see_also", "temporary",
                   "permanent", "at", *FIELDS)
        code = Code(number, table)
        self.common(code, table)
        code.aliases = table.get("aliases", list, [])
        code.standing = table.word("standing", "standing", self.header, required=True)
        code.reason = table.word("reason", "reason", self.header, required=True)
        unofficial = code.standing == self.header.number("standing", "unofficial")
        for field in FIELDS:
            text = table.text(field, required=field in (SHORT if unofficial else NEEDED))
            if text:
                code.texts[field] = text
        code.temporary = self.link(table, "temporary")
        code.permanent = self.link(table, "permanent")
        for stage, values in table.get("at", dict, {}).items():
            self.read_stage(code, stage, Table(self.problems, table.file, f"{table.key}.at.{stage}", values))
        self.add(code)

    def read_stage(self, code, stage, table):
        number = self.header.number("stage", stage)
        if not number:
            table.bad("unknown stage")
            return
        table.only("reason", *FIELDS)
        texts = {field: table.text(field) for field in FIELDS if field in table.values}
        code.at[number] = {"reason": table.word("reason", "reason", self.header), "texts": texts}

    # ----------------------------------------------------------------------------------------------- enhanced

    def read_enhanced(self, file, data):
        for key, values in data.items():
            if key in ("class", "subject"):
                continue
            table = Table(self.problems, file, key, values)
            match = DETAIL.fullmatch(key)
            if not match:
                table.bad("is not a detail such as X.7.26")
                continue
            self.read_detail(int(match[1]), int(match[2]), table)

    def read_detail(self, subject, detail, table):
        table.only("name", "standing", "references", "classes", "seen", "seen_reference", "replies", "stages",
                   "reason", "see_also", "class", "former", "extensions", *FIELDS)
        allowed, seen = table.get("classes", list, [], True), table.get("seen", list, [])
        for severity in [*allowed, *seen]:
            if severity not in KINDS:
                table.bad(f"no class {severity!r}", "classes")
        if set(allowed) & set(seen):
            table.bad("a class is both allowed and only seen", "seen")
        if seen:
            table.sources("seen_reference")
        classes = table.get("class", dict, {})
        for severity in classes:
            if not severity.isdigit() or int(severity) not in allowed + seen:
                table.bad("texts for a class that is not listed", f"class.{severity}")
        shared = {field: table.text(field) for field in FIELDS if field in table.values}
        former = table.text("former")
        for severity in sorted(s for s in [*allowed, *seen] if s in KINDS):
            own = Table(self.problems, table.file, f"{table.key}.class.{severity}", classes.get(str(severity), {}))
            code = Code(severity * 1000000 + subject * 1000 + detail, table)
            self.read_class(code, table, own, shared, former, len(allowed) + len(seen) > 1, severity in seen)
        self.counterparts(subject, detail)

    def read_class(self, code, table, own, shared, former, several, only_seen):
        own.only("reason", *FIELDS)
        self.common(code, table)
        if several and code.name:
            code.name += "-" + KINDS[code.severity]
        standing = table.word("standing", "standing", self.header, required=True)
        code.standing = self.header.number("standing", "unofficial") if only_seen else standing
        if only_seen:
            code.references = table.get("seen_reference", list, []) + code.references
        reason = table.word("reason", "reason", self.header, required=True)
        code.reason = own.word("reason", "reason", self.header, reason)
        if code.severity == 2:
            code.reason = self.header.number("reason", "accepted")
        code.texts = {**shared, **{field: own.text(field) for field in FIELDS if field in own.values}}
        for field in NEEDED:
            if field not in code.texts:
                own.bad("is missing", field)
        if former:
            code.texts["note"] = " ".join(filter(None, [code.texts.get("note"), former]))
        code.stages = table.words("stages", "stage", self.header)
        for reply in table.get("replies", list, []):
            if not isinstance(reply, int):
                table.bad(f"{reply!r} is not a reply code", "replies")
            elif reply // 100 == code.severity:
                code.accompanies.append(reply)
        self.add(code)

    def counterparts(self, subject, detail):
        transient, permanent = (self.codes.get(s * 1000000 + subject * 1000 + detail) for s in (4, 5))
        if transient and permanent:
            transient.permanent, permanent.temporary = permanent.number, transient.number

    # ------------------------------------------------------------------------------------------------- common

    def common(self, code, table):
        code.name = table.get("name", str, "", True)
        code.references = list(table.sources())
        code.extensions = table.get("extensions", list, [])
        code.see_also = [number_of(t) for t in table.get("see_also", list, []) if self.is_code(table, "see_also", t)]

    def is_code(self, table, field, text):
        if isinstance(text, str) and CODE.fullmatch(text):
            return True
        table.bad(f"{text!r} is not a code", field)
        return False

    def link(self, table, field):
        text = table.get(field, str, None)
        return number_of(text) if text is not None and self.is_code(table, field, text) else 0

    def add(self, code):
        if code.number in self.codes:
            code.table.bad(f"a duplicate: {text_of(code.number)} stands twice")
        self.codes[code.number] = code

    def read_families(self, file, data):
        """The texts of codes that the table does not know: by class, and by class with category or subject."""
        for key, values in data.items():
            table = Table(self.problems, file, key, values)
            if not re.fullmatch(r"[2-5][0-5]?|[245]\.([0-7]|X)|X\.[0-7]", key):
                table.bad("is not a family: a first digit, two digits, class and subject, or a subject")
                continue
            if key[0] == "X":
                self.read_subject(key, table)
                continue
            table.only("reason", "references", *FIELDS)
            table.sources()
            self.families[key] = {f: table.text(f, f in SHORT) for f in FIELDS if f in table.values or f in SHORT}
            self.reasons[key] = table.word("reason", "reason", self.header, required=True)

    def read_subject(self, key, table):
        table.only("when", "fix", "server", "references")
        table.sources()
        self.subjects[key] = {field: table.text(field, True) for field in ("when", "fix", "server")}

    def family_texts(self, key):
        """The texts of a family: its own, then, for a refusal, those of its subject."""
        subject = self.subjects.get("X." + key[2:], {}) if key[:2] in ("4.", "5.") else {}
        return {**subject, **self.families.get(key, {})}

    # ------------------------------------------------------------------------------------------------- checks

    def check(self):
        names, titles = {}, {}
        for number, code in sorted(self.codes.items()):
            for name in [code.name, *code.aliases]:
                if not NAME.fullmatch(name):
                    code.table.bad(f"{name!r} is not a name", "name")
                self.once(names, name, number, code.table, "name")
            title = code.texts.get("title")
            if title:
                self.once(titles, title.lower(), number, code.table, "title")
            self.check_links(code)
        for key in [*"2345", *(f"{c}{d}" for c in "2345" for d in "012345"), *(f"{c}.{s}" for c in "245" for s in "01234567X")]:
            if key not in self.families:
                self.problems.add("families.toml", key, "is missing")

    def once(self, seen, text, number, table, field):
        if text in seen and seen[text] != number:
            table.bad(f"{text!r} is also that of {text_of(seen[text])}", field)
        seen.setdefault(text, number)

    def check_links(self, code):
        for field, severity, back in (("temporary", 4, "permanent"), ("permanent", 5, "temporary")):
            other = getattr(code, field)
            if not other:
                continue
            if other not in self.codes:
                code.table.bad(f"{text_of(other)} is not in the table", field)
            elif self.codes[other].severity != severity or code.severity + severity != 9:
                code.table.bad(f"{text_of(other)} is of the wrong class", field)
        for other in code.see_also:
            if other not in self.codes:
                code.table.bad(f"{text_of(other)} is not in the table", "see_also")
        for other in code.accompanies:
            if other not in self.codes:
                code.table.bad(f"{other} is not in the table", "replies")
