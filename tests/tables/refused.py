#!/usr/bin/env python3
"""The table compiler refuses each kind of bad data, and says file, key and reason.

usage: refused.py COMPILER HEADER DATA_FOLDER
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

# what is done to a file, and what must be said of it
CASES = [
    ("a code that stands twice", "enhanced.toml", lambda t: t + '\n["X.2.2" ]\n', ["enhanced.toml", "X.2.2"]),
    ("a name used twice", "replies.toml", lambda t: t.replace('name = "mailbox-unavailable"', 'name = "start-mail-input"', 1)
        .replace('name = "start-mail"', 'name = "start-mail-input"', 1), ["replies.toml: 550", "start-mail"]),
    ("a title used twice", "replies.toml", lambda t: same_title(t), ["replies.toml", "title", "is also that of"]),
    ("a missing text", "replies.toml", lambda t: without(t, "550", "meaning"), ["replies.toml: 550.meaning: is missing"]),
    ("a missing title", "enhanced.toml", lambda t: re.sub(r'(\["X\.1\.5"\.class\.2\]\n)title = .*\n', r"\1", t),
        ["enhanced.toml: X.1.5.class.2.title: is missing"]),
    ("a fact without a source", "replies.toml", lambda t: without(t, "250", "references"),
        ["replies.toml: 250.references: is missing"]),
    ("an empty source", "answers.toml", lambda t: re.sub(r"references = \[.*?\]", "references = []", t, count=1, flags=re.S),
        ["answers.toml: answer[1].references: a fact without a source"]),
    ("a decision without a source", "decisions.toml", lambda t: re.sub(r"source = .*\n", "", t, count=1),
        ["decisions.toml: ground greeting-refused.source: is missing"]),
    ("an unknown stage", "answers.toml", lambda t: t.replace('stages = ["mail"]', 'stages = ["male"]', 1),
        ["answers.toml", "unknown stage 'male'"]),
    ("an unknown stage of a text", "replies.toml", lambda t: t + '\n[550.at.nowhere]\nreason = "unknown"\n',
        ["replies.toml: 550.at.nowhere: unknown stage"]),
    ("an unknown standing", "replies.toml", lambda t: t.replace('standing = "standard"', 'standing = "holy"', 1),
        ["replies.toml", "unknown standing 'holy'"]),
    ("an unknown reason", "replies.toml", lambda t: t.replace('reason = "mailbox_unavailable"', 'reason = "whim"', 1),
        ["replies.toml", "unknown reason 'whim'"]),
    ("a constant that the header lacks", "words.toml", lambda t: t + '\n[stage.lunch]\ntitle = "Lunch"\nmeaning = "A break."\n',
        ["words.toml: stage.lunch: the header has no such constant"]),
    ("a constant of the header without words", "words.toml", lambda t: re.sub(r"\[stage\.rcpt\]\n(.+\n)+", "", t, count=1),
        ["words.toml: stage.rcpt: a constant of the header without words"]),
    ("a reason that the header lacks", "reasons.toml", lambda t: t.replace("[greylisted]", "[grey_listed]", 1),
        ["reasons.toml: grey_listed: the header has no such constant", "reasons.toml: greylisted: a constant of the header"]),
    ("a doubled word", "replies.toml", lambda t: re.sub(r'(\[550\]\n(?:.*\n)*?meaning = ")(\w+) ', r"\1\2 \2 ", t, count=1),
        ["replies.toml: 550.meaning: says", "twice"]),
    ("a link to nowhere", "replies.toml", lambda t: re.sub(r"(\[550\]\n)", r'\1see_also_gone = ["599"]\n', t, count=1)
        .replace("see_also_gone", "permanent", 1), ["replies.toml: 550.permanent"]),
    ("an unknown key", "replies.toml", lambda t: t.replace("[550]\n", "[550]\ncolour = 1\n", 1),
        ["replies.toml: 550.colour: unknown key"]),
    ("a file that is no TOML", "families.toml", lambda t: t + "\n= =\n", ["families.toml: file:"]),
    ("an unknown outcome", "answers.toml", lambda t: t.replace('outcome = "error"', 'outcome = "bogus"', 1),
        ["answers.toml", "unknown answer 'bogus'"]),
    ("a reply code that is a text", "enhanced.toml", lambda t: re.sub(r"replies = \[(\d+)", r'replies = ["\1"', t, count=1),
        ["enhanced.toml: X.0.0.replies", "is not a reply code"]),
    ("a class that is a word", "enhanced.toml", lambda t: t + '\n["X.7.30".class.five]\ntitle = "Five"\n',
        ["enhanced.toml: X.7.30.class.five: texts for a class"]),
    ("no day of the data", "about.toml", lambda t: re.sub(r"date = .*\n", "", t), ["about.toml: top.date: is missing"]),
    ("a day that is none", "about.toml", lambda t: re.sub(r"date = .*\n", 'date = "soon"\n', t), ["about.toml: top.date:"]),
    ("data without its sources", "about.toml", lambda t: t.split("[sources]")[0], ["about.toml: top.sources: is missing"]),
    ("a reply that is none", "reasons.toml", lambda t: t.replace('reply.5 = ["550", ', 'reply.5 = ["five", ', 1),
        ["reasons.toml", "is not a severity with a reply code"]),
    ("an answer of the wrong kind", "answers.toml", lambda t: t.replace('outcome = "success"', 'outcome = "error"', 1),
        ["answers.toml", "cannot be an answer of that outcome"]),
    ("a value of a facet without a clause", "comparisons.toml", lambda t: re.sub(r"greylisted = .*\n", "", t),
        ["comparisons.toml: contrast.reason.greylisted: is missing"]),
    ("a clause that says what another says", "comparisons.toml", lambda t: t.replace("refuses for good", "refuses for now"),
        ["comparisons.toml: contrast.severity", "says what"]),
    ("a clause that ends like a sentence", "comparisons.toml", lambda t: t.replace("refuses for good", "refuses for good."),
        ["comparisons.toml: contrast.severity.permanent: is a clause"]),
    ("a lost placeholder", "comparisons.toml", lambda t: t.replace("{worse} is worse", "It is worse"),
        ["comparisons.toml: sentence.worse: has the placeholders ['better']"]),
    ("a pair of a code that is not there", "pairs.toml", lambda t: t.replace('["421/451"]', '["421/487"]'),
        ["pairs.toml: 421/487: 487 is not in the table"]),
    ("a pair that stands twice", "pairs.toml", lambda t: t.replace('["421/451"]', '["450/421"]'),
        ["pairs.toml", "a pair that stands twice"]),
    ("a pair without a source", "pairs.toml", lambda t: re.sub(r"references = .*\n", "", t, count=1),
        ["pairs.toml: 421/451.references: is missing"]),
    ("a language that the header lacks", "languages.toml", lambda t: t.replace("[turkish]", "[klingon]"),
        ["languages.toml: klingon: the header has no such language", "languages.toml: turkish.tag: is missing"]),
    ("a direction that is none", "languages.toml", lambda t: t.replace('"ltr"', '"up"', 1),
        ["languages.toml: english.direction: is neither ltr nor rtl"]),
    ("a rule without a sample", "rules/recipients.toml", lambda t: rule(t, "samples = []"), ["a-rule.samples: a rule without a sample"]),
    ("a rule that no sample reaches", "rules/recipients.toml", lambda t: rule(t, 'samples = ["550 other words"]'), ["a-rule.samples: none of them reaches"]),
    ("a sample that a better rule wins", "rules/recipients.toml", lambda t: rule(t, 'samples = ["550 user unknown, wholly new words"]'),
        ["a-rule.samples: none of them reaches"]),
    ("a sample of the wrong class", "rules/recipients.toml", lambda t: rule(t, "class = [4]"), ["a-rule.samples: none of them reaches"]),
    ("a rule without a phrase", "rules/recipients.toml", lambda t: rule(t, "phrases = []"), ["a-rule.phrases: a rule without a phrase"]),
    ("a rule without a source", "rules/recipients.toml", lambda t: rule(t, "source = []"), ["a-rule.source: a fact without a source"]),
    ("a short literal", "rules/recipients.toml", lambda t: rule(t, 'phrases = ["spam ... and so on"]'), ["a-rule.phrases: 'spam' has 4 bytes"]),
    ("an edge beside a blank", "rules/recipients.toml", lambda t: rule(t, 'phrases = ["wholly new |"]'), ["a-rule.phrases", "a word edge beside"]),
    ("a capital that is not folded", "rules/recipients.toml", lambda t: rule(t, 'phrases = ["Éteint pour de bon"]'),
        ["a-rule.phrases", "a capital letter beyond ASCII"]),
    ("a phrase that a better rule hides", "rules/recipients.toml", lambda t: rule(t, 'phrases = ["such a user unknown here"]'),
        ["a-rule.phrases", "holds 'user unknown' of recipient-user-unknown"]),
    ("a rule of no known reason", "rules/recipients.toml", lambda t: rule(t, 'reason = "whim"'), ["a-rule.reason: unknown reason 'whim'"]),
    ("a rule for no known provider", "rules/recipients.toml", lambda t: rule(t, 'providers = ["acme"]'), ["a-rule.providers: unknown provider"]),
    ("a rule that stands twice", "rules/zz.toml", lambda t: rule("", "").replace("a-rule", "recipient-user-unknown"),
        ["rules/zz.toml: recipient-user-unknown: its name"]),
    ("a provider's vague code", "providers.toml", lambda t: t.replace("rank = 50\n", "rank = 70\n", 1),
        ["providers.toml: microsoft.code", "rank: is not from 1 to 69"]),
    ("a provider's code that does what nobody knows", "providers.toml",
        lambda t: t.replace('suppress = "repeated"', 'suppress = "sometimes"', 1), ["providers.toml: microsoft.code", "unknown suppress 'sometimes'"]),
    ("a domain inside a domain", "providers.toml", lambda t: t.replace('hosts = ["yandex.ru"', 'hosts = ["mx.yandex.ru", "yandex.ru"', 1),
        ["providers.toml: hosts: mx.yandex.ru lies in yandex.ru"]),
]


def rule(text, line):
    """A rule that is right but for one line."""
    values = {"reason": '"mailbox_full"', "rank": "60", "phrases": '["wholly new words"]', "source": '["nobody"]',
              "samples": '["552 wholly new words"]'}
    key, _, value = line.partition(" = ")
    lines = {**values, **({key: value} if key else {})}
    return text + '\n["a-rule"]\n' + "".join(f"{k} = {v}\n" for k, v in lines.items())


def section(text, code):
    start = text.index(f"[{code}]\n")
    end = text.find("\n[", start)
    return start, len(text) if end < 0 else end


def without(text, code, field):
    start, end = section(text, code)
    return text[:start] + re.sub(rf"{field} = .*\n", "", text[start:end], count=1) + text[end:]


def same_title(text):
    start, end = section(text, "550")
    title = re.search(r'title = "(.*)"', text[start:end])[1]
    start, end = section(text, "551")
    return text[:start] + re.sub(r'title = ".*"', f'title = "{title}"', text[start:end], count=1) + text[end:]


def compile_data(compiler, header, folder):
    with tempfile.TemporaryDirectory() as output:
        done = subprocess.run([sys.executable, compiler, header, folder, output], capture_output=True, text=True)
        return done.returncode, done.stderr, sorted(os.listdir(output))


def try_case(compiler, header, data, name, file, change, wanted):
    with tempfile.TemporaryDirectory() as parent:
        folder = os.path.join(parent, "data")
        shutil.copytree(data, folder)
        path = os.path.join(folder, file)
        before = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
        after = change(before)
        if after == before:
            return f"{name}: the test changes nothing"
        open(path, "w", encoding="utf-8").write(after)
        status, said, written = compile_data(compiler, header, folder)
    missing = [text for text in wanted if text not in said]
    if status == 0 or written or missing:
        return f"{name}: status {status}, written {written}, not said {missing}; said:\n{said}"
    return None


def main(compiler, header, data):
    status, said, written = compile_data(compiler, header, data)
    failures = [] if status == 0 and "tables.c" in written else [f"the data as it is: status {status}\n{said}"]
    failures += filter(None, (try_case(compiler, header, data, *case) for case in CASES))
    print("\n".join(failures))
    print(f"{len(CASES)} kinds of bad data, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
