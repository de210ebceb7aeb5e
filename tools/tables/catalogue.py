"""Texts by number, their translations out of compiled catalogues, and the template that translators start from."""

import gettext
import re


class Missing(gettext.NullTranslations):
    """What a catalogue lacks is no translation, and not the English text."""

    def pgettext(self, context, message):
        return None


def open_catalogue(path):
    with open(path, "rb") as stream:
        catalogue = gettext.GNUTranslations(stream)
    catalogue.add_fallback(Missing())
    return catalogue


class Texts:
    """Every text by its number; 0 is the empty one. Texts that are the same in each language have one number."""

    def __init__(self, catalogues):
        self.catalogues = catalogues  # language -> catalogue
        self.numbers, self.rows = {}, []
        self.entries = {}  # context -> English
        self.place("", {language: "" for language in catalogues})

    def number(self, context, english):
        if not english:
            return 0
        if self.entries.setdefault(context, english) != english:
            raise SystemExit(f"two texts under one context: {context}")
        return self.place(english, {language: catalogue.pgettext(context, english)
                                    for language, catalogue in self.catalogues.items()})

    def place(self, english, translations):
        key = (english, *translations.values())
        if key not in self.numbers:
            self.numbers[key] = len(self.rows)
            self.rows.append({"english": english, **translations})
        return self.numbers[key]


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def template(entries, version):
    """The template of a catalogue: one entry for each context, in the order of the data."""
    lines = ['msgid ""', 'msgstr ""', quoted(f"Project-Id-Version: libsmtpcodes {version}\\n").replace("\\\\n", "\\n"),
             '"MIME-Version: 1.0\\n"', '"Content-Type: text/plain; charset=UTF-8\\n"',
             '"Content-Transfer-Encoding: 8bit\\n"', ""]
    for context, english in entries.items():
        if re.search(r"\{\w+\}", english):
            lines.append("#, python-brace-format")
        lines += [f"msgctxt {quoted(context)}", f"msgid {quoted(english)}", 'msgstr ""', ""]
    return "\n".join(lines)
