"""What a person waits for behind the lists, with as many clients and records as a large tenant has."""
import json
import os
import time

from . import large, machine, places
from .plan import PAGE_P95_MS
from .tables import number, table
from .wrk import NOISE

PART = "pages"


def run(results, plan):
    if any(row["part"] == PART for row in results.all):
        return
    store = large.prepare(plan)
    busy, own, begun = machine.busy_seconds(), os.times(), time.perf_counter()
    lines = places.seeding("pages", store.data, plan.page_repeats).splitlines()
    used = os.times().children_user + os.times().children_system - own.children_user - own.children_system
    noise = round(max(0, machine.busy_seconds() - busy - used) / (time.perf_counter() - begun), 3)
    for line in lines:
        row = json.loads(line)
        results.add(PART, f"{row['page']}: {row['filter']}", 1, {**row, "noise": noise, "clients": plan.clients, "tokens": plan.tokens})


def report(results, verdicts):
    rows = [row for row in results.all if row["part"] == PART]
    for row in rows:
        # By the clock where others left the machine alone, else by the CPU time that the call took.
        took, by = (row["p95_ms"], "") if row["noise"] <= NOISE else (row["p95_cpu_ms"], " of CPU time")
        verdicts.judge(f"{row['cell']}: p95 {took} ms{by}, at most {PAGE_P95_MS}", took < PAGE_P95_MS)
    for page in ("API Clients", "Tokens"):
        if not any(row["page"] == page for row in rows):
            verdicts.skip(f"first page of {page}: not run")
    text = table(["page", "filter", "calls", "p50 ms", "p95 ms", "p95 CPU ms"],
                 [[row["page"], row["filter"], str(row["runs"]), number(row["p50_ms"], 1), number(row["p95_ms"], 1), number(row["p95_cpu_ms"], 1)]
                  for row in rows])
    size = f" ({rows[0]['clients']:,} clients, {rows[0]['tokens']:,} token records)" if rows else ""
    return f"**First pages of the lists**{size}\n\n{text}" if text else ""
