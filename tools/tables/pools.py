"""Pools: texts, lists and effects that are written once and named by an offset."""


class TextPool:
    """NUL-ended texts behind one another; offset 0 is the empty text."""

    def __init__(self):
        self.texts, self.offsets, self.size = [], {}, 0
        self.offset("")

    def offset(self, text):
        if text not in self.offsets:
            self.offsets[text] = self.size
            self.texts.append(text)
            self.size += len(text.encode()) + 1
        return self.offsets[text]

    def emit(self, tag, name):
        """A struct of short arrays, for compilers bear it better than one long array."""
        lines = [f"struct {tag} {{"]
        lines += [f"    char t{i}[{len(t.encode()) + 1}];" for i, t in enumerate(self.texts)]
        lines += ["};", f"extern const struct {tag} {name};", f"const struct {tag} {name} = {{"]
        lines += [f"    {c_string(t)}," for t in self.texts]
        return lines + ["};", ""]


class Lists:
    """Runs of numbers that end with 0; list 0 is the empty one."""

    def __init__(self):
        self.numbers, self.offsets = [0], {(): 0}

    def offset(self, numbers):
        key = tuple(numbers)
        if key not in self.offsets:
            self.offsets[key] = len(self.numbers)
            self.numbers += [*key, 0]
        return self.offsets[key]


class Once:
    """Rows that are written once; row 0 is the one given at the start."""

    def __init__(self, first):
        self.rows, self.places = [], {}
        self.place(first)

    def place(self, row):
        if row not in self.places:
            self.places[row] = len(self.rows)
            self.rows.append(row)
        return self.places[row]


def braced(items):
    return "{" + ", ".join(str(i) for i in items) + "}"


def c_string(text):
    out = []
    for byte in text.encode():
        if byte in (34, 92):
            out.append("\\" + chr(byte))
        elif byte == 63:
            out.append("\\?")
        elif 32 <= byte < 127:
            out.append(chr(byte))
        else:
            out.append(f"\\{byte:03o}")
    return '"' + "".join(out) + '"'


def c_array(declaration, items, width=16):
    lines = [f"{declaration} = {{"]
    for start in range(0, len(items), width):
        lines.append("    " + ", ".join(str(i) for i in items[start:start + width]) + ",")
    return lines + ["};", ""]


def perfect_hash(codes):
    """The bits and the odd multiplier by which no two codes fall on one slot: (code * multiplier mod 2^32) >> (32 - bits)."""
    for bits in (8, 9, 10):
        if 1 << bits < 2 * len(codes): # hopeless
            continue
        multiplier = 0x9E3779B1
        for _ in range(200000):
            shift = 32 - bits
            if len({(code * multiplier & 0xFFFFFFFF) >> shift for code in codes}) == len(codes):
                return bits, multiplier
            multiplier = (multiplier * 0x5851F42D + 0x14057B7E | 1) & 0xFFFFFFFF
    raise SystemExit("no multiplier makes the hash of the enhanced codes perfect")
