#!/usr/bin/env python3
"""What rule packs do beside the built-in rules, and what is said of bytes that are none.

usage: packs.py API_JSON LIBRARY PACK_COMPILER HEADER DATA_FOLDER BEFORE AFTER INSTEAD
"""

import ctypes
import os
import struct
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "vectors")]

from binding import Library  # noqa: E402

FAILURES = []


def expect(what, got, wanted):
    if got != wanted:
        FAILURES.append(what)
        print(f"{what}: {got!r}, not {wanted!r}")


class Packs:
    def __init__(self, api, library):
        self.lib = Library(api, library)
        self.kept = []  # buffers must stay where they are
        problem = "SMTPCODES_RULES_"
        self.problems = {v: n[len(problem):].lower() for n, v in self.lib.constants.items() if n.startswith(problem)}

    def place(self, data, shift=0):
        buffer = ctypes.create_string_buffer(len(data) + 16)
        address = ctypes.addressof(buffer)
        address += -address % 8 + shift
        ctypes.memmove(address, data, len(data))
        self.kept.append(buffer)
        return address

    def problem(self, data, shift=0):
        return self.problems[self.lib.rules_check(self.place(data, shift), len(data))]

    def view(self, data):
        return self.lib.rules_view(self.place(data), len(data))

    def diagnose(self, rules, reply, provider=""):
        lib = self.lib
        context, verdict = lib.struct("context"), lib.struct("verdict")
        context.provider = lib.constant("PROVIDER", provider or "none")
        data = reply.encode()
        lib.diagnose(data, len(data), ctypes.byref(context), ctypes.sizeof(context), rules, ctypes.byref(verdict),
                     ctypes.sizeof(verdict))
        return verdict

    def reason(self, rules, verdict):
        own = self.lib.rules_reason_name(rules, verdict.reason).decode()
        return own or self.lib.word_name(self.lib.constant("VOCABULARY", "reason"), verdict.reason).decode()

    def said(self, rules, reply, verdict):
        """The reason as a text for people; "" in a build without texts."""
        text = ctypes.create_string_buffer(500)
        data = reply.encode()
        length = self.lib.render_verdict(data, len(data), rules, ctypes.byref(verdict), ctypes.sizeof(verdict),
                                         self.lib.constant("PART", "reason"), self.lib.constant("FORMAT", "text"), 1, text, 500)
        return text.value.decode() if length > 0 else ""

    def rule(self, rules, verdict):
        pack = verdict.rule_origin == self.lib.constant("RULE_ORIGIN", "pack")
        return self.lib.rule_name(rules if pack else None, verdict.rule).decode()


