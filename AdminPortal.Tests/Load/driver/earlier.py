"""This build beside that of an earlier commit, each on a store of its own: short runs in pairs, one right after the other, for a virtual machine's
pace changes from minute to minute. The median of the pairs' ratios is what counts."""
import contextlib
import dataclasses
import os
import statistics

from . import places, rounds, stores
from .loads import Assertions, Secret
from .plan import CASES, EARLIER_FLOOR
from .results import median
from .servers import Earlier, Portal
from .tables import kilobytes, number, table

PART = "earlier"
CONNECTIONS = [16, 64]
KINDS = [Portal, Earlier]
PAIRS, SECONDS = 4, 2


def run(results, plan):
    if not os.path.exists(places.out(Earlier.build, "portal", "AdminPortal.dll")):
        print(f"  {PART}: no earlier build; name its commit with --earlier", flush=True)
        return
    plan = dataclasses.replace(plan, rounds=plan.rounds * PAIRS, seconds=SECONDS, warm_up_runs=plan.warm_up_runs * 2, tries=1)
    if rounds.is_complete(results, PART, plan, [_cell(case, kind, count) for case in CASES for kind in KINDS for count in CONNECTIONS]):
        return
    deadline = plan.deadline()
    with contextlib.ExitStack() as running:
        cells = []
        servers = {(algorithm, kind): _start(running, kind, algorithm) for algorithm in ("RS256", "ES256") for kind in KINDS}
        loads = {(case, kind): (Assertions if case.by_assertion else Secret)(servers[case.algorithm, kind].store) for case in CASES for kind in KINDS}
        for case in CASES:
            for count in CONNECTIONS:
                cells += [(_cell(case, kind, count), servers[case.algorithm, kind], loads[case, kind], count) for kind in KINDS]
        rounds.measure(results, PART, plan, cells, deadline)


def _start(running, kind, algorithm):
    return running.enter_context(kind(stores.prepare(f"{kind.build}{algorithm}", algorithm, kind=kind), True)).start()


def _cell(case, kind, connections):
    return f"{case.name} · {kind.kind} · {connections}"


def report(results, verdicts):
    lines = [_line(results, case, count, verdicts) for case in CASES for count in CONNECTIONS]
    found = table(["case", "connections", "tokens/s", "p50 / p99 ms", "CPU ms/token", "KB/token", "earlier: tokens/s", "p50 / p99 ms", "CPU ms/token", "KB/token",
                   "of the earlier, by the pair", "middle half of the pairs"], [line for line in lines if line])
    if not found:
        verdicts.skip("beside an earlier build: not run")
    return f"**Beside the earlier build, one core**\n\n{found}" if found else ""


def _line(results, case, count, verdicts):
    now, before = ([*results.rows(PART, _cell(case, kind, count))] for kind in KINDS)
    if not now or not before:
        return None
    before_by_run = {row["run"]: row for row in before}
    pairs = sorted(row["rps"] / before_by_run[row["run"]]["rps"] for row in now if row["run"] in before_by_run)
    value, (low, _, high) = statistics.median(pairs), statistics.quantiles(pairs, n=4) if len(pairs) > 1 else pairs * 3
    verdicts.judge(f"{case.name}, {count} connections: {value:.2f} × the earlier build in the median of {len(pairs)} pairs, floor {EARLIER_FLOOR}",
                   value >= EARLIER_FLOOR)
    return [case.name, str(count), *_numbers(now), *_numbers(before), f"{value:.2f}", f"{low:.2f} to {high:.2f}"]


def _numbers(rows):
    return [number(median(rows, "rps")), f"{number(median(rows, 'p50_ms'), 1)} / {number(median(rows, 'p99_ms'), 1)}", number(median(rows, "cpu_ms"), 3),
            kilobytes(median(rows, "alloc_bytes"))]
