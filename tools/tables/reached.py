"""Whether the samples of rules reach them: a plain search over all literals by their first bytes, as the library would answer.

Stages and providers of guards are not known of a sample; a rule with such a guard may win, and is not in another's way.
"""

import re

from rules import SHORTEST, fold, is_word, letters

HEAD = re.compile(r"\s*(\d\d\d)?(?:[- ]\s*)?(?:[#(\[]*([245])\.(\d{1,3})\.(\d{1,3})\b[)\]:]*)?\s*")
LINE = re.compile(r"\r?\n\d\d\d[- ]?(?:[245]\.\d{1,3}\.\d{1,3} ?)?")


NEAR = 8 # blanks between loose words that stand together (lib/rules.h)
PAGE = re.compile(rb"://[^ ]*")
NAME = re.compile(rb"L+(?:[@._]L+)*".replace(b"L", rb"[0-9a-z\x80-\xff]"))


class Sample:
    def __init__(self, text):
        head = HEAD.match(text)
        self.code = int(head[1] or 0)
        self.enhanced = tuple(int(part) for part in head.groups()[1:]) if head[2] else ()
        self.text = b" " + fold(LINE.sub(" ", text[head.end():])) + b" "
        self.words = {} # letters of a loose word -> how many blanks stand before each
        for blanks, part in enumerate(PAGE.sub(b"/", self.text).split(b" ")):
            for name in NAME.findall(part):
                if len(name) > 1 and not {*b"@._"} & {*name}:
                    self.words.setdefault(letters(name), []).append(blanks)


def stands(literal, text, place):
    end = place + len(literal.bytes)
    return text.startswith(literal.bytes, place) and not (literal.left and place > 0 and is_word(text[place - 1])) and \
        not (literal.right and end < len(text) and is_word(text[end]))


def find(literal, text, start):
    """The place behind the first occurrence from a place on, or -1."""
    place = text.find(literal.bytes, start)
    while place >= 0:
        if stands(literal, text, place):
            return place + len(literal.bytes)
        place = text.find(literal.bytes, place + 1)
    return -1


def stand_together(groups, sample):
    """Whether one word of each group stands near the others."""
    places = [[blanks for word in group for blanks in sample.words.get(word, ())] for group in groups]
    return any(all(any(last - NEAR <= place <= last for place in row) for row in places) for row in places for last in row)


def holds(guard, sample):
    """Whether class and codes of a guard allow a sample."""
    severity = sample.code // 100 or (sample.enhanced[0] if sample.enhanced else 0)
    return (not guard.classes or guard.classes >> severity & 1) and (not guard.codes or sample.code in guard.codes) and \
        (not guard.enhanced or any(holds_detail(four, sample.enhanced) for four in guard.enhanced))


def holds_detail(four, enhanced):
    severity, subject, first, last = four
    return bool(enhanced) and severity in (0, enhanced[0]) and subject == enhanced[1] and first <= enhanced[2] <= last


class Finder:
    def __init__(self, rows):
        """`rows` are (place, rule, phrases): the better rule has the smaller place."""
        self.by_head, self.by_words = {}, []
        for place, rule, phrases in rows:
            for phrase in phrases:
                self.by_head.setdefault(phrase[0].bytes[:SHORTEST], []).append((place, rule, phrase))
            if rule.words:
                self.by_words.append((place, rule))

    def all_in(self, sample):
        """(place, rule) of every rule whose words and codes fit."""
        found, text = {}, sample.text
        for start in range(len(text)):
            for place, rule, phrase in self.by_head.get(text[start:start + SHORTEST], ()):
                if place not in found and stands(phrase[0], text, start) and holds(rule.guard, sample):
                    end = start + len(phrase[0].bytes)
                    for literal in phrase[1:]:
                        end = find(literal, text, end) if end >= 0 else -1
                    if end >= 0:
                        found[place] = rule
        for place, rule in self.by_words:
            if place not in found and holds(rule.guard, sample) and any(stand_together(words, sample) for words in rule.words):
                found[place] = rule
        return found


def refuse_unreached(rules):
    """A rule that wins none of its samples is refused."""
    row = rules.row
    finder = Finder([(row[id(rule)], rule, rule.phrases) for rule in rules.rules if rule.phrases or rule.words] +
                    [(row[id(hint.companion)], hint.companion, hint.phrases) for hint in rules.hints if hint.companion])
    for rule in rules.rules:
        own = row[id(rule)]
        for text in rule.samples:
            found = finder.all_in(Sample(text))
            better = [place for place, other in found.items() if place < own and not other.guard.stages and not other.guard.providers]
            if own in found and not better:
                break
        else:
            rule.table.bad("none of them reaches the rule: its words are not in it, its guards do not hold, or a better rule wins", "samples")
