"""Which settings a running broker takes, in which scope and in which steps: what `diff` says of a change stands on it."""

import csv
from pathlib import Path

from strimzi import until

TABLE = Path(__file__).parents[2] / "schemas" / "facts" / "kafka-config.tsv"
# What a key without a value gets; the broker looks at the scope before the value, and may still refuse the value.
SOME = {"BOOLEAN": "true", "CLASS": "java.lang.Object", "DOUBLE": "0.5", "INT": "1", "LIST": "", "LONG": "1", "PASSWORD": "x", "SHORT": "1", "STRING": "x"}
# Numbers of threads of which a broker changes half or double at most in one step.
STEPS = ["background.threads", "log.cleaner.threads", "num.io.threads", "num.network.threads", "num.recovery.threads.per.data.dir", "num.replica.fetchers"]
NOT_DYNAMIC = "Cannot update these configs dynamically"
NOT_AT_CLUSTER = "Cannot update these configs at default cluster level"
# Keystores and truststores change by listener alone.
BY_LISTENER = "only per-listener using the listener prefix"
# With eligible leader replicas, as clusters have them from metadata version 4.1 on, brokers may not differ in this one, and the
# operator sets it for the cluster.
ONE_FOR_ALL = {"min.insync.replicas": "cannot be altered while ELR is enabled"}


def table():
    with TABLE.open() as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["key"]: row for row in rows if row["table"] == "broker" and not row["until"]}


class Dynamic:
    def __init__(self, proof, cluster):
        self.proof, self.rig, self.client = proof, proof.rig, cluster.operator()
        self.node = str(cluster.brokers[0].id)

    def run(self):
        self.scopes()
        self.steps()

    def ask(self, changes):
        answers = self.rig.ask("alter-configs", client=self.client, changes=changes)
        return [answer["error"][0]["message"] if "error" in answer else "" for answer in answers]

    def scopes(self):
        keys = table()
        now = self.rig.ask("describe-configs", client=self.client, resources=[["BROKER", self.node]])[0]
        for scope, resource in [("node", self.node), ("cluster", "")]:
            changes = []
            for key, row in keys.items():
                value = now.get(key, {}).get("value")
                changes.append([["BROKER", resource], key, SOME[row["type"]] if value is None else value])
            for (_, key, value), said in zip(changes, self.ask(changes)):
                wanted = self.refusal(key, keys[key]["scope"], scope)
                if bool(wanted) != bool(said) or wanted not in said:
                    self.proof.fails(f"`{key}={value}` for the {scope}, which is {keys[key]['scope']}", said or "takes it", "schemas/facts/kafka-config.tsv")
                self.proof.saw("settings of a running broker changed, or refused for their scope")
                if not said:
                    self.ask([[["BROKER", resource], key, None]])

    @staticmethod
    def refusal(key, said, scope):
        if said == "READ_ONLY":
            return NOT_DYNAMIC
        if said == "CLUSTER_WIDE":
            return ONE_FOR_ALL.get(key, "") if scope == "node" else ""
        stores = key == "ssl.key.password" or key.startswith(("ssl.keystore.", "ssl.truststore."))
        return BY_LISTENER if stores else NOT_AT_CLUSTER if scope == "cluster" else ""

    def steps(self):
        for key in STEPS:
            for value in (4, 8):
                self.is_set(key, value)
            for value, fits in [(3, False), (17, False), (4, True), (8, True), (16, True)]:
                said = self.ask([[["BROKER", ""], key, str(value)]])[0]
                if bool(said) == fits:
                    self.proof.fails(f"`{key}` from {self.now(key)} to {value}", said or "takes it", "src/diff/impact/kafka/broker_key.rs")
                if not said:
                    until(f"{key}={value} in force", 30, lambda: self.now(key) == value)
                self.proof.saw("numbers of threads changed in one step, or refused")

    def is_set(self, key, value):
        """In steps of twice as many at most, each in force before the next."""
        while (now := self.now(key)) != value:
            step = min(value, now * 2) if value > now else max(value, (now + 1) // 2)
            said = self.ask([[["BROKER", ""], key, str(step)]])[0]
            if said:
                raise AssertionError(f"{key} from {now} to {step}: {said}")
            until(f"{key}={step} in force", 30, lambda: self.now(key) == step)

    def now(self, key):
        return int(self.rig.ask("describe-configs", client=self.client, resources=[["BROKER", self.node]])[0][key]["value"])
