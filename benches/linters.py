#!/usr/bin/env python3
"""Whole processes: `lint` over other people's manifests, beside kubeconform, checkov and merely reading the files.

The manifests are copied under several roots, so that each copy is a set of its own; with none beside this checkout they are written here.
The programs take turns and the least of the processor's time counts, so a busy machine slows all of them alike. `--assert` fails where a ratio is out of
bounds, after measuring again; no time is ever judged.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from processes import Run, least, measured

HERE = Path(__file__).resolve().parent
FILES = 2_500
# What is wanted of `lint`: times faster than kubeconform and checkov, times as long as reading, growth per document.
KUBECONFORM, CHECKOV, READING, GROWTH = 10.0, 50.0, 2.5, 1.2
COUNTS = (1_000, 100_000)
# The most memory for the larger number of documents, in MB; judged with room for an allocator that keeps more.
MEMORY, MOST_MEMORY = 400, 440

APPLICATION = """apiVersion: v1
kind: Service
metadata: {{name: {name}, namespace: streaming, labels: {{app: {name}}}}}
spec:
  clusterIP: None
  selector: {{app: {name}}}
  ports:
    - name: http
      port: 8080
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {name}
  namespace: streaming
spec:
  serviceName: {name}
  replicas: 3
  selector:
    matchLabels:
      app: {name}
  template:
    metadata:
      labels:
        app: {name}
    spec:
      containers:
        - name: app
          image: registry.example.com/apps/{name}:1.4.2
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: BOOTSTRAP_SERVERS
              value: streaming-kafka-bootstrap.kafka.svc:9093
          resources:
            requests: {{cpu: 250m, memory: 512Mi}}
            limits: {{memory: 512Mi}}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: {name}-events
  namespace: streaming
  labels:
    strimzi.io/cluster: streaming
spec:
  partitions: 12
  replicas: 3
  config:
    retention.ms: 604800000
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {name}
  namespace: streaming
data:
  application.properties: |
    processing.guarantee=exactly_once_v2
    num.stream.threads=2
"""


def applications(folder, documents):
    """Four documents a file, ten files a folder."""
    for number in range(documents // 4):
        team = folder / f"team-{number // 10}"
        team.mkdir(parents=True, exist_ok=True)
        name = f"app-{number}"
        (team / f"{name}.yaml").write_text(APPLICATION.format(name=name))
    return folder


def manifests(folder):
    """Other people's, as often as it takes; how many files."""
    shared = Path(os.environ.get("STREAMWRIGHT_SHARED", HERE.parent / "../shared")) / "corpus/repos"
    if not shared.is_dir():
        applications(folder, FILES * 4)
        return FILES
    own = sum(1 for path in shared.rglob("*") if path.suffix in (".yaml", ".yml"))
    for copy in range(max(1, round(FILES / own))):
        shutil.copytree(shared, folder / str(copy))
    return own * max(1, round(FILES / own))


class Linters:
    """Every program over the same files."""

    def __init__(self, options, folder):
        lint = [options.program, "lint", "--fail-on", "never", "--format", "line", folder]
        self.commands = {"lint": lint, "reading": [options.program, "lint", "--read-only", folder]}
        self.wanted = {"reading": 1 / READING}
        if options.kubeconform and options.schemas:
            place = options.schemas + "/{{.NormalizedKubernetesVersion}}-local{{.StrictSuffix}}/{{.ResourceKind}}{{.KindSuffix}}.json"
            two = ["-n", str(os.cpu_count() or 1), "-summary", "-ignore-missing-schemas"]
            self.commands["kubeconform"] = [options.kubeconform, *two, "-strict", "-kubernetes-version", options.kubernetes]
            self.commands["kubeconform"] += ["-schema-location", place, folder]
            self.wanted["kubeconform"] = KUBECONFORM
        if options.checkov:
            self.commands["checkov"] = [options.checkov, "-d", folder, "--framework", "kubernetes", "--compact", "--quiet", "--soft-fail"]
            self.wanted["checkov"] = CHECKOV
        self.runs = {name: [] for name in self.commands}

    def measure(self, rounds):
        for turn in range(rounds):
            for name, command in self.commands.items():
                # What takes a minute varies least.
                if name != "checkov" or turn == 0:
                    self.runs[name].append(Run(*command, fine=(0, 1)))

    def ratio(self, name):
        return least(self.runs[name], "processor") / least(self.runs["lint"], "processor")

    def holds(self):
        return all(self.ratio(name) >= wanted for name, wanted in self.wanted.items())


class Growth:
    """Processor time per document, and memory, by the number of documents."""

    def __init__(self, program, work):
        self.program = program
        self.folders = {count: applications(work / str(count), count) for count in COUNTS}
        self.runs = {count: [] for count in COUNTS}

    def measure(self, rounds):
        for _ in range(rounds):
            # The smaller is over soon, and varies most.
            for count in (*COUNTS[:1] * 10, COUNTS[1]):
                run = Run(self.program, "lint", "--format", "line", self.folders[count])
                self.runs[count].append(run)

    def per_document(self, count):
        return least(self.runs[count], "processor") / count

    def growing(self):
        return self.per_document(COUNTS[1]) / self.per_document(COUNTS[0])

    def memory(self):
        return least(self.runs[COUNTS[1]], "memory")

    def holds(self):
        return self.growing() <= GROWTH and self.memory() <= MOST_MEMORY


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", default=HERE.parent / "target/release/streamwright")
    options.add_argument("--kubeconform", default=os.environ.get("STREAMWRIGHT_KUBECONFORM"))
    options.add_argument("--schemas", help="the folder of JSON Schemas, by version, for kubeconform")
    options.add_argument("--kubernetes", default="1.36.0", help="the version of those schemas")
    options.add_argument("--checkov", default=os.environ.get("STREAMWRIGHT_CHECKOV"))
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--assert", dest="judge", action="store_true")
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        files = manifests(work / "others")
        linters = measured(Linters(options, work / "others"), options.rounds)
        print(f"| over {files:,} files | clock | processor | beside `lint` | wanted |\n|---|---|---|---|---|")
        for name, runs in linters.runs.items():
            ratio = "" if name == "lint" else f"{linters.ratio(name):.2f}"
            bound = linters.wanted.get(name)
            bound = "" if bound is None else f"≥ {bound:g}"
            print(f"| {name} | {least(runs, 'wall'):.2f} s | {least(runs, 'processor'):.2f} s | {ratio} | {bound} |")
        growth = measured(Growth(options.program, work), 1)
        print("\n| documents | clock | processor, per document | memory |\n|---|---|---|---|")
        for count, runs in growth.runs.items():
            micro = growth.per_document(count) * 1e6
            print(f"| {count:,} | {least(runs, 'wall') * 1e3:,.0f} ms | {micro:.1f} µs | {least(runs, 'memory'):.0f} MB |")
        print(f"\nPer document it grew by {growth.growing():.2f} (wanted: at most {GROWTH}), with at most {MEMORY} MB.")
        if options.judge and not (linters.holds() and growth.holds()):
            sys.exit("out of bounds")


if __name__ == "__main__":
    main()
