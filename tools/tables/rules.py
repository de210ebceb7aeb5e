"""What a server's words say: data/rules/*.toml, data/providers.toml, data/blocklists.toml, data/waits.toml, data/doubts.toml."""

import re

from problems import Table

SHORTEST, LONGEST, LITERALS = 8, 120, 8 # bytes of a literal; literals of a phrase
TAILS = 1024                            # phrases of several literals (lib/rules.h)
GROUPS, MOST_TOGETHER = 512, 4          # of loose words; in one rule (lib/rules.h, lib/pack.c)
WORD = re.compile("[a-z0-9\u0080-\U0010ffff]{2,}")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DETAIL = re.compile(r"([245X])\.(\d{1,3})\.(\d{1,3})(?:-(\d{1,3}))?")
SUBJECT = re.compile(r"([245X])\.(\d{1,3})")
GUARDS = ("class", "codes", "enhanced", "subjects", "stages", "providers")
KINDS = ("rule", "provider", "blocklist", "wait", "doubt", "code") # lib/rules.h
BLOCKLIST_RANK, CODE_RANK = 20, 10
VAGUE = 70 # SMTPCODES__VAGUE of lib/rules.h


def fold(text):
    """White space folded, ASCII in lower case, as bytes (oracle.py says the same in its own words)."""
    return re.sub("[\t-\r \u00a0]+", " ", text).encode().lower()


def is_word(byte):
    return 48 <= byte <= 57 or 97 <= byte <= 122


def identity(name):
    """The number of a rule for ever: FNV-1a of its name in 31 bits, never 0."""
    number = 0x811C9DC5
    for byte in name.encode():
        number = (number ^ byte) * 0x01000193 & 0xFFFFFFFF
    return (number ^ number >> 31) & 0x7FFFFFFF or 1


class Literal:
    def __init__(self, text):
        self.left, self.right = text.startswith("|"), text.endswith("|") and len(text) > 1
        self.bytes = fold(text[self.left:len(text) - self.right])


def letters(word):
    """What of a loose word counts: its first eight bytes. Letters of both cases differ in one bit, in Latin-1 too."""
    return bytes(byte | 0x20 for byte in word[:8])


class Guard:
    """Conditions of a rule; an empty one always holds."""

    def __init__(self):
        self.classes = self.stages = 0
        self.codes, self.enhanced, self.providers = (), (), ()

    @property
    def key(self):
        return (self.classes, self.stages, self.codes, self.enhanced, self.providers)

    def __bool__(self):
        return any(self.key)


class Rule:
    """One row: a rule, or a hint (provider, block list, wait, doubt), or a provider's own code."""

    def __init__(self, kind, name, table):
        self.kind, self.name, self.table = kind, name, table
        self.id = identity(name)
        self.reason = self.rank = self.value = self.flags = self.delay = self.suppress = 0
        self.companion = None
        self.guard, self.phrases, self.samples = Guard(), [], []
        self.words = [] # of each line a list of groups, of which one word each stands near the others


