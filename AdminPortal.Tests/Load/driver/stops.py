"""Told to stop under load and with all kinds of connections open: exit 0 within the time of a container, and nothing acknowledged is lost."""
import contextlib
import http.client
import http.cookiejar
import itertools
import json
import re
import signal
import socket
import sqlite3
import subprocess
import threading
import time
import urllib.parse
import urllib.request
import uuid

from . import large, stores
from .callers import Caller
from .kills import look, wait_for_a_token
from .loads import Secret
from .servers import Portal, decode
from .tables import number, table

PART = "stop"
CONNECTIONS = 64
PAGES = 8
LOAD_S = 2
WITHIN_S = 10
ISSUER = "http://localhost:5080"
PERSON = {"Portal__Setup__UserName": "first.admin", "Portal__Setup__Password": "correct horse battery staple 7"}


class Revoker(threading.Thread):
    """Asks for a token and revokes it, again and again, and notes each that was called revoked."""

    def __init__(self, portal, form):
        super().__init__(daemon=True)
        self.port, self.token_form, self.form, self.acknowledged = portal.port, f"{portal.form}&{form}", form, []

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with contextlib.suppress(OSError, http.client.HTTPException):
            while (answer := self._post(connection, "token", self.token_form))[0] == 200:
                token = json.loads(answer[1])["access_token"]
                if self._post(connection, "revoke", f"{self.form}&token={urllib.parse.quote(token)}")[0] == 200:
                    self.acknowledged.append(decode(token)[1]["jti"])

    @staticmethod
    def _post(connection, verb, body):
        connection.request("POST", f"/oauth2/v1/{verb}", body, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        return answer.status, answer.read()


class Person(threading.Thread):
    """Signs in again and again: each session that was given has its line in the audit log."""

    def __init__(self, portal):
        super().__init__(daemon=True)
        self.portal, self.acknowledged = portal, 0

    def run(self):
        with contextlib.suppress(OSError, http.client.HTTPException):
            while _sign_in(self.portal):
                self.acknowledged += 1


def run(results, plan):
    store = stores.prepare("stop", large.algorithm())
    secret = Secret(store)
    for number_of_stop in range(1, plan.stops + 1):
        if not results.has(PART, "stop", number_of_stop):
            results.add(PART, "stop", number_of_stop, _stop(store, secret))


def _stop(store, secret):
    with Portal(store, **PERSON) as portal:
        portal.launch()
        portal.wait_until_alive()
        callers = [Caller(portal.port, itertools.repeat(secret.take(portal, 0)["FORM"])) for _ in range(CONNECTIONS)]
        revoker, person, signed_in_before = Revoker(portal, secret.form), Person(portal), _sign_ins(store.database)
        for caller in callers:
            caller.start()
        wait_for_a_token(callers)
        crowd = _crowd(portal)
        revoker.start()
        person.start()
        time.sleep(LOAD_S)
        begun = time.monotonic()
        portal.process.send_signal(signal.SIGTERM)
        try:
            code = portal.process.wait(30)
        except subprocess.TimeoutExpired:
            code = "none"
        took = time.monotonic() - begun
        for thread in [*callers, revoker, person]:
            thread.join(30)
        for other in crowd:
            other.close()
    tokens = [token for caller in callers for token in caller.token_ids]
    missing, whole = look(store.database, tokens)
    # The crowd's own sign-in is one of them.
    sign_ins = person.acknowledged + 1
    return {
        "exit": code, "took_s": round(took, 2), "tokens": len(tokens), "missing": missing, "integrity": whole,
        "revoked": len(revoker.acknowledged), "not_revoked": len(revoker.acknowledged) - _revoked(store.database, revoker.acknowledged),
        "sign_ins": sign_ins, "unaudited": max(0, sign_ins - (_sign_ins(store.database) - signed_in_before)),
    }


def _revoked(database, tokens):
    return sum(_count(database, "SELECT COUNT(*) FROM IssuedTokens WHERE JwtId = ? AND RevokedAt IS NOT NULL", uuid.UUID(token).bytes) for token in tokens)


def _sign_ins(database):
    return _count(database, "SELECT COUNT(*) FROM AuditEntries WHERE Action = 'Sign In' AND Result = 1")


def _count(database, query, *values):
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as db:
        return db.execute(query, values).fetchone()[0]


def _crowd(portal):
    """Open pages, of which none says good-bye, idle connections, half a request, half a body, readers who do not read."""
    cookies, host = _sign_in(portal), "Host: localhost:5080\r\n"
    page = (f"GET /_blazor HTTP/1.1\r\n{host}Origin: {ISSUER}\r\nCookie: {cookies}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
    pages = [_connect(portal.port, page) for _ in range(PAGES)]
    for opened in pages:
        if not opened.recv(1000).startswith(b"HTTP/1.1 101 "):
            raise SystemExit("a page could not be opened")
    form = f"POST /oauth2/v1/token HTTP/1.1\r\n{host}"
    return pages + [
        _connect(portal.port, ""),
        _connect(portal.port, f"{form}X-Half:"),
        _connect(portal.port, f"{form}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 90000\r\n\r\ngrant_type="),
        _connect(portal.port, f"GET /_framework/blazor.web.js HTTP/1.1\r\n{host}\r\n" * 100),
        _connect(portal.management, ""),
        _connect(portal.management, f"GET /metrics HTTP/1.1\r\n{host}\r\n" * 100),
    ]


def _connect(port, says):
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(says.encode())
    return connection


def _sign_in(portal):
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"http://localhost:{portal.port}/sign-in"
    page = browser.open(address, timeout=30).read().decode()
    form = {"_handler": "sign-in", "Input.UserName": PERSON["Portal__Setup__UserName"], "Input.Password": PERSON["Portal__Setup__Password"],
            "__RequestVerificationToken": re.search('__RequestVerificationToken" value="([^"]+)', page).group(1)}
    browser.open(address, urllib.parse.urlencode(form).encode(), timeout=30).read()
    if not any(cookie.name == "AdminPortal" for cookie in jar):
        return None
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def report(results, verdicts):
    rows = results.rows(PART, "stop")
    if not rows:
        verdicts.skip("stop: not run")
        return ""
    total = {field: sum(row[field] for row in rows) for field in ("tokens", "missing", "revoked", "not_revoked", "sign_ins", "unaudited")}
    slowest = max(row["took_s"] for row in rows)
    orderly = sum(row["exit"] == 0 for row in rows)
    broken = sum(row["integrity"] != "ok" for row in rows)
    verdicts.judge(f"{len(rows)} stops: {orderly} ended with 0, the slowest after {slowest:.1f} s", orderly == len(rows) and slowest <= WITHIN_S)
    for done, lost, text in (("tokens", "missing", "tokens received {} are not on record"), ("revoked", "not_revoked", "revocations acknowledged {} are not on record"),
                             ("sign_ins", "unaudited", "sign-ins {} are not in the audit log")):
        verdicts.judge(f"{len(rows)} stops: of {total[done]} {text.format(total[lost])}", total[lost] == 0 < total[done])
    verdicts.judge(f"{len(rows)} stops: {broken} stores were not whole", broken == 0)
    text = table(["stops", "exit 0", "slowest, s", "tokens", "not on record", "revoked", "not on record", "sign-ins", "not in the audit log", "stores not whole"],
                 [[number(len(rows)), number(orderly), f"{slowest:.1f}", *[number(value) for value in total.values()], number(broken)]])
    return f"**Stopped under load**\n\n{text}"
