"""What the kernel tells of processes and of the machine."""
import os
import platform
import re
import subprocess

TICKS = os.sysconf("SC_CLK_TCK")


def _stat(pid):
    with open(f"/proc/{pid}/stat") as file:
        text = file.read()
    # The name may hold blanks and brackets: what follows its last bracket is in columns.
    return text[text.rindex(")") + 2:].split()


def family(pid):
    """The process and all that it started."""
    children = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            children.setdefault(int(_stat(entry)[1]), []).append(int(entry))
        except OSError:
            pass
    found, left = [], [pid]
    while left:
        found.append(left.pop())
        left += children.get(found[-1], [])
    return found


def cpu_seconds(pid):
    """User and system time of the family so far."""
    total = 0
    for member in family(pid):
        try:
            columns = _stat(member)
            total += int(columns[11]) + int(columns[12])
        except OSError:
            pass
    return total / TICKS


def memory_mb(pid, field="VmRSS"):
    """Resident memory of the family: now (VmRSS) or at its highest (VmHWM)."""
    total = 0
    for member in family(pid):
        try:
            with open(f"/proc/{member}/status") as file:
                match = re.search(rf"{field}:\s+(\d+)", file.read())
                total += int(match[1]) if match else 0
        except OSError:
            pass
    return round(total / 1024, 1)


def busy_seconds():
    """CPU time that anything on this machine has used since it started."""
    with open("/proc/stat") as file:
        columns = [int(c) for c in file.readline().split()[1:]]
    return (sum(columns[:8]) - columns[3] - columns[4]) / TICKS


def describe():
    """One line for the head of a table: what was measured on what."""
    with open("/proc/cpuinfo") as file:
        cpu = re.search(r"model name\s*:\s*(.+)", file.read())
    with open("/proc/meminfo") as file:
        memory = int(re.search(r"MemTotal:\s+(\d+)", file.read())[1]) // 1024 // 1024
    runtime = subprocess.run(["dotnet", "--list-runtimes"], capture_output=True, text=True).stdout
    versions = re.findall(r"Microsoft\.AspNetCore\.App (10\S+)", runtime)
    return (f"{os.cpu_count()} × {cpu[1] if cpu else platform.processor()}, {memory} GiB, Linux {platform.release()}, "
            f".NET {versions[-1] if versions else '?'}")
