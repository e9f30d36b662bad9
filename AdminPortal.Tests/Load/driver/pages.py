"""What a person waits for behind the lists, with as many clients and records as a large tenant has."""
import json

from . import large, places
from .plan import PAGE_P95_MS
from .tables import number, table

PART = "pages"


def run(results, plan):
    if any(row["part"] == PART for row in results.all):
        return
    store = large.prepare(plan)
    for line in places.seeding("pages", store.data, plan.page_repeats).splitlines():
        row = json.loads(line)
        results.add(PART, f"{row['page']}: {row['filter']}", 1, {**row, "clients": plan.clients, "tokens": plan.tokens})


def report(results, verdicts):
    rows = [row for row in results.all if row["part"] == PART]
    for row in rows:
        verdicts.judge(f"{row['cell']}: p95 {row['p95_ms']} ms, at most {PAGE_P95_MS}", row["p95_ms"] < PAGE_P95_MS)
    for page in ("API Clients", "Tokens"):
        if not any(row["page"] == page for row in rows):
            verdicts.skip(f"first page of {page}: not run, or this build has no such list")
    text = table(["page", "filter", "calls", "p50 ms", "p95 ms"],
                 [[row["page"], row["filter"], str(row["runs"]), number(row["p50_ms"], 1), number(row["p95_ms"], 1)] for row in rows])
    size = f" ({rows[0]['clients']:,} clients, {rows[0]['tokens']:,} token records)" if rows else ""
    return f"**First pages of the lists**{size}\n\n{text}" if text else ""
