#!/usr/bin/env python3
"""Which rule wins: a plain, slow reading of data/rules/*.toml, independent of the table compiler and of the library.

usage: oracle.py [--data FOLDER] check                     every sample diagnoses to its own rule, and the form is right
       oracle.py [--data FOLDER] hidden                    rules that another always hides
       oracle.py [--data FOLDER] try 'REPLY' ...           what a reply diagnoses to, and every rule that matches
       oracle.py [--data FOLDER] score CORPUS [--misses] [--set-aside]
                                                           the figures over the development corpus (a folder)
"""

import argparse
import functools
import glob
import json
import os
import re
import sys
import tomllib
import zlib

SHORTEST = 8     # bytes of a literal
LONGEST = 120    # bytes of a literal
VAGUE = 70       # from this rank on a telling enhanced code wins over the words
LAST_RESORT = 90 # from this rank on a telling reply code does too
BLOCKLIST_RANK = 20
NEAR = 8         # blanks between loose words, at most
KEYS = {"reason", "rank", "phrases", "words", "class", "codes", "enhanced", "subjects", "stages", "providers", "source",
        "samples", "delay_seconds", "flags", "suppress", "note"}

# ------------------------------------------------------------------------------------------------------ a reply

HEAD = re.compile(rb"[ \t]*([1-9]\d\d)(?![\d.%/])(?:-|[ \t]+|(?=[\r\n]|$)|(?=\D))")
ENHANCED = re.compile(rb"[ \t]*[#(\[]*([245])\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})(?![\d\w@])(?!\.\d)[)\]]?:?")
ALONE = re.compile(rb"(?:^|(?<=[\s(\[{<#]))([245])\.([0-7])\.(0|[1-9]\d{0,2})(?=[\s)\]}>:,;]|\.(?:\s|$)|$)")


def number(parts):
    return int(parts[0]) * 1000000 + int(parts[1]) * 1000 + int(parts[2])


class Reply:
    """Codes and text of a reply as bytes; the codes at the heads of lines do not belong to the text."""

    def __init__(self, data):
        self.code = self.enhanced = 0
        texts = []
        for index, line in enumerate(re.split(rb"[\r]*\n|\r(?=[2-5]\d\d[ \t-])", data.strip(b"\r\n"))):
            place, head = 0, HEAD.match(line)
            if head:
                self.code, place = int(head[1]), head.end()
            if head or index == 0:
                found = ENHANCED.match(line, place)
                if found:
                    self.enhanced, place = number(found.groups()), found.end()
            texts.append(line[place:])
        self.text = b"\n".join(texts)
        if not self.enhanced:
            for found in ALONE.finditer(self.text):
                if not self.code or int(found[1]) == self.code // 100:
                    self.enhanced = number(found.groups())
                    break

    @property
    def severity(self):
        first = self.code // 100 or self.enhanced // 1000000
        return first if 2 <= first <= 5 else 0


def fold(text):
    """Lower case in ASCII, every run of white space (U+00A0 too) one blank, one blank at either end."""
    return b" " + b" ".join(re.sub(rb"(?:[\t-\r ]|\xc2\xa0)+", b" ", text).split(b" ")).strip(b" ").lower() + b" "


# -------------------------------------------------------------------------------------------------------- rules

def is_word(byte):
    return 48 <= byte <= 57 or 97 <= byte <= 122


class Literal:
    def __init__(self, text):
        self.left, self.right = text.startswith("|"), text.endswith("|")
        self.bytes = re.sub(r"\s+", " ", text[self.left:len(text) - self.right]).encode().lower()

    def find(self, text, start):
        """The place behind the first occurrence from a place on, or -1."""
        while (start := text.find(self.bytes, start)) >= 0:
            end = start + len(self.bytes)
            if not (self.left and start > 0 and is_word(text[start - 1])) and \
                    not (self.right and end < len(text) and is_word(text[end])):
                return end
            start += 1
        return -1


def letters(word):
    """What of a word counts: its first eight bytes. Letters of both cases differ in one bit, in Latin-1 too."""
    return bytes(byte | 0x20 for byte in word[:8])


LOOSE = rb"[0-9a-z\x80-\xff]"
ALONE_STANDING = re.compile(rb"(?<!L)(?<!L[@._])L{2,}(?!L)(?![@._]L)".replace(b"L", LOOSE))


