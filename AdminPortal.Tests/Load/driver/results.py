"""Results as JSON lines, one a run: what is there already is not measured again, so that a measurement can go on where it stopped."""
import json
import os
import statistics
import subprocess
import time

from . import places
from .wrk import NOISE


def name_of_the_day(quick):
    commit = subprocess.run(["git", "-C", places.LOAD, "describe", "--always", "--dirty"], capture_output=True, text=True).stdout.strip()
    return f"{time.strftime('%Y-%m-%d')}-{commit or 'unknown'}{'-quick' if quick else ''}"


class Results:
    def __init__(self, name, fresh):
        self.path = places.out("results", name + ".jsonl")
        if fresh and os.path.exists(self.path):
            os.remove(self.path)
        self.all = []
        if os.path.exists(self.path):
            with open(self.path) as file:
                self.all = [json.loads(line) for line in file]

    def has(self, part, cell, run):
        return any(row["part"] == part and row["cell"] == cell and row["run"] == run for row in self.all)

    def rows(self, part, cell):
        return [row for row in self.all if row["part"] == part and row["cell"] == cell]

    def add(self, part, cell, run, values):
        row = {"part": part, "cell": cell, "run": run, "at": time.strftime("%Y-%m-%dT%H:%M:%S"), **values}
        self.all.append(row)
        with open(self.path, "a") as file:
            file.write(json.dumps(row) + "\n")
        fields = ("rps", "p50_ms", "p99_ms", "cpu_ms", "rss_mb", "noise") if "rps" in row else values
        print(f"  {part}: {cell}, run {run}: " + " ".join(f"{field} {row[field]}" for field in fields), flush=True)


def quiet(rows):
    """The runs that other processes left alone."""
    return [row for row in rows if row.get("noise", 0) <= NOISE]


def median(rows, field):
    """Over the quiet runs, or over all when none was."""
    values = [row[field] for row in (quiet(rows) or rows) if row.get(field) is not None]
    return statistics.median(values) if values else None


def ratio(ours, theirs):
    """How many times as fast ours is; by CPU per request where either never had a quiet run. The second value tells which."""
    if quiet(ours) and quiet(theirs):
        return median(ours, "rps") / median(theirs, "rps"), "rate"
    return median(theirs, "cpu_ms") / median(ours, "cpu_ms"), "CPU"
