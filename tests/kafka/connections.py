"""Connections of apps: what a container is given becomes the properties of a Java client, which then does what was declared."""

import topics
import yaml
from pods import Pod
from rig import Refused

DIRECT = {"bootstrapServers": "bootstrap.servers", "securityProtocol": "security.protocol", "saslMechanism": "sasl.mechanism",
          "saslJaasConfig": "sasl.jaas.config", "truststoreType": "ssl.truststore.type", "keystoreType": "ssl.keystore.type",
          "group": "group.id", "applicationId": "group.id"}
MODULES = {"PLAIN": "plain.PlainLoginModule", "SCRAM-SHA-256": "scram.ScramLoginModule", "SCRAM-SHA-512": "scram.ScramLoginModule"}


def brought(cluster, access):
    """The Secret the access operator makes for a KafkaAccess."""
    spec, secrets = access["spec"], cluster.secrets
    listener = cluster.listeners[spec["kafka"]["listener"]]
    found = {"bootstrapServers": cluster.bootstrap(listener["name"]), "securityProtocol": cluster.protocol(listener)}
    if listener["tls"]:
        found["ssl.truststore.crt"] = cluster.cluster_ca.certificate.read_text()
    if "user" in spec:
        user = secrets.path(spec["user"]["namespace"], spec["user"]["name"])
        pairs = {"password": "password", "sasl.jaas.config": "sasl.jaas.config", "user.crt": "ssl.keystore.crt", "user.key": "ssl.keystore.key"}
        found |= {new: (user / old).read_text() for old, new in pairs.items() if (user / old).exists()}
        if "password" in found:
            found |= {"username": spec["user"]["name"], "user": spec["user"]["name"], "saslMechanism": "SCRAM-SHA-512"}
    secrets.put(access["metadata"]["namespace"], access["metadata"]["name"], **found)


def properties(pod, connection, name):
    """What an image that reads the variables of the connection sets up its client with."""
    said = {meaning: pod.env[variable] for variable, meaning in connection["env"].items() if variable in pod.env}
    assert len(said) == len(connection["env"]), f"variables of `{name}` are missing: {sorted(set(connection['env']) - set(pod.env))}"
    client = {DIRECT[meaning]: value for meaning, value in said.items() if meaning in DIRECT}
    if "bootstrapHost" in said:
        client["bootstrap.servers"] = f"{said['bootstrapHost']}:{said.get('bootstrapPort', 9092)}"
    if "truststore" in said:
        client["ssl.truststore.location"] = str(pod.file(said["truststore"]))
    if "keystore" in said:
        client["ssl.keystore.location"] = str(pod.file(said["keystore"]))
        if "password" in said:
            client["ssl.keystore.password"] = said["password"]
    elif "username" in said:
        client["sasl.jaas.config"] = (
            f"org.apache.kafka.common.security.{MODULES[said['saslMechanism']]} required "
            f'username="{said["username"]}" password="{said["password"]}";')
    elif pod.file(f"/etc/kafka/{name}/user.crt").exists():
        # An image that knows where its two files are.
        files = [pod.file(f"/etc/kafka/{name}/user.{kind}").read_text() for kind in ("crt", "key")]
        client |= {"ssl.keystore.type": "PEM", "ssl.keystore.certificate.chain": files[0], "ssl.keystore.key": files[1]}
    return client


class Connections:
    """All of one environment that go to a running cluster."""

    def __init__(self, proof, built, cluster):
        self.proof, self.rig, self.built, self.cluster = proof, proof.rig, built, cluster
        with built.blueprint.open() as file:
            self.apps = yaml.load(file, Loader=yaml.CSafeLoader).get("apps", {})

    def run(self):
        users = self.built.of("KafkaUser")
        self.cluster.add_users(users)
        for user in users:
            self.cluster.grant(user)
        for access in self.built.all:
            if access["kind"] == "KafkaAccess" and access["spec"]["kafka"]["name"] == self.cluster.name:
                brought(self.cluster, access)
        for workload in self.built.all:
            app = self.apps.get(workload["metadata"]["name"]) if workload["kind"] in ("Deployment", "StatefulSet") else None
            for name, connection in (app or {}).get("connections", {}).items():
                if connection["to"].split("/")[0] == self.cluster.name:
                    self.mirrored(connection)
                    self.proved(workload, name, connection)

    def mirrored(self, connection):
        """Topics nobody declares here come from a mirror, which makes them as they are at their source."""
        consumes = connection.get("consumes", {})
        read = consumes["topics"] if isinstance(consumes, dict) else consumes
        known = {topics.name_of(topic) for topic in self.built.of("KafkaTopic")}
        new = {topic: {"partitions": 1, "replicas": 1} for topic in {*connection.get("produces", []), *read} - known}
        if new:
            self.rig.ask("create-topics", client=self.cluster.operator(), topics=new)

    def proved(self, workload, name, connection):
        title = f"{self.built.title}: connection `{name}` of {workload['kind']} `{workload['metadata']['name']}`"
        try:
            folder = self.rig.work / "pods" / self.built.environment / workload["metadata"]["name"]
            pod = Pod(workload, self.cluster.secrets, folder)
            client = properties(pod, connection, name)
            for topic in connection.get("produces", []):
                assert self.rig.ask("produce", client=client, topic=topic, values=["one"]) == 1
            self.consumed(client, connection)
        except (Refused, AssertionError) as refused:
            self.proof.fails(title, refused, self.built.line("apps", workload["metadata"]["name"], "connections", name))
            return
        self.proof.saw("connections of apps, by their variables and files: a record written, one read")

    def consumed(self, client, connection):
        consumes = connection.get("consumes", {})
        if isinstance(consumes, dict) and "group" in consumes:
            client.setdefault("group.id", consumes["group"])
        client.setdefault("group.id", connection.get("streams", {}).get("applicationId"))
        for topic in consumes["topics"] if isinstance(consumes, dict) else consumes:
            self.rig.ask("produce", client=self.cluster.operator(), topic=topic, values=["one"])
            read = self.rig.ask("consume", client=client, topic=topic, count=1)
            assert "one" in read, f"nothing was read from `{topic}`"
