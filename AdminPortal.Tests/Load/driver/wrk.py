"""One run of wrk against one server, with what the server and everybody else used meanwhile."""
import json
import os
import subprocess
import time
import urllib.parse

from . import machine, places

NOISE = 0.25


class Unfit(Exception):
    """A run whose numbers mean nothing: an answer that was not a 200, a pool that ran dry, a server that died."""


def measure(server, load, connections, seconds, tries=1, patience=8):
    """The quietest of up to tries runs; stops trying as soon as other processes used no more than NOISE of a core."""
    best = None
    for _ in range(tries):
        if tries > 1:
            _wait_for_quiet(patience)
        row = _run(server, load.take(server, seconds), load, connections, seconds)
        if best is None or row["noise"] < best["noise"]:
            best = row
        if row["noise"] <= NOISE:
            break
    return best


def _run(server, environment, load, connections, seconds):
    host = urllib.parse.urlparse(server.url).hostname
    if host != "127.0.0.1":
        raise SystemExit(f"Only this machine is ever measured, not {host}")
    pin = ["taskset", "-c", "1"] if server.pinned else []
    command = [*pin, "wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "10s", "-s", places.LUA, server.url]
    _must_live(server)
    allocated = server.allocated()
    before = _Reading(server.pid)
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=seconds + 90)
    after = _Reading(server.pid)
    line = [text for text in done.stdout.splitlines() if text.startswith("RESULT ")]
    if not line:
        raise SystemExit(f"wrk failed: {done.stdout}{done.stderr}")
    _must_live(server)
    row = json.loads(line[0][len("RESULT "):])
    load.used(server, row.pop("issued"), seconds)
    if row["others"] or row["broken"] or row["exhausted"] or row["requests"] == 0:
        raise Unfit(f"{server.name}: of {row['requests']} answers {row['others']} were not a {environment.get('EXPECT', 200)}, {row['broken']} were broken; "
                    f"pool exhausted: {row['exhausted']}")
    row.update(_between(before, after, row["requests"], server, allocated))
    return row


def _must_live(server):
    if (code := server.process.poll()) is not None:
        raise Unfit(f"{server.name} has ended with {code}; see {server.log}")


class _Reading:
    def __init__(self, pid):
        self.time, self.busy, self.server, own = time.perf_counter(), machine.busy_seconds(), machine.cpu_seconds(pid), os.times()
        self.client = own.children_user + own.children_system


def _between(before, after, requests, server, allocated):
    wall = after.time - before.time
    used = after.server - before.server
    client = after.client - before.client
    row = {
        "cpu_ms": round(used / requests * 1000, 4),
        "server_cpu": round(used / wall, 2),
        "client_cpu": round(client / wall, 2),
        "noise": round(max(0, after.busy - before.busy - used - client) / wall, 3),
        "rss_mb": machine.memory_mb(server.pid),
        "peak_mb": machine.memory_mb(server.pid, "VmHWM"),
    }
    if allocated is not None:
        row["alloc_bytes"] = round((server.allocated() - allocated) / requests)
    return row


def _wait_for_quiet(patience):
    end = time.perf_counter() + patience
    while time.perf_counter() < end:
        busy = machine.busy_seconds()
        time.sleep(0.3)
        if (machine.busy_seconds() - busy) / 0.3 <= NOISE:
            return
