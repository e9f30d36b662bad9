"""Where things lie. All that a measurement makes is below bin: no copy, no check and no commit of the repository looks there."""
import os
import subprocess

LOAD = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OUT = os.path.join(LOAD, "bin")
KEYS = os.path.join(OUT, "keys")
LUA = os.path.join(LOAD, "driver", "token.lua")


def out(*parts):
    """A path below bin; its folder exists afterwards."""
    path = os.path.join(OUT, *parts)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


def seeding(*arguments, build="", timeout=1800):
    """Runs a verb of a build's seeding tool and answers what it wrote."""
    command = ["dotnet", out(build, "seeding", "AdminPortal.Tests.Load.Seeding.dll"), *[str(a) for a in arguments]]
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout)
    if done.returncode != 0:
        raise SystemExit(f"seeding {arguments[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def node():
    """The Node that runs oidc-provider, as run.sh found it."""
    with open(out("node.path")) as file:
        return file.read().strip()
