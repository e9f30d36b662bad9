"""How much memory the portal takes at most, on the grown store, with everything asked of it at once."""
from . import large, rounds, wrk
from .loads import Assertions, ManySecrets, Secret
from .plan import MEMORY_MB
from .servers import Portal
from .tables import number, table

PART = "memory"


def run(results, plan):
    if any(row["part"] == PART for row in results.all):
        return
    store = large.prepare(plan)
    with Portal(store) as portal:
        portal.start()
        for name, load in (("one client", Secret(store)), ("by assertion", Assertions(store)), ("many clients", ManySecrets(store.path("clients.txt")))):
            rounds.warm_up(portal, load, plan)
            results.add(PART, name, 1, wrk.measure(portal, load, 64, plan.memory_seconds))


def report(results, verdicts):
    rows = [row for row in results.all if row["part"] == PART]
    if not rows:
        verdicts.skip("memory under load: not run")
        return ""
    peak = max(row["peak_mb"] for row in rows)
    verdicts.judge(f"memory under load: {peak:.0f} MB at most, limit {MEMORY_MB}", peak < MEMORY_MB)
    text = table(["load (64 connections, nothing pinned)", "tokens/s", "RSS MB", "highest so far MB"],
                 [[row["cell"], number(row["rps"]), number(row["rss_mb"]), number(row["peak_mb"])] for row in rows])
    return f"**Memory under load, grown store**\n\n{text}"
