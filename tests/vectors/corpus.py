#!/usr/bin/env python3
"""Every wire row of the corpus of irregular replies reads as `expect`, or as `also_fine`.

usage: corpus.py API_JSON LIBRARY IRREGULAR_JSONL   (status 77: the corpus is not at hand)
"""

import json
import os
import sys

from binding import Library


def read(lib, data):
    """Codes and text of the first reply."""
    _, reply = lib.parse(data, "end")
    text = lib.reply_text_of(data[:reply.consumed], "end").decode("utf-8", "surrogateescape")
    return {"code": lib.text(reply.code), "enhanced": lib.text(reply.enhanced), "text": text}


def agrees(got, wanted, kind):
    return all(got[key] == wanted[key] for key in ("code", "enhanced")) and \
        (got["text"].startswith(wanted["text"]) if kind == "prefix" else got["text"] == wanted["text"])


def main(api, library, corpus):
    if not os.path.exists(corpus):
        print("the corpus is not at hand")
        return 77
    lib = Library(api, library)
    rows = [json.loads(line) for line in open(corpus, encoding="utf-8")]
    rows = [row for row in rows if row["form"] == "wire"]
    failed = 0
    for row in rows:
        got, expect = read(lib, row["input"].encode()), row["expect"]
        others = [{**expect, **{key: value}} for key, value in (row["also_fine"] or {}).items()]
        others.append({**expect, **(row["also_fine"] or {})})
        if not any(agrees(got, wanted, expect["text_is"]) for wanted in [expect, *others]):
            failed += 1
            print(f"{row['id']} ({row['kind']}): wanted {expect}, got {got}")
    print(f"{len(rows)} wire rows, {failed} failed")
    return 1 if failed or not rows else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
