#!/usr/bin/env python3
"""The command: what it says, its status, and how it behaves at the edges.

usage: command.py COMMAND
"""

import json
import os
import pty
import re
import struct
import fcntl
import termios
import subprocess
import sys
import tempfile
import time

COMMAND = sys.argv[1]
FAILURES = []


# English and no colours whatever the caller's environment says
QUIET = {**{k: v for k, v in os.environ.items() if k not in ("LANG", "LC_MESSAGES", "COLUMNS", "NO_COLOR")}, "LC_ALL": "C"}


def run(*arguments, data=b"", env=None):
    done = subprocess.run([COMMAND, *arguments], input=data, capture_output=True, timeout=120, env={**QUIET, **(env or {})})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def expect(what, condition, shown=""):
    if not condition:
        FAILURES.append(what)
        print(f"{what}: {shown!r}")


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


def show():
    status, out, err = run("550")
    expect("550 is shown", status == 0 and out.startswith("550 ") and not err, (status, out, err))
    status, out, _ = run("--format", "json", "5.7.26", "354-start-mail", "mailbox-not-found", "521-no-mail")
    codes = [one["code"] for one in objects(out)]
    expect("names and numbers are found", status == 0 and codes == ["5.7.26", "354", "550", "521"], out)
    status, out, _ = run("559")
    expect("an unregistered code is read by its digits", status == 0 and "Permanent" in out and "Not in the table" in out, out)
    status, _, err = run("549x")
    expect("what is no code is said", status == 1 and "549x" in err, (status, err))
    status, out, err = run("--format", "json", "nonsense", "250")
    expect("the rest is still shown", status == 1 and len(objects(out)) == 1 and "nonsense" in err, (status, out, err))


def compare():
    status, out, _ = run("compare", "450", "451", "452")
    expect("three codes make three pairs", status == 0 and out.count(" vs ") == 3 and "Severity" in out, out)
    status, out, _ = run("compare", "354", "521")
    expect("354 and 521 are never alternatives (K9)", status == 0 and "they are no alternatives" in out.replace("\n  ", " "), out)
    status, out, _ = run("--format", "json", "compare", "5.2.2", "4.2.2")
    expect("a temporary counterpart", objects(out)[0]["relation"] == "temporary_counterpart", out)
    status, _, err = run("compare", "450")
    expect("one code cannot be compared", status == 2 and "2 to" in err, (status, err))


def listing():
    status, out, _ = run("list", "--class", "5", "--stage", "RCPT", "--format", "json")
    codes = [one["code"] for one in objects(out)]
    expect("the list is chosen by class and stage", status == 0 and "550" in codes and "5.1.1" in codes and "354" not in codes
           and "450" not in codes, codes)
    status, out, _ = run("list", "--standing", "unofficial", "--format", "json")
    replies = [one for one in objects(out) if "." not in one["code"]]
    expect("33 unofficial reply codes", len(replies) == 33, len(replies))
    status, out, _ = run("list")
    numbers = [line.split()[0] for line in out.splitlines()]
    keys = [[int(part) for part in number.split(".")] for number in numbers]
    expect("in numeric order", [k for k in keys if len(k) == 1] == sorted(k for k in keys if len(k) == 1) and
           [k for k in keys if len(k) == 3] == sorted(k for k in keys if len(k) == 3), numbers)