def check_before(at, rules):
    lib = at.lib
    expect("date", lib.rules_date(rules), 20261124)
    verdict = at.diagnose(rules, "554 5.7.1 <kim@example.net>: HELD by\tAcme gate")
    expect("own reason", at.reason(rules, verdict), "acme_quarantine")
    said = at.said(rules, "554 5.7.1 <kim@example.net>: HELD by\tAcme gate", verdict)
    expect("own reason in a text", said[-18:], " (acme_quarantine)" if said else "")
    expect("own reason, number", verdict.reason, 1000)
    expect("own reason, parent", verdict.decision.reason, lib.constant("REASON", "policy_rejected"))
    expect("parent", lib.rules_reason_parent(rules, 1000), lib.constant("REASON", "policy_rejected"))
    expect("parent of a second", lib.rules_reason_parent(rules, 1001), lib.constant("REASON", "mailbox_disabled"))
    expect("parent of none", lib.rules_reason_parent(rules, 1002), 0)
    expect("parent of ours", lib.rules_reason_parent(None, lib.constant("REASON", "mailbox_full")), lib.constant("REASON", "mailbox_full"))
    expect("name of no pack", lib.rules_reason_name(None, 1000), b"")
    expect("own rule", at.rule(rules, verdict), "acme-quarantine")
    expect("delay", at.diagnose(rules, "451 4.7.1 Held by ACME gate").decision.delay_seconds, 900)
    closed = "550 5.1.1 Mailbox of kim@example.net: CLOSED for good"
    expect("two literals", at.reason(rules, at.diagnose(rules, closed)), "acme_closed")
    expect("suppress", at.diagnose(rules, closed).decision.suppress, lib.constant("SUPPRESS", "never"))
    expect("class", at.rule(rules, at.diagnose(rules, closed.replace("550 5", "450 4"))), "loose-mailbox-disabled")
    expect("before ours", at.reason(rules, at.diagnose(rules, "452 4.2.2 Mailbox is full")), "server_busy")
    expect("a guard that fails", at.reason(rules, at.diagnose(rules, "552 5.2.2 Mailbox is full")), "mailbox_full")
    for what, text, wanted in (
            ("a loose word", "554 ACME, says no", "acme-word"), ("a loose word at the end", "554 ask (gate)", "acme-word"),
            ("a loose word within another", "554 acmes agate gates no", ""), ("a part of a name", "554 ask kim@gate.example.net", ""),
            ("a part of a host", "554 gate.example.net", ""), ("a word before a full stop", "554 ask at the gate. Bye", "acme-word"),
            ("a part of a page", "554 see http://example.net/gate/x", ""), ("a word behind a page", "554 see http://example.net/ gate", "acme-word"),
            ("words together", "554 this sender is unwelcome in acmeland", "acme-word"),
            ("words in another order", "554 acmeland: UNWELCOME, dear senders", "acme-word"),
            ("words by their first eight letters", "554 the senders are unwelcomed by Acmelanders", "acme-word"),
            ("one of the words", "554 this sender is unwelcome", "loose-sender-blocked"), ("a capital letter of Latin-1", "554 ZÜRICH acmeland sender", "acme-word"),
            ("eight blanks apart", "554 sender unwelcome 1 2 3 4 5 6 acmeland", "acme-word"),
            ("nine blanks apart", "554 sender unwelcome 1 2 3 4 5 6 7 acmeland", "loose-sender-blocked"),
            ("over lines", "554-the sender is\r\n554 unwelcome in acmeland", "acme-word")):
        expect(what, at.rule(rules, at.diagnose(rules, text)), wanted)
    unknown = "550 5.7.1 no such user"
    expect("switched off", at.rule(rules, at.diagnose(rules, unknown)), "loose-recipient-unknown")
    expect("not switched off", at.rule(None, at.diagnose(None, unknown)), "recipient-user-unknown")
    expect("ours beside it", at.reason(rules, at.diagnose(rules, "554 5.7.1 <kim@example.net>: Relay access denied")), "relay_denied")


def check_marks(at, data):
    """Where every bit of the filter is set each slot is looked into, whatever the text; the answers are the same."""
    slot_bits, = struct.unpack_from("=I", data, 4 * 9)
    marks, = struct.unpack_from("=I", data, 4 * 14)
    full = data[:marks] + b"\xff" * (4 << slot_bits) + data[marks + (4 << slot_bits):]
    expect("every bit set", at.problem(full), "sound")
    check_before(at, at.view(full))


def check_after(at, rules):
    expect("after: ours first", at.reason(rules, at.diagnose(rules, "552 5.2.2 Mailbox is full")), "mailbox_full")
    expect("after", at.rule(rules, at.diagnose(rules, "450 4.7.1 We have not met before")), "late-greylist")
    expect("after: date", at.lib.rules_date(rules), 20261101)


