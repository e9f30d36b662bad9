"""Whether the endpoint keeps its rate with many records, with many clients, and while records are pruned."""
import sqlite3
import time
import uuid

from . import large, places, rounds, stores, wrk
from .loads import EachSecret, ManySecrets, Secret
from .plan import MANY_CLIENTS_FLOOR, MANY_TOKENS_FLOOR, PRUNING_FLOOR
from .results import median, ratio
from .servers import Portal
from .tables import number, table

PART = "growth"
CONNECTIONS = [16, 64]
# The one by which growth shows most, and the one that the portal comes with.
ALGORITHMS = ["ES256", "RS256"]
STORES = ["no records", "many records", "many clients"]
MOST_RUNS_OF_EACH = 40
KEPT = {"Portal__Tokens__RetentionDays": "3650"}
AT_REST, WHILE_PRUNING = "before pruning", "while pruning"
PRUNING_STARTS_S = 300
MOST_RUNS_BESIDE_PRUNING = 40


def run(results, plan):
    deadline, faults = plan.deadline(), []
    for algorithm in ALGORITHMS:
        names = [_name(what, algorithm, count) for what in STORES for count in CONNECTIONS]
        try:
            if not rounds.is_complete(results, PART, plan, names):
                _sizes(results, plan, algorithm, deadline)
        except wrk.Unfit as fault:
            faults.append(str(fault))
    if plan.pruned and not results.rows(PART, WHILE_PRUNING):
        _pruning(results, plan)
    if faults:
        raise wrk.Unfit("; ".join(faults))


def _name(what, algorithm, connections):
    return f"{what}, {algorithm} · {connections}"


def _sizes(results, plan, algorithm, deadline):
    grown, base = large.prepare(plan, algorithm), stores.prepare(f"bare-{algorithm}", algorithm)
    clients = grown.path("clients.txt")
    with Portal(base, True, **KEPT) as small, Portal(grown, True, **KEPT) as big:
        cells = []
        for what, server, load in zip(STORES, (small, big, big), (Secret(base), Secret(grown), ManySecrets(clients)), strict=True):
            if server.process is None:
                server.start()
            if server.header["alg"] != algorithm:
                raise wrk.Unfit(f"{server.name} signs by {server.header['alg']}")
            cells += [(_name(what, algorithm, count), server, load, count) for count in CONNECTIONS]
        _ask_as_each(results, plan, big, Secret(grown), EachSecret(clients), f"first requests, {algorithm}")
        rounds.measure(results, PART, plan, cells, deadline)


def _ask_as_each(results, plan, server, warm, each, cell):
    """Every client for the first time: what that costs, and from then on the server knows them all."""
    rounds.warm_up(server, warm, plan)
    for run in range(1, MOST_RUNS_OF_EACH + 1):
        row = wrk.measure(server, each, max(CONNECTIONS), plan.seconds)
        # In the last run some are asked for the second time.
        if each.asked >= plan.clients:
            return
        if not results.has(PART, cell, run):
            results.add(PART, cell, run, row)


def _pruning(results, plan):
    """Records older than the retention are pruned some minutes after a start: the rate before that, and the rate meanwhile."""
    def fill(store):
        places.seeding("tokens", store.data, plan.pruned, 35, 45)

    algorithm = large.algorithm()
    stores.Store(f"prune-{plan.name}", algorithm).remove()
    store = stores.prepare(f"prune-{plan.name}", algorithm, fill)
    load = Secret(store)
    with Portal(store, True) as portal:
        portal.start()
        rounds.warm_up(portal, load, plan)
        for run in range(1, max(3, plan.rounds) + 1):
            row = wrk.measure(portal, load, 16, plan.seconds, plan.tries)
            if _outlived(store) == plan.pruned:
                results.add(PART, AT_REST, run, row)
        if not _begins(store, plan.pruned):
            print("  growth: pruning did not begin in time", flush=True)
            return
        run, left = 0, _outlived(store)
        while left > 0 and run < MOST_RUNS_BESIDE_PRUNING:
            before, row = left, wrk.measure(portal, load, 16, plan.seconds)
            left = _outlived(store)
            # A run at whose end nothing was left to prune was only partly beside the pruning.
            if left > 0:
                run += 1
                results.add(PART, WHILE_PRUNING, run, {**row, "pruned": before - left})


def _begins(store, seeded):
    end = time.monotonic() + PRUNING_STARTS_S
    while time.monotonic() < end:
        if _outlived(store) < seeded:
            return True
        time.sleep(0.2)
    return False


def _outlived(store):
    """Records issued more than 34 days ago; the IDs begin with the time of issue (RFC 9562 section 5.7)."""
    milliseconds = int((time.time() - 34 * 86400) * 1000)
    with sqlite3.connect(f"file:{store.database}?mode=ro", uri=True, timeout=30) as db:
        return db.execute("SELECT COUNT(*) FROM IssuedTokens WHERE JwtId < ?", (uuid.UUID(int=milliseconds << 80).bytes,)).fetchone()[0]


def report(results, verdicts):
    cells = [(_name(what, algorithm, count), f"{what}, {algorithm}", count) for algorithm in ALGORITHMS for count in CONNECTIONS for what in STORES]
    cells += [(name, name, max(CONNECTIONS)) for name in (f"first requests, {algorithm}" for algorithm in ALGORITHMS)]
    cells += [(AT_REST, AT_REST, 16), (WHILE_PRUNING, WHILE_PRUNING, 16)]
    rows = [[what, str(count), str(len(found)), number(median(found, "rps")), number(median(found, "p50_ms"), 1), number(median(found, "p99_ms"), 1),
             number(median(found, "cpu_ms"), 3)]
            for cell, what, count in cells if (found := results.rows(PART, cell))]
    for algorithm in ALGORITHMS:
        for count in CONNECTIONS:
            none, records, clients = (_name(what, algorithm, count) for what in STORES)
            _judge(results, verdicts, records, none, MANY_TOKENS_FLOOR)
            _judge(results, verdicts, clients, records, MANY_CLIENTS_FLOOR)
    _judge(results, verdicts, WHILE_PRUNING, AT_REST, PRUNING_FLOOR)
    text = table(["store", "connections", "runs", "tokens/s", "p50 ms", "p99 ms", "CPU ms/token"], rows)
    return f"**Growth** (secret, one core)\n\n{text}" if text else ""


def _judge(results, verdicts, grown, base, floor):
    ours, theirs = results.rows(PART, grown), results.rows(PART, base)
    if not ours or not theirs:
        verdicts.skip(f"growth, {grown} against {base}: not run")
        return
    value, by = ratio(ours, theirs)
    verdicts.judge(f"growth, {grown}: {value:.2f} of the rate of {base} by {by}, floor {floor}", value >= floor)
