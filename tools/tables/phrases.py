"""The filter over all literals: windows of a few bytes at every stride, found by one multiplication.

A text is looked at every `stride` bytes. Whatever a literal's place in it, one of those looks falls on each of the literal's
phases; so for each phase one window of the literal is stored, the rarest that has room. A slot holds four fingerprints in
32 bits, and a run of candidates: which literal, and how far before the window it begins.
"""

from collections import Counter

CELLS = 4          # fingerprints of a slot
CROWDED = 6        # candidates of a slot, where there is a choice
LEAST_BITS, MOST_BITS = 4, 12 # of a slot's number, unless none of many multipliers places all
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
        while not self.place(choices):
            self.multiplier = (self.multiplier * 0x5851F42D4C957F2D + 0x14057B7EF767814F | 1) & MASK
            self.tries = getattr(self, "tries", 0) + 1
            if self.tries % 20 == 0:
                self.bits += 1

    def hash_of(self, window):
        value = int.from_bytes(bytes(byte | 0x20 for byte in window), "little")
        product = value * self.multiplier & MASK
        return product >> (64 - self.bits), product >> 40 & 0xFF

    def place(self, choices):
        """Try one multiplier."""
        self.slots = {}
        for number, places in choices:
            literal, best = self.literals[number], None
            for rank, position in enumerate(places):
                slot, mark = self.hash_of(literal[position:position + self.window])
                row = self.slots.get(slot, [])
                marks = {candidate.mark for candidate in row}
                if mark not in marks and len(marks) == CELLS:
                    continue
                cost = (len(row) >= CROWDED, rank + len(row))
                if best is None or cost < best[0]:
                    best = (cost, slot, Candidate(number, position, mark))
            if best is None:
                return False
            self.slots.setdefault(best[1], []).append(best[2])
        return True

    def tables(self):
        """(fingerprints, starts, candidates): one 32-bit number a slot, the first candidate of each slot and the end."""
        marks, starts, candidates = [], [], []
        for slot in range(1 << self.bits):
            row = sorted(self.slots.get(slot, []), key=lambda c: c.literal) # better rules first
            starts.append(len(candidates))
            cells = sorted({candidate.mark for candidate in row}) or [0]
            cells += [cells[0]] * (CELLS - len(cells))
            marks.append(sum(cell << (8 * place) for place, cell in enumerate(cells)))
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
