#!/usr/bin/env python3
"""Write the manual pages: section 3 out of the documentation in the header, one page for each family, and the command's.

usage: manuals.py API_JSON VERSION OUTPUT_FOLDER SCDOC COMMAND.scd

Each function has a page of its own name besides, which leads to that of its family.
"""

import json
import os
import re
import subprocess
import sys

# family: what it is about, and the beginnings of its functions' names
FAMILIES = {
    "smtpcodes_version": ("the library and its data", ("smtpcodes_version", "smtpcodes_data_date")),
    "smtpcodes_lookup": ("find, make, read and write codes", ("smtpcodes_lookup", "smtpcodes_code_make", "smtpcodes_code_parse",
                                                            "smtpcodes_code_format", "smtpcodes_code_next")),
    "smtpcodes_code": ("what the table knows of a code", ("smtpcodes_code_",)),
    "smtpcodes_classify": ("decide what becomes of a message", ("smtpcodes_classify",)),
    "smtpcodes_reply_for": ("the reply that a server should send", ("smtpcodes_reply_for",)),
    "smtpcodes_compare": ("compare two codes", ("smtpcodes_compare",)),
    "smtpcodes_reply": ("read replies from bytes", ("smtpcodes_reply_",)),
    "smtpcodes_diagnose": ("why a server said no", ("smtpcodes_diagnose", "smtpcodes_provider", "smtpcodes_rule",
                                                    "smtpcodes_fingerprint")),
    "smtpcodes_word": ("names and texts of constants", ("smtpcodes_word_",)),
    "smtpcodes_language": ("languages of the texts", ("smtpcodes_language_",)),
    "smtpcodes_render": ("texts for people, whole or by part", ("smtpcodes_render_",)),
}


def family_of(name):
    """The first family whose beginnings fit, the more exact before the wider."""
    for family in sorted(FAMILIES, key=lambda f: -max(len(b) for b in FAMILIES[f][1] if name.startswith(b)) if any(
            name.startswith(b) for b in FAMILIES[f][1]) else 1):
        if any(name.startswith(beginning) for beginning in FAMILIES[family][1]):
            return family
    raise SystemExit(f"manuals.py: no family for {name}")


def escaped(text):
    return re.sub(r"([\\_*#])", r"\\\1", text)


def parts_of(doc):
    """The description, {parameter: text} and the result of a documentation block."""
    text, _, rest = doc.partition("\n@")
    tags = re.findall(r"(param|return)\s+(.*?)(?=\n@|\Z)", rest, re.S)
    parameters, result = {}, ""
    for tag, content in tags:
        content = " ".join(content.split())
        if tag == "param":
            name, _, told = content.partition(" ")
            parameters[name] = told
        else:
            result = content
    return [" ".join(p.split()) for p in text.split("\n\n")], parameters, result


def prototype(function):
    parameters = ", ".join(f"{p['type']}{'' if p['type'].endswith('*') else ' '}{p['name']}" for p in function["parameters"])
    space = "" if function["returns"].endswith("*") else " "
    return f"{escaped(function['returns'])}{space}*{escaped(function['name'])}*({escaped(parameters) or 'void'});"


def page(family, about, functions, version):
    lines = [f'{family.upper()}(3) "libsmtpcodes {version}" "libsmtpcodes"', "", "# NAME", "",
             f"{', '.join(f['name'] for f in functions)} - {about}".replace("_", "\\_"), "", "# SYNOPSIS", "",
             "\\#include <smtpcodes.h>", ""]
    for function in functions:
        lines += [prototype(function), ""]
    lines += ["Link with *-lsmtpcodes*; *pkg-config --cflags --libs libsmtpcodes* says how.", "", "# DESCRIPTION", ""]
    for function in functions:
        text, parameters, result = parts_of(function["doc"])
        lines += [f"## {function['name']}".replace("_", "\\_"), ""]
        for paragraph in text:
            lines += [escaped(paragraph), ""]
        for name, told in parameters.items():
            lines += [f"_{escaped(name)}_", f"\t{escaped(told)}", ""]
        lines += [f"Returns {escaped(result)}.".replace("..", "."), ""]
    others = [f"*{escaped(other)}*(3)" for other in FAMILIES if other != family]
    lines += ["# SEE ALSO", "", "*smtpcodes*(1), " + ", ".join(others), ""]
    return "\n".join(lines)


def through_scdoc(scdoc, text, path):
    done = subprocess.run([scdoc], input=text, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"manuals.py: {path}: {done.stderr}")
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(done.stdout)


def main(api, version, folder, scdoc, command):
    with open(api, encoding="utf-8") as stream:
        functions = json.load(stream)["functions"]
    members = {family: [] for family in FAMILIES}
    for function in functions:
        members[family_of(function["name"])].append(function)
    for section in ("man1", "man3"):
        os.makedirs(os.path.join(folder, section), exist_ok=True)
    for family, (about, _) in FAMILIES.items():
        if not members[family]:
            continue
        through_scdoc(scdoc, page(family, about, members[family], version), os.path.join(folder, "man3", family + ".3"))
        for function in members[family]:
            if function["name"] != family:
                with open(os.path.join(folder, "man3", function["name"] + ".3"), "w", encoding="utf-8") as stream:
                    stream.write(f".so man3/{family}.3\n")
    with open(command, encoding="utf-8") as stream:
        through_scdoc(scdoc, stream.read(), os.path.join(folder, "man1", "smtpcodes.1"))
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
