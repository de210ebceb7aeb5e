"""The refusals that stand in the sources of Postfix, Exim, Sendmail and OpenSMTPD, made into replies.

One small extractor for each system, above a plain reader of C: tokens with their lines, strings joined, macros that are
strings or numbers looked up. A placeholder becomes what its argument is about: a recipient, a sender, a host, a number.
It reads what the sources say, never what the library says of it.
"""

import itertools
import os
import re
from typing import NamedTuple


class Refusal(NamedTuple):
    package: str
    file: str
    line: int
    reply: str


class Token(NamedTuple):
    kind: str  # text, name, number or sign
    value: str
    line: int


# ------------------------------------------------------------------------------------------------- reading of C

TOKEN = re.compile(r"""(?P<skip>/\*.*?\*/|//[^\n]*|\\\n|'(?:\\.|[^'\\\n])+')|"(?P<text>(?:\\.|[^"\\])*)"|
    (?P<name>[A-Za-z_]\w*(?:(?:->|\.)[A-Za-z_]\w*)*)|(?P<number>\d\w*)|(?P<sign>\S)""", re.S | re.X)
ESCAPE = re.compile(r"\\(\n|[0-7]{1,3}|x[0-9a-fA-F]+|.)", re.S)
ESCAPED = {"\n": "", "n": "\n", "r": "\r", "t": " "}
CASTS = {"US", "CUS", "CS", "CCS", "USS", "_"}  # Exim's casts, and gettext
UNREAD = re.compile(r"[ \t]*#(?![ \t]*define)")
TEST_BEGINS = re.compile(r"[ \t]*#[ \t]*ifdef[ \t]+\w*TEST\w*\b")
CONDITION = re.compile(r"[ \t]*#[ \t]*(if|endif)")


def without_directives(source):
    """The lines of a source without directives but definitions, and without what is for its own tests only."""
    depth, continued = 0, False
    for line in source.split("\n"):
        unread = continued or UNREAD.match(line)
        condition = CONDITION.match(line)
        if depth and condition:
            depth += 1 if condition[1] == "if" else -1
        elif TEST_BEGINS.match(line):
            depth = 1
        continued = bool(unread) and line.endswith("\\")
        yield "" if depth or unread else line


def unescape(text):
    return ESCAPE.sub(lambda found: ESCAPED.get(found[1], "" if found[1][0] in "01234567x" else found[1]), text)


def tokens_of(source):
    line, place = 1, 0
    for found in TOKEN.finditer(source):
        line += source.count("\n", place, found.start())
        place = found.start()
        if found.lastgroup != "skip" and found[0] not in CASTS:
            value = unescape(found["text"]) if found.lastgroup == "text" else found[0]
            yield Token(found.lastgroup, value, line)


def joined(tokens, macros):
    """Neighbouring strings are one, with macros between them."""
    result = []
    for index, token in enumerate(tokens):
        beside = [t.kind for t in tokens[max(index - 1, 0):index + 2]]
        if token.kind == "name" and token.value.startswith("PRI") and "text" in beside:
            token = Token("text", "u", token.line)
        elif token.kind == "name" and token.value in macros and not macros[token.value].isdigit() and "text" in beside \
                and not (index and tokens[index - 1].value == "define"):
            token = Token("text", macros[token.value], token.line)
        if token.kind == "text" and result and result[-1].kind == "text":
            result[-1] = Token("text", result[-1].value + token.value, result[-1].line)
        else:
            result.append(token)
    return result


def macros_of(tokens, known):
    """`#define NAME "text"`, `#define NAME number`, and one that chooses between macros that are known: its first text."""
    for place, (first, second) in enumerate(zip(tokens, tokens[1:])):
        if (first.value, second.value) == ("#", "define") and len(tokens) > place + 3:
            name, *rest = [token for token in tokens[place + 2:place + 24] if token.line == second.line]
            chosen = [known[token.value] for token in rest if SAYS.search(known.get(token.value, ""))]
            if rest and rest[0].kind in ("text", "number"):
                yield name.value, rest[0].value
            elif chosen and "?" in [token.value for token in rest]:
                yield name.value, chosen[0]


CONTROL = {"if", "else", "while", "for", "switch", "do", "return", "case"}


