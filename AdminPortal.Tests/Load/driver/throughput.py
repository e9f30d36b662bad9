"""Tokens a second and CPU a token, beside the ceiling and two peers, all in one run on the same cores."""
import contextlib

from . import rounds, stores
from .loads import Assertions, Secret
from .plan import ALLOCATED_KB, CASES, FLOORS, TAIL_TIMES_MEDIAN
from .results import median, quiet, ratio
from .servers import Ceiling, OidcProvider, OpenIddict, Portal
from .tables import kilobytes, number, table

PART = "throughput"
KINDS = [Portal, Ceiling, OpenIddict, OidcProvider]
PHASES = {"pinned": [16, 64], "unpinned": [64]}


def run(results, plan):
    ready = {algorithm: store for algorithm in ("RS256", "ES256") if (store := stores.prepare(algorithm, algorithm))}
    deadline = plan.deadline()
    for phase, connections in PHASES.items():
        if phase == "pinned" or plan.unpinned:
            _phase(results, plan, ready, phase, connections, deadline)


def _cell(case, kind, connections, phase):
    return f"{case.name} · {kind} · {connections} · {phase}"


def _phase(results, plan, ready, phase, connections, deadline):
    cases = [case for case in CASES if case.algorithm in ready]
    names = [_cell(case, kind.kind, count, phase) for case in cases for kind in KINDS for count in connections]
    if rounds.is_complete(results, PART, plan, names):
        return
    with contextlib.ExitStack() as running:
        cells = []
        for algorithm, store in ready.items():
            servers = [running.enter_context(kind(store, phase == "pinned")).start() for kind in KINDS]
            _compare_tokens(servers[0], servers[1])
            for case in (case for case in cases if case.algorithm == algorithm):
                load = Assertions(store) if case.by_assertion else Secret(store)
                for server in servers:
                    cells += [(_cell(case, server.kind, count, phase), server, load, count) for count in connections]
        rounds.measure(results, PART, plan, cells, deadline)


def _compare_tokens(portal, ceiling):
    if (portal.answer_bytes, portal.header.keys(), portal.claims.keys()) != (ceiling.answer_bytes, ceiling.header.keys(), ceiling.claims.keys()):
        raise SystemExit(f"The ceiling's token differs: {ceiling.answer_bytes} bytes with {list(ceiling.claims)}, "
                         f"not {portal.answer_bytes} with {list(portal.claims)}")


def report(results, verdicts):
    text = []
    for phase, connections in PHASES.items():
        rows = [_row(results, case, kind, count, phase) for case in CASES for count in connections for kind in KINDS]
        found = table(["case", "server", "connections", "runs (quiet)", "tokens/s", "p50 ms", "p99 ms", "CPU ms/token", "RSS MB", "allocated KB/token"],
                      [row for row in rows if row])
        if found:
            where = "server on one core, client on the other" if phase == "pinned" else "nothing pinned, both share the two cores"
            text.append(f"**Throughput, {phase}** ({where})\n\n{found}")
    ratios = [line for case in CASES for count in PHASES["pinned"] for line in _ratios(results, case, count, verdicts)]
    found = table(["case", "connections", "against", "ratio", "by", "floor", "held"], ratios)
    if found:
        text.append("**Ratios, one core** (OpenIddict hashes client secrets with PBKDF2, 10,000 rounds, about 4 ms; the portal's secrets are 256 random bits "
                    "under one SHA-256: read the secret rows against OpenIddict with that in mind)\n\n" + found)
    for case in CASES:
        if not results.rows(PART, _cell(case, Portal.kind, 16, "pinned")):
            verdicts.skip(f"{case.name}: not run")
    _limits(results, verdicts)
    return "\n".join(text)


def _row(results, case, kind, count, phase):
    rows = results.rows(PART, _cell(case, kind.kind, count, phase))
    if not rows:
        return None
    return [case.name, kind.kind, str(count), f"{len(rows)} ({len(quiet(rows))})", number(median(rows, "rps")), number(median(rows, "p50_ms"), 1),
            number(median(rows, "p99_ms"), 1), number(median(rows, "cpu_ms"), 3), number(median(rows, "rss_mb")), kilobytes(median(rows, "alloc_bytes"))]


def _ratios(results, case, count, verdicts):
    ours = results.rows(PART, _cell(case, Portal.kind, count, "pinned"))
    lines = []
    for kind in KINDS[1:]:
        theirs = results.rows(PART, _cell(case, kind.kind, count, "pinned"))
        if ours and not theirs:
            verdicts.skip(f"{case.name}, {count} connections, against {kind.kind}: not run")
        if ours and theirs:
            value, by = ratio(ours, theirs)
            floor = FLOORS[case.name][count][kind.kind]
            pbkdf2 = " (PBKDF2)" if kind is OpenIddict and not case.by_assertion else ""
            text = f"{case.name}, {count} connections: {value:.2f} × {kind.kind}{pbkdf2} by {by}, floor {floor}"
            lines.append([case.name, str(count), kind.kind + pbkdf2, f"{value:.2f}", by, str(floor), verdicts.judge(text, value >= floor)])
    return lines


def _limits(results, verdicts):
    for case in CASES:
        rows = results.rows(PART, _cell(case, Portal.kind, 64, "pinned"))
        if not rows:
            continue
        if case.algorithm == "ES256":
            times = median(rows, "p99_ms") / median(rows, "p50_ms")
            verdicts.judge(f"{case.name}, 64 connections: p99 is {times:.1f} × the median, at most {TAIL_TIMES_MEDIAN}", times < TAIL_TIMES_MEDIAN)
        allocated = median(rows, "alloc_bytes")
        if allocated is None:
            verdicts.skip(f"{case.name}: allocations (this build has no /metrics)")
        else:
            verdicts.judge(f"{case.name}: {allocated / 1024:.1f} KB allocated a token, at most {ALLOCATED_KB}", allocated / 1024 < ALLOCATED_KB)
