"""Constants of the public header: the one authority for numbers."""

import re

ENUM = re.compile(r"enum\s+smtpcodes_(\w+)\s*\{(.*?)\};", re.S)
CONSTANT = re.compile(r"\b(SMTPCODES_\w+)\s*=\s*(-?\d+)")
COMMENT = re.compile(r"/\*.*?\*/", re.S)

# vocabulary -> prefix of its constants behind SMTPCODES_
PREFIXES = {
    "severity": "SEVERITY", "category": "CATEGORY", "standing": "STANDING", "stage": "STAGE", "answer": "ANSWER",
    "disposition": "DISPOSITION", "later": "LATER", "step": "STEP", "remedy": "REMEDY", "extent": "EXTENT",
    "target": "TARGET", "party": "PARTY", "connection": "CONNECTION", "next_server": "NEXT_SERVER",
    "suppress": "SUPPRESS", "delay_source": "DELAY", "dsn_action": "DSN", "decision_flag": "FLAG", "event": "EVENT",
    "role": "ROLE", "form": "FORM", "context_flag": "CONTEXT", "reason": "REASON", "relation": "RELATION",
    "facet": "FACET", "worse": "WORSE", "reply_flag": "REPLY", "error": "ERROR", "language": "LANGUAGE", "part": "PART",
    "provider": "PROVIDER", "blocklist": "BLOCKLIST", "confidence": "CONFIDENCE", "basis": "BASIS",
    "rule_origin": "RULE_ORIGIN", "rules_problem": "RULES",
}
# what has numbers of its own, but is no vocabulary
OTHER_PREFIXES = {"field": "FIELD", "vocabulary": "VOCABULARY", "own": "OWN"}


class Header:
    """The enums of the header as {vocabulary: {name: number}}, names being the lower-cased tails of the constants."""

    def __init__(self, path):
        text = COMMENT.sub("", open(path, encoding="utf-8").read())
        constants = {}
        for _, body in ENUM.findall(text):
            for name, number in CONSTANT.findall(body):
                constants[name] = int(number)
        self.words = {}
        for vocabulary, prefix in {**PREFIXES, **OTHER_PREFIXES}.items():
            start = f"SMTPCODES_{prefix}_"
            self.words[vocabulary] = {n[len(start):].lower(): v for n, v in constants.items() if n.startswith(start)}

    def number(self, vocabulary, name):
        """The number of a name, or None."""
        return self.words[vocabulary].get(name)
