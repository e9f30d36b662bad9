"""What an assertion costs that a stranger signed with a key of their own: one check of an ES384 signature by a key of nobody, then 401."""
import os
import re
import subprocess

from . import places, stores, wrk
from .plan import STRANGER_CPU_MS
from .results import median
from .servers import Portal
from .tables import number, table

PART, CELL = "stranger", "ES384"
CONNECTIONS = 16
SECONDS, WARM_UP_RUNS = 4, 6
# Each name fails less often than a minute allows, so that none is throttled and every signature is checked.
NAMES, OF_EACH, MOST_A_RUN = 20, 7_000, 12_000


class StrangersAssertions:
    """Each is sent once. The names they speak of are nobody's: whoever has such a client costs as much."""

    FORM = "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="

    def __init__(self, store):
        self.file, self.sent = store.path("stranger.txt"), 0
        if os.path.exists(self.file):
            os.remove(self.file)
        key = os.path.join(places.KEYS, "stranger-ES384.pem")
        for name in range(NAMES):
            places.seeding("assertions", f"stranger-{name}", key, "ES384", store.audience, 60, OF_EACH, self.file)

    def take(self, server, _):
        return {"FORM": f"{server.form}&{self.FORM}", "LINES": self.file, "SKIP": str(self.sent), "TAKE": str(MOST_A_RUN), "ORDER": "once", "EXPECT": "401"}

    def used(self, server, count, seconds):
        self.sent += count


def run(results, plan):
    if results.has(PART, CELL, plan.rounds):
        return
    store = stores.prepare("stranger", "ES256")
    load = StrangersAssertions(store)
    with Portal(store, True) as portal:
        portal.start()
        for _ in range(WARM_UP_RUNS):
            wrk.measure(portal, load, CONNECTIONS, SECONDS)
        for number_of_run in range(1, plan.rounds + 1):
            row = wrk.measure(portal, load, CONNECTIONS, SECONDS)
            results.add(PART, CELL, number_of_run, {**row, "verify_ms": _openssl()})


def _openssl():
    """One P-384 verification by libcrypto alone, in the same minute and on the same core."""
    done = subprocess.run(["taskset", "-c", "0", "openssl", "speed", "-seconds", "1", "ecdsap384"], capture_output=True, text=True, timeout=60)
    found = re.search(r"ecdsa \(nistp384\)\s+\S+\s+(\S+)s", done.stdout)
    return float(found[1]) * 1000 if found else None


def report(results, verdicts):
    rows = results.rows(PART, CELL)
    if not rows:
        verdicts.skip("a stranger's assertion: not run")
        return ""
    cost, check = median(rows, "cpu_ms"), median(rows, "verify_ms")
    verdicts.judge(f"a stranger's ES384 assertion costs {cost:.2f} ms of processor, at most {STRANGER_CPU_MS}; {check:.2f} of it is libcrypto's one check",
                   cost < STRANGER_CPU_MS)
    return "**A stranger's assertion by ES384, one core**\n\n" + table(
        ["refused/s", "CPU ms", "of which libcrypto's check of one P-384 signature"],
        [[number(median(rows, "rps")), number(cost, 2), number(check, 2)]])
