#!/usr/bin/env python3
"""Whole processes: a build beside kustomize's, the start, the binary, and growth to ten thousand applications.

Prints a table and the ratios of one run, in which the programs take turns, so that a busy machine slows both.
`--assert` fails where a ratio or the growth is out of bounds; no time is ever judged.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
# What is wanted, and what a machine that does other things may still show.
WANTED_RATIO, LEAST_RATIO = 4.0, 1.5
WANTED_GROWTH, MOST_GROWTH = 1.2, 2.0
COUNTS = (100, 1_000, 10_000)


def blueprint(count):
    """As many applications, topics and users, all on one cluster."""
    topics = "".join(f"      events-{i}: {{partitions: 3, config: {{retention.ms: 7d}}}}\n" for i in range(count))
    apps = "".join(
        f"""  app-{i}:
    kind: Deployment
    namespace: apps
    image: registry.example.com/app:1.0.{i}
    replicas: 2
    ports: {{http: 8080}}
    resources: {{requests: {{cpu: 100m, memory: 256Mi}}, limits: {{memory: 256Mi}}}}
    connections:
      events:
        to: streaming/tls
        produces: [events-{i}]
        consumes: {{topics: [events-{(i + 1) % count}], group: app-{i}}}
        env: {{SERVERS: bootstrapServers, CA: truststore, SASL: saslMechanism, USER: username, PASSWORD: password}}
"""
        for i in range(count)
    )
    return f"""apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {{name: growth}}
versions: {{kubernetes: "1.35", strimzi: "1.2", kafka: "4.3.1"}}
kubernetes:
  aks:
    provider: aks
    namespaces: {{apps: {{podSecurity: restricted}}, kafka: {{podSecurity: restricted}}}}
    operators: {{strimzi: {{version: 1.2.0, watchNamespaces: [kafka]}}, strimzi-access: {{version: 0.3.0}}}}
kafka:
  streaming:
    provider: strimzi
    namespace: kafka
    nodePools:
      node: {{roles: [controller, broker], replicas: 3, storage: {{size: 10Gi, class: managed-csi}}}}
    listeners:
      tls: {{port: 9093, type: internal, tls: true, authentication: scram-sha-512}}
    topics:
{topics}apps:
{apps}"""


class Run:
    """One process: how long it took by the clock and by the processor, in seconds, and its memory in MB."""

    def __init__(self, *command):
        began = time.perf_counter()
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=said)
            _, status, used = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                said.seek(0)
                sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}\n{said.read(4000).decode()}")
        self.processor = used.ru_utime + used.ru_stime
        self.memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def least(runs, what):
    return min(getattr(run, what) for run in runs)


def build_beside_kustomize(program, kustomize, rounds, work):
    """Both environments of the largest example, written to an empty folder; kustomize over the same folders."""
    out = work / "out"
    Run(program, "build", "--example", "streaming-platform", "--out", out)
    folders = sorted(path.parent for path in out.glob("manifests/*/*/kustomization.yaml"))
    if not folders:
        sys.exit("the build left no folder for kustomize")
    ours, theirs = [], []
    for _ in range(rounds):
        fresh = work / "fresh"
        ours.append(Run(program, "build", "--example", "streaming-platform", "--out", fresh))
        shutil.rmtree(fresh)
        theirs.append([Run(kustomize, "build", folder) for folder in folders])
    both = [sum(run.wall for run in turn) for turn in theirs]
    return least(ours, "wall"), min(both), len(folders)


def growth(program, rounds, work):
    """Processor time per item, the clock and memory of `check`, by the number of items."""
    found = {}
    files = {}
    for count in COUNTS:
        files[count] = work / f"{count}.yaml"
        files[count].write_text(blueprint(count))
    for turn in range(rounds):
        for count in COUNTS:
            # The largest takes long, and varies least.
            if turn < 3 or count < COUNTS[-1]:
                found.setdefault(count, []).append(Run(program, "check", files[count]))
    return found


def machine():
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return f"{model}, {os.cpu_count()} processors, {platform.system()} {platform.release()}{load}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=HERE.parent / "target/release/streamwright", type=Path)
    parser.add_argument("--kustomize", default=os.environ.get("STREAMWRIGHT_KUSTOMIZE") or shutil.which("kustomize"))
    parser.add_argument("--rounds", default=20, type=int)
    parser.add_argument("--assert", dest="judge", action="store_true", help="fail where a ratio or the growth is out of bounds")
    arguments = parser.parse_args()
    if not arguments.program.exists():
        sys.exit(f"{arguments.program} is not there: cargo build --release")
    if not arguments.kustomize:
        sys.exit("no kustomize: name one with --kustomize or STREAMWRIGHT_KUSTOMIZE")

    print(f"{machine()}\n")
    wrong = []
    # In memory where that is to be had: a disk that is busy with something else would be measured instead.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        work = Path(folder)
        ours, theirs, folders = build_beside_kustomize(arguments.program, arguments.kustomize, arguments.rounds, work)
        start = least([Run(arguments.program, "--version") for _ in range(arguments.rounds)], "wall")
        grown = growth(arguments.program, max(3, arguments.rounds // 4), work)

    size = arguments.program.stat().st_size / 1e6
    print("| what | least | wanted |\n|---|---|---|")
    print(f"| `build` of streaming-platform, verified and written | {ours * 1e3:.1f} ms | |")
    print(f"| `kustomize build` of the same {folders} folders | {theirs * 1e3:.1f} ms | |")
    print(f"| times faster | {theirs / ours:.1f} | ≥ {WANTED_RATIO:.0f} |")
    print(f"| `--version` | {start * 1e3:.1f} ms | ≤ 5 ms |")
    print(f"| binary | {size:.1f} MB | ≤ 12 MB |\n")
    print("| `check` of apps + topics + users, each | clock | processor, per item | memory |\n|---|---|---|---|")
    per_item = {}
    for count, runs in grown.items():
        per_item[count] = least(runs, "processor") / count * 1e6
        clock, memory = least(runs, "wall"), least(runs, "memory")
        print(f"| {count:,} | {clock * 1e3:,.0f} ms | {per_item[count]:.0f} µs | {memory:.0f} MB |")
    growing = per_item[COUNTS[2]] / per_item[COUNTS[1]]
    print(f"\nFrom {COUNTS[1]:,} to {COUNTS[2]:,} the time per item grows by {growing:.2f} (wanted: at most {WANTED_GROWTH}).")

    if theirs / ours < LEAST_RATIO:
        wrong.append(f"a build is only {theirs / ours:.1f} times as fast as kustomize's")
    if growing > MOST_GROWTH:
        wrong.append(f"the time per item grows by {growing:.2f} from {COUNTS[1]:,} to {COUNTS[2]:,}")
    if arguments.judge and wrong:
        sys.exit("; ".join(wrong))


if __name__ == "__main__":
    main()
