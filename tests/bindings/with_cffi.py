#!/usr/bin/env python3
"""The header as python3-cffi reads it, and a call of each kind through the shared library.

usage: with_cffi.py HEADER LIBRARY API_JSON
"""

import json
import sys

try:
    import cffi
except ImportError:
    print("python3-cffi is not here")
    sys.exit(77)

from header import declarations


def main(header, library, api):
    ffi = cffi.FFI()
    ffi.cdef("typedef unsigned char uint8_t;" + declarations(header))
    lib = ffi.dlopen(library)
    with open(api, encoding="utf-8") as stream:
        known = json.load(stream)
    for function in known["functions"]:
        assert getattr(lib, function["name"])
    for enum in known["enums"]:
        for constant in enum["constants"]:
            assert getattr(lib, constant["name"]) == constant["value"], constant["name"]
    for struct in known["structs"]:
        assert ffi.sizeof(struct["name"]) == struct["size"], struct["name"]
        for field in struct["fields"]:
            assert ffi.offsetof(struct["name"], field["name"]) == field["offset"], field["name"]
    data = b"550 5.1.1 <kim@example.net>: no such user\r\n"
    reply, decision = ffi.new("smtpcodes_reply *"), ffi.new("smtpcodes_classification *")
    assert lib.smtpcodes_reply_parse(data, len(data), 0, reply, ffi.sizeof("smtpcodes_reply")) == len(data)
    assert (reply.code, reply.enhanced) == (550, 5001001)
    lib.smtpcodes_classify(reply.code, reply.enhanced, ffi.NULL, 0, decision, ffi.sizeof("smtpcodes_classification"))
    assert decision.disposition == lib.SMTPCODES_DISPOSITION_FAIL
    assert ffi.string(lib.smtpcodes_code_name(550)) == b"mailbox-unavailable"
    print(f"{len(known['functions'])} functions, {len(known['structs'])} structs, {len(known['enums'])} enums")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
