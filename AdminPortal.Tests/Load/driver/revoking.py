"""How long a token takes beside four clients that revoke as fast as they are answered (RFC 7009)."""
import contextlib
import http.client
import threading
import urllib.parse

from . import rounds, stores, wrk
from .loads import Secret
from .plan import REVOKING_TIMES_MEDIAN
from .results import median
from .servers import Portal, post
from .tables import number, table

PART = "revoking"
ALONE, BESIDE = "alone", "beside four revoking clients"
REVOKERS, TOKENS_OF_EACH = 4, 2_000
CONNECTIONS = 16
RUNS = 5


class Revoker(threading.Thread):
    """Revokes its tokens one after the other over one connection, until it is told to stop or has none left."""

    def __init__(self, portal, form, tokens, stop):
        super().__init__(daemon=True)
        self.port, self.form, self.tokens, self.stop, self.done, self.refused = portal.port, form, tokens, stop, 0, []

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        while self.tokens and not self.stop.is_set():
            body = f"{self.form}&token={self.tokens.pop()}"
            connection.request("POST", "/oauth2/v1/revoke", body, {"Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
            answer.read()
            self.done += answer.status == 200
            if answer.status != 200:
                self.refused.append(answer.status)


def run(results, plan):
    if results.has(PART, BESIDE, RUNS):
        return
    store = stores.prepare("revoking", "ES256")
    with Portal(store) as portal:
        portal.start()
        load = Secret(store)
        rounds.warm_up(portal, load, plan)
        for number_of_run in range(1, RUNS + 1):
            results.add(PART, ALONE, number_of_run, wrk.measure(portal, load, CONNECTIONS, plan.seconds))
            with _revoking(portal, load) as revoked:
                row = wrk.measure(portal, load, CONNECTIONS, plan.seconds)
            results.add(PART, BESIDE, number_of_run, {**row, "revoked": revoked()})


@contextlib.contextmanager
def _revoking(portal, load):
    stop = threading.Event()
    form = load.form
    tokens = [[post(portal.url, f"{portal.form}&{form}")[1]["access_token"] for _ in range(TOKENS_OF_EACH)] for _ in range(REVOKERS)]
    revokers = [Revoker(portal, form, [urllib.parse.quote(token) for token in own], stop) for own in tokens]
    for revoker in revokers:
        revoker.start()
    try:
        yield lambda: sum(revoker.done for revoker in revokers)
    finally:
        stop.set()
        for revoker in revokers:
            revoker.join(30)
    if refused := [status for revoker in revokers for status in revoker.refused]:
        raise wrk.Unfit(f"{len(refused)} revocations were refused, one with {refused[0]}")


def report(results, verdicts):
    alone, beside = (results.rows(PART, cell) for cell in (ALONE, BESIDE))
    if not alone or not beside:
        verdicts.skip("beside revoking clients: not run")
        return ""
    times = median(beside, "p50_ms") / median(alone, "p50_ms")
    verdicts.judge(f"beside four revoking clients a token takes {times:.2f} × its own median, at most {REVOKING_TIMES_MEDIAN}", times < REVOKING_TIMES_MEDIAN)
    lines = [[cell, number(median(rows, "rps")), number(median(rows, "p50_ms"), 2), number(median(rows, "p99_ms"), 1), number(median(rows, "revoked"))]
             for cell, rows in ((ALONE, alone), (BESIDE, beside))]
    return f"**Revocation beside tokens** ({CONNECTIONS} connections, nothing pinned)\n\n" + table(
        ["", "tokens/s", "p50 ms", "p99 ms", "revoked meanwhile"], lines)