class Rules:
    def __init__(self, header, problems, synonyms, built_in=True):
        """`synonyms` are groups of words by name."""
        self.header, self.problems, self.synonyms, self.built_in = header, problems, synonyms, built_in
        self.hints, self.rules, self.codes = [], [], []
        self.hosts = []   # (domain, provider)
        self.words = {"provider": [], "blocklist": []}
        self.reasons = {} # own ones of a pack: name -> number
        self.names = {}

    # ----------------------------------------------------------------------------------------------- rule files

    def read_rules(self, file, data):
        for name, values in data.items():
            table = Table(self.problems, file, name, values)
            table.only("reason", "rank", "phrases", "words", "source", "samples", "delay_seconds", "flags", "suppress", "note", *GUARDS)
            rule = Rule("rule", name, table)
            self.name(rule)
            rule.reason = self.reason(table)
            rule.rank = table.get("rank", int, 50, True)
            if not 1 <= rule.rank <= 99:
                table.bad("is not from 1 to 99", "rank")
            rule.words = [self.loose(table, line) for line in table.get("words", list, [])]
            if rule.words and rule.rank < VAGUE:
                table.bad(f"is below {VAGUE}, and loose words are vague", "rank")
            self.common(rule, "phrases")
            rule.samples = self.samples(table)
            rule.flags = sum(table.words("flags", "decision_flag", self.header))
            rule.suppress = table.word("suppress", "suppress", self.header)
            rule.delay = table.get("delay_seconds", int, 0)
            if not 0 <= rule.delay <= 65535:
                table.bad("is not from 0 to 65535 seconds", "delay_seconds")
            if not 0 <= rule.flags <= 65535:
                table.bad("is beyond what the table holds", "flags")
            table.text("note")
            self.rules.append(rule)

    def reason(self, table):
        name = table.get("reason", str, "", True)
        number = self.reasons.get(name, self.header.number("reason", name))
        if number is None:
            table.bad(f"unknown reason {name!r}", "reason")
        return number or 0

    def name(self, rule):
        if not NAME.fullmatch(rule.name):
            rule.table.bad("is not a name")
        other = self.names.setdefault(rule.id, rule)
        if other is not rule:
            rule.table.bad(f"its name, or the number made of it, is that of {other.name} in {other.table.file} too")

    def samples(self, table):
        samples = table.get("samples", list, [], True)
        if not samples:
            table.bad("a rule without a sample", "samples")
        return [sample for sample in samples if isinstance(sample, str)]

    def common(self, rule, field):
        table = rule.table
        table.sources("source")
        phrases = table.get(field, list, [], not rule.words)
        if not phrases and not rule.words and rule.kind == "rule":
            table.bad("a rule without a phrase", field)
        rule.phrases = [self.phrase(table, field, text) for text in phrases]
        rule.guard = self.guard(table)

    def loose(self, table, line):
        """Groups of loose words, such as "RECIPIENT + unknown missing": words and names of synonyms."""
        groups = []
        for text in str(line).split(" + "):
            words = [word for name in text.split() for word in self.synonyms.get(name, [name])]
            for word in words:
                if not WORD.fullmatch(word):
                    table.bad(f"{word!r} is neither a word nor a name of data/synonyms.toml", "words")
            groups.append({letters(word.encode()) for word in words})
        if not all(groups) or len(groups) > MOST_TOGETHER:
            table.bad(f"{line!r} has not 1 to {MOST_TOGETHER} groups", "words")
        twice = [word for place, group in enumerate(groups) for other in groups[:place] for word in group & other]
        if twice:
            table.bad(f"{twice[0].decode(errors='replace')!r} stands in two groups of {line!r}", "words")
        return groups

    def phrase(self, table, field, text):
        literals = [Literal(part) for part in str(text).split(" ... ")]
        if self.built_in and any(letter > "\x7f" and letter.lower() != letter for letter in str(text)):
            table.bad(f"{text!r}: a capital letter beyond ASCII is found as it stands alone; write the small one, or begin behind it", field)
        for literal in literals:
            shown = literal.bytes.decode()
            if not SHORTEST <= len(literal.bytes) <= LONGEST:
                table.bad(f"{shown!r} has {len(literal.bytes)} bytes, not {SHORTEST} to {LONGEST}", field)
                continue
            if (literal.left and not is_word(literal.bytes[0])) or (literal.right and not is_word(literal.bytes[-1])):
                table.bad(f"{shown!r}: a word edge beside what is neither letter nor digit", field)
            if b"|" in literal.bytes:
                table.bad(f"{shown!r}: a word edge inside", field)
        for literal in literals[1:-1]: # lib/matcher.c keeps the first place of a first literal alone
            if any(literal.bytes.startswith(literal.bytes[n:]) for n in range(1, len(literal.bytes))):
                table.bad(f"{literal.bytes.decode()!r} between others ends as it begins, so that it may overlap itself", field)
        if len(literals) > LITERALS:
            table.bad(f"{text!r} has more than {LITERALS} literals", field)
        return literals

    # ---------------------------------------------------------------------------------------------------- guards

    def guard(self, table):
        guard = Guard()
        for number in table.get("class", list, []):
            if number not in (4, 5):
                table.bad(f"{number!r} is not 4 or 5", "class")
            else:
                guard.classes |= 1 << number
        guard.stages = sum(1 << n for n in set(table.words("stages", "stage", self.header)))
        codes = table.get("codes", list, [])
        if not all(isinstance(code, int) and 200 <= code <= 999 for code in codes):
            table.bad("is not a list of reply codes", "codes")
        else:
            guard.codes = tuple(sorted(set(codes)))
        guard.enhanced = tuple(self.detail(table, "enhanced", DETAIL, t) for t in table.get("enhanced", list, [])) + \
            tuple(self.detail(table, "subjects", SUBJECT, t) for t in table.get("subjects", list, []))
        guard.providers = tuple(sorted(table.words("providers", "provider", self.header)))
        return guard

    def detail(self, table, field, form, text):
        """(class or 0, subject, first detail, last detail)"""
        match = form.fullmatch(str(text))
        if not match:
            table.bad(f"{text!r} is not such as {'5.7.26, X.7.26 or 5.7.606-649' if form is DETAIL else '5.7 or X.7'}", field)
            return (0, 0, 0, 0)
        severity = 0 if match[1] == "X" else int(match[1])
        if form is SUBJECT:
            return (severity, int(match[2]), 0, 999)
        return (severity, int(match[2]), int(match[3]), int(match[4] or match[3]))

    # ------------------------------------------------------------------------------------------------------- hints

    def read_providers(self, file, data):
        for name, values in data.items():
            table = Table(self.problems, file, name, values)
            table.only("title", "meaning", "hosts", "words", "source", "code")
            number = self.word("provider", name, table)
            for host in table.get("hosts", list, [], True):
                if not isinstance(host, str) or not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host):
                    table.bad(f"{host!r} is not a domain", "hosts")
                self.hosts.append((host, number))
            hint = Rule("provider", f"provider-{name.replace('_', '-')}", table)
            hint.value = number
            self.common(hint, "words")
            self.hints.append(hint)
            for place, own in enumerate(table.get("code", list, []), 1):
                self.read_code(name, number, place, Table(self.problems, file, f"{name}.code[{place}]", own))
        for place, (host, _) in enumerate(self.hosts):
            for other, _ in self.hosts[:place] + self.hosts[place + 1:]:
                if host == other or host.endswith("." + other):
                    self.problems.add(file, "hosts", f"{host} lies in {other}")

    def read_code(self, name, number, place, table):
        table.only("reason", "codes", "enhanced", "class", "rank", "suppress", "source", "note")
        rule = Rule("code", f"{name.replace('_', '-')}-code-{place}", table)
        self.name(rule)
        table.sources("source")
        rule.reason, rule.value, rule.rank = self.reason(table), number, table.get("rank", int, CODE_RANK)
        if not 1 <= rule.rank < VAGUE:
            table.bad(f"is not from 1 to {VAGUE - 1}", "rank")
        rule.suppress = table.word("suppress", "suppress", self.header)
        rule.guard = self.guard(table)
        if not rule.guard.codes and not rule.guard.enhanced:
            table.bad("a provider's code without a code")
        self.codes.append(rule)

    def read_blocklists(self, file, data):
        for name, values in data.items():
            table = Table(self.problems, file, name, values)
            table.only("title", "meaning", "zones", "reason", "rank", "source", "samples")
            hint = Rule("blocklist", f"blocklist-{name.replace('_', '-')}", table)
            hint.value = self.word("blocklist", name, table)
            table.values = {**values, "words": [f"|{zone}|" for zone in table.get("zones", list, [], True)]}
            self.common(hint, "words")
            rule = Rule("rule", f"list-{name.replace('_', '-')}", table)
            self.name(rule)
            rule.reason = self.reason(table) if "reason" in values else self.header.number("reason", "ip_blocklisted")
            rule.rank = table.get("rank", int, BLOCKLIST_RANK)
            rule.value, rule.samples = hint.value, self.samples(table)
            hint.companion = rule
            self.hints.append(hint)
            self.rules.append(rule)

    def read_hints(self, kind, file, data):
        for name, values in data.items():
            table = Table(self.problems, file, name, values)
            table.only("phrases", "source")
            hint = Rule(kind, f"{kind}-{name}", table)
            self.common(hint, "phrases")
            self.hints.append(hint)

    def word(self, vocabulary, name, table):
        number = self.header.number(vocabulary, name)
        if number is None:
            table.bad("the header has no such constant")
        self.words[vocabulary].append((number or 0, name, table.text("title", True), table.text("meaning", True)))
        return number or 0

    # -------------------------------------------------------------------------------------------------- checks

    def finish(self):
        """Put all rows into their order; say what can never win."""
        order = {id(rule): place for place, rule in enumerate(self.rules)}
        self.rules.sort(key=lambda rule: (rule.rank, order[id(rule)]))
        self.codes.sort(key=lambda rule: rule.value)
        self.rows = self.hints + self.rules + self.codes
        self.row = {id(rule): place for place, rule in enumerate(self.rows)}
        if sum(len(phrase) > 1 for rule in self.rows for phrase in rule.phrases) >= TAILS:
            self.problems.add("rules", "phrases", f"more than {TAILS} have several literals")
        if sum(len(groups) for rule in self.rules for groups in rule.words) > GROUPS:
            self.problems.add("rules", "words", f"more than {GROUPS} groups of words")
        self.refuse_hidden()

    def refuse_hidden(self):
        """A phrase that holds one of a better rule without guards is never the answer; nor is a rule that has no other."""
        free = [rule for rule in self.rules if not rule.guard]
        singles = [(self.row[id(rule)], phrase[0], rule) for rule in free for phrase in rule.phrases if len(phrase) == 1]
        heads = {} # by their first bytes, so that a phrase is compared with what may stand in it alone
        for index, (_, literal, _) in enumerate(singles):
            heads.setdefault(literal.bytes[:SHORTEST], []).append(index)
        for rule in self.rules:
            for phrase in rule.phrases:
                near = {index for part in phrase for start in range(len(part.bytes))
                        for index in heads.get(part.bytes[start:start + SHORTEST], ())}
                for place, literal, better in (singles[index] for index in sorted(near)):
                    if place < self.row[id(rule)] and any(holds(part, literal) for part in phrase):
                        rule.table.bad(f"{' ... '.join(p.bytes.decode() for p in phrase)!r} holds {literal.bytes.decode()!r} "
                                       f"of {better.name} ({better.table.file}, rank {better.rank}), which wins", "phrases")
                        break


def holds(literal, other):
    """Whether wherever a literal stands the other one stands too."""
    place = literal.bytes.find(other.bytes)
    while place >= 0:
        end = place + len(other.bytes)
        left = not other.left or (literal.left if place == 0 else not is_word(literal.bytes[place - 1]))
        right = not other.right or (literal.right if end == len(literal.bytes) else not is_word(literal.bytes[end]))
        if left and right:
            return True
        place = literal.bytes.find(other.bytes, place + 1)
    return False
