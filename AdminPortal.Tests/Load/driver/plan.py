"""How much is measured, in full and in a hurry. The floors and limits are the product's own promises."""
import dataclasses
import time


@dataclasses.dataclass(frozen=True)
class Case:
    """How a client proves itself, and by which algorithm its assertions and the tokens are signed."""

    name: str
    algorithm: str
    by_assertion: bool


CASES = [
    Case("secret, RS256", "RS256", False),
    Case("secret, ES256", "ES256", False),
    Case("private_key_jwt RS256, token RS256", "RS256", True),
    Case("private_key_jwt ES256, token ES256", "ES256", True),
]

# Ratios on one core, by case, connections and peer.
FLOORS = {
    CASES[0].name: {16: {"ceiling": 0.85, "OpenIddict": 5.5, "oidc-provider": 1.4}, 64: {"ceiling": 0.85, "OpenIddict": 5.5, "oidc-provider": 1.4}},
    CASES[1].name: {16: {"ceiling": 0.60, "OpenIddict": 35, "oidc-provider": 4}, 64: {"ceiling": 0.70, "OpenIddict": 35, "oidc-provider": 4}},
    CASES[2].name: {16: {"ceiling": 0.80, "OpenIddict": 2, "oidc-provider": 1.4}, 64: {"ceiling": 0.80, "OpenIddict": 2, "oidc-provider": 1.4}},
    CASES[3].name: {16: {"ceiling": 0.60, "OpenIddict": 3, "oidc-provider": 3}, 64: {"ceiling": 0.70, "OpenIddict": 3, "oidc-provider": 3}},
}

TAIL_TIMES_MEDIAN = 4
ALLOCATED_KB = 15
MEMORY_MB = 300
FIRST_TOKEN_S = 2.0
PAGE_P95_MS = 300
MANY_TOKENS_FLOOR = 0.95
MANY_CLIENTS_FLOOR = 0.90
PRUNING_FLOOR = 0.90
EARLIER_FLOOR = 0.95
REVOKING_TIMES_MEDIAN = 2.0
STRANGER_CPU_MS = 1.0


@dataclasses.dataclass(frozen=True)
class Plan:
    name: str
    rounds: int
    seconds: int
    warm_up_runs: int
    tries: int
    unpinned: bool
    tokens: int
    clients: int
    pruned: int
    page_repeats: int
    memory_seconds: int
    starts: int
    kills: int
    stops: int
    part_minutes: int

    def deadline(self):
        """When a part stops beginning new runs."""
        return time.monotonic() + self.part_minutes * 60


FULL = Plan("full", rounds=5, seconds=4, warm_up_runs=6, tries=3, unpinned=True, tokens=10_000_000, clients=100_000, pruned=1_000_000,
            page_repeats=40, memory_seconds=20, starts=5, kills=50, stops=20, part_minutes=60)
QUICK = Plan("quick", rounds=1, seconds=2, warm_up_runs=1, tries=1, unpinned=False, tokens=500_000, clients=5_000, pruned=0,
             page_repeats=10, memory_seconds=5, starts=2, kills=5, stops=3, part_minutes=4)
