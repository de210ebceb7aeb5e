#!/usr/bin/env python3
"""Run the golden vectors through the shared library.

usage: run.py API_JSON LIBRARY FOLDER
"""

import ctypes
import glob
import json
import os
import sys

from binding import Library

# key of a decision -> prefix of its constants
WORDS = {"disposition": "DISPOSITION", "severity": "SEVERITY", "reason": "REASON", "later": "LATER", "step": "STEP",
         "otherwise": "STEP", "remedy": "REMEDY", "extent": "EXTENT", "target": "TARGET", "connection": "CONNECTION",
         "next_server": "NEXT_SERVER", "suppress": "SUPPRESS", "delay_source": "DELAY", "dsn_action": "DSN",
         "standing": "STANDING"}

# the same for what a verdict holds beside its decision
VERDICT_WORDS = {"reason": "REASON", "confidence": "CONFIDENCE", "basis": "BASIS", "provider": "PROVIDER",
                 "blocklist": "BLOCKLIST", "stage": "STAGE"}


def decision_problems(lib, expect, decision):
    for key, wanted in expect.items():
        if key in WORDS:
            good = getattr(decision, key) == lib.constant(WORDS[key], wanted)
        elif key == "parties":
            good = decision.parties == lib.bits("PARTY", wanted)
        elif key == "flags":
            good = decision.flags & lib.bits("FLAG", wanted) == lib.bits("FLAG", wanted)
        elif key == "not_flags":
            good = not decision.flags & lib.bits("FLAG", wanted)
        elif key == "dsn_status":
            good = lib.text(decision.dsn_status) == wanted
        else:
            good = getattr(decision, key) == wanted
        if not good:
            yield f"{key}: wanted {wanted}, got {shown(lib, key, decision, WORDS)}"


def shown(lib, key, struct, words):
    if key == "dsn_status":
        return lib.text(struct.dsn_status)
    field = "flags" if key == "not_flags" else key
    value = getattr(struct, field)
    prefix = words.get(key)
    names = [n for n, v in lib.constants.items() if prefix and n.startswith(f"SMTPCODES_{prefix}_") and v == value]
    return f"{names[0] if names else value}"


def run_session(lib, session):
    shared = session.get("context", {})
    for place, step in enumerate(session["steps"], 1):
        context = lib.struct("context")
        context.stage = lib.constant("STAGE", step["stage"])
        context.role = lib.constant("ROLE", step.get("role", shared.get("role", "unknown")))
        context.form = lib.constant("FORM", step.get("form", shared.get("form", "unknown")))
        context.recipients = step.get("recipients", shared.get("recipients", 0))
        context.flags = lib.bits("CONTEXT", [*shared.get("flags", []), *step.get("flags", [])])
        context.enhanced = lib.number(step.get("enhanced", shared.get("enhanced")))
        code = enhanced = event = 0
        if "event" in step:
            event = lib.constant("EVENT", step["event"])
        else:
            _, reply = lib.parse(step["reply"].encode("utf-8", "surrogateescape"), "end")
            code, enhanced = reply.code, reply.enhanced
        for problem in decision_problems(lib, step["expect"], lib.decide(code, enhanced, event, context)):
            yield f"step {place} ({step['stage']}, {(step.get('reply') or step.get('event')).strip()!r}): {problem}"


def run_code(lib, row):
    code = lib.number(row["code"])
    checks = {"severity": (lib.code_severity(code), "SEVERITY"), "standing": (lib.code_standing(code), "STANDING"),
              "category": (lib.code_category(code), "CATEGORY")}
    for key, (got, prefix) in checks.items():
        if key in row and got != lib.constant(prefix, row[key]):
            yield f"{key}: wanted {row[key]}, got {got}"
    for stage, answer in row.get("at", {}).items():
        got = lib.code_at_stage(code, lib.constant("STAGE", stage))
        if got != lib.constant("ANSWER", answer):
            yield f"at {stage}: wanted {answer}, got {got}"
    for name in filter(None, [row.get("name"), *row.get("names", [])]):
        if lib.lookup(name.encode(), len(name)) != code:
            yield f"name {name} does not find it"