def explain():
    reply = "550-5.1.1 <kim@example.net>: no such\n550 5.1.1 mailbox"
    status, out, _ = run("explain", "--format", "json", "--stage", "rcpt", "--recipients", "1", reply)
    one = objects(out)[0]
    decision = one["decision"]
    expect("a rejection", status == 0 and one["code"] == "550" and one["enhanced"] == "5.1.1" and
           decision["disposition"] == "fail" and decision["suppress"] == "now" and one["lines"] == 2, out)
    expect("the text is whole", one["text"] == "<kim@example.net>: no such\nmailbox", one["text"])
    status, out, _ = run("explain", "--format", "json", data=b"250 2.0.0 Ok\r\n421 bye\r\n")
    expect("standard input holds several", status == 0 and [o["code"] for o in objects(out)] == ["250", "421"], out)
    status, out, _ = run("explain", "--format", "json", "--stage", "rcpt", "--flag", "recipient_accepted",
                         "452 4.5.3 too many")
    expect("context flags count", objects(out)[0]["decision"]["step"] == "split", out)
    for arguments, data in ((["explain", ""], b""), (["explain"], b""), (["explain"], b"\r\n \r\n")):
        status, out, err = run(*arguments, data=data)
        expect("no reply at all is said", status == 1 and "no reply" in err and not out, (status, out, err))
    status, out, err = run("nonsense", "250")
    expect("no blank line before the first", status == 1 and out.startswith("250"), out)
    status, _, err = run("099")
    expect("what has no severity is not understood", status == 1 and "099" in err, (status, err))
    status, out, _ = run("334")
    expect("a code tells its extension", re.search(r"^  Extension +AUTH$", out, re.M), out)
    status, out, _ = run("explain", "--format", "json", "550 No\r\nhost said it: user unknown\r\n", "550 a\nb\n450 c\nd\n")
    rows = [json.loads(line) for line in out.splitlines()]
    expect("lines without a code", status == 1 and [(row["code"], row["lines"]) for row in rows] ==
           [("550", 2), ("550", 1), (None, 1), ("450", 2)] and "line_without_code" in rows[0]["irregular"], out)
    status, out, _ = run("explain", "hello there")
    expect("no code is no success", status == 1 and "No reply code" in out, (status, out))


def hostile():
    nasty = b"550 5.1.1 a\x1b[31m\x07\xff\xc3\xa9\xe2\x80\xae\r\n"
    status, out, _ = run("explain", data=nasty)
    expect("nothing raw reaches a terminal", status == 0 and "\x1b" not in out and "\x07" not in out and "\u202e" not in out
           and "\\x1b" in out and "é" in out, out)
    status, out, _ = run("explain", "--format", "json", data=nasty)
    expect("JSON is valid UTF-8", status == 0 and "\\xff" in objects(out)[0]["text"], out)
    nul = b"550-5.1.1 a\0b\r\n550 5.1.1 c\xc2\x9bd\xe2\x80\xae\r\n"
    status, out, _ = run("explain", "--format", "json", data=nul)
    expect("nothing behind a NUL is lost, nothing raw is in JSON", objects(out)[0]["text"] == "a\0b\nc\x9bd\u202e" and
           "\x9b" not in out and "\u202e" not in out, out)
    many = b"250 2.1.5 Ok\r\n" * 50000
    status, out, _ = run("explain", "--format", "json", data=many)
    expect("a long stream", status == 0 and out.count("\n") == 50000, out.count("\n"))
    long = b"250 " + b"x" * 3000000 + b"\r\n"
    status, out, _ = run("explain", "--format", "json", data=long)
    expect("a long line is whole", status == 0 and len(objects(out)[0]["text"]) == 3000000, status)


def edges():
    for arguments, right in ((["--format", "xml", "550"], "text, markdown, html, json"), (["list", "--class", "6"], "2, 3, 4, 5"),
                             (["list", "--stage", "lunch"], "rcpt"), (["list", "550"], "550"), (["--wrong"], "--help"),
                             ([], "smtpcodes CODE"), (["--role", "lmtp", "550"], "does not go with"), (["list", "--stage"], "--stage"),
                             (["explain", "--recipients", "+5", "550"], "a number"), (["explain", "--recipients", "-1", "550"], "a number")):
        status, out, err = run(*arguments)
        expect(f"wrong use: {arguments}", status == 2 and right in err and not out, (status, out, err))
    status, out, _ = run("--help")
    expect("help", status == 0 and "explain" in out, out)
    status, out, _ = run("--version")
    expect("version", status == 0 and out.startswith("smtpcodes 0."), out)
    closed = subprocess.run(f"{COMMAND} list | true", shell=True, capture_output=True, text=True)
    expect("a closed pipe ends quietly", not closed.stderr, closed.stderr)
    if os.path.exists("/dev/full"):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([COMMAND, "list"], stdout=full, stderr=subprocess.PIPE)
        expect("a full disk is said", done.returncode == 1 and done.stderr, done.returncode)


