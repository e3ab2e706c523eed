"""Topics of KafkaTopic objects, made as the topic operator makes them, and what the broker then says of them."""

import re

import yaml

from rig import Refused
from strimzi import text, until

UNITS = {"ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000,
         "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40}

UNSAID = "nobody-says-anything"


def in_unit(key, value):
    """What the blueprint says, in the unit of the key, worked out without the program."""
    found = re.fullmatch(r"(\d+)([A-Za-z]+)", str(value))
    if not found or found[2] not in UNITS:
        return text(value)
    per = {"hours": 3_600_000, "minutes": 60_000, "seconds": 1000}.get(key.rsplit(".", 1)[-1], 1)
    whole, rest = divmod(int(found[1]) * UNITS[found[2]], per)
    assert not rest, f"{value} of {key}"
    return str(whole)


def name_of(topic):
    return topic["spec"].get("topicName", topic["metadata"]["name"])


def wanted(topic):
    spec = topic["spec"]
    return {"partitions": spec.get("partitions"), "replicas": spec.get("replicas"),
            "config": {key: text(value) for key, value in spec.get("config", {}).items()}}


def layers(built):
    """The blueprint's environment, what it extends, and the blueprint, nearest first."""
    with built.blueprint.open() as file:
        document = yaml.load(file, Loader=yaml.CSafeLoader)
    environments, name = document.get("environments", {}), built.environment
    while name in environments:
        layer = environments[name] or {}
        yield layer
        name = layer.get("extends")
    yield document


def said(built, topic):
    """What people wrote for a topic: partitions, replicas and config, nearest first, with `topicDefaults` behind."""
    found = {"config": {}}
    kafkas = [(layer.get("kafka") or {}).get(built.kafka["metadata"]["name"]) or {} for layer in layers(built)]
    for each in [(kafka.get("topics") or {}).get(topic) or {} for kafka in kafkas] + [kafka.get("topicDefaults") or {} for kafka in kafkas]:
        found["config"] = {**each.get("config", {}), **found["config"]}
        for key in ("partitions", "replicas"):
            if key in each:
                found.setdefault(key, each[key])
    return found


def heard(rig, what, operator, names, do, **asked):
    """The answer about topics that were made; the broker that is asked may hear of them after others did."""
    def ask():
        try:
            return rig.ask(do, client=operator, **asked)
        except Refused as refused:
            if refused.causes[-1]["class"] != "UnknownTopicOrPartitionException":
                raise
            return None

    return until(f"{what} of {', '.join(names)}", 30, ask) if names else {}


def described(rig, operator, names):
    """The shapes of topics."""
    return heard(rig, "descriptions", operator, names, "describe-topics", topics=names)


def settings(rig, operator, names):
    """What topics are set to, in the order of their names."""
    return heard(rig, "settings", operator, names, "describe-configs", resources=[["TOPIC", name] for name in names])


def made(proof, built, cluster):
    """Every topic of one environment is accepted, and is what the blueprint says."""
    rig, operator, topics = proof.rig, cluster.operator(), built.of("KafkaTopic")
    if not topics:
        return
    # What Kafka gives a topic nobody says anything of.
    rig.ask("create-topics", client=operator, topics={UNSAID: {}})
    given = described(rig, operator, [UNSAID])[UNSAID]
    outcomes = rig.ask("create-topics", client=operator, topics={name_of(topic): wanted(topic) for topic in topics})
    for name, outcome in outcomes.items():
        if "error" in outcome:
            proof.fails(f"{built.title}: KafkaTopic `{name}`", outcome["error"], built.line("kafka", cluster.name, "topics", name))
    names = [name for name, outcome in outcomes.items() if "error" not in outcome]
    shapes = described(rig, operator, names)
    configs = settings(rig, operator, names)
    for name, config in zip(names, configs):
        told, shape = {**given, **said(built, name)}, shapes[name]
        wrong = [f"{key} {shape[key]}, said {told[key]}" for key in ("partitions", "replicas") if shape[key] not in (told[key], [told[key]])]
        wrong += [f"{key} {config[key]['value']}, said {value}" for key, value in told["config"].items() if config[key]["value"] != in_unit(key, value)]
        # Nobody asked for what else is set.
        own = {key for key, entry in config.items() if entry["source"] == "DYNAMIC_TOPIC_CONFIG"}
        wrong += [f"{key} is set, and nobody said so" for key in own - set(told["config"])]
        if wrong:
            proof.fails(f"{built.title}: topic `{name}`", "; ".join(wrong), built.line("kafka", cluster.name, "topics", name))
        proof.saw("topics made and described as the blueprint says")
        proof.saw("settings of topics described as the blueprint says", len(told["config"]))