def run_comparison(lib, row):
    first, second = lib.number(row["first"]), lib.number(row["second"])
    comparison = lib.struct("comparison")
    lib.compare(first, second, ctypes.byref(comparison), ctypes.sizeof(comparison))
    if comparison.relation != lib.constant("RELATION", row["relation"]):
        yield f"relation: wanted {row['relation']}, got {comparison.relation}"
    if "worse" in row and comparison.worse != lib.constant("WORSE", row["worse"]):
        yield f"worse: wanted {row['worse']}, got {comparison.worse}"
    if "meeting_stages" in row:
        stages, stage = [], lib.compare_stage_next(first, second, 0)
        while stage:
            stages.append(stage)
            stage = lib.compare_stage_next(first, second, stage)
        wanted = sorted(lib.constant("STAGE", s) for s in row["meeting_stages"])
        if stages != wanted or comparison.meeting_stages != len(stages):
            yield f"meeting stages: wanted {wanted}, got {stages}, counted {comparison.meeting_stages}"
    wanted, unwanted = lib.bits("FACET", row.get("differing_has", [])), lib.bits("FACET", row.get("differing_not", []))
    if comparison.differing & wanted != wanted or comparison.differing & unwanted:
        yield f"differing: got {comparison.differing:#x}"


def bytes_of(row):
    return row["input"].encode("utf-8", "surrogateescape") if "input" in row else bytes.fromhex(row["input_hex"])


def run_reply(lib, row):
    data = bytes_of(row)
    result, reply = lib.parse(data, *row.get("options", ["end"]))
    if result != row["consumed"] and not (row["consumed"] == "error" and result < 0):
        yield f"consumed: wanted {row['consumed']}, got {result}"
    for key in ("code", "enhanced", "first_code", "last_code", "first_enhanced", "last_enhanced"):
        if key in row and lib.text(getattr(reply, key)) != (row[key] or ""):
            yield f"{key}: wanted {row[key]}, got {lib.text(getattr(reply, key))}"
    if "flags" in row and reply.flags != lib.bits("REPLY", row["flags"]):
        got = [c["name"] for e in lib.api["enums"] if e["name"] == "smtpcodes_reply_flags" for c in e["constants"]
               if c["value"] & reply.flags]
        yield f"flags: wanted {row['flags']}, got {got}"
    if "lines" in row and reply.lines != row["lines"]:
        yield f"lines: wanted {row['lines']}, got {reply.lines}"
    if "text" in row:
        got = lib.reply_text_of(data[:max(result, 0)] if result > 0 else data, *row.get("options", ["end"]),
                                *(["printable"] if row.get("printable") else []))
        if got != row["text"].encode("utf-8", "surrogateescape"):
            yield f"text: wanted {row['text']!r}, got {got!r}"


def run_reply_for(lib, row):
    code, enhanced = ctypes.c_int32(), ctypes.c_int32()
    lib.reply_for(lib.constant("REASON", row["reason"]), lib.constant("SEVERITY", row.get("severity", "none")),
                  lib.constant("STAGE", row.get("stage", "unknown")), ctypes.byref(code), ctypes.byref(enhanced))
    got = lib.text(code.value), lib.text(enhanced.value)
    if got != ((row["code"] or ""), (row["enhanced"] or "")):
        yield f"wanted {row['code']} {row['enhanced']}, got {' '.join(got)}"


def context_of(lib, given):
    context = lib.struct("context")
    for key in given.keys() & {"stage", "role", "form", "provider"}:
        setattr(context, key, lib.constant(key.upper(), given[key]))
    if "host" in given:
        context.provider = lib.provider_of_host(given["host"].encode(), len(given["host"]))
    context.recipients = given.get("recipients", 0)
    context.flags = lib.bits("CONTEXT", given.get("flags", []))
    context.code, context.enhanced = lib.number(given.get("code")), lib.number(given.get("enhanced"))
    address = bytes.fromhex(given.get("address_hex", ""))
    context.address_bits, context.address[:len(address)] = 8 * len(address), address
    return context


