"""What a client sends: a secret, one of many clients' secrets, or assertions of which each is good for one token."""
import json
import os
import time

from . import places

# As far ahead as the setting Portal:Assertions:MaxLifetimeMinutes allows; a pool is thrown away long before.
LIFETIME_MINUTES = 1400
POOL_SECONDS = 10 * 3600

# Faster than any server takes them on one core; once a server's own rate is known, a multiple of that. A pool that runs dry fails its run.
PER_SECOND = {"RS256": 5000, "ES256": 12000}
HEADROOM, LEAST_PER_SECOND = 2.5, 3000

# For servers that take an assertion again and again.
ROUND_AND_ROUND = 20_000


class Secret:
    """One client, by client_secret_post."""

    def __init__(self, store):
        client = store.clients["secret"]
        self.form = f"client_id={client['id']}&client_secret={client['secret']}"

    def take(self, server, _):
        return {"FORM": f"{server.form}&{self.form}"}

    def used(self, server, count, seconds):
        pass


class ManySecrets(Secret):
    """A client drawn anew for every request from a file of their form fields."""

    def __init__(self, file):
        self.file = file

    def take(self, server, _):
        return {"FORM": server.form + "&", "LINES": self.file, "ORDER": "random"}


class EachSecret(ManySecrets):
    """The clients of that file one after another, from run to run."""

    def __init__(self, file):
        super().__init__(file)
        self.asked = 0

    def take(self, server, _):
        return {"FORM": server.form + "&", "LINES": self.file, "SKIP": str(self.asked), "ORDER": "again"}

    def used(self, server, count, seconds):
        self.asked += count


class Assertions:
    """A pool of assertions. Whoever refuses a used one goes on where it stopped; the others begin at the beginning."""

    TYPE = "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"

    def __init__(self, store):
        self.store, self.rates = store, {}
        self.file, self.marks = store.path("pool.txt"), store.path("pool.json")
        if not os.path.exists(self.marks) or time.time() - self._read()["made"] > POOL_SECONDS:
            open(self.file, "w").close()
            self._write({"made": time.time(), "lines": 0})

    def take(self, server, seconds):
        if not server.refuses_replays:
            self._next(server, ROUND_AND_ROUND)
            return {"FORM": self._form(server), "LINES": self.file, "TAKE": str(ROUND_AND_ROUND), "ORDER": "again"}
        most = PER_SECOND[self.store.algorithm] * (1 if server.pinned else 2)
        need = int(min(most, max(LEAST_PER_SECOND, self.rates.get(server.name, most) * HEADROOM)) * seconds)
        skip = self._next(server, need)
        return {"FORM": self._form(server), "LINES": self.file, "SKIP": str(skip), "TAKE": str(need), "ORDER": "once"}

    def bodies(self, server, count):
        """The next count requests, for whoever sends them without wrk."""
        skip = self._next(server, count)
        with open(self.file) as file:
            taken = [self._form(server) + line.strip() for number, line in enumerate(file) if skip <= number < skip + count]
        self._mark(server, count)
        return taken

    def used(self, server, count, seconds):
        if server.refuses_replays:
            self.rates[server.name] = max(count / seconds, self.rates.get(server.name, 0))
            self._mark(server, count)

    def _mark(self, server, count):
        state = self._read()
        self._write({**state, server.kind: state.get(server.kind, 0) + count})

    def _form(self, server):
        return f"{server.form}&client_id={self.store.clients['key']['id']}&{self.TYPE}&client_assertion="

    def _next(self, server, need):
        state = self._read()
        skip = state.get(server.kind, 0) if server.refuses_replays else 0
        missing = skip + need - state["lines"]
        if missing > 0:
            key = os.path.join(places.KEYS, f"client-{self.store.algorithm}.pem")
            places.seeding("assertions", self.store.clients["key"]["id"], key, self.store.algorithm, self.store.audience,
                           LIFETIME_MINUTES, missing, self.file)
            self._write({**state, "lines": skip + need})
        return skip

    def _read(self):
        with open(self.marks) as file:
            return json.load(file)

    def _write(self, state):
        with open(self.marks, "w") as file:
            json.dump(state, file)
