"""A binding in a page of Python: everything is made of smtpcodes.api.json, nothing is written by hand."""

import ctypes
import json

TYPES = {"int32_t": ctypes.c_int32, "smtpcodes_code": ctypes.c_int32, "size_t": ctypes.c_size_t,
         "uint8_t": ctypes.c_uint8, "const char *": ctypes.c_char_p, "char *": ctypes.c_char_p}


class Library:
    """Functions without their prefix, structs by name, constants by name, names of constants by vocabulary."""

    def __init__(self, api, library):
        with open(api, encoding="utf-8") as stream:
            self.api = json.load(stream)
        self.library = ctypes.CDLL(library)
        self.constants = {c["name"]: c["value"] for e in self.api["enums"] for c in e["constants"]}
        self.structs = {}
        for struct in self.api["structs"]:  # in the order of the header: one that stands inside another comes before it
            self.structs[struct["name"]] = self.make_struct(struct)
        for function in self.api["functions"]:
            setattr(self, function["name"].removeprefix("smtpcodes_"), self.make_function(function))

    def make_struct(self, struct):
        fields = []
        for field in struct["fields"]:
            kind = TYPES.get(field["type"]) or self.structs[field["type"]]
            fields.append((field["name"], kind * field["count"] if field["count"] > 1 else kind))
        made = type(struct["name"], (ctypes.Structure,), {"_fields_": fields})
        assert ctypes.sizeof(made) == struct["size"], struct["name"]
        for field in struct["fields"]:
            assert getattr(made, field["name"]).offset == field["offset"], field["name"]
        return made

    def make_function(self, function):
        made = getattr(self.library, function["name"])
        made.restype = TYPES.get(function["returns"], ctypes.c_void_p)  # a handle
        made.argtypes = [TYPES.get(p["type"], ctypes.c_void_p) for p in function["parameters"]]
        return made

    def struct(self, name):
        return self.structs["smtpcodes_" + name]()

    def constant(self, prefix, name):
        return self.constants[f"SMTPCODES_{prefix}_{name.upper()}"]

    def bits(self, prefix, names):
        return sum(self.constant(prefix, name) for name in names)

    def number(self, text):
        """A code of its text; 0 for "" and None."""
        return self.code_parse(text.encode(), len(text)) if text else 0

    def text(self, code):
        buffer = ctypes.create_string_buffer(16)
        self.code_format(code, buffer, len(buffer))
        return buffer.value.decode()

    def parse(self, data, *options):
        reply = self.struct("reply")
        result = self.reply_parse(data, len(data), self.bits("PARSE", options), ctypes.byref(reply),
                                  ctypes.sizeof(reply))
        return result, reply

    def reply_text_of(self, data, *options):
        size = self.reply_text(data, len(data), self.bits("PARSE", options), 0, None, 0)
        buffer = ctypes.create_string_buffer(max(size, 0) + 1)
        self.reply_text(data, len(data), self.bits("PARSE", options), 0, buffer, len(buffer))
        return buffer.raw[:max(size, 0)]

    def decide(self, code, enhanced, event, context):
        decision = self.struct("classification")
        sizes = ctypes.byref(context), ctypes.sizeof(context), ctypes.byref(decision), ctypes.sizeof(decision)
        if event:
            self.classify_event(event, *sizes)
        else:
            self.classify(code, enhanced, *sizes)
        return decision
