"""The portal and its peers as processes: started on a free port of this machine, ended by their own ID."""
import base64
import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

from . import machine, places

START_SECONDS = 90


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def post(url, body, seconds=20):
    """Status and document of one answer; a refusal is an answer too."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body.encode()), timeout=seconds) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refusal:
        return refusal.code, {"error": refusal.read()[:300].decode(errors="replace")}


def decode(token):
    """Header and claims of a JWT; its signature is for others to check."""
    return [json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in token.split(".")[:2]]


class Server:
    """One process under measurement; pinned to the first core or free."""

    kind = ""
    form = "grant_type=client_credentials"
    refuses_replays = False

    def __init__(self, store, pinned=False):
        self.store, self.pinned, self.port, self.process = store, pinned, free_port(), None
        self.name = f"{self.kind} {store.algorithm}"
        self.url = f"http://127.0.0.1:{self.port}/token"
        self.log = places.out("logs", f"{self.kind}-{store.name}.log")

    @property
    def pid(self):
        return self.process.pid

    def command(self):
        raise NotImplementedError(self.kind)

    def environment(self):
        return {
            "PORT": str(self.port), "ALGORITHM": self.store.algorithm, "KEYS": places.KEYS, "CLIENTS": self.store.path("clients.json"),
            "ISSUER": self.store.audience,
        }

    def launch(self):
        pin = ["taskset", "-c", "0"] if self.pinned else []
        with open(self.log, "a") as log:
            self.process = subprocess.Popen([*pin, *self.command()], env={**os.environ, **self.environment()}, cwd=os.path.dirname(self.log),
                                            stdout=log, stderr=subprocess.STDOUT, start_new_session=True)

    def start(self):
        """Starts it and takes a first token by secret: how long that took, and what the token says."""
        begun = time.perf_counter()
        self.launch()
        client = self.store.clients["secret"]
        body = f"{self.form}&client_id={client['id']}&client_secret={client['secret']}"
        status, document = self._first_answer(body, begun)
        if status != 200:
            raise SystemExit(f"{self.name}: {status} {document}; see {self.log}")
        self.first_token_s = round(time.perf_counter() - begun, 3)
        self.answer_bytes = len(document["access_token"])
        self.header, self.claims = decode(document["access_token"])
        return self

    def _first_answer(self, body, begun):
        while True:
            try:
                return post(self.url, body)
            except (urllib.error.URLError, ConnectionError):
                if self.process.poll() is not None or time.perf_counter() - begun > START_SECONDS:
                    raise SystemExit(f"{self.name} did not start; see {self.log}") from None
                time.sleep(0.005)

    def allocated(self):
        """Bytes allocated since the start, where the server tells."""
        return None

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        family = machine.family(self.pid)
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            for member in family:
                try:
                    os.kill(member, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            self.process.wait(10)

    def kill(self):
        """As a power cut would."""
        self.process.kill()
        self.process.wait(10)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Portal(Server):
    """The published program on the store's data directory."""

    kind = "portal"
    build = ""
    refuses_replays = True

    def __init__(self, store, pinned=False, **settings):
        super().__init__(store, pinned)
        self.management, self.settings, self.tells = free_port(), settings, True
        self.url = f"http://127.0.0.1:{self.port}/oauth2/v1/token"

    def command(self):
        return ["dotnet", places.out(self.build, "portal", "AdminPortal.dll")]

    def environment(self):
        return {
            "ASPNETCORE_URLS": f"http://127.0.0.1:{self.port}",
            "Portal__Issuer": "http://localhost:5080",
            "Portal__ManagementUrl": f"http://127.0.0.1:{self.management}",
            "Portal__DataDirectory": self.store.data,
            "Portal__Tokens__SigningAlgorithm": self.store.algorithm,
            "Portal__Assertions__AdditionalAudiences__0": self.store.audience,
            "Portal__Assertions__MaxLifetimeMinutes": "1440",
            "Portal__Throttling__FailuresPerMinute": "10000",
            **self.settings,
        }

    def allocated(self):
        if not self.tells:
            return None
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.management}/metrics", timeout=10) as answer:
                found = re.findall(r"^dotnet_gc_heap_total_allocated_bytes_total(?:\{[^}]*\})? ([0-9.eE+]+)", answer.read().decode(), re.MULTILINE)
        except urllib.error.HTTPError:
            found = []
        self.tells = bool(found)
        return sum(float(value) for value in found) if found else None

    def wait_until_alive(self):
        begun = time.perf_counter()
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.management}/health/live", timeout=10).close()
                return
            except (urllib.error.URLError, ConnectionError):
                if self.process.poll() is not None or time.perf_counter() - begun > START_SECONDS:
                    raise SystemExit(f"{self.name} did not start; see {self.log}") from None
                time.sleep(0.02)


class Earlier(Portal):
    """The program of the commit that it is compared with; on stores of its own, for it cannot read those of a later one."""

    kind = "earlier"
    build = "earlier"


class _Peer(Server):
    def allocated(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/stats", timeout=10) as answer:
            return json.load(answer)["allocated"]


class Ceiling(_Peer):
    """Kestrel, one hash or one signature to verify, and a token of the portal's very claims."""

    kind = "ceiling"

    def command(self):
        return ["dotnet", places.out("ceiling", "Ceiling.dll")]

    def environment(self):
        return {**super().environment(), "SECRET": self.store.clients["secret"]["secret"], "CLAIMS": self.store.path("claims.json")}


class OpenIddict(_Peer):
    kind = "OpenIddict"
    form = Server.form + "&scope=api"

    def command(self):
        return ["dotnet", places.out("openiddict", "OpenIddictPeer.dll")]

    def environment(self):
        return {**super().environment(), "DATABASE": self.store.path("openiddict.db")}


class OidcProvider(Server):
    kind = "oidc-provider"
    form = Server.form + "&scope=api"
    refuses_replays = True

    def command(self):
        return [places.node(), places.out("oidc-provider", "server.mjs")]

    def environment(self):
        return {**super().environment(), "NODE_ENV": "production"}
