"""What `diff` says of settings that a broker takes or refuses while it runs: the pairs of tests/impact, put to a running one."""

import csv
import json
import subprocess
from pathlib import Path

import yaml

from dynamic import ONE_FOR_ALL
from strimzi import text, until

ROOT = Path(__file__).parents[2]
PAIRS, PROVED = ROOT / "tests" / "impact", ROOT / "schemas" / "facts" / "impact-proved.tsv"
AFTER = "# --- after ---\n"
# As the table of what was tried calls it.
BROKER = "kafka"
# A broker keeps keys that are not its own without a word, and has no store for remote segments here.
LEFT_OUT = {"IMP-T05", "IMP-T31"}
NOT_AT_CLUSTER = "Cannot update these configs at default cluster level"
PLACES = {"Kafka": "/spec/kafka/config/", "KafkaTopic": "/spec/config/"}


def pointer(change):
    return change["pointerAfter"] or change["pointerBefore"] or ""


class Impact:
    def __init__(self, proof, cluster, program):
        self.proof, self.rig, self.program = proof, proof.rig, program
        self.client, self.node = cluster.operator(), str(cluster.brokers[0].id)
        self.tried = set()

    def run(self):
        for pair in sorted(PAIRS.glob("IMP-T*.yaml")):
            row = "-".join(pair.stem.split("-")[:2])
            sides = pair.read_text().split(AFTER)
            if row in LEFT_OUT or "-not" in pair.stem or "kind: Blueprint" in sides[0]:
                continue
            findings = self.findings(pair.stem, sides)
            for finding in findings:
                place = PLACES.get(finding["resource"]["kind"])
                changes = finding["changes"]
                if finding["row"] == row and place and changes and all(pointer(change).startswith(place) for change in changes):
                    self.tried.add(row)
                    ask = self.of_broker if finding["resource"]["kind"] == "Kafka" else self.of_topic
                    ask(pair, finding, findings, sides)
        with PROVED.open() as file:
            listed = {line["id"] for line in csv.DictReader(file, delimiter="\t") if BROKER in line["on"].split("+")}
        if self.tried != listed:
            self.proof.fails(f"rows tried and not listed: {sorted(self.tried - listed)}, listed and not tried: {sorted(listed - self.tried)}", "-", PROVED)

    def findings(self, name, sides):
        folder = self.rig.work / "impact" / name
        folder.mkdir(parents=True)
        for label, side in zip(("before", "after"), sides):
            (folder / f"{label}.yaml").write_text(side)
        command = [self.program.resolve(), "diff", "before.yaml", "after.yaml", "--format", "json", "--fail-on", "never"]
        said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        return json.loads(said.stdout)["findings"]

    def alter(self, resource, key, value):
        answer = self.rig.ask("alter-configs", client=self.client, changes=[[resource, key, value]])[0]
        return answer["error"][0]["message"] if "error" in answer else ""

    def of_broker(self, pair, finding, findings, _sides):
        """What restarts brokers they refuse while they run; all else they take."""
        for change in finding["changes"]:
            alike = [each for each in findings if pointer(change) in map(pointer, each["changes"])]
            restarts = any("rolling" in each["effects"] for each in alike)
            key, cluster = pointer(change).rsplit("/", 1)[1], ["BROKER", ""]
            now = self.rig.ask("describe-configs", client=self.client, resources=[["BROKER", self.node]])[0][key]
            if change["before"] is not None and not now["read-only"] and now["value"] != change["before"]:
                self.step_by_step(key, now["value"], change["before"])
            # Nobody has set it there yet, so taking it away would be nothing.
            value = change["before"] if change["after"] is None else change["after"]
            said = self.alter(cluster, key, value)
            if NOT_AT_CLUSTER in said and key not in ONE_FOR_ALL:
                said = self.alter(["BROKER", self.node], key, value)
            self.judged(pair, finding, f"`{key}` from {change['before']} to {change['after']}", said, restarts)
            for resource in (cluster, ["BROKER", self.node]):
                self.alter(resource, key, None)

    def step_by_step(self, key, now, wanted):
        """Numbers of threads at most double in one step."""
        while now != wanted:
            value = wanted
            if "threads" in key or key == "num.replica.fetchers":
                value = str(min(int(wanted), int(now) * 2) if int(wanted) > int(now) else max(int(wanted), (int(now) + 1) // 2))
            if refused := self.alter(["BROKER", ""], key, value):
                raise AssertionError(f"{key} from {now} to {value}: {refused}")
            until(f"{key}={value} in force", 30, lambda: self.value(key) == value)
            now = value

    def value(self, key):
        return self.rig.ask("describe-configs", client=self.client, resources=[["BROKER", self.node]])[0][key]["value"]

    def of_topic(self, pair, finding, _findings, sides):
        """What a topic is set to it takes while brokers run."""
        name = f"impact-{pair.stem.lower()}"
        objects = [each for each in yaml.load_all(sides[0], Loader=yaml.CSafeLoader) if each["kind"] == "KafkaTopic" and each["metadata"]["name"] == finding["resource"]["name"]]
        config = {key: text(value) for key, value in objects[0]["spec"].get("config", {}).items()}
        made = self.rig.ask("create-topics", client=self.client, topics={name: {"partitions": 1, "replicas": 1, "config": config}})
        if "error" in made[name]:
            raise AssertionError(f"{pair.name}: {made[name]['error']}")
        for change in finding["changes"]:
            key = pointer(change).rsplit("/", 1)[1]
            said = self.alter(["TOPIC", name], key, change["after"])
            self.judged(pair, finding, f"topic `{key}` from {change['before']} to {change['after']}", said, False)

    def judged(self, pair, finding, what, said, refused):
        if bool(said) != refused:
            self.proof.fails(f"{finding['row']}: {what}, which {'restarts' if refused else 'needs no restart'}", said or "takes it", pair)
        self.proof.saw("settings changed while brokers run, taken or refused as diff says")
