#!/usr/bin/env python3
"""The library inside another program: its amalgamation alone, as C99 and as C++, and as a Meson subproject.

usage: embedding.py CONSUMER.c SOURCE_ROOT AMALGAMATED.h AMALGAMATED.c AMALGAMATED-text.c COMPILER...
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile

WANTED = "550 5001001 now\n"
SAYS = """#include "smtpcodes.h"
#include <stdio.h>
#include <string.h>
int main(void)
{
    static char text[65536];
    int shown = 0, index;
    for (index = 0; smtpcodes_language_at(index) != 0; index++) {
        shown += smtpcodes_render_code(550, 0, 0, 1, smtpcodes_language_at(index), text, sizeof text) > 100;
    }
    printf("%d %d\\n", shown, (int)smtpcodes_render_code(550, 0, 0, 1, 1, text, sizeof text) < 0);
    return 0;
}
"""
PROJECT = """project('outside', 'c', default_options: ['c_std=c99', 'warning_level=3', 'werror=true'])
library = dependency('libsmtpcodes', fallback: 'libsmtpcodes'{options})
executable('consumer', 'consumer.c', dependencies: library)
"""


def run(command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{shlex.join(command)}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def expect(what, said, wanted):
    if said != wanted:
        sys.exit(f"{what}: said {said!r}, not {wanted!r}")
    print(f"{what}: good")


def exported(program):
    lines = run(["nm", "-D", "--defined-only", program]).splitlines()
    return [line for line in lines if "smtpcodes" in line]


def amalgamated(compiler, folder, source, languages):
    program = os.path.join(folder, "program")
    files = [os.path.join(folder, name) for name in ("smtpcodes.c", "smtpcodes-text.c")]
    strict = ["-Wall", "-Wextra", "-Werror", "-I", folder]
    run([*compiler, "-std=c99", "-pedantic", *strict, *files, source, "-o", program])
    expect("C99", run([program]), WANTED)
    decide = os.path.join(folder, "decide.c")
    with open(decide, "w", encoding="utf-8") as stream:
        stream.write('#include "smtpcodes.h"\nint main(void) { return smtpcodes_code_severity(550) == 5 ? 0 : 1; }\n')
    run([*compiler, "-std=c99", *strict, files[0], decide, "-o", program])
    expect("what decides, alone", run([program]), "")
    says = os.path.join(folder, "says.c")
    with open(says, "w", encoding="utf-8") as stream:
        stream.write(SAYS)
    for defines, wanted in (([], f"{languages} 0\n"), (["-DSMTPCODES_WITHOUT_VI", "-DSMTPCODES_WITHOUT_TR"], "1 0\n"),
                            (["-DSMTPCODES_WITHOUT_TEXTS"], "0 1\n")):
        run([*compiler, "-std=c99", *strict, *defines, *files, says, "-o", program])
        expect(f"C99 {' '.join(defines)}", run([program]), wanted)
    if shutil.which("c++"):
        run(["c++", "-std=c++11", *strict, "-x", "c++", *files, source, "-o", program])
        expect("C++11", run([program]), WANTED)
    shared = os.path.join(folder, "embedder.so")
    run([*compiler, "-std=c99", "-shared", "-fPIC", "-I", folder, *files, "-o", shared])
    expect("exports nothing", exported(shared), [])
    run([*compiler, "-std=c99", "-shared", "-fPIC", "-DSMTPCODES_API=", "-I", folder, *files, "-o", shared])
    expect("exports what the embedder asks for", len(exported(shared)) > 30, True)


def subproject(compiler, folder, source, root):
    os.makedirs(os.path.join(folder, "subprojects"))
    os.symlink(root, os.path.join(folder, "subprojects", "libsmtpcodes"))
    shutil.copy(source, os.path.join(folder, "consumer.c"))
    for name, options in (("all of it", ""), ("static, English alone", ", default_options: ['default_library=static', 'languages=']")):
        with open(os.path.join(folder, "meson.build"), "w", encoding="utf-8") as stream:
            stream.write(PROJECT.format(options=options))
        build = os.path.join(folder, "build-" + name.split()[0].strip(","))
        env = {**os.environ, "CC": shlex.join(compiler)}
        run(["meson", "setup", build, folder], env=env)
        run(["meson", "compile", "-C", build], env=env)
        expect(f"a Meson subproject, {name}", run([os.path.join(build, "consumer")]), WANTED)


def main(source, root, *rest):
    amalgamation, compiler = rest[:3], list(rest[3:])
    languages = 1 + sum(f"texts_{tag}.c" in open(amalgamation[2], encoding="utf-8").read() for tag in ("vi", "tr"))
    with tempfile.TemporaryDirectory() as folder:
        one, other = os.path.join(folder, "one"), os.path.join(folder, "other")
        os.mkdir(one)
        os.mkdir(other)
        for path in amalgamation:
            shutil.copy(path, one)
        amalgamated(compiler, one, os.path.abspath(source), languages)
        subproject(compiler, other, os.path.abspath(source), root)


if __name__ == "__main__":
    main(*sys.argv[1:])