def statements(tokens):
    """(statement, the function that it stands in)"""
    statement, function = [], ""
    for token in tokens:
        if token.kind == "sign" and token.value in ";{}#":
            yield statement, function
            if token.value == "{" and is_head(statement):
                function = next(name.value for name, sign in zip(statement, statement[1:]) if sign.value == "(")
            statement = []
        else:
            statement.append(token)
    yield statement, function


def is_head(statement):
    """The head of a function."""
    values = {token.value for token in statement}
    return "(" in values and len(statement) > 3 and not values & (CONTROL | {"="})


def arguments(tokens, place):
    """What stands behind a place up to the end of its parenthesis, parted by commas."""
    depth, result = 0, [[]]
    for token in tokens[place:]:
        depth += (token.value in "([") - (token.value in ")]") if token.kind == "sign" else 0
        if depth < 0:
            break
        if depth == 0 and token.kind == "sign" and token.value == ",":
            result.append([])
        else:
            result[-1].append(token)
    return result


def calls(tokens, names):
    """(function, arguments, line) of each call to a function whose name matches."""
    for place, (name, sign) in enumerate(zip(tokens, tokens[1:])):
        if name.kind == "name" and sign.value == "(" and sign.kind == "sign" and re.fullmatch(names, name.value):
            yield name.value, arguments(tokens, place + 2), name.line


# ------------------------------------------------------------------------------------------------ placeholders

CONVERSION = re.compile(r"%[-+ #0]*(\*|\d+)?(?:\.(\*|\d+)?)?(?:hh|h|ll|l|L|z|j|t|q)?([A-Za-z%])")
NUMBERS = "diouxXeEfgGc"
SAID_OF = (  # what an argument of the source is about, and what a server might put there
    (r"namaddr", ("mx.example.net[192.0.2.1]",)),
    (r"strerror|errstring|STRERROR|io_error|dns_strerror", ("Input/output error",)),
    (r"client_addr|host_address|host->address|peeraddr|anynet|inet_nt|ss_to_text|\bip\b", ("192.0.2.1",)),
    (r"sender|return_path|e_from|q_from|mailfrom|verify_sender", ("us@example.org",)),
    (r"recipient|rcpt|address|\baddr\b|q_paddr|e_to\b|orig_user", ("kim@example.net",)),
    (r"command|cmd|protocol|where", ("DATA",)),
    (r"path|file|mailbox|maildir|folder", ("/var/mail/kim",)),
    (r"user|local_part|\bwho\b", ("kim",)),
    (r"host|domain|name|relay|dest|server|client", ("mx.example.net",)),
)


def values_of(argument, macros):
    """What may stand in place of an argument: its own words, or what it is about."""
    texts = [token.value for token in argument if token.kind == "text"]
    if texts:
        return texts[:1]
    written = " ".join(token.value for token in argument)
    if written in macros:
        return [macros[written]]
    return next((list(values) for pattern, values in SAID_OF if re.search(pattern, written)), ["example"])


def fill(text, values, macros):
    """The texts that a format makes. `values` are the arguments as tokens, in order."""
    rest, parts, place = iter(values), [], 0
    for found in CONVERSION.finditer(text):
        parts.append([text[place:found.start()]])
        place = found.end()
        if found[3] == "%":
            parts.append(["%"])
            continue
        for star in found.groups()[:2]:
            if star == "*":
                next(rest, None)
        argument = next(rest, []) if found[3] != "m" else []
        parts.append(["42"] if found[3] in NUMBERS else ["Input/output error"] if found[3] == "m" else
                     ["192.0.2.1"] if text[:found.start()].endswith("[") else
                     [f'"{value}"' if found[3] == "q" else value for value in values_of(argument, macros)])
    parts.append([text[place:]])
    for chosen in itertools.product(*parts):
        yield re.sub(r"\s*[\r\n]+\s*$", "", "".join(chosen)).strip()


# ------------------------------------------------------------------------------------------------------ systems

REPLY = re.compile(r"[45]\d\d[- ](?=.*[A-Za-z]{3})", re.S)
STATUS_TEXT = re.compile(r"[45]\.\d\.\d{1,3} .*[A-Za-z]{3}", re.S)
STATUS = re.compile(r"[45]\.\d\.\d{1,3}")
SAYS = re.compile(r"[A-Za-z]{3}")
UNSENT = ("/.pc/", "/test/", "/tests/", "/contrib/", "/smtpstone/", "/fsstone/", "/posttls-finger/", "/regress/")


