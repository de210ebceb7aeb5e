#!/usr/bin/env python3
"""Install into an empty prefix, then build and run a program with nothing but pkg-config, shared and static.

usage: consumer.py BUILD_FOLDER SOURCE LIBRARY_KIND COMPILER...
"""

import glob
import os
import shlex
import subprocess
import sys
import tempfile

WANTED = "550 5001001 now\n"


def run(command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{shlex.join(command)}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def build_and_run(compiler, source, root, static):
    folder = os.path.dirname(glob.glob(f"{root}/**/libsmtpcodes.pc", recursive=True)[0])
    env = {**os.environ, "PKG_CONFIG_PATH": folder, "PKG_CONFIG_SYSROOT_DIR": root}
    flags = run(["pkg-config", "--cflags", "--libs", *(["--static"] if static else []), "libsmtpcodes"], env=env).split()
    if static:
        flags = ["-static", *flags]
    program = os.path.join(root, "static" if static else "shared")
    run([*compiler, "-std=c99", "-Wall", "-Werror", source, "-o", program, *flags])
    library_path = os.path.dirname(folder)
    return run([program], env={**os.environ, "LD_LIBRARY_PATH": library_path})


def main(build, source, kind, *compiler):
    with tempfile.TemporaryDirectory() as root:
        run(["meson", "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", root])
        for static in {"both": (False, True), "shared": (False,), "static": (True,)}[kind]:
            said = build_and_run(list(compiler), source, root, static)
            if said != WANTED:
                sys.exit(f"{'static' if static else 'shared'}: said {said!r}")
            print(f"{'static' if static else 'shared'}: good")


if __name__ == "__main__":
    main(*sys.argv[1:])
