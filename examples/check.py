"""Run an example and compare what it prints: check.py EXPECTED PROGRAM [ARGUMENT...]

With EXAMPLES_RENEW=1 in the environment it writes what is printed to EXPECTED, for a change of wording: read the diff.
"""

import difflib
import os
import subprocess
import sys


def main(expected_path, *command):
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=60)
    printed = done.stdout.decode("utf-8").splitlines()
    if os.environ.get("EXAMPLES_RENEW") == "1":
        with open(expected_path, "w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(line + "\n" for line in printed)
    with open(expected_path, encoding="utf-8") as stream:
        expected = stream.read().splitlines()
    for line in difflib.unified_diff(expected, printed, "expected", "printed", lineterm=""):
        print(line)
    if done.returncode != 0:
        print(f"it exited with {done.returncode}")
    return 0 if printed == expected and done.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
