#!/usr/bin/env python3
"""Compile a rule pack: rules of one's own as a file that smtpcodes_rules_view reads. Refuses bad data with key and reason.

usage: pack.py HEADER DATA_FOLDER PACK.toml OUTPUT

The pack is for machines of the byte order of the one that it is made on. docs/rules.md tells what a pack holds.
"""

import re
import sys
import tomllib

from compile import read
from header import Header
from layout import USES, Layout
from problems import Problems, Table
from reached import refuse_unreached
from rules import Rules

REASON = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


class Pack:
    def __init__(self, header, built_in, file, data, problems):
        self.header, self.built_in, self.problems, self.file = header, built_in, problems, file
        head = Table(problems, file, "top", data)
        head.only("date", "use", "off", "reasons", "rules")
        self.date = head.get("date", int, 0, True)
        if not 20000101 <= self.date <= 99991231:
            head.bad("is not a day such as 20261124", "date")
        self.use = head.get("use", str, "before", True)
        if self.use not in USES:
            head.bad(f"is none of {', '.join(USES)}", "use")
        self.off = [self.number_of(head, name) for name in head.get("off", list, [])]
        self.rules = Rules(header, problems, built_in.synonyms, built_in=False)
        self.rules.parents = {}
        for name, values in head.get("reasons", dict, {}).items():
            self.read_reason(Table(problems, file, f"reasons.{name}", values), name)
        self.rules.read_rules(file, head.get("rules", dict, {}))
        self.rules.finish()
        refuse_unreached(self.rules)

    def number_of(self, table, name):
        """The number of a built-in rule, or of a provider's code."""
        for rule in self.built_in.rules + self.built_in.codes:
            if rule.name == name:
                return rule.id
        table.bad(f"there is no built-in rule {name!r}", "off")
        return 0

    def read_reason(self, table, name):
        table.only("parent")
        parent = self.header.number("reason", table.text("parent", True))
        if not REASON.fullmatch(name):
            table.bad("is not a name")
        if self.header.number("reason", name) is not None:
            table.bad("is a reason of the library")
        if not parent:
            table.bad("is not a reason of the library", "parent")
        self.rules.reasons[name] = self.header.number("own", "reason") + len(self.rules.reasons)
        self.rules.parents[name] = parent or 0


def main(header_path, folder, source, output):
    problems = Problems()
    try:
        with open(source, "rb") as stream:
            data = tomllib.load(stream)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        sys.exit(f"{source}: {error}")
    pack = Pack(Header(header_path), read(header_path, folder).rules, source, data, problems)
    if problems:
        for line in problems.lines:
            print(line, file=sys.stderr)
        sys.exit(f"pack.py: {len(problems.lines)} problems in the pack; nothing was written")
    with open(output, "wb") as stream:
        stream.write(Layout(pack.rules, pack.date, sorted(set(pack.off)), pack.use).as_bytes())


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