def formats():
    status, out, _ = run("--format", "html", "550")
    expect("one code is a page", status == 0 and out.startswith("<!DOCTYPE html>") and out.count("<html ") == 1
           and '<meta charset="utf-8">' in out and "<h1>550 " in out, out[:400])
    for arguments in (["550", "551"], ["compare", "450", "451", "452"], ["list", "--class", "3"], ["explain", "550 no", "250 ok"]):
        status, out, _ = run("--format", "html", *arguments)
        expect(f"several share one page: {arguments}", status == 0 and out.count("<html ") == 1 and out.count("</html>") == 1
               and out.count("<article ") > 1 and out.count("<article ") == out.count("</article>"), out[:400])
    status, out, _ = run("--format", "markdown", "550", "551")
    expect("Markdown", status == 0 and out.startswith("# 550 ") and "\n\n# 551 " in out, out[:200])
    status, out, _ = run("--format", "html", "explain", "550 <script>alert(1)</script> & \"more\"")
    expect("HTML is escaped", "<script>" not in out and "&lt;script&gt;" in out and "&amp;" in out, out)


def languages():
    has = {tag for tag in ("vi", "tr") if run("--lang", tag, "550")[0] == 0}
    if not has:
        print("no language but English in this build: the test of languages is skipped")
        return
    status, english, _ = run("550")
    for tag in sorted(has):
        status, out, _ = run("--lang", tag, "550")
        expect(f"--lang {tag}", status == 0 and out != english and out.startswith("550 "), out)
        expect("LC_ALL", run("550", env={"LC_ALL": f"{tag}_XX.UTF-8"})[1] == out)
        expect("LC_MESSAGES", run("550", env={"LC_ALL": "", "LC_MESSAGES": tag})[1] == out)
        expect("LANG", run("550", env={"LC_ALL": "", "LANG": tag})[1] == out)
        expect("LC_ALL before LANG", run("550", env={"LANG": tag})[1] == english)
        expect("--lang before LC_ALL", run("--lang", "en", "550", env={"LC_ALL": tag})[1] == english)
        _, _, error = run("--lang", tag, "nonsense")
        expect("its own messages too", "neither a code" not in error and "nonsense" in error, error)
        _, out, _ = run("--lang", tag, "--help")
        expect("its help too", "What an SMTP reply means" not in out and "--format" in out, out)
        _, out, _ = run("--format", "html", "compare", "354", "521", "--lang", tag)
        expect("HTML says its language", f'<html lang="{tag}" dir="ltr">' in out, out[:200])
    status, _, err = run("--lang", "xx", "550")
    expect("a language that is not there", status == 2 and "xx" in err and "en" in err, err)


def what_cannot_be_read():
    """The usual errors are said in the reader's language; the system's own words only stand in quotation marks, after a number."""
    tags = ["en"] + [tag for tag in ("vi", "tr") if run("--lang", tag, "550")[0] == 0]
    with tempfile.TemporaryDirectory() as folder:
        locked = os.path.join(folder, "locked")
        with open(locked, "wb"):
            os.chmod(locked, 0)
        said = {"missing": os.path.join(folder, "nothing"), "folder": folder, "under a file": os.path.join(locked, "nothing")}
        if os.geteuid() != 0: # who may do everything is refused nothing
            said["locked"] = locked
        for tag in tags:
            errors = {}
            for kind, path in said.items():
                status, out, errors[kind] = run("--lang", tag, "explain", "--rules", path, "550 no")
                expect(f"{tag}: a pack that is {kind}", status == 2 and path in errors[kind] and not out, (status, errors[kind]))
                expect(f"{tag}: {kind} in our own words", not re.search(r"such file|ermission|s a directory|Not a", errors[kind]),
                       errors[kind])
            expect(f"{tag}: each has a sentence of its own",
                   len({error.replace(said[kind], "") for kind, error in errors.items() if kind != "under a file"}) ==
                   len(said) - 1, errors)
            place = os.open(folder, os.O_RDONLY)
            done = subprocess.run([COMMAND, "--lang", tag, "explain"], stdin=place, capture_output=True, text=True, env=QUIET)
            os.close(place)
            expect(f"{tag}: a folder as input", done.returncode == 1 and "directory" not in done.stderr, done.stderr)
    closed = subprocess.run(f"{COMMAND} explain <&-", shell=True, capture_output=True, text=True, env=QUIET)
    expect("another error has its number", closed.returncode == 1 and re.search(r'error \d+ of .*\("', closed.stderr), closed.stderr)
    if os.path.exists("/dev/full"):
        for tag in tags:
            with open("/dev/full", "wb") as full:
                done = subprocess.run([COMMAND, "--lang", tag, "list"], stdout=full, stderr=subprocess.PIPE, text=True, env=QUIET)
            expect(f"{tag}: a full disk in our own words", done.returncode == 1 and done.stderr and "No space" not in done.stderr
                   and '"' not in done.stderr, done.stderr)


