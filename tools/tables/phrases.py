"""The filter over all literals: windows of a few bytes at every stride, found by one multiplication.

A text is looked at every `stride` bytes. Whatever a literal's place in it, one of those looks falls on each of the literal's
phases; so for each phase one window of the literal is stored, the rarest whose slot is not crowded. A slot holds a bit for each
of 32 fingerprints, and a run of candidates: which literal, and how far before the window it begins.
"""

from collections import Counter

CROWDED = 6        # candidates of a slot, where there is a choice
LEAST_BITS, MOST_BITS = 4, 12 # of a slot's number
GEOMETRIES = ((11, 8, 4), (9, 6, 4), (8, 5, 4), (7, 5, 3), (5, 4, 2)) # shortest literal, window, stride
MULTIPLIER = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1


class Candidate:
    def __init__(self, literal, position, mark):
        self.literal, self.position, self.mark = literal, position, mark


class Filter:
    def __init__(self, literals, samples):
        """`literals` are bytes, each perhaps several times; `samples` are folded texts, for what is rare."""
        self.literals = literals
        shortest = min(map(len, literals), default=11)
        self.window, self.stride = next((w, s) for least, w, s in GEOMETRIES if shortest >= least)
        common = Counter(text[i:i + self.window] for text in samples for i in range(len(text) - self.window + 1))
        choices = []
        for number, literal in enumerate(literals):
            for phase in range(self.stride):
                places = range(phase, len(literal) - self.window + 1, self.stride)
                choices.append((number, sorted(places, key=lambda p: (common[literal[p:p + self.window]], p))))
        choices.sort(key=lambda choice: len(choice[1]))
        self.bits, self.multiplier = min(MOST_BITS, max(LEAST_BITS, (2 * len(choices)).bit_length())), MULTIPLIER
        self.slots = {}
        for number, places in choices:
            self.place(number, places)

    def hash_of(self, window):
        value = int.from_bytes(bytes(byte | 0x20 for byte in window), "little")
        product = value * self.multiplier & MASK
        return product >> (64 - self.bits), product >> 40 & 31

    def place(self, number, places):
        """Store one of the windows of a literal that begin at these places, rare ones first."""
        literal, best = self.literals[number], None
        for rank, position in enumerate(places):
            slot, mark = self.hash_of(literal[position:position + self.window])
            count = len(self.slots.get(slot, []))
            cost = (count >= CROWDED, rank + count)
            if best is None or cost < best[0]:
                best = (cost, slot, Candidate(number, position, mark))
        self.slots.setdefault(best[1], []).append(best[2])

    def tables(self):
        """(fingerprints, starts, candidates): a bit for each fingerprint of a slot, the first candidate of each slot and the end."""
        marks, starts, candidates = [], [], []
        for slot in range(1 << self.bits):
            row = sorted(self.slots.get(slot, []), key=lambda c: c.literal) # better rules first
            starts.append(len(candidates))
            marks.append(sum(1 << mark for mark in {candidate.mark for candidate in row}))
            candidates += row
        return marks, starts + [len(candidates)], candidates


def pool_of(texts):
    """All literals in one text, each at a multiple of four, one inside another where it falls there."""
    pool, places = bytearray(), {}
    for text in sorted(set(texts), key=len, reverse=True):
        place = pool.find(text)
        while place >= 0 and place % 4:
            place = pool.find(text, place + 1)
        if place < 0:
            pool += b"\x00" * (-len(pool) % 4)
            place = len(pool)
            pool += text
        places[text] = place
    pool += b"\x00" * (8 + -len(pool) % 8)
    return bytes(pool), places
