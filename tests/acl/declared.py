"""Who connects to a Kafka cluster and what each declared: out of the effective blueprint and the objects of a build."""

import json
import re
from dataclasses import dataclass, field

from strimzi import Cluster


@dataclass
class Client:
    """One end of a connection that logs in. `user` is its `KafkaUser`, `operand` the workers of Strimzi it belongs to, if any.

    What it knows of the cluster is `login`, the part of an object of Strimzi that says so, or `workload`, whose `connection` of the
    blueprint is served by `access`; who has neither is outside, and told by people.
    """

    path: str
    kind: str
    cluster: str
    listener: str
    user: dict
    declared: dict
    operand: dict | None = None
    connectors: list = field(default_factory=list)
    login: dict | None = None
    workload: dict | None = None
    access: dict | None = None
    connection: tuple = ()

    @property
    def name(self):
        return self.user["metadata"]["name"]

    @property
    def principal(self):
        return Cluster.principal(self.user)

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
    kinds = ["KafkaUser", "KafkaConnect", "KafkaMirrorMaker2", "KafkaBridge", "KafkaAccess"]
    by = {kind: {each["metadata"]["name"]: each for each in objects if each["kind"] == kind} for kind in kinds}
    workloads = {each["metadata"]["name"]: each for each in objects if each["kind"] in ("Deployment", "StatefulSet")}
    users, found = by["KafkaUser"], []

    def add(path, kind, to, user, declared, **more):
        if user in users:
            cluster, listener = to.split("/")
            found.append(Client(path, kind, cluster, listener, users[user], declared, **more))

    for name, app in blueprint.get("apps", {}).items():
        for connection, item in app.get("connections", {}).items():
            user = f"{name}-{connection}"
            known = {"workload": workloads[name], "access": by["KafkaAccess"].get(user), "connection": (connection, item)}
            add(f"apps/{name}/connections/{connection}", "words" if "streams" in item else "plain", item["to"], user, words(item), **known)
    for name, item in blueprint.get("clients", {}).items():
        add(f"clients/{name}", "words" if "streams" in item else "plain", item["to"], name, words(item))
    for name, item in blueprint.get("bridges", {}).items():
        add(f"bridges/{name}", "plain", item["to"], f"{name}-bridge", words(item), login=by["KafkaBridge"][name]["spec"])
    for name, item in blueprint.get("connect", {}).items():
        connectors = [each for each in objects if each["kind"] == "KafkaConnector" and each["metadata"]["labels"]["strimzi.io/cluster"] == name]
        declared = {connector: words(said) for connector, said in item.get("connectors", {}).items()}
        operand = by["KafkaConnect"][name]
        add(f"connect/{name}", "connect", item["to"], f"{name}-connect", declared, operand=operand, connectors=connectors, login=operand["spec"])
    for name, item in blueprint.get("mirrors", {}).items():
        operand = by["KafkaMirrorMaker2"][name]
        target, [mirror] = operand["spec"]["target"], operand["spec"]["mirrors"]
        add(f"mirrors/{name} (target)", "mirror", item["to"], f"{name}-mirrormaker2", item, operand=operand, login=target)
        add(f"mirrors/{name} (source)", "mirror-source", item["from"], f"{name}-source", item, operand=operand, login=mirror["source"])
    missing = set(users) - {each.name for each in found}
    assert not missing, f"users of no client: {missing}"
    return found


def renamed(thing, word, other):
    """The same thing with other names: what a build would give for a blueprint that has `other` wherever this one has `word`.

    Clusters have theirs for good: their Services and Secrets are there once.
    """
    return json.loads(re.sub(rf"{word}(?!-\w+-(?:kafka-bootstrap|cluster-ca-cert)\b)", other, json.dumps(thing)))