def on_terminal(*arguments, columns, **env):
    """What the command writes to a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen([COMMAND, *arguments], stdout=theirs, env={**QUIET, "TERM": "xterm", **env})
    os.close(theirs)
    data = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        data += part
    process.wait()
    os.close(ours)
    return data.decode().replace("\r\n", "\n")


def terminal():
    try:
        out = on_terminal("550", columns=60)
    except OSError as error:
        print(f"no pseudo-terminal here ({error}): what is shown on one is not tried")
        return
    plain = re.sub(r"\x1b\[\d+m", "", out)
    expect("colours on a terminal", "\x1b[1m550" in out, out[:100])
    expect("wrapped to its width", 50 < max(map(len, plain.splitlines())) <= 60, max(map(len, plain.splitlines())))
    out = on_terminal("550", columns=110)
    expect("a wide one too", 100 < max(map(len, re.sub(r"\x1b\[\d+m", "", out).splitlines())) <= 110)
    expect("no colours under NO_COLOR", "\x1b" not in on_terminal("550", columns=80, NO_COLOR="1"))
    expect("an empty NO_COLOR is none", "\x1b" in on_terminal("550", columns=80, NO_COLOR=""))
    expect("no colours on a dumb terminal", "\x1b" not in on_terminal("550", columns=80, TERM="dumb"))
    expect("no colours in a pipe", "\x1b" not in run("550")[1])
    expect("colours where they are asked for", "\x1b[1m550" in run("--color", "always", "550")[1])
    wide = "550 " + "\u5bc4\u4fe1 " * 60
    lines = run("--width", "50", "explain", wide)[1].splitlines()
    shown = [line for line in lines if "\u5bc4" in line]
    expect("wide characters take two columns", len(shown) > 5 and
           all(len(line) + line.count("\u5bc4") + line.count("\u4fe1") <= 50 for line in shown), shown)
    marks = "550 " + "e\u0301" * 300
    shown = [line for line in run("--width", "50", "explain", marks)[1].splitlines() if "\u0301" in line]
    expect("marks take none", any(line.count("e\u0301") > 24 for line in shown), shown)
    whole = run("--width", "0", "explain", "550 " + "word " * 300)[1]
    expect("0 wraps nothing", any(line.count("word") == 300 for line in whole.splitlines()), whole[:200])


def with_slow_input(term, stdout_too=False):
    """Standard output, and what standard error, a terminal, gets where the last of three replies takes its time."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([COMMAND, "explain", "--format", "json"], stdin=subprocess.PIPE, stderr=theirs,
                               stdout=theirs if stdout_too else subprocess.PIPE, env={**QUIET, "TERM": term})
    process.stdin.write(b"250 one\r\n550 two\r\n")
    process.stdin.flush()
    time.sleep(1.5)
    process.stdin.write(b"421 three\r\n")
    process.stdin.close()
    os.close(theirs)
    shown = b""
    try:
        while True: # a terminal gives a piece at a time, and an error where nobody writes any more
            shown += os.read(ours, 65536)
    except OSError:
        os.close(ours)
    out = b"" if stdout_too else process.stdout.read()
    process.wait()
    return process.returncode, out.decode(), shown.decode()


def progress():
    try:
        status, out, shown = with_slow_input("xterm")
    except OSError as error:
        print(f"no pseudo-terminal here ({error}): progress on one is not tried")
        return
    expect("progress on a terminal", "\r\x1b[K3 replies so far" in shown, shown)
    expect("it is gone in the end", shown.endswith("\r\x1b[K"), shown)
    expect("the results are untouched", status == 0 and [o["code"] for o in objects(out)] == ["250", "550", "421"], out)
    expect("none on a dumb terminal", not with_slow_input("dumb")[2])
    shown = with_slow_input("xterm", stdout_too=True)[2]
    expect("none among the results", "so far" not in shown and '"421"' in shown, shown)
    process = subprocess.run(f"(printf '250 one\\n'; sleep 1.2; printf '250 two\\n') | {COMMAND} explain --format json", shell=True,
                             capture_output=True, text=True, env={**QUIET, "TERM": "xterm"})
    expect("none elsewhere", process.stdout.count("\n") == 2 and not process.stderr, process.stderr)


for part in (show, compare, listing, explain, hostile, edges, formats, languages, what_cannot_be_read, terminal, progress):
    part()
print(f"{len(FAILURES)} failures")
sys.exit(1 if FAILURES else 0)
