"""The public header as bindings read it: without its preprocessor lines, the linkage for C++ and the export mark."""

import re


def declarations(path):
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    text = re.sub(r'#ifdef __cplusplus\n.*?#endif\n', "", text, flags=re.S)
    text = re.sub(r"^#.*\n", "", text, flags=re.M)
    return text.replace("SMTPCODES_API ", "")
