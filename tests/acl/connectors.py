"""Each row of connectors.yaml, put to a real worker and to lint."""

import json
import subprocess
from pathlib import Path

import yaml

import strimzi_workers

CASES = Path(__file__).with_name("connectors.yaml")
KINDS = {"source": {"file": "in.txt", "topic": "any"}, "sink": {"file": "out.txt", "topics": "any"}}


class Connectors:
    """`connect` is the KafkaConnect whose worker is asked."""

    def __init__(self, connect):
        self.connect = connect
        self.cases = [{**case, "at": at} for at, case in enumerate(yaml.safe_load(CASES.read_text()))]

    def connector(self, case, side):
        metadata = {"name": f"case-{case['at']}", "namespace": self.connect["metadata"]["namespace"]}
        metadata["labels"] = {"strimzi.io/cluster": self.connect["metadata"]["name"]}
        changes = case[side]
        config = {**KINDS[case["of"]], **changes.get("config", {})}
        spec = {"class": plugin(case), "tasksMax": 1, **changes, "config": {key: value for key, value in config.items() if value is not None}}
        spec = {key: value for key, value in spec.items() if value is not None}
        return {"apiVersion": "kafka.strimzi.io/v1", "kind": "KafkaConnector", "metadata": metadata, "spec": spec}

    def sides(self):
        return [(case, side, f"{case['at']} {side}") for case in self.cases for side in ("broken", "mended")]

    def asked(self):
        """What a worker is asked to validate, as the operator would hand it on."""
        return [{"name": name, "class": plugin(case), "config": strimzi_workers.connector(self.connector(case, side))} for case, side, name in self.sides()]

    def judge(self, proof, client, said, program, work):
        assert {case["row"] for case in self.cases} == {"KST34"}
        for case, side, name in self.sides():
            proof.saw({"broken": "connectors a worker refuses, which lint calls errors", "mended": "connectors a worker takes, of which lint says nothing"}[side])
            worker = said.get(name, "not reached")
            found = self.lint(program, work / "connectors" / name, self.connector(case, side))
            refused = worker.removeprefix("IllegalStateException: ").startswith("HTTP ")
            as_it_should = (refused and (case["rule"], "error") in found) if side == "broken" else (worker == "ok" and not found)
            if not as_it_should:
                what = f"{case['row']} {side}: {case[side]} of a {case['of']}; lint should say {case['rule'] if side == 'broken' else 'nothing'}, and says {found}"
                proof.fails(client, what, worker)

    def lint(self, program, folder, connector):
        folder.mkdir(parents=True)
        (folder / "connector.yaml").write_text(yaml.safe_dump_all([self.connect, connector]))
        command = [program, "lint", "--format", "json", "--fail-on", "never", folder]
        said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        return [(each["code"], each["severity"]) for each in said["diagnostics"] if each["severity"] != "info"]


def plugin(case):
    return f"org.apache.kafka.connect.file.FileStream{case['of'].capitalize()}Connector"
