"""The filter over all literals: windows of a few bytes at every stride, found by one multiplication.

A text is looked at every `STRIDE` bytes. Whatever a literal's place in it, one of those looks falls on each of the literal's
phases; so for each phase one window of the literal is stored, the rarest whose slot is not crowded. Short literals have short
windows, found by another multiplier. A slot holds a bit for each of 32 fingerprints, and a run of candidates: a longer
fingerprint, which literal, and how far before the window it begins.
"""

from collections import Counter

STRIDE = 4
LONG, SHORT = 8, 5 # bytes of a window; a literal has at least STRIDE - 1 bytes more
CROWDED = 6        # candidates of a slot, where there is a choice
LEAST_BITS, MOST_BITS = 4, 12 # of a slot's number
PRINT_BITS = 8                # of the fingerprint of a candidate; its last five choose the bit (lib/rules.h)
MULTIPLIERS = {LONG: 0x9E3779B97F4A7C15, SHORT: 0xD1B54A32D192ED03}
MASK = (1 << 64) - 1


def multiplier_of(window):
    """So great that bytes behind the window have no share in the product."""
    return MULTIPLIERS[window] << (64 - 8 * window) & MASK


class Candidate:
    def __init__(self, literal, position, print_):
        self.literal, self.position, self.print = literal, position, print_


class Filter:
    def __init__(self, literals, samples):
        """`literals` are bytes, each perhaps several times; `samples` are folded texts, for what is rare."""
        self.literals = literals
        common = Counter(text[i:i + window] for text in samples for window in (LONG, SHORT) for i in range(len(text) - window + 1))
        choices = []
        for number, literal in enumerate(literals):
            window = LONG if len(literal) >= LONG + STRIDE - 1 else SHORT
            for phase in range(STRIDE):
                places = range(phase, len(literal) - window + 1, STRIDE)
                choices.append((number, window, sorted(places, key=lambda p: (common[literal[p:p + window]], p))))
        choices.sort(key=lambda choice: len(choice[2]))
        self.bits = min(MOST_BITS, max(LEAST_BITS, (2 * len(choices)).bit_length()))
        self.slots = {}
        for choice in choices:
            self.place(*choice)

    def hash_of(self, window):
        value = int.from_bytes(bytes(byte | 0x20 for byte in window), "little")
        product = value * multiplier_of(len(window)) & MASK
        return product >> (64 - self.bits), product >> (64 - PRINT_BITS - self.bits) & ((1 << PRINT_BITS) - 1)

    def place(self, number, window, places):
        """Store one of the windows of a literal that begin at these places, rare ones first."""
        literal, best = self.literals[number], None
        for rank, position in enumerate(places):
            slot, print_ = self.hash_of(literal[position:position + window])
            count = len(self.slots.get(slot, []))
            cost = (count >= CROWDED, rank + count)
            if best is None or cost < best[0]:
                best = (cost, slot, Candidate(number, position, print_))
        self.slots.setdefault(best[1], []).append(best[2])

    def tables(self):
        """(fingerprints, starts, candidates): a bit for each fingerprint of a slot, the first candidate of each slot and the end."""
        marks, starts, candidates = [], [], []
        for slot in range(1 << self.bits):
            row = sorted(self.slots.get(slot, []), key=lambda c: c.literal) # better rules first
            starts.append(len(candidates))
            marks.append(sum(1 << mark for mark in {candidate.print % 32 for candidate in row}))
            candidates += row
        return marks, starts + [len(candidates)], candidates


def pool_of(texts):
    """All texts in one, and the place of each: one inside another where it stands there, else the end of one as the beginning
    of the next, the longest such pieces first."""
    pool, whole = bytearray(), []
    for text in sorted(set(texts), key=lambda text: (-len(text), text)):
        if text not in pool:
            whole.append(text)
            pool += text + b"\0"
    pool = b"".join(overlapped(whole))
    return pool + b"\0" * (8 + -len(pool) % 8), {text: pool.find(text) for text in texts}


def overlapped(texts):
    """The texts in such an order that pieces are shared, each without what the text before it ends with."""
    behind, before = {}, {}       # text -> the one that follows, is followed
    chain = {t: t for t in texts} # first text of a chain -> its last, and the other way round
    for length in range(max(map(len, texts), default=0) - 1, 0, -1):
        heads = {}
        for text in texts:
            if text not in before and len(text) > length:
                heads.setdefault(text[:length], []).append(text)
        for text in texts:
            if text in behind or len(text) <= length:
                continue
            following = next((t for t in heads.get(text[-length:], ()) if t not in before and chain[text] != t), None)
            if following is not None:
                behind[text], before[following] = (following, length), text
                first, last = chain[text], chain[following]
                chain[first], chain[last] = last, first
    for text in texts:
        if text in before:
            continue
        yield text
        while text in behind:
            text, length = behind[text]
            yield text[length:]