def in_lines(text):
    """A text of several lines as a server sends it."""
    lines = text.split("\n")
    if len(lines) > 1 and REPLY.match(text):
        lines = [lines[0][:3] + "-" + lines[0][4:], *(f"{text[:3]}-{line}" for line in lines[1:-1]), f"{text[:3]} {lines[-1]}"]
    return "\r\n".join(lines) if len(lines) > 1 else text


class Package:
    """A source tree: how its files are found, and which extractor reads them."""
    name = ""
    folders = ("",)
    ends = (".c", ".h")

    def __init__(self, root):
        self.root, self.macros, self.files = root, {}, {}
        for path in self.paths():
            with open(os.path.join(root, path), encoding="utf-8", errors="replace") as stream:
                self.files[path] = stream.read()

    def paths(self):
        for folder in self.folders:
            for where, folders, names in os.walk(os.path.join(self.root, folder)):
                folders.sort()
                for name in sorted(names):
                    path = os.path.relpath(os.path.join(where, name), self.root)
                    if name.endswith(self.ends) and not any(part in f"/{path}" for part in UNSENT):
                        yield path

    def refusals(self):
        """Each once for its place."""
        seen = set()
        for path, line, reply in ((path, line, in_lines(text)) for path, line, text in self.found()):
            if (path, line, reply) not in seen and SAYS.search(re.sub(r"\bexample\b|^[\d. ]+", "", reply)):
                seen.add((path, line, reply))
                yield Refusal(self.name, path, line, reply)

    def read(self):
        """Tokens of all C files, macros known."""
        read = {path: list(tokens_of("\n".join(without_directives(source))))
                for path, source in self.files.items() if path.endswith((".c", ".h"))}
        for tokens in [*read.values(), *read.values()]:
            for name, value in macros_of(tokens, self.macros):
                self.macros.setdefault(name, value)
        return {path: joined(tokens, self.macros) for path, tokens in read.items()}

    def found(self):
        for path, tokens in self.read().items():
            for statement, self.function in statements(tokens):
                for line, text, values in self.of_statement(path, statement):
                    yield from ((path, line, reply) for reply in fill(text, values, self.macros))

    def of_statement(self, path, statement):
        """(line, format, arguments) of each refusal of a statement."""
        raise NotImplementedError

    def whole(self, statement):
        """Strings that begin with a reply code."""
        for place, token in enumerate(statement):
            if token.kind == "text" and REPLY.match(token.value):
                yield token.line, token.value, self.behind(statement, place)

    def behind(self, statement, place):
        """The arguments of a format at a place."""
        return arguments(statement, place + 1)[1:]


