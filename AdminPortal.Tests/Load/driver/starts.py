"""From the start of the process to its first token, on a store that is there already."""
import statistics

from . import machine, stores
from .plan import FIRST_TOKEN_S
from .results import median, quiet
from .servers import Ceiling, OidcProvider, OpenIddict, Portal
from .tables import number, table

PART = "start"
KINDS = [Portal, Ceiling, OpenIddict, OidcProvider]


def run(results, plan):
    store = stores.prepare("RS256", "RS256")
    for run_number in range(1, plan.starts + 1):
        for kind in KINDS:
            if results.has(PART, kind.kind, run_number):
                continue
            with kind(store) as server:
                before = machine.busy_seconds()
                server.start()
                took = server.first_token_s
                noise = max(0, machine.busy_seconds() - before - machine.cpu_seconds(server.pid)) / took
                results.add(PART, kind.kind, run_number, {
                    "first_token_s": took, "cpu_s": round(machine.cpu_seconds(server.pid), 2), "rss_mb": machine.memory_mb(server.pid), "noise": round(noise, 2)})


def report(results, verdicts):
    lines = []
    for kind in KINDS:
        rows = results.rows(PART, kind.kind)
        if rows:
            times = [row["first_token_s"] for row in rows]
            lines.append([kind.kind, f"{len(rows)} ({len(quiet(rows))})", number(min(times), 2), number(statistics.median(times), 2), number(max(times), 2),
                          number(median(rows, "cpu_s"), 2), number(median(rows, "rss_mb"))])
            if kind is Portal:
                _judge(rows, verdicts)
    if not lines:
        verdicts.skip("start: not run")
    text = table(["server", "starts (quiet)", "first token s, min", "median", "max", "CPU s", "RSS MB after it"], lines)
    return f"**Start** (existing store, nothing pinned)\n\n{text}" if text else ""


def _judge(rows, verdicts):
    """By the clock where others left the machine alone; else by the CPU time used, which two cores would share."""
    field, by = ("first_token_s", "by the clock") if quiet(rows) else ("cpu_s", "of CPU time")
    took = median(rows, field)
    verdicts.judge(f"first token {took:.2f} s {by} after the start, at most {FIRST_TOKEN_S}", took < FIRST_TOKEN_S)
