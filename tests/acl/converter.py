"""A real worker and what it says of connectors: with our configuration, and in the trap that Camel's packages set."""

import json
import subprocess

import yaml

import strimzi_workers
from connectors import Connectors
from declared import renamed

STRING = "org.apache.kafka.connect.storage.StringConverter"
CONVERTERS = ["key.converter", "value.converter"]
# What a build writes for Camel's connectors; tests/golden.rs holds it to that.
CAMEL = "golden/strimzi-connect-stack/manifests/default/k8s/20-camel/40-kafkaconnect-camel.yaml"


class Cases:
    """Each case has a worker of its own, with names and the rights of the Connect cluster `client`."""

    def __init__(self, stage, client, mirror):
        self.stage, self.client, self.mirror = stage, client, mirror
        self.refused = Connectors(client.operand)
        with open(CAMEL) as file:
            self.camel = yaml.safe_load(file)

    def worker(self, word, config, plugins):
        operand = renamed(self.client.operand, self.stage.word, word)
        operand["spec"]["config"] = config
        lines = strimzi_workers.connect(operand, self.stage.connection(self.client, word), self.stage)
        return lines | {"plugin.path": str(self.stage.connectors / plugins)}

    def ask(self, word, config, plugins, connectors):
        return self.stage.actor.order("validate", patience=4, worker=self.worker(word, config, plugins), connectors=connectors)

    def known(self):
        """MirrorMaker's connectors as we configure them, and those on files."""
        made = strimzi_workers.mirror_connectors(self.mirror.operand, self.stage.legacy.client, self.stage.connection(self.mirror, self.stage.word))
        made = [{"name": each["short"], "config": {"name": each["name"], **each["config"]}} for each in made]
        return [{**each, "class": each["config"]["connector.class"]} for each in made] + [source("on files")]

    def start(self):
        config = self.client.operand["spec"]["config"]
        ours = self.camel["spec"]["config"]
        without = {key: value for key, value in ours.items() if key not in CONVERTERS}
        json_itself = source("sets JsonConverter itself", **{key: "org.apache.kafka.connect.json.JsonConverter" for key in CONVERTERS})
        string_itself = source("sets StringConverter itself", **dict.fromkeys(CONVERTERS, STRING))
        return {
            "known": self.ask(f"{self.stage.word}asks", config, "plain", self.known() + self.refused.asked()),
            "ours": self.ask(f"{self.stage.word}camel", ours, "packed", [source("as we write it"), json_itself]),
            "without": self.ask(f"{self.stage.word}trap", without, "packed", [source("without our converters"), string_itself])}


def source(name, **more):
    kind = "org.apache.kafka.connect.file.FileStreamSourceConnector"
    config = {"name": name.replace(" ", "-"), "connector.class": kind, "tasks.max": "1", "file": "in.txt", "topic": "any"}
    return {"name": name, "class": kind, "config": config | more}


def judge(proof, cases, answers, program, work):
    """What each is to end like; the trap is refused by the worker, and by lint before it."""
    expected = {
        "known": {"MirrorSourceConnector": "ok", "MirrorCheckpointConnector": "ok", "on files": "ok"},
        "ours": {"as we write it": "ok", "sets JsonConverter itself": "HTTP 200 key.converter: Invalid value"},
        "without": {"without our converters": "HTTP 500", "sets StringConverter itself": "HTTP 500"}}
    for case, future in answers.items():
        said = future.result(200)
        for name, how in expected[case].items():
            proof.saw("connectors validated")
            if not said.get(name, "not reached").removeprefix("IllegalStateException: ").startswith(how):
                proof.fails(cases.client, f"a worker says of a connector, {name}: not {how}", said)
    cases.refused.judge(proof, cases.client, answers["known"].result(), program, work)
    for kept, expect in [([*CONVERTERS], False), ([], True)]:
        config = {key: value for key, value in cases.camel["spec"]["config"].items() if key not in CONVERTERS or key in kept}
        path = work / "kafkaconnect.yaml"
        path.write_text(yaml.safe_dump({**cases.camel, "spec": {**cases.camel["spec"], "config": config}}))
        said = subprocess.run([program, "lint", "--format", "json", path], capture_output=True, text=True, check=False).stdout
        proof.saw("workers linted")
        if ("json-converter-fails" in json.dumps(json.loads(said))) != expect:
            proof.fails(cases.client, f"lint on a worker with {kept or 'no'} converters: not {expect}", said[:2000])
