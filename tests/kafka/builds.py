"""What a build wrote, and where in the blueprint it comes from."""

import json
from dataclasses import dataclass
from pathlib import Path

import yaml

from strimzi import Cluster


@dataclass
class Built:
    """The objects that belong to one Kafka cluster of one environment."""

    blueprint: Path
    environment: str
    kafka: dict
    all: list

    @property
    def title(self):
        return f"{self.blueprint.stem}/{self.environment}/{self.kafka['metadata']['name']}"

    def of(self, kind):
        """Those of a kind that name this cluster by their label, as all do that its operators look for."""
        label = self.kafka["metadata"]["name"]
        return [each for each in self.all if each["kind"] == kind and each["metadata"].get("labels", {}).get("strimzi.io/cluster") == label]

    def cluster(self, rig, **how):
        return Cluster(rig, self.kafka, self.of("KafkaNodePool"), **how)

    def shape(self):
        """What its nodes start with: clusters that have the same differ in nothing a broker sees."""
        spec = self.kafka["spec"]["kafka"]
        seen = {key: spec.get(key) for key in ["version", "metadataVersion", "authorization", "config"]}
        seen["listeners"] = [{key: value for key, value in each.items() if key != "networkPolicyPeers"} for each in spec["listeners"]]
        seen["name"] = self.kafka["metadata"]["name"], self.kafka["metadata"].get("namespace")
        pools = sorted((each["metadata"]["name"], each["spec"]["roles"], each["spec"]["replicas"]) for each in self.of("KafkaNodePool"))
        return json.dumps([seen, pools], sort_keys=True)

    def line(self, *names):
        """`file:line` of the last of `names` in the blueprint, each looked for below the one before; the file where it is derived."""
        with self.blueprint.open() as file:
            found = below(yaml.compose(file, Loader=yaml.CSafeLoader), list(map(str, names)))
        return str(self.blueprint) + (f":{found}" if found else "")


def below(node, names):
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == names[0]:
                rest = below(value, names[1:]) if names[1:] else None
                return rest or key.start_mark.line + 1
        children = [value for _, value in node.value]
    else:
        children = node.value if isinstance(node, yaml.SequenceNode) else []
        for child in children:
            if child.value == names[0] or names[0] in scalars(child):
                return child.start_mark.line + 1
    return next(filter(None, (below(child, names) for child in children)), None)


def scalars(node):
    return [value.value for _, value in node.value] if isinstance(node, yaml.MappingNode) else []


def built(blueprint, folder):
    """Every Kafka cluster of every environment that the build of `blueprint` in `folder` has."""
    found = []
    for environment in sorted(folder.glob("manifests/*")):
        objects = []
        for path in sorted(environment.rglob("*.yaml")):
            if path.name != "kustomization.yaml":
                objects += [each for each in yaml.load_all(path.read_text(), Loader=yaml.CSafeLoader) if each]
        found += [Built(blueprint, environment.name, kafka, objects) for kafka in objects if kafka["kind"] == "Kafka"]
    return found