class Postfix(Package):
    """Replies begin with their codes, or a status stands before its text in one call or row."""
    name = "postfix"
    folders = ("src",)
    ANSWERS = ("smtpd/", "postscreen/", "cleanup_strerror", "tlsproxy/", "qmqpd/")

    def of_statement(self, path, statement):
        if "reply_footer" in path or "dsn_fix" in path:
            return
        yield from self.whole(statement)
        yield from self.of_reason(path, statement)
        for place, token in enumerate(statement):
            if token.kind != "text":
                continue
            if STATUS_TEXT.match(token.value):
                yield token.line, token.value, self.behind(statement, place)
            elif STATUS.fullmatch(token.value):
                yield from self.with_status(path, statement, place)
        yield from self.default_texts(path, statement)

    OWN = ("dict_cidr", "cidr_match", "postdrop", "postlock", "trace.c", "tls_dane")  # no text of theirs reaches a reply

    def of_reason(self, path, statement):
        """Texts that are written into the reason of a delivery status; the status is set elsewhere."""
        for name, given, line in calls(statement, r"vstring_(sprintf|strcpy|sprintf_prepend)|dane_incompat"):
            place = 3 if name == "dane_incompat" else 1
            into = " ".join(token.value for token in given[0])
            text = next((t for t in given[place] if t.kind == "text"), None) if len(given) > place else None
            about = name == "dane_incompat" or re.search(r"\b(why|why_rejected|reason)\b", into)
            if text and about and not STATUS.match(text.value) and not any(part in path for part in self.OWN):
                yield line, text.value, given[place + 1:]

    def with_status(self, path, statement, place):
        """A status on its own: its text is the first string behind it, or with a foreign diagnostic the longest."""
        texts = [(at, token) for at, token in enumerate(statement[place + 1:], place + 1) if token.kind == "text"
                 and not STATUS.fullmatch(token.value) and SAYS.search(token.value)]
        if texts:
            foreign = any(token.value in ("dsb_update", "dsb_unix") for token in statement[:place])
            at, text = max(texts, key=lambda one: len(one[1].value)) if foreign else texts[0]
            for values in self.with_classes(self.behind(statement, at), statement[place].value):
                for code in self.codes_before(path, statement, place):
                    yield text.line, f"{code} {text.value}", values

    def with_classes(self, values, status):
        """The arguments, once for each thing that may be rejected where one of them is its class."""
        places = [place for place, part in enumerate(values) if [token.value for token in part] == ["reply_class"]]
        for said in self.classes(status) if places else [""]:
            yield [[Token("text", said, 0)] if place in places else part for place, part in enumerate(values)]

    CLASSES = ((r"hostname|hostaddr|helo", ("Helo command",)), (r"pipelining", ("Data command",)),
               (r"client|reverse|ptr", ("Client host",)), (r"rcpt|auth_destination|relay|bounce", ("Recipient address",)))

    def classes(self, status):
        """What is rejected: the status tells, or the function that does it."""
        if re.fullmatch(r".\.1\.[78]|.\.7\.27", status):
            return ("Sender address",)
        if re.fullmatch(r".\.1\.([1236]|10)", status):
            return ("Recipient address",)
        return next((said for pattern, said in self.CLASSES if re.search(pattern, self.function)),
                    ("Client host", "Helo command", "Sender address", "Recipient address") if "table" in self.function
                    else ("Sender address", "Recipient address"))

    def codes_before(self, path, statement, place):
        """Reply code and status; where a setting gives the code it may be 4yz or 5yz, and the status with it."""
        status = statement[place].value
        for token in reversed(statement[max(place - 4, 0):place]):
            number = self.macros.get("DEF_" + token.value[4:].upper(), "") if token.value.startswith("var_") else token.value
            if re.fullmatch(r"[45]\d\d", number):
                codes = [number] if token.kind == "number" else [number, "550" if number[0] == "4" else "450"]
                return [f"{code} {code[0]}{status[1:]}" for code in codes]
        return [f"{status[0]}50 {status}" if any(part in path for part in self.ANSWERS) else status]

    def default_texts(self, path, statement):
        """Texts that are settings, with ${names} in them."""
        for token in statement:
            if token.kind == "text" and token.value.startswith("$rbl_code "):
                known = {"rbl_code": "554", "rbl_class": "Client host", "rbl_what": "192.0.2.1",
                         "rbl_domain": "list.example.org"}
                yield token.line, re.sub(r"\$\{.*?\}|\$(\w+)", lambda f: known.get(f[1], ""), token.value), []


