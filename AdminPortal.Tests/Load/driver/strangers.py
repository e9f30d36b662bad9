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
# Each process answers fewer than it lets fail in a minute: warm-up and measure together.
SECONDS, MOST = 3, 4_500


class StrangersAssertions:
    """Each sent once, naming the client that has a key."""

    def __init__(self, store):
        self.form = f"client_id={store.clients['key']['id']}&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
        self.file, self.sent = store.path("stranger.txt"), 0
        if os.path.exists(self.file):
            os.remove(self.file)
        places.seeding("assertions", store.clients["key"]["id"], os.path.join(places.KEYS, "stranger-ES384.pem"), "ES384", store.audience, 60, 2 * MOST, self.file)

    def take(self, server, _):
        return {"FORM": f"{server.form}&{self.form}", "LINES": self.file, "SKIP": str(self.sent), "TAKE": str(MOST), "ORDER": "once", "EXPECT": "401"}

    def used(self, server, count, seconds):
        self.sent += count


def run(results, plan):
    if results.has(PART, CELL, plan.rounds):
        return
    store = stores.prepare("stranger", "ES256")
    for number_of_run in range(1, plan.rounds + 1):
        load = StrangersAssertions(store)
        with Portal(store, True) as portal:
            portal.start()
            wrk.measure(portal, load, CONNECTIONS, SECONDS)
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
    cost = median(rows, "cpu_ms")
    verdicts.judge(f"a stranger's ES384 assertion costs {cost:.2f} ms of processor, at most {STRANGER_CPU_MS}", cost < STRANGER_CPU_MS)
    return "**A stranger's assertion by ES384, one core**\n\n" + table(
        ["refused/s", "CPU ms", "of which libcrypto's check of one P-384 signature"],
        [[number(median(rows, "rps")), number(cost, 2), number(median(rows, "verify_ms"), 2)]])
