#!/usr/bin/env python3
"""The command: what it says, its status, and how it behaves at the edges.

usage: command.py COMMAND
"""

import json
import os
import subprocess
import sys

COMMAND = sys.argv[1]
FAILURES = []


def run(*arguments, data=b"", **more):
    done = subprocess.run([COMMAND, *arguments], input=data, capture_output=True, timeout=120, **more)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def expect(what, condition, shown=""):
    if not condition:
        FAILURES.append(what)
        print(f"{what}: {shown!r}")


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


def show():
    status, out, err = run("550")
    expect("550 is shown", status == 0 and out.startswith("550  ") and not err, (status, out, err))
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
    expect("three codes make three pairs", status == 0 and out.count("Both answer") == 3 and "Severity" in out, out)
    status, out, _ = run("compare", "354", "521")
    expect("354 and 521 are never alternatives (K9)", status == 0 and "never alternatives" in out, out)
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
    expect("a code tells its extension", "Extension     AUTH" in out, out)
    status, out, _ = run("explain", "hello there")
    expect("no code is no success", status == 1 and "no reply code" in out, (status, out))


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
    for arguments, right in ((["--format", "xml", "550"], "text or json"), (["list", "--class", "6"], "2, 3, 4 or 5"),
                             (["list", "--stage", "lunch"], "rcpt"), (["list", "550"], "--class"), (["--wrong"], "--help"),
                             ([], "smtpcodes CODE"), (["--role", "lmtp", "550"], "does not go with"), (["list", "--stage"], "--help"),
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


for part in (show, compare, listing, explain, hostile, edges):
    part()
print(f"{len(FAILURES)} failures")
sys.exit(1 if FAILURES else 0)