class Exim(Package):
    """Replies begin with their codes; what routers, transports and checks say has none of its own."""
    name = "exim4"
    folders = ("src", "debian/debconf/conf.d")
    ends = (".c", ".h", ".default", "_check_mail", "_check_rcpt", "_check_data", "_local_user", "_config_primary")
    OTHER = ("readconf.c", "expand.c", "debug.c", "eximon", "exim_dbutil", "macro_predef", "malware.c", "dns.c", "dcc.c",
             "spam.c", "tls-", "auths/call_", "radius.c", "pwcheck.c", "pdkim/", "ip.c", "lookups/", "search.c", "std-crypto.c",
             "imap_utf7.c", "hintsdb", "filter.c", "sieve.c", "perl.c")  # their messages go to the log
    CALLS = r"synprot_error|smtp_notquit_exit|set_errno\w*|FAILED|smtp_printf|smtp_respond"
    TARGET = re.compile(r"(?:\w+(?:->|\.))*(?:user_)?message|user_msgptr|msgptr|errorptr|errptr|smtp_message|user_msg|"
                        r"fake_response_text")
    CODES = {"parse.c": "501 kim@example.net: ", "acl.c": "550 ", "verify.c": "550 ", "receive.c": "550 ", "smtp_in.c": "550 ",
             "globals.c": "550 "}

    def of_statement(self, path, statement):
        yield from self.whole(statement)
        if any(part in path for part in self.OTHER):
            return
        for name, given, line in calls(statement, self.CALLS):
            yield from self.of_call(path, name, given, line)
        for place, (name, sign) in enumerate(zip(statement, statement[1:])):
            if name.kind == "name" and sign.value == "=" and self.TARGET.fullmatch(name.value):
                yield from self.first_texts(path, statement[place + 2:], name.value.endswith(("->message", ".message")))

    def of_call(self, path, name, given, line):
        texts = [next((t for t in part if t.kind == "text"), None) for part in given]
        if name == "smtp_respond" and len(given) > 3 and texts[3]:
            yield line, f"{texts[0].value if texts[0] else '550'} {texts[3].value}", []
        elif name == "synprot_error" and len(given) > 3 and texts[3] and given[1][0].value != "0":
            before = "" if given[2][0].value == "NULL" else "kim@@example.net: "
            code = next((token.value for token in given[1] if token.kind == "number"), "501")
            yield from ((line, f"{code} {before}{token.value}", []) for token in given[3] if token.kind == "text")
        elif name == "smtp_notquit_exit" and len(given) > 2 and texts[1] and texts[2]:
            yield line, f"{texts[1].value} {texts[2].value}", given[3:]
        elif name == "smtp_printf" and texts[0] and re.match(r"%d (?=.*[a-z]{3})", texts[0].value):
            yield line, "550" + texts[0].value[2:], given[3:]
        elif name.startswith("set_errno") or name == "FAILED":
            tokens = [token for part in given for token in part + [Token("sign", ",", line)]]
            yield from self.first_texts(path, tokens, name != "FAILED")

    def first_texts(self, path, tokens, bare):
        """Formats and plain texts, both branches of a condition, but no arguments of a format. What is bare has no code."""
        code = "" if bare else self.CODES.get(os.path.basename(path), "")
        groups = [""]  # of each open parenthesis: nothing yet, a text, or done
        for place, token in enumerate(tokens):
            if token.kind == "sign" and token.value in "()":
                groups = groups + [groups[-1] if groups[-1] == "done" else ""] if token.value == "(" else groups[:-1] or [""]
            elif token.kind == "sign" and token.value == "," and groups[-1] == "text":
                groups[-1] = "done"
            elif token.kind == "sign" and token.value in "?:" and groups[-1] == "text":
                groups[-1] = ""
            elif token.kind == "text" and not groups[-1]:
                groups[-1] = "text"
                if len(re.findall("[A-Za-z]{3}", token.value)) > 1 and not REPLY.match(token.value):
                    yield token.line, code + token.value, self.behind(tokens, place)

    def behind(self, statement, place):
        """smtp_printf has a flag between the format and its arguments."""
        values = super().behind(statement, place)
        return values[1:] if values and [t.value for t in values[0]] in (["FALSE"], ["TRUE"], ["more"]) else values

    VERB = re.compile(r"^\s*(deny|defer|require|warn|drop|accept)\b", re.M)
    SETTING = re.compile(r"^[# \t]*(?:(?:deny|require|defer)\s+)?(?:message|cannot_route_message)\s*=\s*((?:.*\\\n)*.*)$", re.M)
    NAMED = {"sender_address": "us@example.org", "sender_host_address": "192.0.2.1", "dnslist_domain": "list.example.org",
             "dnslist_text": "see there", "sender_address_domain": "example.org", "malware_name": "Example"}

    def found(self):
        yield from super().found()
        for path, source in self.files.items():
            if not path.endswith((".c", ".h")):
                for found in self.SETTING.finditer(source):
                    text = re.sub(r"\\\n\s*", "", found[1])
                    text = re.sub(r"\$\{.*\}|\$(\w+)", lambda f: self.NAMED.get(f[1], "example"), text).replace("\\n", " ")
                    verbs = self.VERB.findall(source, 0, found.start() + len(found[0]) - len(found[1]))
                    code = "451 " if verbs[-1:] == ["defer"] else "550 "
                    yield path, source.count("\n", 0, found.start()) + 1, code + text.strip()


