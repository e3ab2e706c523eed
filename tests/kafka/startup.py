"""Each row of startup.yaml, put to Kafka and to lint."""

import json
import subprocess

import yaml

from rig import Refused
from strimzi import CLUSTER_ID, write_properties

NODES = {
    "combined": {"node.id": "1", "process.roles": "broker,controller", "listeners": "PLAINTEXT://kafka-1:9092,CONTROLLER://kafka-1:9093"},
    "controller": {"node.id": "1", "process.roles": "controller", "listeners": "CONTROLLER://kafka-1:9093"},
    "broker": {"node.id": "4", "process.roles": "broker", "listeners": "PLAINTEXT://kafka-1:9092"},
}
EVERY = {"controller.listener.names": "CONTROLLER", "controller.quorum.voters": "1@kafka-1:9093"}


def settings(case, changes, folder):
    lines = NODES[case.get("node", "combined")] | EVERY | {"log.dirs": str(folder / "data")} | changes
    return {key: value for key, value in lines.items() if value is not None}


def lint(program, folder, *options):
    """What lint says of every file below `folder`: file, rule, level, line."""
    said = subprocess.run([program, "lint", "--format", "json", "--fail-on", "never", *options, folder], capture_output=True, text=True, check=True)
    found = {}
    for each in json.loads(said.stdout)["diagnostics"]:
        label = each["labels"][0]
        found.setdefault(label["file"], []).append((each["code"], each["severity"], label["start"]["line"], each["message"]))
    return found


class Startup:
    def __init__(self, proof, cases, program):
        self.proof, self.rig, self.program = proof, proof.rig, program
        self.work = self.rig.work / "startup"
        self.rig.name("kafka-1", f"{self.rig.network}.2")
        self.cases = yaml.load(cases.read_text(), Loader=yaml.CSafeLoader)
        self.folders = [self.work / f"{number:03}" for number in range(len(self.cases))]

    def run(self):
        rows = {case["row"] for case in self.cases}
        assert rows == {f"KST{number:02}" for number in range(1, 26)}, sorted(rows)
        for case, folder in zip(self.cases, self.folders):
            for side in ("broken", "mended"):
                if side in case:
                    (folder / side).mkdir(parents=True)
                    write_properties(folder / side / "server.properties", settings(case, case[side], folder / side))
        found = lint(self.program, self.work, "--kafka", "4.3.1")
        for case, folder in zip(self.cases, self.folders):
            if "broken" in case:
                self.broken(case, folder / "broken", found.get(str(folder / "broken" / "server.properties"), []))
            self.mended(case, folder / "mended", found.get(str(folder / "mended" / "server.properties"), []))

    def broken(self, case, folder, said):
        refusal = self.kafka(case, "broken", folder)
        self.proof.saw("settings Kafka refuses, which lint calls errors")
        if not refusal:
            self.fails(case, "broken", "Kafka takes it", said)
        levels = {level for rule, level, _, _ in said if rule == case["rule"]}
        if case.get("level", "error") not in levels:
            self.fails(case, "broken", refusal, f"lint should say {case['rule']} ({case.get('level', 'error')}), and says {said}")

    def mended(self, case, folder, said):
        refusal = self.kafka(case, "mended", folder)
        self.proof.saw("settings Kafka takes, of which lint says nothing")
        if refusal or [each for each in said if each[1] != "info"]:
            self.fails(case, "mended", refusal or "Kafka takes it", said)

    def kafka(self, case, side, folder):
        """What Kafka refuses, or warns of where that is all it does; nothing where it is content."""
        lines = settings(case, case[side], folder)
        answer = self.rig.ask("parse", settings=[lines])[0]
        if "error" in answer:
            early = side == "broken" and case["at"] != "parse"
            return self.fails(case, side, Refused(answer["error"]), "it is refused before it starts") if early else Refused(answer["error"])
        if case.get("at") == "log":
            return "\n".join(line for line in self.rig.said().splitlines() if case["says"] in line)
        if case.get("at") != "start":
            return None
        path = str(folder / "server.properties")
        try:
            self.rig.ask("format", arguments=["--cluster-id", CLUSTER_ID, "--config", path])
            self.rig.ask("start", nodes=[path], within=60)
        except Refused as refused:
            return refused
        self.rig.ask("stop", nodes=[path])
        return None

    def fails(self, case, side, kafka, said):
        self.proof.fails(f"{case['row']} {side}: {case[side]} of a {case.get('node', 'combined')} node; {said}", kafka, "tests/kafka/startup.yaml")
