"""Bad data is refused with the file, the key and the reason; all of it at once."""


class Problems:
    def __init__(self):
        self.lines = []

    def add(self, file, key, reason):
        self.lines.append(f"{file}: {key}: {reason}")

    def __bool__(self):
        return bool(self.lines)


class Table:
    """A table of a data file that knows where it stands, and complains with its place."""

    def __init__(self, problems, file, key, values):
        self.problems, self.file, self.key, self.values = problems, file, key, values
        if not isinstance(values, dict):
            self.bad("is not a table")
            self.values = {}

    def bad(self, reason, field=None):
        self.problems.add(self.file, self.key if field is None else f"{self.key}.{field}", reason)

    def only(self, *allowed):
        for name in self.values:
            if name not in allowed:
                self.bad("unknown key", name)

    def get(self, field, kind, default=None, required=False):
        """A value of a kind (str, int, list, dict), or the default."""
        if field not in self.values:
            if required:
                self.bad("is missing", field)
            return default
        value = self.values[field]
        if not isinstance(value, kind) or isinstance(value, bool):
            self.bad(f"is not of the kind {kind.__name__}", field)
            return default
        return value

    def text(self, field, required=False, placeholders=False):
        """A text: not empty, no blanks at its ends, no line breaks, no doubled word, placeholders only where allowed."""
        value = self.get(field, str, "", required)
        if field in self.values and value is not None:
            check_text(self, field, value, placeholders)
        return value

    def sources(self, field="references", required=True):
        """A list of references, each a string that is not empty."""
        values = self.get(field, list, [], required)
        if required and field in self.values and not values:
            self.bad("a fact without a source", field)
        for value in values:
            if not isinstance(value, str) or not value.strip():
                self.bad("a source is not a text", field)
        return values

    def words(self, field, vocabulary, header, default=()):
        """A list of names of a vocabulary, as numbers."""
        numbers = []
        for name in self.get(field, list, list(default)):
            number = header.number(vocabulary, name)
            if number is None:
                self.bad(f"unknown {vocabulary} {name!r}", field)
            else:
                numbers.append(number)
        return numbers

    def word(self, field, vocabulary, header, default=0, required=False):
        """A name of a vocabulary, as a number."""
        name = self.get(field, str, None, required)
        if name is None:
            return default
        number = header.number(vocabulary, name)
        if number is None:
            self.bad(f"unknown {vocabulary} {name!r}", field)
            return default
        return number


def check_text(table, field, value, placeholders=False):
    if not value or value != value.strip():
        table.bad("is empty, or begins or ends with a blank", field)
    if "\n" in value or "\t" in value or "  " in value:
        table.bad("holds a line break, a tab or two blanks", field)
    if not placeholders and ("{" in value or "}" in value):
        table.bad("holds a placeholder", field)
    words = value.lower().split()
    for one, two in zip(words, words[1:]):
        if one == two and one.isalpha():
            table.bad(f"says {one!r} twice", field)
