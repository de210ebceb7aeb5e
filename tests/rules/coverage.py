#!/usr/bin/env python3
"""Every refusal in the Debian sources of Postfix, Exim, Sendmail and OpenSMTPD, and what the library makes of it.

usage: coverage.py --fetch FOLDER [--suite NAME] [--mirror URL]   gets the sources into FOLDER with apt-get and dpkg-source
       coverage.py API_JSON LIBRARY FOLDER [--brief]              lists the refusals, and those that stay unknown

FOLDER holds unpacked sources, as postfix-3.7.11. Fetching uses a configuration of apt of its own, all under FOLDER, so the
system is not changed; it says so when a package is not in the suite. NAME is a suite of Debian, this machine's own by default.
A line is: place, reply, reply code and status, reason, basis, rule. --brief leaves out all but the numbers and what is unknown.
The result is 1 when a refusal diagnoses to `unknown` that is not in SILENT, the list of strings that say nothing.
"""

import argparse
import collections
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from library import Diagnoser  # noqa: E402
from refusals import PACKAGES  # noqa: E402

SILENT = {  # a pattern of replies that tell no reason, and why
    r"return message generated": "Exim, of a bounce that went out: the reason stands in the bounce",
    r"unknown error": "Exim, Postfix's queue manager: neither a message nor an errno was kept",
    r"\*\*\* Too much output .*": "Exim: a mark at the end of a command's output",
    r"(SMTP error from remote mail server|LMTP error|PRDR error) after .*": "Exim: a wrapper; the reply behind it tells",
    r'response to ".*" was: .*': "Exim: a wrapper; the reply behind it tells",
    r"5\.0\.0 \(error report unavailable\)": "Postfix: the log that held the reason is gone",
}

# ------------------------------------------------------------------------------------------------------ fetching

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


def suite_here():
    with open("/etc/os-release", encoding="utf-8") as stream:
        values = dict(line.strip().split("=", 1) for line in stream if "=" in line)
    return values.get("VERSION_CODENAME", "stable").strip('"') if values.get("ID") == "debian" else "stable"


def apt_command(folder, mirror, suite):
    """apt-get with its lists, its cache and its sources below a folder."""
    apt = os.path.join(os.path.abspath(folder), "apt")
    for part in ("lists/partial", "cache/archives/partial"):
        os.makedirs(os.path.join(apt, part), exist_ok=True)
    signed = f"[signed-by={KEYRING}] " if os.path.exists(KEYRING) else ""
    with open(os.path.join(apt, "sources.list"), "w", encoding="utf-8") as stream:
        stream.write(f"deb-src {signed}{mirror} {suite} main\n")
    options = {"Dir::Etc::SourceList": f"{apt}/sources.list", "Dir::Etc::SourceParts": "/dev/null",
               "Dir::State::Lists": f"{apt}/lists", "Dir::Cache": f"{apt}/cache", "APT::Sandbox::User": "root"}
    return ["apt-get", "-qq", *(f"-o{name}={value}" for name, value in options.items())]


def fetch_one(command, folder, package, suite):
    """Gets a package and unpacks it; apt has checked the signature of the suite. What is wrong, or nothing."""
    before = set(os.listdir(folder))
    done = subprocess.run([*command, "source", "--download-only", package], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        absent = "Unable to find a source package" in done.stderr
        return f"not in {suite}" if absent else f"could not be fetched: {done.stderr.strip()}"
    for name in sorted(set(os.listdir(folder)) - before):
        if name.endswith(".dsc"):
            subprocess.run(["dpkg-source", "--no-check", "-x", name], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return ""


def fetch(folder, mirror, suite):
    """The number of packages that are not there."""
    command, missing = apt_command(folder, mirror, suite), 0
    subprocess.run([*command, "update"], check=True)
    for package in PACKAGES:
        wrong = fetch_one(command, folder, package, suite)
        print(f"{package}: {wrong or 'fetched'}")
        missing += bool(wrong)
    return missing


def trees(folder):
    """(package, folder) of each unpacked source."""
    for name in sorted(os.listdir(folder)):
        package = next((package for package in PACKAGES if re.fullmatch(rf"{package}-\d.*", name)), None)
        if package and os.path.isdir(os.path.join(folder, name)):
            yield PACKAGES[package], os.path.join(folder, name)


# ----------------------------------------------------------------------------------------------------- diagnosing

class Told:
    """What the library says of one refusal."""

    def __init__(self, diagnoser, bases, refusal):
        verdict = diagnoser.diagnose(refusal.reply.encode())
        self.refusal, self.reason = refusal, diagnoser.name("REASON", verdict.reason)
        self.code, self.status = (diagnoser.lib.text(code) if code else "-" for code in (verdict.code, verdict.enhanced))
        self.basis, self.rule = bases[verdict.basis], diagnoser.rule(verdict) or "-"
        self.silent = next((why for pattern, why in SILENT.items() if re.fullmatch(pattern, refusal.reply)), "")

    @property
    def unknown(self):
        return self.reason == "unknown"

    def __str__(self):
        refusal = self.refusal
        reply = refusal.reply.replace("\r", "").replace("\n", "\\n")
        return (f"{refusal.package}/{refusal.file}:{refusal.line}: {reply!r}\t{self.code} {self.status}\t{self.reason}"
                f"\t{self.basis}\t{self.rule}")


def told(diagnoser, folder):
    start = "SMTPCODES_BASIS_"
    bases = {v: n[len(start):].lower() for n, v in diagnoser.lib.constants.items() if n.startswith(start)}
    for package, root in trees(folder):
        for refusal in package(root).refusals():
            yield root, Told(diagnoser, bases, refusal)


def summary(all_told):
    counts = collections.defaultdict(collections.Counter)
    for root, one in all_told:
        count = counts[os.path.basename(root)]
        count["all"] += 1
        count["silent" if one.unknown and one.silent else "unknown" if one.unknown else one.basis] += 1
    for name, count in counts.items():
        bases = ", ".join(f"{basis} {number}" for basis, number in count.most_common()
                          if basis not in ("all", "silent", "unknown"))
        yield f"{name}: {count['all']} refusals; told by {bases}; say nothing {count['silent']}; unknown {count['unknown']}"


def cover(api, library, folder, brief):
    all_told = list(told(Diagnoser(api, library), folder))
    if not all_told:
        print(f"no sources under {folder}; --fetch gets them")
        return 77
    unknown = [one for _, one in all_told if one.unknown and not one.silent]
    if not brief:
        print("\n".join(str(one) for _, one in all_told))
    print("\n".join(summary(all_told)))
    print("\n".join([f"{len(unknown)} unknown" + (":" if unknown else ""), *(str(one) for one in unknown)]))
    return 1 if unknown else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fetch", metavar="FOLDER")
    parser.add_argument("--suite", default="")
    parser.add_argument("--mirror", default="http://deb.debian.org/debian")
    parser.add_argument("--brief", action="store_true")
    parser.add_argument("place", nargs="*", metavar="API_JSON LIBRARY FOLDER")
    options = parser.parse_args()
    if options.fetch:
        os.makedirs(options.fetch, exist_ok=True)
        return 1 if fetch(options.fetch, options.mirror, options.suite or suite_here()) else 0
    if len(options.place) != 3:
        parser.error("API_JSON, LIBRARY and FOLDER are wanted")
    return cover(*options.place, options.brief)


if __name__ == "__main__":
    sys.exit(main())