def part_problems(data, expect, verdict):
    """Of the evidence and the page, which are parts of the bytes."""
    evidence = data[verdict.evidence_offset:][:verdict.evidence_length]
    url = data[verdict.url_offset:][:verdict.url_length]
    for key, got in (("evidence", evidence), ("url", url)):
        if key in expect and got != expect[key].encode("utf-8", "surrogateescape"):
            yield f"{key}: wanted {expect[key]!r}, got {got!r}"
    within = expect.get("evidence_within", "").encode("utf-8", "surrogateescape")
    place = verdict.evidence_offset - data.find(within)
    if within and not 0 <= place < place + len(evidence) <= len(within):
        yield f"evidence: wanted a part of {within!r}, got {evidence!r}"


def run_verdict(lib, row):
    data, context, verdict = bytes_of(row), context_of(lib, row.get("context", {})), lib.struct("verdict")
    result = lib.diagnose(data, len(data), ctypes.byref(context), ctypes.sizeof(context), None, ctypes.byref(verdict),
                          ctypes.sizeof(verdict))
    if result != verdict.reason or result != verdict.decision.reason:
        yield f"three reasons: {result}, {verdict.reason}, {verdict.decision.reason}"
    expect = row["expect"]
    for key in expect.keys() & VERDICT_WORDS.keys():
        if getattr(verdict, key) != lib.constant(VERDICT_WORDS[key], expect[key]):
            yield f"{key}: wanted {expect[key]}, got {shown(lib, key, verdict, VERDICT_WORDS)}"
    for key in expect.keys() & {"code", "enhanced"}:
        if lib.text(getattr(verdict, key)) != expect[key]:
            yield f"{key}: wanted {expect[key]}, got {lib.text(getattr(verdict, key))}"
    yield from part_problems(data, expect, verdict)
    others = {*VERDICT_WORDS, "code", "enhanced", "evidence", "evidence_within", "url"}
    yield from decision_problems(lib, {key: expect[key] for key in expect if key not in others}, verdict.decision)


def fingerprint_of(lib, text):
    """The text, and what stands for it."""
    data, print_ = text.encode("utf-8", "surrogateescape"), lib.struct("fingerprint")
    size = lib.reply_fingerprint(data, len(data), ctypes.byref(print_), ctypes.sizeof(print_), None, 0)
    buffer = ctypes.create_string_buffer(max(size, 0) + 1)
    lib.reply_fingerprint(data, len(data), None, 0, buffer, len(buffer))
    return buffer.raw[:max(size, 0)], (print_.normalization, *print_.hash)


def run_fingerprint(lib, row):
    wanted = row["text"].encode("utf-8", "surrogateescape")
    prints = set()
    for text in row["same"]:
        got, number = fingerprint_of(lib, text)
        prints.add(number)
        if got != wanted:
            yield f"text of {text!r}: wanted {wanted!r}, got {got!r}"
    if len(prints) != 1 or {number[0] for number in prints} != {row["normalization"]}:
        yield f"wanted one fingerprint of normalization {row['normalization']}, got {sorted(prints)}"
    for text in row.get("different", []):
        if fingerprint_of(lib, text)[1] in prints:
            yield f"the same fingerprint: {text!r}"


KINDS = {"sessions": run_session, "codes": run_code, "compare": run_comparison, "replies": run_reply,
         "reply_for": run_reply_for, "verdicts": run_verdict, "fingerprints": run_fingerprint}


def main(api, library, folder):
    lib = Library(api, library)
    failed = total = 0
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl"))):
        file = os.path.basename(path)
        run = KINDS[file.partition(".")[0].partition("-")[0]]
        rows = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
        for number, row in enumerate(rows, 1):
            problems = list(run(lib, row))
            total, failed = total + 1, failed + bool(problems)
            for problem in problems:
                print(f"{file}:{number} {row.get('id', row.get('code', ''))}: {problem}")
        print(f"{file}: {len(rows)} vectors")
    print(f"{total} vectors, {failed} failed")
    return 1 if failed or not total else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