class Sendmail(Package):
    """Replies begin with their codes, or are given to usrerr and its like; the rule sets of cf hold the others."""
    name = "sendmail"
    folders = ("sendmail", "mail.local", "libmilter", "libsm", "libsmutil", "rmail", "cf/m4", "cf/feature", "cf/hack",
               "cf/mailer", "debian/cf")
    ends = (".c", ".h", ".m4")
    SETTING_UP = ("readcf.c", "conf.c", "main.c", "control.c", "map.c", "ratectrl.c", "stab.c", "config.c", "sm_resolve.c",
                  "daemon.c", "sfsasl.c", "macro.c", "convtime.c", "timers.c", "bf.c", "shmticklib.c", "queue.c", "milter.c",
                  "mci.c", "sched.c", "tls.c")

    def of_statement(self, path, statement):
        if "usrerrenh" not in [token.value for token in statement]:
            yield from self.whole(statement)
        for name, given, line in calls(statement, "usrerr|usrerrenh|syserr|mailerr"):
            texts = [next((t for t in part if t.kind == "text"), None) for part in given]
            yield from self.of_call(path, name, given, texts, line)

    def of_call(self, path, name, given, texts, line):
        if name == "mailerr" and len(given) > 1 and texts[0] and texts[1]:
            yield line, f"{texts[0].value} {texts[1].value}", given[2:]
        elif name == "usrerrenh" and len(given) > 1 and texts[1]:
            status = texts[0].value if texts[0] else "5.0.0"
            code, text = (texts[1].value[:4], texts[1].value[4:]) if REPLY.match(texts[1].value) else ("550 ", texts[1].value)
            yield line, f"{code}{status} {text}", given[2:]
        elif name in ("usrerr", "syserr") and texts[0]:
            yield from self.told(path, name, given, texts[0].value, line)

    def told(self, path, name, given, text, line):
        """err.c: usrerr without a code says 550, syserr 451 where errno tells a reason."""
        text = text.lstrip("!@+")
        coded = re.match(r"[45]\d\d ", text)
        if not coded and (os.path.basename(path) in self.SETTING_UP or re.match(r"\d\d\d ", text)):
            return
        yield line, text if coded else ("550 5.0.0 " if name == "usrerr" else "451 4.0.0 ") + text, given[1:]

    ACTION = re.compile(r"\$#(?:error|TEMP)\s+(?:\$@\s*(\S+)\s*)?\$:\s*(.*)")
    QUOTED = re.compile(r"[\"`]([45]\d\d [^\"'`]*)[\"']")
    WORDS = (("$&{client_addr}", "192.0.2.1"), ("$&f", "us@example.org"), ("$&{server_name}", "mx.example.net"),
             ("$&{client_name}", "mx.example.net"), ("$&{server_addr}", "192.0.2.1"), ("$&{RHS}", "example.org"),
             ("$&s", "mx.example.net"), ("$1", "mx.example.net"), ("_CODE553", "553"), ("TLS_ERRCODE", "454"),
             ("TLS_DSNCODE", "4.7.0"), ("_RATE_CONTROL_REPLY", "452"), ("_CONN_CONTROL_REPLY", "452"))

    def found(self):
        yield from super().found()
        for path, source in self.files.items():
            if path.endswith(".m4"):
                for line, text in enumerate(source.split("\n"), 1):
                    yield from ((path, line, reply) for reply in self.of_rule(text))

    def of_rule(self, line):
        """A rule that ends in an error, or a definition of a text."""
        if line.startswith("dnl "):
            return
        action = self.ACTION.search(line)
        if action:
            coded = {"TEMPFAIL": "450", "UNAVAILABLE": "550"}.get(action[1], "403")
            status, text = action[1] or "", re.sub(r"^\$[1-4](?= \")", coded, action[2])
            status = {"nouser": "5.1.1", "$1": "", "$2": "4.7.0", "$3": "4.7.0", "$4": "4.7.0"}.get(status, status)
            text = self.plain(text)
            code = re.match(r"([45]\d\d) +", text)
            if code:
                status = self.plain(status) if STATUS.fullmatch(self.plain(status)) else ""
                yield f"{code[1]} {status} {text[code.end():]}".replace("  ", " ")
        else:
            for found in self.QUOTED.finditer(line):
                yield self.plain(line[found.start():].split("',")[0])

    def plain(self, text):
        for name, value in self.WORDS:
            text = text.replace(name.replace("$&", "$`'&"), value).replace(name, value)
        text = re.sub(r"\$`?'?&?\{?\w+\}?|_\w*(?:SRV|RBL|RR)_", "example", text)
        text = re.sub(r"_TMPFMSG_\(.*?\)|_?\w+_MSG\w*", lambda f: self.definitions.get(f[0].partition("(")[0], ""), text)
        return re.sub(r"\s+", " ", re.sub(r"[\"`']|dnl.*", "", text)).strip(" ,)")

    @property
    def definitions(self):
        """The m4 definitions of texts."""
        if not hasattr(self, "defined"):
            sources = "\n".join(source for path, source in self.files.items() if path.endswith(".m4"))
            self.defined = dict(re.findall(r"define\(`?(_?\w+_MSG\w*|_TMPFMSG_)'?,\s*`\"?([^\"'`$]+)\"?'\)", sources))
        return self.defined


