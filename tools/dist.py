#!/usr/bin/env python3
"""Run by `meson dist`: put the generated files into the release, so that it builds without Python and gettext.

usage: dist.py VERSION DECIDE.c,... SAY.c,... LANGUAGE...

generated/ holds the tables, the messages of the command and smtpcodes.api.json; amalgamation/ the library in three files.
"""

import glob
import os
import subprocess
import sys
import tempfile


def run(*command):
    subprocess.run(command, check=True)


def main(version, decide, say, *languages):
    root = os.environ["MESON_DIST_ROOT"]
    tables, library = os.path.join(root, "tools", "tables"), os.path.join(root, "lib")
    header = os.path.join(root, "include", "smtpcodes.h")
    generated, amalgamation = os.path.join(root, "generated"), os.path.join(root, "amalgamation")
    os.makedirs(generated)
    os.makedirs(amalgamation)
    with tempfile.TemporaryDirectory() as folder:
        catalogues = []
        for language in languages:
            compiled = os.path.join(folder, language + ".mo")
            run("msgfmt", "--check", "-o", compiled, os.path.join(root, "data", "po", language + ".po"))
            catalogues.append(f"{language}={compiled}")
        run(sys.executable, os.path.join(tables, "compile.py"), header, os.path.join(root, "data"), generated, *catalogues)
    run(sys.executable, os.path.join(tables, "api.py"), header, os.path.join(generated, "smtpcodes.api.json"))
    texts = ["texts.c", "texts_en.c", *(f"texts_{language}.c" for language in languages)]
    run(sys.executable, os.path.join(root, "tools", "amalgamation", "amalgamate.py"), version, header, library, generated, amalgamation,
        decide, say, ",".join(texts))
    for cache in glob.glob(os.path.join(root, "**", "__pycache__"), recursive=True):
        for name in os.listdir(cache):
            os.remove(os.path.join(cache, name))
        os.rmdir(cache)


if __name__ == "__main__":
    main(*sys.argv[1:])
