#!/usr/bin/env python3
"""Golden vectors through LuaJIT: hands vectors.lua the header as declarations.

usage: with_luajit.py LUAJIT HEADER LIBRARY VECTORS_FOLDER
"""

import os
import subprocess
import sys
import tempfile

from header import declarations


def main(luajit, header, library, folder):
    with tempfile.NamedTemporaryFile("w", suffix=".h", encoding="utf-8") as stream:
        stream.write(declarations(header))
        stream.flush()
        files = sorted(name for name in os.listdir(folder) if name.endswith(".jsonl"))
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "vectors.lua")
        return subprocess.run([luajit, script, stream.name, library, folder, *files]).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
