"""Cells measured in turn: round by round, every second one backwards, so that a slow minute of the machine hits all alike."""
import time

from . import wrk


def measure(results, part, plan, cells, deadline):
    """Cells are (name, server, load, connections); those already on record are left out. Unfit runs are told at the end, all at once."""
    warm, faults = set(), []
    order = [(run, cell) for run in range(1, plan.rounds + 1) for cell in (cells if run % 2 else cells[::-1])]
    for run, (name, server, load, connections) in order:
        if results.has(part, name, run):
            continue
        if time.monotonic() > deadline:
            print(f"  {part}: out of time in run {run}; the same command goes on from here", flush=True)
            break
        try:
            if (server, load) not in warm:
                warm_up(server, load, plan)
                warm.add((server, load))
            results.add(part, name, run, wrk.measure(server, load, connections, plan.seconds, plan.tries))
        except wrk.Unfit as fault:
            print(f"  {part}: {name}, run {run}: UNFIT: {fault}", flush=True)
            faults.append(f"{name}, run {run}: {fault}")
    if faults:
        raise wrk.Unfit("; ".join(faults))


def warm_up(server, load, plan):
    """Until the server's code is compiled for speed: on one core that has work to do, the runtimes take their time for it."""
    for _ in range(plan.warm_up_runs):
        wrk.measure(server, load, 16, plan.seconds)


def is_complete(results, part, plan, names):
    return all(results.has(part, name, run) for name in names for run in range(1, plan.rounds + 1))
