#!/usr/bin/env python3
"""Every command that the README shows says what the README says that it says.

usage: readme.py README COMMAND [--update] [--installed BUILD_FOLDER]

A block is indented by four blanks and begins with "$ "; what follows up to the end of the block is the output. C in a fence,
behind a paragraph that names a file, is put into that file. Without a build to install, what compiles is not tried.
"""

import argparse
import glob
import os
import re
import subprocess
import sys
import tempfile

INDENT = "    "


def blocks(lines):
    """Runs that begin with a prompt: (first line, behind the last line). A blank line belongs to one if output follows."""
    starts = [place for place, line in enumerate(lines) if line.startswith(INDENT + "$ ")]
    for start in starts:
        end = start + 1
        for place in range(start + 1, len(lines)):
            if place in starts or (lines[place] and not lines[place].startswith(INDENT)):
                break
            if lines[place]:
                end = place + 1
        yield start, end


def files(text):
    """{name: content} of the programs."""
    return dict(re.findall(r"`(\w+\.c)`:\n\n```c\n(.*?)```", text, re.S))


def environment(command, folder, build):
    """Where the shown commands find ours, and what was installed."""
    env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    env |= {"LC_ALL": "C", "PATH": os.path.dirname(os.path.abspath(command)) + os.pathsep + os.environ["PATH"]}
    if build:
        root = os.path.join(folder, "root")
        subprocess.run(["meson", "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", root], check=True)
        packages = os.path.dirname(glob.glob(f"{root}/**/libsmtpcodes.pc", recursive=True)[0])
        env |= {"PKG_CONFIG_PATH": packages, "PKG_CONFIG_SYSROOT_DIR": root, "LD_LIBRARY_PATH": os.path.dirname(packages)}
    return env


def run(line, folder, env):
    done = subprocess.run(line, shell=True, capture_output=True, text=True, env=env, cwd=folder)
    return [INDENT + text if text else INDENT.rstrip() for text in (done.stdout + done.stderr).splitlines()]


def walk(lines, folder, env, build):
    """(the lines as they should be, commands, those that differ, those not tried)"""
    failures, skipped, result, behind, count = 0, 0, [], 0, 0
    for start, end in blocks(lines):
        line = lines[start][len(INDENT) + 2:]
        said = lines[start + 1:end]
        if line.startswith("cc ") and not build:
            skipped += 1
        else:
            count += 1
            said = run(line, folder, env)
        if said != lines[start + 1:end]:
            failures += 1
            print(f"{lines[start].strip()}\n" + "\n".join(said))
        result += lines[behind:start + 1] + said
        behind = end
    return result + lines[behind:], count, failures, skipped


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("readme")
    parser.add_argument("command")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--installed")
    options = parser.parse_args()
    with open(options.readme, encoding="utf-8") as stream:
        text = stream.read()
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files(text).items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
                stream.write(content)
        env = environment(options.command, folder, options.installed)
        result, count, failures, skipped = walk(text.splitlines(), folder, env, options.installed)
    if options.update:
        with open(options.readme, "w", encoding="utf-8") as stream:
            stream.write("\n".join(result) + "\n")
        return 0
    print(f"{count} commands, {failures} differ, {skipped} not tried for want of an installed library")
    return 1 if failures or not count else 0


if __name__ == "__main__":
    sys.exit(main())
