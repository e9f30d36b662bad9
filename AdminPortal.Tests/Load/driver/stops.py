"""Told to stop under load and with all kinds of connections open: exit 0 within the time of a container, and nothing acknowledged is lost."""
import http.cookiejar
import itertools
import re
import signal
import socket
import subprocess
import time
import urllib.parse
import urllib.request

from . import large, stores
from .callers import Caller
from .kills import look, wait_for_a_token
from .loads import Secret
from .servers import Portal
from .tables import number, table

PART = "stop"
CONNECTIONS = 64
PAGES = 8
LOAD_S = 2
WITHIN_S = 10
ISSUER = "http://localhost:5080"
PERSON = {"Portal__Setup__UserName": "first.admin", "Portal__Setup__Password": "correct horse battery staple 7"}


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
        for caller in callers:
            caller.start()
        wait_for_a_token(callers)
        crowd = _crowd(portal)
        time.sleep(LOAD_S)
        begun = time.monotonic()
        portal.process.send_signal(signal.SIGTERM)
        try:
            code = portal.process.wait(30)
        except subprocess.TimeoutExpired:
            code = "none"
        took = time.monotonic() - begun
        for caller in callers:
            caller.join(30)
        for other in crowd:
            other.close()
    tokens = [token for caller in callers for token in caller.token_ids]
    missing, whole = look(store.database, tokens)
    return {"exit": code, "took_s": round(took, 2), "tokens": len(tokens), "missing": missing, "integrity": whole}


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
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def report(results, verdicts):
    rows = results.rows(PART, "stop")
    if not rows:
        verdicts.skip("stop: not run")
        return ""
    tokens, missing = (sum(row[field] for row in rows) for field in ("tokens", "missing"))
    slowest = max(row["took_s"] for row in rows)
    orderly = sum(row["exit"] == 0 for row in rows)
    broken = sum(row["integrity"] != "ok" for row in rows)
    verdicts.judge(f"{len(rows)} stops: {orderly} ended with 0, the slowest after {slowest:.1f} s", orderly == len(rows) and slowest <= WITHIN_S)
    verdicts.judge(f"{len(rows)} stops: of {tokens} tokens received {missing} are not on record", missing == 0 < tokens)
    verdicts.judge(f"{len(rows)} stops: {broken} stores were not whole", broken == 0)
    text = table(["stops", "exit 0", "slowest, s", "tokens received", "not on record", "stores not whole"],
                 [[number(len(rows)), number(orderly), f"{slowest:.1f}", number(tokens), number(missing), number(broken)]])
    return f"**Stopped under load**\n\n{text}"