class OpenSMTPD(Package):
    """smtp_reply takes whole replies, with a status made of a name; what the relay and the delivery say has no code."""
    name = "opensmtpd"
    folders = ("usr.sbin/smtpd",)
    OTHER = ("smtpctl", "enqueue.c", "smtpc.c", "parse", "makemap", "ssl.c", "smtp_client.c")
    TARGET = re.compile(r"\w+->(?:failstr|errormsg)|filter_param|error")
    PLACES = {"mta_error": 1, "mta_flush_task": 2, "mda_queue_tempfail": 1, "mda_queue_permfail": 1, "envelope_set_errormsg": 1,
              "errx": 1, "err": 1, "bounce_status": 1}

    def of_statement(self, path, statement):
        if any(part in os.path.basename(path) for part in self.OTHER):
            return
        statement = self.with_statuses(statement)
        yield from self.whole(statement)
        yield from self.of_calls(path, statement)
        for place, token in enumerate(statement[:-2]):
            text = statement[place + 2]
            if statement[place + 1].value == "=" and text.kind == "text" and self.TARGET.fullmatch(token.value):
                yield text.line, text.value, []
            elif token.kind == "text" and token.value.startswith("%d %s") and text.kind == "number":
                yield token.line, f"{text.value} %s", self.behind(statement, place)[1:]

    def of_calls(self, path, statement):
        """What a session with the next host or a delivery program ends with."""
        delivers = os.path.basename(path).startswith(("mail.", "mda_"))
        program = os.path.basename(path)[:-2] if "mail." in path else "smtpd"
        for name, given, line in calls(statement, "|".join(self.PLACES)):
            place = self.PLACES[name]
            text = next((t for t in given[place] if t.kind == "text"), None) if len(given) > place else None
            went_well = "IMSG_MTA_DELIVERY_OK" in [t.value for part in given for t in part]
            if text and not name.startswith("err") and not went_well:
                yield line, text.value, given[place + 1:]
            elif text and delivers and not went_well:
                yield line, f"{program}: {text.value}" + (": %m" if name == "err" else ""), given[place + 1:]

    def with_statuses(self, statement):
        """esc_code(...) and esc_description(...) as the strings that they give."""
        result = list(statement)
        for place, token in enumerate(statement):
            if not token.value.startswith("esc_"):
                continue
            names = [t.value for part in arguments(statement, place + 2) for t in part]
            if token.value == "esc_code" and len(names) == 2:
                severity, detail = self.number(names[0], 5), self.number(names[1], 0)
                result[place] = Token("text", f"{severity}.{detail // 10}.{detail % 10}", token.line)
            elif token.value == "esc_description" and names:
                result[place] = Token("text", self.described.get(names[0], names[0]), token.line)
        return result

    def number(self, name, otherwise):
        found = re.search(rf"\b{name}\s*=\s*(\d+)", self.files.get("usr.sbin/smtpd/smtpd-api.h", ""))
        return int(found[1]) if found else otherwise

    @property
    def described(self):
        table = "".join(source for path, source in self.files.items() if path.endswith("esc.c"))
        return dict(re.findall(r"\{\s*(ESC_\w+),\s*\"([^\"]+)\"", table))


PACKAGES = {package.name: package for package in (Postfix, Exim, Sendmail, OpenSMTPD)}
