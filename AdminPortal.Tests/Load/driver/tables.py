"""Tables in Markdown, and what was promised beside what was measured."""


class Verdicts:
    """Each promise with its measure; a promise that could not be measured is told, never passed over."""

    def __init__(self):
        self.lines, self.failed, self.unmeasured = [], 0, 0

    def judge(self, text, held):
        self.lines.append(f"- {'held' if held else '**NOT HELD**'}: {text}")
        self.failed += not held
        return "yes" if held else "**no**"

    def skip(self, text):
        self.lines.append(f"- not measured: {text}")
        self.unmeasured += 1


def table(head, rows):
    """A Markdown table; nothing where there are no rows."""
    if not rows:
        return ""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(cells) + " |" for cells in rows]) + "\n"


def number(value, digits=0, missing="–"):
    return missing if value is None else f"{value:,.{digits}f}"


def kilobytes(value):
    return number(None if value is None else value / 1024, 1)
