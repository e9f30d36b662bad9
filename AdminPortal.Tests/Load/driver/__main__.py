"""The table of contents: which parts, how much, and the report. See README.md."""
import argparse
import signal
import sys
import time

from . import earlier, growth, kills, machine, memory, pages, revoking, starts, stops, strangers, throughput
from .plan import FULL, QUICK
from .results import Results, name_of_the_day
from .tables import Verdicts
from .wrk import Unfit

PARTS = {
    "throughput": throughput, "start": starts, "growth": growth, "pages": pages, "memory": memory, "kill": kills, "stop": stops, "revoking": revoking,
    "stranger": strangers, "earlier": earlier,
}


def read_arguments():
    parser = argparse.ArgumentParser(prog="bash AdminPortal.Tests/Load/run.sh", description="Measures the portal beside its peers.")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; without any, all of them")
    parser.add_argument("--quick", action="store_true", help="some minutes for each part: fewer and shorter runs, smaller stores; shows direction, settles nothing")
    parser.add_argument("--name", help="the results to go on with; by default those of today and of this commit")
    parser.add_argument("--fresh", action="store_true", help="forget those results first")
    parser.add_argument("--report", action="store_true", help="measure nothing, print what is on record")
    parser.add_argument("--earlier", metavar="commit", help="publishes the build of that commit too, which the part 'earlier' is measured beside")
    parser.add_argument("--no-build", action="store_true", help="what was published before is measured again")
    arguments = parser.parse_args()
    if unknown := set(arguments.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return arguments


def main():
    arguments = read_arguments()
    # So that every server that was started is ended, whoever ends us.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    plan = QUICK if arguments.quick else FULL
    results = Results(arguments.name or name_of_the_day(arguments.quick), arguments.fresh)
    parts = [part for part in PARTS if part in (arguments.parts or PARTS)]
    unfit = []
    for part in [] if arguments.report else parts:
        begun = time.monotonic()
        print(f"{part} …", flush=True)
        try:
            PARTS[part].run(results, plan)
        except Unfit as fault:
            unfit.append(f"{part}: {fault}")
            print(f"  UNFIT: {fault}", flush=True)
        print(f"{part} took {time.monotonic() - begun:.0f} s", flush=True)
    return write_report(results, parts, plan, unfit)


def write_report(results, parts, plan, unfit):
    verdicts = Verdicts()
    texts = [text for part in parts if (text := PARTS[part].report(results, verdicts))]
    noises = sorted(row["noise"] for row in results.all if "noise" in row)
    noise = f"{noises[len(noises) // 2]:.2f} cores in the median, {noises[-1]:.2f} at most" if noises else "not measured"
    print(f"\n{time.strftime('%Y-%m-%d')}, {plan.name}: {machine.describe()}. Other processes used {noise}.\n")
    print("\n".join(texts))
    print("**Promises**\n\n" + "\n".join(verdicts.lines + [f"- **UNFIT**: {fault}" for fault in unfit]) + "\n")
    held = len(verdicts.lines) - verdicts.failed - verdicts.unmeasured
    print(f"{held} held, {verdicts.failed} not held, {verdicts.unmeasured} not measured, {len(unfit)} unfit. Runs: {results.path}")
    return 1 if verdicts.failed or unfit else 0


if __name__ == "__main__":
    sys.exit(main())
