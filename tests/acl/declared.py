"""Who connects to a Kafka cluster and what each declared: out of the effective blueprint and the objects of a build."""

import json
import re
from dataclasses import dataclass, field


@dataclass
class Client:
    """One end of a connection that logs in. `user` is its `KafkaUser`, `operand` the object of Strimzi it belongs to, if any."""

    path: str
    kind: str
    cluster: str
    listener: str
    user: dict
    declared: dict
    operand: dict | None = None
    connectors: list = field(default_factory=list)

    @property
    def name(self):
        return self.user["metadata"]["name"]

    @property
    def acls(self):
        return acls(self.user)


def snake(word):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", word).lower()


def acls(user):
    """Each right of a `KafkaUser` by itself, as the user operator hands it to Kafka: the defaults of its API filled in."""
    found = []
    authorization = user["spec"].get("authorization")
    if not authorization:
        return found
    assert authorization["type"] == "simple", authorization
    for rule in authorization["acls"]:
        resource = rule["resource"]
        pattern = {"literal": "literal", "prefix": "prefixed"}[resource.get("patternType", "literal")]
        for operation in rule["operations"]:
            found.append({
                "type": snake(resource["type"]), "name": resource.get("name", "kafka-cluster"), "pattern": pattern,
                "operation": snake(operation), "permission": rule.get("type", "allow"), "host": rule.get("host", "*")})
    return found


def shown(acl):
    """How a right is written in reports: `topic orders-* Read`."""
    return f"{acl['type'].replace('transactional_id', 'transactional id')} {acl['name']}{'*' if acl['pattern'] == 'prefixed' else ''}"


def topics(consumes):
    return consumes if isinstance(consumes, list) else (consumes or {}).get("topics", [])


def words(item):
    """What an entry with `consumes` and `produces` says, in the words of the clients that act it."""
    consumes = item.get("consumes") or {}
    said = {"consumes": topics(consumes), "produces": item.get("produces", []), "groups": []}
    if isinstance(consumes, dict):
        said["groups"] = [consumes["group"]] if "group" in consumes else []
        said["groups"] += [consumes["groupPrefix"] + end for end in ("one", "two")] if "groupPrefix" in consumes else []
    if "transactionalId" in item:
        said["transactionalId"] = re.sub(r"\*$", "7", item["transactionalId"])
    if "streams" in item:
        said["applicationId"] = item["streams"]["applicationId"]
        said["exactlyOnce"] = item["streams"].get("exactlyOnce", False)
    return said


def clients(blueprint, objects):
    """All that log in with a `KafkaUser` of the build."""
    users = {each["metadata"]["name"]: each for each in objects if each["kind"] == "KafkaUser"}
    by = {kind: {each["metadata"]["name"]: each for each in objects if each["kind"] == kind} for kind in ("KafkaConnect", "KafkaMirrorMaker2")}
    found = []

    def add(path, kind, to, user, declared, **more):
        if user in users:
            cluster, listener = to.split("/")
            found.append(Client(path, kind, cluster, listener, users[user], declared, **more))

    for name, app in blueprint.get("apps", {}).items():
        for connection, item in app.get("connections", {}).items():
            add(f"apps/{name}/connections/{connection}", "words" if "streams" in item else "plain", item["to"], f"{name}-{connection}", words(item))
    for name, item in blueprint.get("clients", {}).items():
        add(f"clients/{name}", "words" if "streams" in item else "plain", item["to"], name, words(item))
    for name, item in blueprint.get("bridges", {}).items():
        add(f"bridges/{name}", "plain", item["to"], f"{name}-bridge", words(item))
    for name, item in blueprint.get("connect", {}).items():
        connectors = [each for each in objects if each["kind"] == "KafkaConnector" and each["metadata"]["labels"]["strimzi.io/cluster"] == name]
        declared = {connector: words(said) for connector, said in item.get("connectors", {}).items()}
        add(f"connect/{name}", "connect", item["to"], f"{name}-connect", declared, operand=by["KafkaConnect"].get(name), connectors=connectors)
    for name, item in blueprint.get("mirrors", {}).items():
        operand = by["KafkaMirrorMaker2"].get(name)
        add(f"mirrors/{name} (target)", "mirror", item["to"], f"{name}-mirrormaker2", item, operand=operand)
        add(f"mirrors/{name} (source)", "mirror-source", item["from"], f"{name}-source", item, operand=operand)
    missing = set(users) - {each.name for each in found}
    assert not missing, f"users of no client: {missing}"
    return found


def renamed(thing, word, other):
    """The same thing with other names: what a build would give for a blueprint that has `other` wherever this one has `word`."""
    return json.loads(json.dumps(thing).replace(word, other))
