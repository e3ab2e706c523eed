"""The clusters of a build with users and topics in them, as the operators of Strimzi would have made them before clients come."""

import threading

import attempts
import variants
from acting import Acting
from declared import renamed

class Stage:
    """`clients` are those of the blueprint whose names have `word`."""

    def __init__(self, rig, actor, clusters, legacy, connectors, clients, word):
        self.rig, self.actor, self.clusters, self.legacy, self.clients, self.word = rig, actor, clusters, legacy, clients, word
        self.connectors = connectors
        self.asking = threading.Lock()
        self.secrets, self.plugins = rig.secrets, connectors / "plain"
        self.acting = Acting(actor, clusters, self, word)

    def partner(self, client):
        """Who reads for a mirror that writes, or writes for one that reads; nobody where the source asks for no login."""
        mirror = client.path.split(" ")[0]
        return next((each for each in self.clients if each is not client and each.path.split(" ")[0] == mirror), None)

    def users(self, variant):
        """The runs of all whose users a run needs; only one of them lacks a right."""
        partner = self.partner(variant.client)
        return [variant, *([variants.Variant(partner, variant.word)] if partner else [])]

    def furnish(self, runs):
        """Users, rights and topics for all of the runs; what several of them share is made once."""
        users, rights, topics, away = {}, {}, {}, set()
        for variant in runs:
            for each in self.users(variant):
                cluster, user = each.client.cluster, each.user(self.word)
                users.setdefault(cluster, {})[user["metadata"]["name"]] = user
                rights.setdefault(cluster, []).extend(variants.rights(each, self.word))
                topics.setdefault(cluster, set()).update(self.acting.topics(each.client, variant.word))
            if variant.trying and variant.client.kind == "mirror":
                # What there is to do something with; for all others, it is the mirror that makes it.
                topics[variant.client.cluster].update(self.copies(variant))
            elif variant.client.kind.startswith("mirror"):
                reader = self.reader(variant.client)
                there = topics.setdefault(reader.cluster, set()) if reader else away
                there.update(renamed(variant.client.declared["topics"], self.word, variant.word))
        for name, cluster in self.clusters.items():
            operator = cluster.operator()
            cluster.add_users(users.get(name, {}).values())
            self.rig.ask("allow", client=operator, acls=rights.get(name, []))
            self.made(operator, topics.get(name, set()) | {attempts.ELSE_TOPIC})
        if away:
            self.legacy.ready()
            self.made(self.legacy.client, away)

    def copies(self, variant):
        """What the topics of a mirror are called where they arrive."""
        declared = renamed(variant.client.declared, self.word, variant.word)
        start = "" if declared.get("replicationPolicy", "identity") == "identity" else declared["from"].split("/")[0] + "."
        return [start + topic for topic in declared["topics"]]

    def reader(self, client):
        return client if client.kind == "mirror-source" else self.partner(client)

    def made(self, client, names):
        made = self.rig.ask("create-topics", client=client, topics={name: {"partitions": 2} for name in sorted(names)})
        refused = {name: how for name, how in made.items() if how and "TopicExistsException" not in str(how)}
        assert not refused, refused

    def connection(self, client, word):
        return self.acting.connection(client, word)

    def guard(self, variant, topic):
        """Starts a worker whose `topic` is there already, and forgets; its one step in the future."""
        client = variant.client
        wrong = {renamed(topic, self.word, variant.word): {"partitions": 1, "config": {"cleanup.policy": "delete"}}}
        with self.asking:
            self.rig.ask("create-topics", client=self.acting.operator(client), topics=wrong)
        return self.acting.order(client, variant.word, self.connection(client, variant.word), kind="guard")

    def order(self, variant):
        """Starts the client; its steps in the future."""
        client, other = variant.client, None
        if variants.is_guard(variant):
            return self.guard(variant, variant.without["name"])
        if client.kind.startswith("mirror"):
            partner = self.partner(client)
            other = {"client": self.legacy.client, "operator": self.legacy.client}
            if partner:
                other = {"client": self.connection(partner, variant.word), "operator": self.acting.operator(partner)}
        return self.acting.order(client, variant.word, self.connection(client, variant.word), other, hasty=variant.without is not None, patience=4 if variant.patient else 1)

    def attempt(self, variant):
        """Everything the client did not declare, and how each attempt ends, in the future."""
        client = variant.client
        declared = renamed(client.declared, self.word, variant.word)
        consumes, produces, groups, mirrored = [], [], [], []
        if client.kind == "mirror-source":
            consumes = declared["topics"]
        elif client.kind == "mirror":
            mirrored = self.copies(variant)
        else:
            items = declared.values() if client.kind == "connect" else [declared]
            consumes, produces, groups = ([name for item in items for name in item[key]] for key in ("consumes", "produces", "groups"))
        tried = attempts.of(client, consumes, produces, groups, mirrored)
        own = (consumes + produces + mirrored + [attempts.ELSE_TOPIC])[0]
        connection = self.connection(client, variant.word) | {"own.topic": own}
        return tried, self.actor.order("attempts", patience=4, client=connection, attempts=tried)
