"""What each kind of client is told to do, out of what it declared, and how it connects, out of what it is given."""

import connections
import strimzi_workers
from declared import renamed, words
from pods import Pod


class Acting:
    """Orders for the actor. `clusters` are those of the rig by name; `place` says where secrets and plugins lie."""

    def __init__(self, actor, clusters, place, word):
        self.actor, self.clusters, self.place, self.word = actor, clusters, place, word

    def connection(self, client, word):
        """Properties out of what the client is given in a run whose names have `word`: the variables and files of its container, what its
        object of Strimzi says, or, outside, its Secret and the listener."""
        cluster = self.clusters[client.cluster]
        if client.login:
            return strimzi_workers.client(renamed(client.login, self.word, word), cluster.secrets, cluster.namespace)
        if not client.workload:
            return cluster.client(renamed(client.user, self.word, word), client.listener)
        if client.access:
            connections.brought(cluster, renamed(client.access, self.word, word))
        workload = renamed(client.workload, self.word, word)
        pod = Pod(workload, cluster.secrets, self.actor.rig.work / "pods" / workload["metadata"]["name"])
        name, declared = renamed(client.connection, self.word, word)
        given = connections.properties(pod, declared, name)
        # Who it joins as is what the actor tries out.
        given.pop("group.id", None)
        return given

    def operator(self, client):
        return self.clusters[client.cluster].operator()

    def topics(self, client, word):
        """Topics that have to be there before the client comes: all it names, but what a mirror makes."""
        declared = renamed(client.declared, self.word, word)
        items = declared.values() if client.kind == "connect" else [] if client.kind.startswith("mirror") else [declared]
        return sorted({topic for item in items for topic in item["consumes"] + item["produces"]})

    def order(self, client, word, connection, other=None, hasty=False, patience=4, kind=None):
        """Lets the client do all it declared, with names that have `word`; `other` is the connection of a mirror's other end."""
        order = {"hasty": hasty, "patience": patience, "admin": self.operator(client), "client": connection, "scratch": str(self.actor.scratch / f"{word}-{client.name}")}
        declared = renamed(client.declared, self.word, word)
        if client.kind in ("plain", "words"):
            return self.actor.order(client.kind, **order, **declared)
        operand = renamed(client.operand, self.word, word)
        if client.kind == "connect":
            worker = strimzi_workers.connect(operand, connection, self.place)
            return self.actor.order(kind or "connect", **order, worker=worker, connectors=connectors(client, self.word, word))
        return self.mirror(client, declared, operand, order, connection, other)

    def mirror(self, client, declared, operand, order, connection, other):
        target, source = (connection, other["client"]) if client.kind == "mirror" else (other["client"], connection)
        order["admin"], order["source"] = (order["admin"], other["operator"]) if client.kind == "mirror" else (other["operator"], order["admin"])
        [entry] = operand["spec"]["mirrors"]
        alias = entry["source"]["alias"]
        topic = declared["topics"][0]
        identity = declared.get("replicationPolicy", "identity") == "identity"
        order |= {"from": topic, "to": topic if identity else f"{alias}.{topic}", "checkpoints": f"{alias}.checkpoints.internal"}
        if "groupsPattern" in entry:
            order |= {"group": entry["groupsPattern"].replace(".*", "") or "somebody", "moves": declared.get("syncGroupOffsets", False)}
        return self.actor.order(
            "mirror", **order, worker=strimzi_workers.mirror(operand, target, self.place),
            connectors=strimzi_workers.mirror_connectors(operand, source, target))


def connectors(client, word, other):
    """Files stand for what the connectors talk to, where their own classes are not to be had."""
    made = []
    for item in client.connectors:
        name = item["metadata"]["name"]
        said = client.declared[name] if name in client.declared else words({})
        source = bool(said["produces"])
        kind = "Source" if source else "Sink"
        config = dict(item["spec"]["config"])
        config["connector.class"] = f"org.apache.kafka.connect.file.FileStream{kind}Connector"
        topics = said["produces"] or said["consumes"]
        if source:
            config["topic"] = config.pop("topics", topics[0])
        made.append({"name": name, "topic": topics[0], "source": source, "config": strimzi_workers.texts(config)})
    return renamed(made, word, other)
