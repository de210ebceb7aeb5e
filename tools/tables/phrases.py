"""The filter over all literals: windows of a few bytes at every stride, found by one multiplication.

A text is looked at every `STRIDE` bytes. Whatever a literal's place in it, one of those looks falls on each of the literal's
phases; so for each phase one window of the literal is stored, the one that costs least. Five bytes of it choose a slot, which
holds a bit for each of 32 fingerprints of theirs, and a run of candidates: a longer fingerprint, which literal, and how far
before the window it begins. Where the literal is long enough that fingerprint is one of eight bytes.
"""

from collections import Counter

STRIDE = 4
LONG, SHORT = 8, 5 # bytes of a window; a literal has at least STRIDE - 1 bytes more
CROWDED = 32       # candidates of a slot, where there is a choice
LEAST_BITS, MOST_BITS = 4, 12 # of a slot's number
PRINT_BITS = 8                # of the fingerprint of a candidate; the last five of the short one choose the bit (lib/rules.h)
MULTIPLIERS = {LONG: 0x9E3779B97F4A7C15, SHORT: 0xD1B54A32D192ED03}
MASK = (1 << 64) - 1
# What a window costs for each time that it is seen: the slot is looked into, which others share; the literal is compared.
COST_FIRST, COST_SHARED, COST_COMPARED, COST_CANDIDATE = 2, 0.3, 2, 0.1


def multiplier_of(window):
    """So great that bytes behind the window have no share in the product."""
    return MULTIPLIERS[window] << (64 - 8 * window) & MASK


def product_of(window):
    value = int.from_bytes(bytes(byte | 0x20 for byte in window), "little")
    return value * multiplier_of(len(window)) & MASK


class Candidate:
    def __init__(self, literal, position, print_):
        self.literal, self.position, self.print = literal, position, print_


class Slot:
    def __init__(self):
        self.marks, self.candidates = 0, []


class Filter:
    def __init__(self, literals, samples):
        """`literals` are bytes, each perhaps several times; `samples` are folded texts, for what is rare."""
        self.literals = literals
        self.common = Counter(text[i:i + window] for text in samples for window in (LONG, SHORT) for i in range(len(text) - window + 1))
        choices = []
        for number, literal in enumerate(literals):
            window = LONG if len(literal) >= LONG + STRIDE - 1 else SHORT
            for phase in range(STRIDE):
                choices.append((number, window, range(phase, len(literal) - window + 1, STRIDE)))
        choices.sort(key=lambda choice: len(choice[2]))
        self.bits = min(MOST_BITS, max(LEAST_BITS, (2 * len(choices)).bit_length()))
        self.slots = [Slot() for _ in range(1 << self.bits)]
        for choice in choices:
            self.place(*choice)

    def slot_of(self, window):
        """The slot that five bytes choose, and their fingerprint."""
        product = product_of(window[:SHORT])
        return self.slots[product >> (64 - self.bits)], product >> (64 - PRINT_BITS - self.bits) & ((1 << PRINT_BITS) - 1)

    def place(self, number, window, places):
        """Store one of the windows of a literal that begin at these places."""
        literal, best = self.literals[number], None
        for position in places:
            text = literal[position:position + window]
            slot, print_ = self.slot_of(text)
            count, mark = len(slot.candidates), 1 << print_ % 32
            seen = COST_COMPARED * self.common[text] + COST_CANDIDATE * count + \
                (COST_SHARED if slot.marks & mark else COST_FIRST) * self.common[text[:SHORT]]
            cost = (count >= CROWDED, seen, position)
            if best is None or cost < best[0]:
                if window == LONG:
                    print_ = product_of(text) >> (64 - PRINT_BITS)
                best = (cost, slot, mark, Candidate(number, position, print_))
        _, slot, mark, candidate = best
        slot.marks |= mark
        slot.candidates.append(candidate)

    def tables(self):
        """(bits, starts, candidates): bits of the fingerprints of a slot, the first candidate of each slot and the end."""
        starts, candidates = [], []
        for slot in self.slots:
            starts.append(len(candidates))
            candidates += sorted(slot.candidates, key=lambda c: c.literal) # better rules first
        return [slot.marks for slot in self.slots], starts + [len(candidates)], candidates


def pool_of(texts):
    """All texts in one, and the place of each: one inside another where it stands there, else the end of one as the beginning
    of the next, the longest such pieces first."""
    pool, whole = bytearray(), []
    for text in sorted(set(texts), key=lambda text: (-len(text), text)):
        if text not in pool:
            whole.append(text)
            pool += text + b"\0"
    pool = b"".join(overlapped(whole))
    return pool, {text: pool.find(text) for text in texts}


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
