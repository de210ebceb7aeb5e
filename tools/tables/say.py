"""The generated C that says: texts.c (what texts there are) and texts_<tag>.c for each language."""

from codes import FIELDS, text_of
from comparisons import SENTENCES
from emit import BANNER, family_keys
from header import PREFIXES
from pools import TextPool, braced, c_array
from words import MORE


class Sayer:
    def __init__(self, header, emitter, words, comparisons, known, languages, texts):
        self.header, self.codes, self.row = header, emitter.codes, emitter.row
        self.ordered, self.words, self.comparisons = emitter.ordered, words, comparisons
        self.known, self.languages, self.texts, self.sizes = known, languages, texts, emitter.sizes
        self.say = [BANNER, '#include "tables.h"', ""]
        self.emit_codes()
        self.emit_words()
        self.emit_comparisons()
        self.sizes["TEXTS"] = len(self.texts.rows)
        self.emit_languages()

    def table(self, declaration, rows, width):
        self.say += c_array(declaration, rows, width)

    def row_texts(self, place, texts):
        return braced([self.texts.number(f"{place} {field}", texts.get(field, "")) for field in FIELDS])

    def emit_codes(self):
        stage_names = {number: name for name, number in self.header.words["stage"].items()}
        rows, at = [braced([0] * len(FIELDS))], []
        for code in self.ordered:
            place = text_of(code.number)
            rows.append(self.row_texts(place, code.texts))
            for stage, values in sorted(code.at.items()):
                for field in sorted(values["texts"], key=FIELDS.index):
                    text = self.texts.number(f"{place} {stage_names[stage]} {field}", values["texts"][field])
                    at.append(braced([self.row[code.number], stage, FIELDS.index(field) + 1, text]))
        at.append(braced([0xFFFF, 0, 0, 0]))  # behind every row: the array is never empty
        families = [self.row_texts(f"family {key}", self.codes.family_texts(key)) for key in family_keys()]
        self.sizes |= {"FIELDS": len(FIELDS), "STAGE_TEXTS": len(at)}
        self.table("const uint16_t smtpcodes__row_texts[SMTPCODES__ROWS][SMTPCODES__FIELDS]", rows, 2)
        self.table("const uint16_t smtpcodes__family_texts[SMTPCODES__FAMILIES][SMTPCODES__FIELDS]", families, 2)
        self.table("const struct smtpcodes__stage_text smtpcodes__stage_texts[SMTPCODES__STAGE_TEXTS]", at, 6)

    def emit_words(self):
        names, words, starts, more = TextPool(), [], [0], [braced([0, 0])]
        for vocabulary in PREFIXES:
            starts.append(len(words))
            for number, name, texts in self.words.items[vocabulary]:
                place = f"{vocabulary}.{name}"
                extras = [(self.header.number("field", field), self.texts.number(f"{place} {field}", texts[field]))
                          for field in MORE.get(vocabulary, ()) if texts.get(field)]
                start = len(more) if extras else 0
                more += [braced([field, text]) for field, text in extras]
                if extras:
                    more.append(braced([0, 0]))
                words.append(braced([number, names.offset(name), start,
                                     braced([self.texts.number(f"{place} {field}", texts[field])
                                             for field in ("title", "meaning")])]))
        starts.append(len(words))
        self.sizes |= {"VOCABULARIES": len(starts) - 1, "WORDS": len(words), "MORE_TEXTS": len(more)}
        self.table("const uint16_t smtpcodes__vocabularies[SMTPCODES__VOCABULARIES + 1]", starts, 16)
        self.table("const struct smtpcodes__word smtpcodes__words[SMTPCODES__WORDS]", words, 4)
        self.table("const struct smtpcodes__more_text smtpcodes__more_texts[SMTPCODES__MORE_TEXTS]", more, 8)
        self.say += names.emit("smtpcodes__words_pool", "smtpcodes__words_pool")

    def emit_comparisons(self):
        comparisons = self.comparisons
        contrasts = [braced([facet, value, self.texts.number(f"contrast {key}", text)])
                     for facet, value, key, text in comparisons.contrasts]
        pairs = [braced([braced([self.row[one], self.row[other]]), self.texts.number(f"pair {key} confused", confused),
                         self.texts.number(f"pair {key} apart", apart)])
                 for one, other, key, confused, apart in comparisons.pairs]
        pairs.append("{{0xFFFF, 0}, 0, 0}")
        stages = [0] * self.sizes["STAGES"]
        for number, (name, text) in comparisons.stages.items():
            stages[number] = self.texts.number(f"stage.{name} answers", text)
        for name in SENTENCES:
            self.sizes[f"SAY_{name.upper()}"] = self.texts.number(f"sentence {name}", comparisons.sentences[name])
        self.sizes |= {"CONTRASTS": len(contrasts), "PAIRS": len(pairs)}
        self.table("const struct smtpcodes__contrast smtpcodes__contrasts[SMTPCODES__CONTRASTS]", contrasts, 6)
        self.table("const struct smtpcodes__pair smtpcodes__pairs[SMTPCODES__PAIRS]", pairs, 6)
        self.table("const uint16_t smtpcodes__stage_phrases[SMTPCODES__STAGES]", stages, 16)

    def emit_languages(self):
        """Each language has an offset for every text, 0 where it has none, and its pool."""
        numbers = self.header.words["language"]
        known = [braced([f'"{language["tag"]}"', f'"{language["direction"]}"'])
                 for _, language in sorted(self.known.items(), key=lambda item: numbers[item[0]])]
        self.sizes["LANGUAGES"] = len(known) + 1
        self.table("const struct smtpcodes__language smtpcodes__languages[SMTPCODES__LANGUAGES]", ['{"", "ltr"}', *known], 4)
        self.files = {"texts.c": self.say}
        for name, language in self.languages.items():
            pool = TextPool()
            offsets = [pool.offset(row[name]) if row.get(name) else 0 for row in self.texts.rows]
            without = f"SMTPCODES_WITHOUT_{language['tag'].upper()}"
            lines = [BANNER, '#include "tables.h"', "", f"#if !defined(SMTPCODES_WITHOUT_TEXTS) && !defined({without})"]
            lines += c_array(f"const uint32_t smtpcodes__{name}_offsets[SMTPCODES__TEXTS]", offsets)
            lines += pool.emit(f"smtpcodes__{name}_pool", f"smtpcodes__{name}_pool")
            self.files[f"texts_{language['tag']}.c"] = [*lines, "#endif"]

    def language_switches(self):
        """For generated.h: the languages of a build, each of which can be left out when the tables are compiled."""
        lines = []
        for name, language in self.languages.items():
            tag = language["tag"].upper()
            condition = f"!defined(SMTPCODES_WITHOUT_TEXTS) && !defined(SMTPCODES_WITHOUT_{tag})"
            lines += [f"#if {condition}", f"#define SMTPCODES__LANGUAGE_{tag}(X) X({name.upper()}, {name})", "#else",
                      f"#define SMTPCODES__LANGUAGE_{tag}(X)", "#endif"]
        each = " ".join(f"SMTPCODES__LANGUAGE_{language['tag'].upper()}(X)" for language in self.languages.values())
        return [*lines, f"#define SMTPCODES__EACH_LANGUAGE(X) {each}"]
