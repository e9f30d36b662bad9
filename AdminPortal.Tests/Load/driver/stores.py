"""Stores as the published portal makes them, with the clients that ask. Made once, kept for the next measurement."""
import json
import os
import shutil

from . import places
from .servers import Portal


class Store:
    """A data directory and what belongs to it: the clients' proofs, the claims of a token, the pool of assertions."""

    audience = "http://127.0.0.1:5999/"

    def __init__(self, name, algorithm):
        self.name, self.algorithm = name, algorithm
        self.folder = os.path.join(places.OUT, "stores", name)
        self.data = os.path.join(self.folder, "data")
        self.database = os.path.join(self.data, "portal.db")

    def path(self, name):
        os.makedirs(self.folder, exist_ok=True)
        return os.path.join(self.folder, name)

    @property
    def clients(self):
        with open(self.path("clients.json")) as file:
            return json.load(file)

    def is_ready(self):
        try:
            with open(self.path("claims.json")) as file:
                return json.load(file)["header"]["alg"] == self.algorithm
        except (OSError, ValueError, KeyError):
            return False

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def prepare(name, algorithm, fill=None, kind=Portal):
    """The store, made by that build if need be; None when it does not sign with the algorithm. fill adds what else it holds."""
    if not os.path.exists(os.path.join(places.KEYS, "stranger-ES384.pem")):
        places.seeding("keys", places.KEYS)
    store = Store(name, algorithm)
    if store.is_ready():
        return store
    store.remove()
    with kind(store) as portal:
        portal.launch()
        portal.wait_until_alive()
    places.seeding("first-clients", store.data, os.path.join(places.KEYS, f"client-{algorithm}.pub.pem"), store.path("clients.json"),
                   build=kind.build)
    if fill:
        fill(store)
    with kind(store) as portal:
        portal.start()
        with open(store.path("claims.json"), "w") as file:
            json.dump({"header": portal.header, "payload": portal.claims}, file)
    return store if store.is_ready() else None