@functools.lru_cache(1)
def loose_words(folded):
    """(letters, blanks before it) of the words that stand alone: not in a page's address, nor joined to others by @, . or _."""
    text = re.sub(rb"://[^ ]*", lambda page: b"/" * len(page[0]), folded)
    return [(letters(word[0]), text.count(b" ", 0, word.start())) for word in ALONE_STANDING.finditer(text)]


class Bag:
    """Groups of words, of which one each stands near the others, in any order."""

    def __init__(self, text, synonyms):
        self.text = text
        self.groups = [{letters(word.encode()) for name in group.split() for word in synonyms.get(name, [name])}
                       for group in text.split(" + ")]

    def in_words(self, words):
        last = [-NEAR - 1] * len(self.groups)
        for word, blanks in words:
            for place, group in enumerate(self.groups):
                if word in group:
                    last[place] = blanks
            if min(last) >= blanks - NEAR and any(word in group for group in self.groups):
                return True
        return False


class Rule:
    synonyms = {}

    def __init__(self, name, values, file, order):
        self.name, self.values, self.file, self.order = name, values, file, order
        self.reason, self.rank = values.get("reason", ""), values.get("rank", 0)
        self.phrases = [[Literal(part) for part in phrase.split(" ... ")] for phrase in values.get("phrases", [])]
        self.bags = [Bag(text, self.synonyms) for text in values.get("words", [])]
        self.samples = values.get("samples", [])
        self.provider = self.blocklist = ""

    @property
    def key(self):
        return (self.rank, self.order)

    def in_text(self, folded):
        for phrase in self.phrases:
            place = 0
            for literal in phrase:
                place = literal.find(folded, place)
                if place < 0:
                    break
            else:
                return True
        return any(bag.in_words(loose_words(folded)) for bag in self.bags)

    def allows(self, reply, stage, provider):
        guards = self.values
        return ("class" not in guards or reply.severity in guards["class"]) and \
            ("codes" not in guards or reply.code in guards["codes"]) and \
            (not {"enhanced", "subjects"} & set(guards) or self.allows_enhanced(reply.enhanced)) and \
            ("stages" not in guards or stage in guards["stages"]) and \
            ("providers" not in guards or provider in guards["providers"])

    def allows_enhanced(self, enhanced):
        """`enhanced` and `subjects` are alternatives: either is enough."""
        if not enhanced:
            return False
        severity, subject, detail = enhanced // 1000000, enhanced // 1000 % 1000, enhanced % 1000
        subjects = {f"{c}.{subject}" for c in (severity, "X")}
        if subjects & set(self.values.get("subjects", [])):
            return True
        for item in self.values.get("enhanced", []):
            head, _, details = item.rpartition(".")
            first, _, last = details.partition("-")
            if head in subjects and int(first) <= detail <= int(last or first):
                return True
        return False


# --------------------------------------------------------------------------------------------------------- data

def load(path):
    with open(path, "rb") as stream:
        return tomllib.load(stream)


