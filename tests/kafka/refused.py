"""Topics the broker refuses and those it takes, of topics.yaml and at random: lint says the same."""

import csv
import os
import random

import yaml

from dynamic import TABLE
from startup import lint
from strimzi import text
from topics import name_of, wanted

TIERED = {"type": "custom", "remoteStorageManager": {"className": "org.example.Store", "classPath": "/opt/kafka/store/*"}}
RANDOM = 400
# The rules that say what the broker refuses; others say what comes of what it takes.
REFUSED = {"topic-config-refused", "topic-settings-contradict"}


def object_of(cluster, name, spec):
    labels = {"strimzi.io/cluster": cluster.name}
    metadata = {"name": name, "namespace": cluster.namespace, "labels": labels}
    return {"apiVersion": "kafka.strimzi.io/v1", "kind": "KafkaTopic", "metadata": metadata, "spec": {"partitions": 1, "replicas": 1, **spec}}


class Topics:
    def __init__(self, proof, built, cluster, cases, program):
        self.proof, self.rig, self.program, self.cluster = proof, proof.rig, program, cluster
        self.around = [built.kafka, *built.of("KafkaNodePool")]
        self.cases = yaml.load(cases.read_text(), Loader=yaml.CSafeLoader)
        self.work = self.rig.work / "topics"

    def folder(self, name, objects, tiered=False):
        folder = self.work / name
        folder.mkdir(parents=True)
        kafka, *pools = self.around
        if tiered:
            kafka = {**kafka, "spec": {**kafka["spec"], "kafka": {**kafka["spec"]["kafka"], "tieredStorage": TIERED}}}
        (folder / "cluster.yaml").write_text(yaml.safe_dump_all([kafka, *pools]))
        for each in objects:
            (folder / f"{each['metadata']['name']}.yaml").write_text(yaml.safe_dump(each, allow_unicode=True))

    def create(self, topics):
        asked = {name_of(topic): wanted(topic) for topic in topics}
        return self.rig.ask("create-topics", client=self.cluster.operator(), topics=asked, validate=True)

    def run(self):
        rows = {case["row"] for case in self.cases}
        # KST30 is about a change.
        assert rows == {f"KST{number}" for number in range(26, 34)} - {"KST30"}, sorted(rows)
        sides = [(f"{number:02}-{side}", case, side) for number, case in enumerate(self.cases) for side in ("broken", "mended") if side in case]
        for name, case, side in sides:
            own = object_of(self.cluster, "topic", case[side])
            other = [object_of(self.cluster, "beside", {"topicName": case["beside"]})] if "beside" in case else []
            self.folder(name, [own, *other], case.get("tiered"))
        found = lint(self.program, self.work)
        for name, case, side in sides:
            said = [each for file, each in findings(found, self.work / name)]
            refusal = self.kafka(case, case[side])
            self.judged(case, side, refusal, said)
        self.at_random()

    def kafka(self, case, spec):
        if case.get("tiered"):
            config = {key: text(value) for key, value in spec["config"].items()}
            return self.rig.ask("topic-config", settings=[config], broker=self.cluster.nodes[0].properties, tiered=True)[0].get("error")
        if "beside" in case:
            self.rig.ask("create-topics", client=self.cluster.operator(), topics={case["beside"]: {"partitions": 1, "replicas": 1}})
        return next(iter(self.create([object_of(self.cluster, "topic", spec)]).values())).get("error")

    def judged(self, case, side, refusal, said):
        told = {rule for rule, level, *_ in said if level == "error"}
        right = bool(refusal) and case["rule"] in told if side == "broken" else not refusal and not said
        if not right:
            self.proof.fails(f"{case['row']} {side}: {case[side]}; lint says {said}", refusal or "takes it", "tests/kafka/topics.yaml")
        self.proof.saw("topics Kafka refuses, which lint calls errors" if side == "broken" else "topics Kafka takes, of which lint says nothing")

    def at_random(self):
        """The verdicts agree, whatever is written; the seed is that of STREAMWRIGHT_SEED."""
        some = random.Random(int(os.environ.get("STREAMWRIGHT_SEED", "1")))
        with TABLE.open() as file:
            rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["table"] == "topic" and not row["until"]]
        topics = [object_of(self.cluster, f"t{number:03}", {"config": config(some, rows)}) for number in range(RANDOM)]
        self.folder("random", topics)
        found = lint(self.program, self.work / "random")
        outcomes, refused = self.create(topics), 0
        for topic in topics:
            name = name_of(topic)
            errors = [each for each in found.get(str(self.work / "random" / f"{name}.yaml"), []) if each[0] in REFUSED]
            refusal = outcomes[name].get("error")
            refused += bool(refusal)
            if bool(errors) != bool(refusal):
                self.proof.fails(f"random topic {topic['spec']['config']}; lint says {errors}", refusal or "takes it", "STREAMWRIGHT_SEED")
        assert RANDOM / 5 < refused < RANDOM * 4 / 5, f"{refused} of {RANDOM} refused: that is no choice"
        self.proof.saw("topics at random, taken or refused by both", RANDOM)


def findings(found, folder):
    return [(file, each) for file, all in found.items() if file.startswith(f"{folder}/") for each in all]


def config(some, rows):
    """Some settings of a topic: mostly possible, now and then just beyond what is, or of another kind."""
    return {row["key"]: value(some, row) for row in some.sample(rows, some.randint(1, 4))} | ({"retention.hour": "1"} if some.random() < 0.04 else {})


def value(some, row):
    if row["type"] == "BOOLEAN":
        return some.choice(["true", "false", "TRUE", "no"] if some.random() < 0.2 else ["true", "false"])
    if row["type"] == "DOUBLE":
        return some.choice(["0", "1", "0.5", "0.01", "1e-3", "1.01", "-0.1"] if some.random() < 0.5 else ["0.3", ".7"])
    if row["values"]:
        words = row["values"].split(",")
        wrong = [words[0].upper(), words[0][:-1], f"{words[0]},", f"{words[0]},{words[-1]}"]
        return some.choice(wrong if some.random() < 0.2 else words)
    if row["type"] == "LIST":
        return some.choice(["", "*", "0:0", "0:0,1:0", "0-0"])
    least = int(row["min"] or -1)
    most = int(row["max"] or (2**31 - 1 if row["type"] == "INT" else 2**63 - 1))
    near = [least, least + 1, most, most - 1, some.randint(least, min(most, least + 10**9))]
    far = [least - 1, most + 1, "many", "1.5", ""]
    return str(some.choice(far if some.random() < 0.15 else near))
