#!/usr/bin/env python3
"""Describe the public header as JSON: functions, structs with offsets, constants by enum, with their documentation.

usage: api.py HEADER [OUTPUT]

The header is plain enough to be read by patterns; what does not fit them is an error, never left out.
"""

import json
import re
import sys

TYPES = {"int32_t": 4, "smtpcodes_code": 4, "uint8_t": 1}
DOC = r"(?:/\*\*(?P<doc>(?:(?!\*/).)*)\*/\s*)"
ENUM = re.compile(DOC + r"enum\s+(?P<tag>smtpcodes_\w+)\s*\{(?P<body>.*?)\};", re.S)
CONSTANT = re.compile(r"(SMTPCODES_\w+)\s*=\s*(-?\d+)\s*,?\s*(?:/\*\*<(.*?)\*/)?", re.S)
STRUCT = re.compile(DOC + r"typedef\s+struct\s+(?P<tag>smtpcodes_\w+)\s*\{(?P<body>.*?)\}\s*\w+;", re.S)
FIELD = re.compile(r"(int32_t|smtpcodes_\w+|uint8_t)\s+(\w+)(?:\[(\d+)\])?;\s*(?:/\*\*<(.*?)\*/)?", re.S)
FUNCTION = re.compile(DOC + r"SMTPCODES_API\s+(?P<type>[\w\s]+?\s*\*?)\s*(?P<name>smtpcodes_\w+)\((?P<parameters>.*?)\);", re.S)


def doc_text(text):
    """A comment without its stars, its lines joined."""
    lines = [re.sub(r"^\s*\*?\s?", "", line).strip() for line in (text or "").strip().splitlines()]
    return re.sub(r"[ \t]+", " ", "\n".join(lines)).strip()


def read_parameters(text):
    if text.strip() == "void":
        return []
    parameters = []
    for parameter in text.split(","):
        match = re.fullmatch(r"\s*(.*?[\s*])(\w+)\s*", parameter, re.S)
        if not match:
            raise SystemExit(f"api.py: a parameter that is not understood: {parameter!r}")
        parameters.append({"name": match[2], "type": re.sub(r"\s*\*", " *", " ".join(match[1].split()))})
    return parameters


def read_struct(match, sizes):
    """A struct; `sizes` are those of its possible field types, and gains its own."""
    fields, offset = [], 0
    for kind, name, count, doc in FIELD.findall(match["body"]):
        size = sizes[kind] * int(count or 1)
        fields.append({"name": name, "type": kind, "count": int(count or 1), "offset": offset, "size": size,
                       "doc": doc_text(doc)})
        offset += size
    if len(fields) != re.sub(r"/\*.*?\*/", "", match["body"], flags=re.S).count(";"):
        raise SystemExit(f"api.py: a field of {match['tag']} is not understood")
    sizes[match["tag"]] = offset
    return {"name": match["tag"], "size": offset, "doc": doc_text(match["doc"]), "fields": fields}


def describe(text):
    """The header's text as a dictionary."""
    sizes = dict(TYPES)
    functions = [{"name": m["name"], "returns": " ".join(m["type"].split()), "doc": doc_text(m["doc"]),
                  "parameters": read_parameters(m["parameters"])} for m in FUNCTION.finditer(text)]
    if len(functions) != len(re.findall(r"^SMTPCODES_API ", text, re.M)):
        raise SystemExit("api.py: a function without a documentation block, or one that is not understood")
    return {
        "enums": [{"name": m["tag"], "doc": doc_text(m["doc"]),
                   "constants": [{"name": n, "value": int(v), "doc": doc_text(d)}
                                 for n, v, d in CONSTANT.findall(m["body"])]} for m in ENUM.finditer(text)],
        "structs": [read_struct(m, sizes) for m in STRUCT.finditer(text)],
        "functions": functions,
    }


def main(header, output=None):
    with open(header, encoding="utf-8") as stream:
        text = json.dumps(describe(stream.read()), indent=1, ensure_ascii=False) + "\n"
    if output is None:
        sys.stdout.write(text)
        return
    with open(output, "w", encoding="utf-8") as stream:
        stream.write(text)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