class Data:
    def __init__(self, folder):
        self.rules, self.hints, self.own_codes, self.problems = [], [], [], []
        self.reasons = load(os.path.join(folder, "reasons.toml"))
        Rule.synonyms = load(os.path.join(folder, "synonyms.toml"))
        for path in sorted(glob.glob(os.path.join(folder, "rules", "*.toml"))):
            for name, values in load(path).items():
                self.rules.append(Rule(name, values, os.path.basename(path), len(self.rules)))
        self.read_blocklists(os.path.join(folder, "blocklists.toml"))
        self.read_providers(os.path.join(folder, "providers.toml"))
        self.rules.sort(key=lambda rule: rule.key)
        self.read_codes(folder)

    def read_blocklists(self, path):
        for name, values in (load(path) if os.path.exists(path) else {}).items():
            rule = Rule("list-" + name.replace("_", "-"),
                        {"reason": values.get("reason", "ip_blocklisted"), "rank": values.get("rank", BLOCKLIST_RANK),
                         "phrases": [f"|{zone}|" for zone in values["zones"]], "samples": values.get("samples", []),
                         "source": values.get("source", [])}, os.path.basename(path), len(self.rules))
            rule.blocklist = name
            self.rules.append(rule)

    def read_providers(self, path):
        for name, values in (load(path) if os.path.exists(path) else {}).items():
            for phrase in values.get("words", []):
                hint = Rule(name, {"phrases": [phrase]}, os.path.basename(path), len(self.hints))
                self.hints.append((name, hint))
            for place, own in enumerate(values.get("code", []), 1):
                rule = Rule(f"{name.replace('_', '-')}-code-{place}", {**own, "providers": [name]}, os.path.basename(path), place)
                self.own_codes.append(rule)

    def read_codes(self, folder):
        """The reasons that codes give by themselves."""
        self.by_reply = {int(code): row for code, row in load(os.path.join(folder, "replies.toml")).items()}
        self.by_detail, self.families = {}, load(os.path.join(folder, "families.toml"))
        for key, row in load(os.path.join(folder, "enhanced.toml")).items():
            if not re.fullmatch(r"X\.\d+\.\d+", key):
                continue
            for severity in row["classes"] + row.get("seen", []):
                _, subject, detail = key.split(".")
                own = row.get("class", {}).get(str(severity), {}).get("reason", row["reason"])
                self.by_detail[number((severity, subject, detail))] = own if severity != 2 else "accepted"

    def reason_of(self, code, stage):
        if code < 1000:
            row = self.by_reply.get(code)
            if row:
                return row.get("at", {}).get(stage, {}).get("reason", row["reason"])
            return self.family(str(code // 10)) or self.family(str(code // 100)) if code else "unknown"
        if code in self.by_detail:
            return self.by_detail[code]
        severity, subject = code // 1000000, code // 1000 % 1000
        return self.family(f"{severity}.{subject if subject < 8 else 'X'}") or "unknown"

    def family(self, key):
        return self.families.get(key, {}).get("reason")

    def telling(self, reason):
        return bool(reason) and not self.reasons[reason].get("broad")

    def by_codes(self, reply, stage="unknown"):
        """(reason, whether the enhanced code alone is telling): lib/classify.c, find_reason, in short."""
        severity = reply.severity
        by_code = self.reason_of(reply.code, stage) if reply.code else ""
        if severity < 4 or not reply.enhanced or reply.enhanced // 1000000 == 2:
            return by_code or (self.reason_of(reply.enhanced, stage) if reply.enhanced else "unknown"), False
        turned = severity * 1000000 + reply.enhanced % 1000000
        by_enhanced = self.reason_of(turned if turned in self.by_detail else reply.enhanced, stage)
        if turned % 1000 == 0 and self.telling(by_code):
            return by_code, False
        if self.telling(by_enhanced):
            return by_enhanced, turned % 1000 != 0 and bool({turned, reply.enhanced} & set(self.by_detail))
        undefined = self.by_reply.get(reply.code, {}).get("standing") in ("unofficial", "registry_only")
        if not by_code or not self.telling(by_code) or (undefined and turned % 1000 and {turned, reply.enhanced} & set(self.by_detail)):
            return (by_enhanced if by_enhanced != "unknown" else by_code or by_enhanced), False
        return by_code, False


# ------------------------------------------------------------------------------------------------------ verdicts

class Verdict:
    def __init__(self, reason, basis, rule=None, provider="", blocklist=""):
        self.reason, self.basis, self.rule = reason, basis, rule
        self.provider, self.blocklist = provider, blocklist


def diagnose(data, reply, stage="unknown", provider=""):
    folded = fold(reply.text)
    if not provider:
        provider = next((name for name, hint in data.hints if hint.in_text(folded)), "")
    matching = [rule for rule in data.rules if rule.allows(reply, stage, provider) and rule.in_text(folded)]
    blocklist = next((rule.blocklist for rule in matching if rule.blocklist), "")
    rule = matching[0] if matching and reply.severity not in (2, 3) else None
    reason, by_detail = data.by_codes(reply, stage)
    if rule and rule.rank < VAGUE:
        return Verdict(rule.reason, "words", rule, provider, blocklist)
    own = next((own for own in data.own_codes if own.allows(reply, stage, provider)), None)
    if own:
        return Verdict(own.reason, "provider", own, provider, blocklist)
    if rule and not by_detail and (rule.rank < LAST_RESORT or not data.telling(reason)):
        return Verdict(rule.reason, "words", rule, provider, blocklist)
    return Verdict(reason, "codes", None, provider, blocklist)


# --------------------------------------------------------------------------------------------------------- check

def problems_of(data):
    names = set()
    for rule in data.rules:
        where = f"{rule.file}: {rule.name}"
        if rule.name in names:
            yield f"{where}: a name used twice"
        names.add(rule.name)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name):
            yield f"{where}: not a name"
        for key in set(rule.values) - KEYS:
            yield f"{where}: unknown key {key}"
        if rule.reason not in data.reasons:
            yield f"{where}: unknown reason {rule.reason!r}"
        if not 1 <= rule.rank <= 99:
            yield f"{where}: a rank is from 1 to 99"
        for key in ("source", "samples", *(() if rule.bags else ("phrases",))):
            if not rule.values.get(key):
                yield f"{where}: no {key}"
        for phrase in rule.phrases:
            for literal in phrase:
                is_word_alone = len(phrase) == 1 and literal.left and literal.right and 2 <= len(literal.bytes) < SHORTEST and \
                    all(map(is_word, literal.bytes))
                if not is_word_alone and not SHORTEST <= len(literal.bytes) <= LONGEST:
                    yield f"{where}: {literal.bytes.decode()!r} is {len(literal.bytes)} bytes, not {SHORTEST} to {LONGEST}"
                if (literal.left and not is_word(literal.bytes[0])) or (literal.right and not is_word(literal.bytes[-1])):
                    yield f"{where}: {literal.bytes.decode()!r}: a word edge beside what is no letter or digit"
                if b"|" in literal.bytes:
                    yield f"{where}: {literal.bytes.decode()!r}: an edge inside"


def sample_problems(data):
    for rule in data.rules:
        stage = rule.values.get("stages", ["unknown"])[0]
        provider = rule.values.get("providers", [""])[0]
        for sample in rule.samples:
            got = diagnose(data, Reply(sample.encode()), stage, provider)
            if got.rule is not rule:
                to = f"{got.rule.name} ({got.rule.rank})" if got.rule else f"{got.basis}: {got.reason}"
                yield f"{rule.file}: {rule.name}: diagnoses to {to}: {sample!r}"
        for phrase, text in zip(rule.phrases, rule.values.get("phrases", [])):
            single = Rule(rule.name, {"phrases": [text]}, rule.file, 0)
            if not any(single.in_text(fold(Reply(sample.encode()).text)) for sample in rule.samples):
                print(f"note: {rule.file}: {rule.name}: no sample holds {text!r}")


def hidden(data):
    """A rule whose every phrase holds a phrase of a better one that has no guards: it never wins."""
    free = [rule for rule in data.rules if not {"class", "codes", "enhanced", "subjects", "stages", "providers"} & set(rule.values)]
    for rule in data.rules:
        better = [other for other in free if other.key < rule.key]
        for phrase, text in zip(rule.phrases, rule.values.get("phrases", [])):
            joined = b"\x00".join(l.bytes for l in phrase) # edges: what stands outside is not known, so no blank
            padded = (b" " if phrase[0].left else b"\x61") + joined + (b" " if phrase[-1].right else b"\x61")
            for other in better:
                if other.in_text(padded):
                    yield f"{rule.file}: {rule.name}: {text!r} holds a phrase of {other.name} ({other.file}, rank {other.rank})"
                    break


# --------------------------------------------------------------------------------------------------------- score

# Sisimai's words for each reason, by hand from the table of reasons.
SISIMAI = {
    "recipient_unknown": "userunknown", "recipient_bad_syntax": "syntaxerror userunknown", "recipient_moved": "hasmoved",
    "mailbox_disabled": "suspend", "mailbox_full": "mailboxfull", "mailbox_unavailable": "userunknown onhold",
    "recipient_rate_limited": "speeding exceedlimit", "recipient_restricted": "filtered securityerror",
    "domain_not_found": "hostunknown", "domain_no_mail": "notaccept", "session_refused": "notaccept blocked rejected",
    "dns_failure": "networkerror onhold", "connection_failed": "networkerror expired systemerror onhold",
    "routing_error": "networkerror systemerror", "mail_loop": "networkerror systemerror", "message_expired": "expired",
    "server_error": "systemerror mailererror", "server_busy": "systemfull systemerror onhold",
    "greylisted": "onhold blocked badreputation", "rate_limited": "speeding toomanyconn",
    "connection_limit": "toomanyconn speeding", "session_limit": "toomanyconn exceedlimit",
    "too_many_recipients": "toomanyconn exceedlimit", "too_many_errors": "toomanyconn blocked securityerror",
    "ip_blocklisted": "blocked", "domain_blocklisted": "blocked", "reputation_block": "badreputation blocked",
    "blocklist_lookup_failed": "blocked systemerror spamdetected", "network_not_allowed": "blocked",
    "sender_blocked": "rejected", "sender_invalid": "rejected syntaxerror notcompliantrfc",
    "sender_not_permitted": "rejected securityerror policyviolation", "account_limited": "speeding exceedlimit",
    "account_blocked": "rejected spamdetected badreputation", "spf_failed": "authfailure", "dkim_failed": "authfailure",
    "dmarc_failed": "authfailure", "ptr_missing": "requireptr", "tls_required": "failedstarttls securityerror",
    "tls_failed": "failedstarttls securityerror", "auth_required": "securityerror norelaying",
    "credentials_wrong": "securityerror", "auth_method_refused": "securityerror",
    "auth_unavailable": "securityerror systemerror", "relay_denied": "norelaying", "spam_content": "spamdetected",
    "virus_or_attachment": "virusdetected", "message_too_large": "mesgtoobig exceedlimit",
    "message_malformed": "notcompliantrfc contenterror", "smtputf8_needed": "contenterror notcompliantrfc",
    "feature_refused": "syntaxerror contenterror", "policy_rejected": "policyviolation securityerror rejected blocked",
    "protocol_error": "syntaxerror", "unknown": "undefined", "accepted": "", "continue": "",
}
LITERAL = ("verbatim", "documented", "source code")


def is_set_aside(row):
    return zlib.crc32(row["id"].encode()) % 5 == 0


def corpus_rows(folder, file):
    with open(os.path.join(folder, file), encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    return [row for row in rows if file != "providers.jsonl" or (row["fidelity"] in LITERAL and not row["opaque"])]


def wanted(row):
    return {row["reason"], *filter(None, row.get("words_say", "").split("|"))}


def score(data, folder, misses, aside):
    for file in ("bounces.jsonl", "providers.jsonl"):
        counts = {False: [0, 0, 0], True: [0, 0, 0]}
        for row in corpus_rows(folder, file):
            verdict = diagnose(data, Reply(row["reply"].encode()))
            right = bool(set(SISIMAI[verdict.reason].split()) & wanted(row))
            count = counts[is_set_aside(row)]
            count[0] += right
            count[1] += 1
            count[2] += verdict.reason == "unknown"
            if misses and not right and is_set_aside(row) == aside:
                name = verdict.rule.name if verdict.rule else verdict.basis
                print(f"{row['id']}: wanted {'|'.join(sorted(wanted(row)))}, got {verdict.reason} ({name}): {row['reply']!r}")
        for set_aside, (right, rows, unknown) in counts.items():
            print(f"{file} {'set aside' if set_aside else 'to learn from'}: {right} of {rows} right, "
                  f"{100 * right / max(rows, 1):.1f} %, unknown {unknown}")


# ---------------------------------------------------------------------------------------------------------- main

def try_replies(data, replies):
    for text in replies:
        reply = Reply(text.encode())
        verdict = diagnose(data, reply)
        print(f"{verdict.reason} ({verdict.rule.name if verdict.rule else verdict.basis}); codes alone: "
              f"{data.by_codes(reply)[0]}; provider {verdict.provider or '-'}, list {verdict.blocklist or '-'}")
        folded = fold(reply.text)
        for rule in data.rules:
            if rule.in_text(folded):
                print(f"    {rule.rank} {rule.name} -> {rule.reason}{'' if rule.allows(reply, 'unknown', verdict.provider) else ' (guarded)'}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("--data", default=os.path.join(here, "..", "..", "data"))
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check")
    commands.add_parser("hidden")
    commands.add_parser("try").add_argument("replies", nargs="+")
    scoring = commands.add_parser("score")
    scoring.add_argument("corpus")
    scoring.add_argument("--misses", action="store_true")
    scoring.add_argument("--set-aside", action="store_true")
    options = parser.parse_args()
    data = Data(options.data)
    if options.command == "try":
        return try_replies(data, options.replies)
    if options.command == "score":
        return score(data, options.corpus, options.misses, options.set_aside)
    lines = list(hidden(data)) if options.command == "hidden" else [*problems_of(data), *sample_problems(data)]
    print("\n".join(lines + [f"{len(data.rules)} rules, {sum(len(r.phrases) for r in data.rules)} phrases, "
                             f"{sum(len(r.samples) for r in data.rules)} samples: {len(lines)} problems"]))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
