#!/usr/bin/env python3
"""Put the library into three files that an embedder adds to a program: smtpcodes.h, smtpcodes.c, smtpcodes-text.c.

usage: amalgamate.py VERSION HEADER LIB_FOLDER GENERATED_FOLDER OUTPUT_FOLDER DECIDE.c,... SAY.c,... TEXTS.c,...

smtpcodes.c decides; smtpcodes-text.c says, and a program that only decides does without it. SMTPCODES_WITHOUT_<TAG> leaves a
language out. Nothing is exported, unless the embedder defines SMTPCODES_API.
"""

import os
import re
import sys

OWN_INCLUDE = re.compile(r'^#include "(\w+\.h)".*\n', re.M)
HEADERS = ("internal.h", "generated.h", "tables.h", "lines.h")
DECIDE_HEADERS = ("decision.h", "rules.h", "matcher.h", "loose.h", "verdict.h")
SAY_HEADERS = ("say.h", "writer.h", "render.h")
API = """#ifndef SMTPCODES_API /* an embedder may define it: empty, or as the visibility of its own library */
#define SMTPCODES_API
#endif"""
QUIET = """#if defined(__clang__) /* what the files share is not used by both halves */
#pragma clang diagnostic ignored "-Wunused-function"
#endif"""
HIDDEN = """#ifndef SMTPCODES_API /* nothing is exported, unless the embedder defines this otherwise */
#if defined(__GNUC__) && defined(__ELF__)
#define SMTPCODES_API __attribute__((visibility("hidden")))
#else
#define SMTPCODES_API
#endif
#endif"""


def read(folders, name):
    for folder in folders:
        path = os.path.join(folder, name)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as stream:
                return OWN_INCLUDE.sub("", stream.read()).strip()
    sys.exit(f"amalgamate.py: {name} is nowhere")


def unit(banner, version, folders, headers, sources):
    parts = int(version[0]) * 1000000 + int(version[1]) * 1000 + int(version[2])
    lines = [banner, '#include "smtpcodes.h"', "", QUIET, "", f"#define SMTPCODES__VERSION {parts}",
             f'#define SMTPCODES__VERSION_STRING "{".".join(version)}"']
    for name in [*headers, *sources]:
        lines += ["", f"/* {'=' * 20} {name} */", "", read(folders, name)]
    return "\n".join(lines) + "\n"


def main(version, header, library, generated, output, decide, say, texts):
    numbers, folders = version.split("."), (library, generated)
    with open(header, encoding="utf-8") as stream:
        public = stream.read()
    if API not in public:
        sys.exit("amalgamate.py: the header does not define SMTPCODES_API as it did")
    banner = f"/* libsmtpcodes {version}, %s. Made by tools/amalgamation: do not edit. Licence: MIT. */"
    files = {
        "smtpcodes.h": public.replace(API, HIDDEN),
        "smtpcodes.c": unit(banner % "what decides", numbers, folders, [*HEADERS, *DECIDE_HEADERS], [*decide.split(","), "tables.c", "rules_built_in.c"]),
        "smtpcodes-text.c": unit(banner % "what says", numbers, folders, [*HEADERS, *SAY_HEADERS],
                                 [*say.split(","), *texts.split(",")]),
    }
    for name, text in files.items():
        with open(os.path.join(output, name), "w", encoding="utf-8") as stream:
            stream.write(text)


if __name__ == "__main__":
    if len(sys.argv) != 9:
        sys.exit(__doc__)
    main(*sys.argv[1:])
