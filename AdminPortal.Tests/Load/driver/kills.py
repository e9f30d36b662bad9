"""Killed at random under load: what a client holds is on record, no assertion counts twice, the store is whole."""
import itertools
import random
import sqlite3
import time
import uuid

from . import large, stores
from .callers import Caller
from .loads import Assertions, Secret
from .servers import Portal, post
from .tables import number, table

PART = "kill"
THREADS = 4
ASSERTIONS_A_THREAD = 800
TRIED_AGAIN = 100
FIRST_TOKEN_S = 30
LIFE_S = (0.05, 1.5)


def run(results, plan):
    store = stores.prepare("kill", large.algorithm())
    secret, assertions = Secret(store), Assertions(store)
    deadline = plan.deadline()
    for number_of_kill in range(1, plan.kills + 1):
        if results.has(PART, "kill", number_of_kill):
            continue
        if time.monotonic() > deadline:
            print("  kill: out of time; the same command goes on from here", flush=True)
            return
        results.add(PART, "kill", number_of_kill, _kill(store, secret, assertions))


def _kill(store, secret, assertions):
    with Portal(store) as portal:
        portal.launch()
        portal.wait_until_alive()
        by_secret = [Caller(portal.port, itertools.repeat(secret.take(portal, 0)["FORM"])) for _ in range(THREADS)]
        bodies = assertions.bodies(portal, THREADS * ASSERTIONS_A_THREAD)
        by_assertion = [Caller(portal.port, bodies[first::THREADS]) for first in range(THREADS)]
        callers = by_secret + by_assertion
        for caller in callers:
            caller.start()
        wait_for_a_token(callers)
        lived = random.uniform(*LIFE_S)
        time.sleep(lived)
        portal.kill()
        for caller in callers:
            caller.join(30)
    return {"lived_s": round(lived, 2), **_after(store, callers, by_assertion)}


def wait_for_a_token(callers):
    """Just started, a portal compiles for some seconds before it answers: killed then, it would have nothing to lose."""
    end = time.monotonic() + FIRST_TOKEN_S
    while time.monotonic() < end and not any(caller.token_ids for caller in callers):
        time.sleep(0.01)


def _after(store, callers, by_assertion):
    tokens = [token for caller in callers for token in caller.token_ids]
    accepted = [body for caller in by_assertion for body in caller.accepted]
    undecided = [body for caller in by_assertion for body in caller.undecided]
    with Portal(store) as portal:
        portal.launch()
        portal.wait_until_alive()
        missing, whole = look(store.database, tokens)
        twice = sum(post(portal.url, body)[0] == 200 for body in accepted[-TRIED_AGAIN:])
        # Good for one token at most: if the answer was lost with the server none is left, else this one.
        for body in undecided:
            post(portal.url, body)
            twice += post(portal.url, body)[0] == 200
    return {
        "tokens": len(tokens), "missing": missing, "assertions": len(accepted), "undecided": len(undecided), "accepted_twice": twice,
        "refused": sum(len(caller.refused) for caller in callers), "integrity": whole,
    }


def look(database, tokens):
    """How many of the tokens have no record, and what the store says of itself."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30) as db:
        found = sum(db.execute("SELECT COUNT(*) FROM IssuedTokens WHERE JwtId = ?", (uuid.UUID(token).bytes,)).fetchone()[0] for token in tokens)
        return len(tokens) - found, db.execute("PRAGMA integrity_check").fetchone()[0]


def report(results, verdicts):
    rows = results.rows(PART, "kill")
    if not rows:
        verdicts.skip("kill: not run")
        return ""
    total = {field: sum(row[field] for row in rows) for field in ("tokens", "missing", "assertions", "undecided", "accepted_twice", "refused")}
    broken = sum(row["integrity"] != "ok" for row in rows)
    verdicts.judge(f"{len(rows)} kills: of {total['tokens']} tokens received {total['missing']} are not on record", total["missing"] == 0 < total["tokens"])
    verdicts.judge(f"{len(rows)} kills: of {total['assertions']} assertions accepted and {total['undecided']} undecided "
                   f"{total['accepted_twice']} were accepted twice", total["accepted_twice"] == 0 < total["assertions"])
    verdicts.judge(f"{len(rows)} kills: {broken} stores were not whole", broken == 0)
    verdicts.judge(f"{len(rows)} kills: {total['refused']} requests were refused while the portal lived", total["refused"] == 0)
    text = table(["kills", "tokens received", "not on record", "assertions accepted", "without an answer", "accepted twice", "stores not whole"],
                 [[number(value) for value in (len(rows), total["tokens"], total["missing"], total["assertions"], total["undecided"],
                                               total["accepted_twice"], broken)]])
    return f"**Killed under load**\n\n{text}"
