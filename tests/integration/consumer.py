#!/usr/bin/env python3
"""Install into an empty prefix, then build and run a program with nothing but pkg-config, shared and static; and with CMake.

usage: consumer.py BUILD_FOLDER SOURCE LIBRARY_KIND COMPILER...
"""

import glob
import os
import shlex
import shutil
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


PROJECT = """cmake_minimum_required(VERSION 3.13)
project(consumer C)
find_package(libsmtpcodes 0.1 REQUIRED)
add_executable(consumer {source})
target_link_libraries(consumer libsmtpcodes::{kind})
"""


def build_with_cmake(source, root, kind):
    config = os.path.dirname(glob.glob(f"{root}/**/libsmtpcodes-config.cmake", recursive=True)[0])
    folder = os.path.join(root, "cmake-" + kind)
    os.mkdir(folder)
    with open(os.path.join(folder, "CMakeLists.txt"), "w", encoding="utf-8") as stream:
        stream.write(PROJECT.format(source=source, kind=kind))
    run(["cmake", "-S", folder, "-B", folder + "/build", "-Dlibsmtpcodes_DIR=" + config])
    run(["cmake", "--build", folder + "/build"])
    said = run([folder + "/build/consumer"])
    if said != WANTED:
        sys.exit(f"CMake, {kind}: said {said!r}")
    print(f"CMake, {kind}: good")


def main(build, source, kind, *compiler):
    source = os.path.abspath(source)
    with tempfile.TemporaryDirectory() as root:
        run(["meson", "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", root])
        for static in {"both": (False, True), "shared": (False,), "static": (True,)}[kind]:
            said = build_and_run(list(compiler), source, root, static)
            if said != WANTED:
                sys.exit(f"{'static' if static else 'shared'}: said {said!r}")
            print(f"{'static' if static else 'shared'}: good")
        if shutil.which("cmake"):
            for name in ("libsmtpcodes", *{"both": ("shared", "static"), "shared": ("shared",), "static": ("static",)}[kind]):
                build_with_cmake(source, root, name)
        else:
            print("CMake is not here: its package file is not tried")


if __name__ == "__main__":
    main(*sys.argv[1:])
