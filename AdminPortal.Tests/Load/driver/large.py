"""The store that has grown: many clients, many token records. Made once for growth, pages and memory."""
from . import places, stores


def algorithm():
    """The faster one, by which growth shows more; the other where this build does not sign with it."""
    return "ES256" if stores.prepare("ES256", "ES256") else "RS256"


def prepare(plan, signed_by=None):
    """One store for each algorithm: a store that changes it goes on with the old one for a day, while the new key is announced."""
    chosen = signed_by or algorithm()

    def fill(store):
        print(f"  making {plan.clients:,} clients and {plan.tokens:,} token records", flush=True)
        places.seeding("many-clients", store.data, plan.clients, store.path("clients.txt"))
        places.seeding("tokens", store.data, plan.tokens, 0, 30)

    return stores.prepare(f"large-{plan.name}-{chosen}", chosen, fill)