def check_instead(at, rules):
    lib = at.lib
    expect("instead: none of ours", at.rule(rules, at.diagnose(rules, "554 5.7.1 Relay access denied")), "")
    expect("instead: a provider that is not known", at.rule(rules, at.diagnose(rules, "550 unloved mail")), "")
    expect("instead", at.rule(rules, at.diagnose(rules, "550 unloved mail", "google")), "only-rule")
    expect("instead: inside a word", at.rule(rules, at.diagnose(rules, "550 unloved mails", "google")), "")
    verdict = at.diagnose(rules, "550 blocked using zen.spamhaus.org")
    expect("instead: the block list", verdict.blocklist, lib.constant("BLOCKLIST", "spamhaus_zen"))
    expect("instead: no rule of a block list", at.rule(rules, verdict), "")


def put(data, place, *numbers):
    return data[:4 * place] + struct.pack(f"={len(numbers)}I", *numbers) + data[4 * (place + len(numbers)):]


def check_problems(at, data):
    """Words of the head as lib/rules.h orders them."""
    cases = [
        ("sound", data, 0), ("short", data[:100], 0), ("short", b"", 0), ("unaligned", data, 4),
        ("foreign", b"\x7fELF" + data[4:], 0), ("byte_order", data[:4][::-1] + data[4:], 0), ("form", put(data, 1, 2), 0),
        ("size", data[:-8], 0), ("size", data + b"\0" * 8, 0), ("size", put(data, 2, 0), 0), ("head", put(data, 3, 7), 0),
        ("head", put(data, 4, 9), 0), ("head", put(data, 4, 0), 0), ("head", put(data, 9, 31), 0), ("head", put(data, 11, 1), 0),
        ("head", put(data, 40, 3), 0), ("head", put(data, 41, 1), 0), ("head", put(data, 39, 513), 0), ("place", put(data, 14, len(data)), 0),
        ("place", put(data, 14, 0xFFFFFFFC), 0), ("place", put(data, 24, 2), 0), ("place", put(data, 23, 0x7FFFFFFF), 0),
    ]
    candidates_at, _, positions_at, candidates, literals_at, _, _, texts = struct.unpack_from("=8I", data, 4 * 16)
    cases += [("place", put(data, 16, len(data) - 2 * candidates), 0), # one more is read, of a slot without any
              ("filter", data[:candidates_at] + b"\xff\xff" + data[candidates_at + 2:], 0),
              ("filter", data[:positions_at] + b"\xff" + data[positions_at + 1:], 0),
              ("literal", data[:literals_at] + struct.pack("=H", texts - 7) + data[literals_at + 2:], 0)]
    words, _, _, groups = struct.unpack_from("=4I", data, 4 * 35) # a word: eight letters, its list; a group: row, first, count
    numbers, = struct.unpack_from("=I", data, 4 * 27)
    first, second = data[words:words + 10], data[words + 10:words + 20]
    list_of_first, = struct.unpack_from("=H", first, 8)
    cases += [("literal", data[:words] + second + first + data[words + 20:], 0), # out of order
              ("literal", data[:words] + first + first + data[words + 20:], 0),  # twice
              ("literal", data[:words + 8] + b"\0\0" + data[words + 10:], 0),   # no list
              ("literal", data[:words + 8] + b"\xff\xff" + data[words + 10:], 0),
              ("literal", # a group that is none
               data[:numbers + 2 * list_of_first + 2] + b"\xff\xff" + data[numbers + 2 * list_of_first + 4:], 0),
              ("literal", data[:groups] + b"\xff\xff" + data[groups + 2:], 0),  # a rule that is none
              ("literal", data[:groups + 2] + b"\xff\xff" + data[groups + 4:], 0),
              ("literal", data[:groups + 4] + b"\xff\xff" + data[groups + 6:], 0)]
    words_of = [number for number, in struct.iter_unpack("=I", data[:len(data) // 4 * 4])]
    falling = next(n for n in range(42, len(words_of) - 1) if words_of[n] >= words_of[n + 1]) # no ascending list of rules
    cases.append(("off", put(data, 33, 4 * falling, 2), 0))
    for wanted, bytes_, shift in cases:
        expect(f"problem {wanted}", at.problem(bytes_, shift), wanted)
    expect("NULL with a length", at.lib.rules_check(None, 8), at.lib.constant("ERROR", "argument"))
    expect("no view", at.view(data[:-8]), None)
    verdict, context = at.lib.struct("verdict"), at.lib.struct("context")
    result = at.lib.diagnose(b"550 x", 5, ctypes.byref(context), ctypes.sizeof(context), at.place(b"\0" * 160),
                             ctypes.byref(verdict), ctypes.sizeof(verdict))
    expect("a handle that is none", result, at.lib.constant("ERROR", "rules"))


BAD = [
    ("no date", 'use = "before"\n', "top.date: is missing"),
    ("an unknown use", 'date = 20260101\nuse = "beside"\n', "top.use: is none of"),
    ("an unknown rule", 'date = 20260101\nuse = "before"\noff = ["gone-rule"]\n', "there is no built-in rule 'gone-rule'"),
    ("a reason of ours", 'date = 20260101\nuse = "before"\n[reasons.mailbox_full]\nparent = "unknown"\n', "is a reason of the library"),
    ("no parent", 'date = 20260101\nuse = "before"\n[reasons.mine]\nparent = "yours"\n', "is not a reason of the library"),
    ("a short phrase", 'date = 20260101\nuse = "before"\n[rules.x]\nreason = "greylisted"\nrank = 50\nphrases = ["later"]\n'
        'source = ["x"]\nsamples = ["450 later"]\n', "has 5 bytes"),
    ("loose words of no name", 'date = 20260101\nuse = "before"\n[rules.x]\nreason = "greylisted"\nrank = 80\nwords = ["NOBODY + later"]\n'
        'source = ["x"]\nsamples = ["450 later"]\n', "'NOBODY' is neither a word nor a name"),
    ("a loose word twice", 'date = 20260101\nuse = "before"\n[rules.x]\nreason = "greylisted"\nrank = 80\nwords = ["later + later"]\n'
        'source = ["x"]\nsamples = ["450 later"]\n', "'later' stands in two groups"),
    ("five groups", 'date = 20260101\nuse = "before"\n[rules.x]\nreason = "greylisted"\nrank = 80\nwords = ["aa + bb + cc + dd + ee"]\n'
        'source = ["x"]\nsamples = ["450 aa bb cc dd ee"]\n', "has not 1 to 4 groups"),
    ("loose words that are sure", 'date = 20260101\nuse = "before"\n[rules.x]\nreason = "greylisted"\nrank = 69\nwords = ["aa + bb"]\n'
        'source = ["x"]\nsamples = ["450 aa bb"]\n', "rank: is below 70"),
    ("words that no sample holds", 'date = 20260101\nuse = "before"\n[rules.x]\nreason = "greylisted"\nrank = 80\nwords = ["aa + bb"]\n'
        'source = ["x"]\nsamples = ["450 aa"]\n', "none of them reaches the rule"),
    ("no TOML", "= =\n", "Invalid"),
]


def check_compiler(compiler, header, data):
    with tempfile.TemporaryDirectory() as folder:
        source, output = os.path.join(folder, "bad.toml"), os.path.join(folder, "bad.pack")
        for what, text, wanted in BAD:
            with open(source, "w", encoding="utf-8") as stream:
                stream.write(text)
            done = subprocess.run([sys.executable, compiler, header, data, source, output], capture_output=True, text=True)
            expect(what, (done.returncode != 0, wanted in done.stderr, os.path.exists(output)), (True, True, False))


def main(api, library, compiler, header, data, *packs):
    at = Packs(api, library)
    for path, check in zip(packs, (check_before, check_after, check_instead)):
        with open(path, "rb") as stream:
            content = stream.read()
        expect(path, at.problem(content), "sound")
        rules = at.view(content)
        if rules:
            check(at, rules)
    with open(packs[0], "rb") as stream:
        first = stream.read()
    check_problems(at, first)
    check_marks(at, first)
    check_compiler(compiler, header, data)
    print(f"{len(FAILURES)} failures")
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
