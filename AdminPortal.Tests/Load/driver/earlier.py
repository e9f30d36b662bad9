"""This build beside that of an earlier commit, each on a store of its own, cell by cell in one run."""
import contextlib
import os

from . import places, rounds, stores
from .loads import Assertions, Secret
from .plan import CASES, EARLIER_FLOOR
from .results import median, ratio
from .servers import Earlier, Portal
from .tables import kilobytes, number, table

PART = "earlier"
CONNECTIONS = [16, 64]
KINDS = [Portal, Earlier]


def run(results, plan):
    if not os.path.exists(places.out(Earlier.build, "portal", "AdminPortal.dll")):
        print(f"  {PART}: no earlier build; name its commit with --earlier", flush=True)
        return
    if rounds.is_complete(results, PART, plan, [_cell(case, kind, count) for case in CASES for kind in KINDS for count in CONNECTIONS]):
        return
    deadline = plan.deadline()
    with contextlib.ExitStack() as running:
        cells = []
        for algorithm in ("RS256", "ES256"):
            for kind in KINDS:
                store = stores.prepare(f"{kind.build}{algorithm}", algorithm, kind=kind)
                server = running.enter_context(kind(store, True)).start()
                for case in (case for case in CASES if case.algorithm == algorithm):
                    load = Assertions(store) if case.by_assertion else Secret(store)
                    cells += [(_cell(case, kind, count), server, load, count) for count in CONNECTIONS]
        rounds.measure(results, PART, plan, cells, deadline)


def _cell(case, kind, connections):
    return f"{case.name} · {kind.kind} · {connections}"


def report(results, verdicts):
    lines = [_line(results, case, count, verdicts) for case in CASES for count in CONNECTIONS]
    found = table(["case", "connections", "tokens/s", "p50 / p99 ms", "CPU ms/token", "KB/token", "earlier: tokens/s", "p50 / p99 ms", "CPU ms/token", "KB/token",
                   "of the earlier", "by"], [line for line in lines if line])
    if not found:
        verdicts.skip("beside an earlier build: not run")
    return f"**Beside the earlier build, one core**\n\n{found}" if found else ""


def _line(results, case, count, verdicts):
    now, before = ([*results.rows(PART, _cell(case, kind, count))] for kind in KINDS)
    if not now or not before:
        return None
    value, by = ratio(now, before)
    verdicts.judge(f"{case.name}, {count} connections: {value:.2f} × the earlier build by {by}, floor {EARLIER_FLOOR}", value >= EARLIER_FLOOR)
    return [case.name, str(count), *_numbers(now), *_numbers(before), f"{value:.2f}", by]


def _numbers(rows):
    return [number(median(rows, "rps")), f"{number(median(rows, 'p50_ms'), 1)} / {number(median(rows, 'p99_ms'), 1)}", number(median(rows, "cpu_ms"), 3),
            kilobytes(median(rows, "alloc_bytes"))]
