"""proof.py BLUEPRINTS BUILT JARS CLASSES PROGRAM [PART…]: what real Kafka says of what we write.

BUILT has a folder for each blueprint. Every case that fails is shown with its object, Kafka's words and the line of the
blueprint; the last lines count the cases of each kind.
"""

import collections
import os
import sys
import time
from pathlib import Path

import topics
from builds import built
from connections import Connections
from dynamic import Dynamic
from impact import Impact
from refused import Topics
from rig import Refused, Rig
from startup import Startup


class Proof:
    def __init__(self, rig):
        self.rig, self.began = rig, time.monotonic()
        self.counted, self.failed = collections.Counter(), []

    def say(self, text):
        print(f"{time.monotonic() - self.began:5.1f} s  {text}", flush=True)

    def saw(self, kind, count=1):
        self.counted[kind] += count

    def fails(self, what, words, line):
        self.failed.append(what)
        self.say(f"FAILED {what}\n         Kafka: {words}\n         at {line}")


def clusters(proof, all_built, program):
    """Each cluster, once per configuration, started and asked for its brokers."""
    by_shape = collections.defaultdict(list)
    for each in all_built:
        by_shape[each.shape()].append(each)
    for alike in by_shape.values():
        first = alike[0]
        cluster = first.cluster(proof.rig)
        try:
            cluster.start()
        except Refused as refused:
            proof.fails(f"{first.title} does not start", refused, first.line("kafka", first.kafka["metadata"]["name"]))
            continue
        try:
            brokers = proof.rig.ask("nodes", client=cluster.operator())
            assert brokers == [node.id for node in cluster.brokers], brokers
            proof.saw("clusters started", len(alike))
            proof.say(f"{', '.join(each.title for each in alike)}: {len(cluster.nodes)} node(s), {len(brokers)} broker(s)")
            for each in alike:
                topics.made(proof, each, cluster)
                Connections(proof, each, cluster).run()
            if first.blueprint.stem == "stack":
                Topics(proof, first, cluster, Path(__file__).with_name("topics.yaml"), program).run()
                Dynamic(proof, cluster).run()
                Impact(proof, cluster, program).run()
        finally:
            proof.rig.ask("close-admins")
            cluster.stop()


def main():
    blueprints, folder, jars, classes, program = map(Path, sys.argv[1:6])
    chosen = sys.argv[6:]
    all_paths = [*sorted(blueprints.glob("*.yaml")), Path(__file__).with_name("stack.yaml").relative_to(Path.cwd())]
    all_built = [each for path in all_paths for each in built(path, folder / path.stem) if chosen in ([], ["clusters"]) or path.stem in chosen]
    with Rig(jars, classes, keep="STREAMWRIGHT_KEEP" in os.environ) as rig:
        proof = Proof(rig)
        parts = {
            "clusters": lambda: clusters(proof, all_built, program),
            "startup": lambda: Startup(proof, Path(__file__).with_name("startup.yaml"), program).run(),
        }
        for name, run in parts.items():
            if not chosen or name in chosen or (name == "clusters" and all_built):
                run()
        for kind, count in sorted(proof.counted.items()):
            print(f"counted\t{kind}\t{count}")
        if proof.failed or not proof.counted:
            sys.exit(f"{len(proof.failed)} failed")


main()
