"""What the command says by itself: data/messages.toml, as messages.h and messages.c. The library has no part in it."""

from pools import c_string
from problems import Table

BANNER = "/* Made by tools/tables of data/messages.toml: do not edit. */"


class Messages:
    def __init__(self, problems, file, data):
        table = Table(problems, file, "top", data)
        self.texts = {name: table.text(name, True, True) for name in data}

    def emit(self, known, chosen, texts):
        """An enum of the messages, and an array of them for each language; what is not there is NULL."""
        numbers = {name: texts.number(f"message {name}", text) for name, text in self.texts.items()}
        header = [BANNER, "#ifndef MESSAGES_H", "#define MESSAGES_H", "", "enum message {"]
        header += [f"    MESSAGE_{name.upper()}," for name in numbers]
        header += ["    MESSAGES", "};", "", "/* By language and message. */",
                   f"extern const char *const messages[{len(known) + 1}][MESSAGES];", "", "#endif"]
        lines = [BANNER, '#include "messages.h"', "", "#include <stddef.h>", "", "#include <smtpcodes.h>", "",
                 f"const char *const messages[{len(known) + 1}][MESSAGES] = {{"]
        for language in chosen:
            lines.append(f"    [SMTPCODES_LANGUAGE_{language.upper()}] = {{")
            for number in numbers.values():
                text = texts.rows[number].get(language)
                lines.append(f"        {c_string(text) if text else 'NULL'},")
            lines.append("    },")
        return {"messages.h": header, "messages.c": [*lines, "};"]}
