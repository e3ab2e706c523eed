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
# What is wanted and judged: both with room for what other programs take of the processor's caches, and for 4.1, which was seen on a quiet machine.
WANTED_RATIO, LEAST_RATIO = 4.0, 3.2
WANTED_GROWTH, MOST_GROWTH = 1.2, 1.3
# A figure out of bounds is measured again so often: the least of more rounds is nearer to what the program needs.
CHANCES = 3
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

    def __init__(self, *command, fine=(0,)):
        began = time.perf_counter()
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=said)
            _, status, used = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in fine:
                said.seek(0)
                sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}\n{said.read(4000).decode()}")
        self.processor = used.ru_utime + used.ru_stime
        self.memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def least(runs, what):
    return min(getattr(run, what) for run in runs)


class BesideKustomize:
    """Both environments of the largest example, written to an empty folder; kustomize over the same folders.

    What kustomize does not make, charts, is left out of the comparison and measured beside it.
    """

    def __init__(self, program, kustomize, work):
        self.program, self.kustomize, self.work = program, kustomize, work
        self.whole = HERE.parent / "blueprints/streaming-platform.yaml"
        self.bare = work / "bare.yaml"
        text = self.whole.read_text()
        bare = "".join(line for line in text.splitlines(True) if not line.startswith("  helm: "))
        if bare.count("\n") != text.count("\n") - 1:
            sys.exit("the example has no charts, or asks for them in another way")
        self.bare.write_text(bare)
        self.with_charts = []
        out = work / "out"
        Run(program, "build", self.bare, "--out", out)
        self.folders = sorted(path.parent for path in out.glob("manifests/*/*/kustomization.yaml"))
        if not self.folders:
            sys.exit("the build left no folder for kustomize")
        self.ours, self.theirs = [], []

    def measure(self, rounds):
        for _ in range(rounds):
            fresh = self.work / "fresh"
            for blueprint, runs in ((self.bare, self.ours), (self.whole, self.with_charts)):
                runs.append(Run(self.program, "build", blueprint, "--out", fresh))
                shutil.rmtree(fresh)
            self.theirs.append([Run(self.kustomize, "build", folder) for folder in self.folders])

    def least(self, what):
        """Ours and theirs, in seconds."""
        return least(self.ours, what), min(sum(getattr(run, what) for run in turn) for turn in self.theirs)

    def faster(self, what):
        ours, theirs = self.least(what)
        return theirs / ours

    def holds(self):
        # The clock is what is wanted. On a busy machine it flatters the shorter run, which the processor's time does not.
        return min(self.faster("wall"), self.faster("processor")) >= LEAST_RATIO


class Growth:
    """Processor time per item, the clock and memory of `check`, by the number of items."""

    def __init__(self, program, work):
        self.program = program
        self.runs = {count: [] for count in COUNTS}
        self.files = {count: work / f"{count}.yaml" for count in COUNTS}
        for count, file in self.files.items():
            file.write_text(blueprint(count))

    def measure(self, rounds):
        for _ in range(rounds):
            # The largest takes long, and varies least.
            for count in (*COUNTS[:-1], *COUNTS[:-1], COUNTS[-1]):
                self.runs[count].append(Run(self.program, "check", self.files[count]))

    def per_item(self, count):
        return least(self.runs[count], "processor") / count

    def growing(self):
        return self.per_item(COUNTS[2]) / self.per_item(COUNTS[1])

    def holds(self):
        return self.growing() <= MOST_GROWTH


def measured(what, rounds):
    """Measured, and again while it is out of bounds."""
    for _ in range(CHANCES):
        what.measure(rounds)
        if what.holds():
            break
    return what


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
    # In memory where that is to be had: a disk that is busy with something else would be measured instead.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        work = Path(folder)
        beside = measured(BesideKustomize(arguments.program, arguments.kustomize, work), arguments.rounds)
        start = least([Run(arguments.program, "--version") for _ in range(arguments.rounds)], "wall")
        growth = measured(Growth(arguments.program, work), 3)

    size = arguments.program.stat().st_size / 1e6
    ours, theirs = beside.least("wall")
    print("| what | least | wanted |\n|---|---|---|")
    print(f"| `build` of streaming-platform, verified and written | {ours * 1e3:.1f} ms | |")
    charts = least(beside.with_charts, "wall") - ours
    print(f"| its {len(list((HERE.parent / 'golden/streaming-platform/charts').glob('*/Chart.yaml')))} charts as well, each compared with its manifests | {charts * 1e3:+.1f} ms | ≤ 5 ms |")
    print(f"| `kustomize build` of the same {len(beside.folders)} folders | {theirs * 1e3:.1f} ms | |")
    print(f"| times faster | {beside.faster('wall'):.1f} | ≥ {WANTED_RATIO:.0f} |")
    print(f"| times less of the processor | {beside.faster('processor'):.1f} | |")
    print(f"| `--version` | {start * 1e3:.1f} ms | ≤ 5 ms |")
    print(f"| binary | {size:.1f} MB | ≤ 12 MB |\n")
    print("| `check` of apps + topics + users, each | clock | processor, per item | memory |\n|---|---|---|---|")
    for count, runs in growth.runs.items():
        clock, memory = least(runs, "wall"), least(runs, "memory")
        print(f"| {count:,} | {clock * 1e3:,.0f} ms | {growth.per_item(count) * 1e6:.0f} µs | {memory:.0f} MB |")
    growing = f"the time per item grows by {growth.growing():.2f}"
    print(f"\nFrom {COUNTS[1]:,} to {COUNTS[2]:,} {growing} (wanted: at most {WANTED_GROWTH}).")

    wrong = []
    if not beside.holds():
        faster, less = beside.faster("wall"), beside.faster("processor")
        wrong.append(f"a build is only {faster:.1f} times as fast as kustomize's, and takes {less:.1f} times less of the processor")
    if not growth.holds():
        wrong.append(f"{growing} from {COUNTS[1]:,} to {COUNTS[2]:,}")
    if arguments.judge and wrong:
        sys.exit("; ".join(wrong))


if __name__ == "__main__":
    main()
