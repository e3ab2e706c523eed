"""A Kafka cluster out of its `Kafka` and `KafkaNodePool` objects, laid out for its nodes as Strimzi 1.2's operator lays it out.

Names, ports and settings are the operator's; only addresses are loopback's, folders the rig's, and Secrets folders.
"""

import itertools
import re
import socket
import time
from dataclasses import dataclass, field

from authority import Authority, Secrets, keystore

CONTROL, REPLICATION = "CONTROLPLANE-9090", "REPLICATION-9091"
CLUSTER_ID = "c3RyZWFtd3JpZ2h0LXJpZw"
# What would cost a machine of tests time and memory, and which no claim is about; only where the manifests say nothing.
SMALL = {"log.cleaner.dedupe.buffer.size": "4194304", "offsets.topic.num.partitions": "3", "transaction.state.log.num.partitions": "3",
         "share.coordinator.state.topic.num.partitions": "3", "group.initial.rebalance.delay.ms": "0"}


@dataclass
class Node:
    id: int
    name: str
    host: str
    roles: list
    address: str
    volumes: list
    properties: dict = field(default_factory=dict)


def text(value):
    """As the operator writes a value of `config`."""
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(text, value)) if isinstance(value, list) else str(value)


class Cluster:
    """`kafka` and `pools` are objects as `yaml` reads them. `small=False` leaves every default alone."""

    addresses = itertools.count(10)

    def __init__(self, rig, kafka, pools, small=True, superusers=()):
        self.rig, self.kafka, self.small = rig, kafka, small
        self.spec = kafka["spec"]["kafka"]
        self.name, self.namespace = kafka["metadata"]["name"], kafka["metadata"].get("namespace", "default")
        self.secrets = Secrets(rig.secrets)
        self.superusers = [*superusers]
        self.nodes = self.numbered(sorted(pools, key=lambda pool: pool["metadata"]["name"]))
        self.bootstrap_host = f"{self.name}-kafka-bootstrap"
        self.listeners = {listener["name"]: listener for listener in self.spec["listeners"]}
        self.named()
        self.certified()
        for node in self.nodes:
            node.properties = self.properties(node)

    def numbered(self, pools):
        nodes = []
        for pool in pools:
            storage = pool["spec"]["storage"]
            volumes = storage.get("volumes", []) if storage["type"] == "jbod" else [storage]
            taken = {node.id for node in nodes}
            for number in itertools.islice((each for each in numbers(pool) if each not in taken), pool["spec"]["replicas"]):
                pod = f"{self.name}-{pool['metadata']['name']}-{number}"
                host = f"{pod}.{self.name}-kafka-brokers.{self.namespace}.svc"
                address = f"{self.rig.network}.{next(self.addresses)}"
                nodes.append(Node(number, pod, host, pool["spec"]["roles"], address, volumes))
        return nodes

    @property
    def brokers(self):
        return [node for node in self.nodes if "broker" in node.roles]

    @property
    def controllers(self):
        return [node for node in self.nodes if "controller" in node.roles]

    def service(self, name):
        return [name, f"{name}.{self.namespace}", f"{name}.{self.namespace}.svc", f"{name}.{self.namespace}.svc.cluster.local"]

    def named(self):
        for node in self.nodes:
            for host in (node.host, f"{node.host}.cluster.local"):
                self.rig.name(host, node.address)
        for host in self.service(self.bootstrap_host)[1:]:
            self.rig.name(host, self.brokers[0].address)

    def certified(self):
        """The Secrets of the operator: two authorities, a certificate for each node, one for who administers."""
        folder = self.rig.work / f"authorities-{self.namespace}-{self.name}"
        self.cluster_ca = Authority(folder / "cluster", "cluster-ca v0")
        self.clients_ca = Authority(folder / "clients", "clients-ca v0")
        for name, authority in [("cluster-ca-cert", self.cluster_ca), ("clients-ca-cert", self.clients_ca)]:
            self.secrets.put(self.namespace, f"{self.name}-{name}", **{"ca.crt": authority.certificate.read_text()})
        services = [*self.service(self.bootstrap_host), *self.service(f"{self.name}-kafka-brokers")]
        for node in self.nodes:
            hosts = [*services, node.host, f"{node.host}.cluster.local"]
            self.cluster_ca.issue(self.secrets.path(self.namespace, node.name), node.name, f"/O=io.strimzi/CN={self.name}-kafka", hosts)
        self.cluster_ca.issue(
            self.secrets.path(self.namespace, f"{self.name}-cluster-operator-certs"), "cluster-operator", "/O=io.strimzi/CN=cluster-operator")

    def secret(self, name, key):
        return f"${{strimzisecrets:{self.namespace}/{name}:{key}}}"

    def properties(self, node):
        broker, controller = "broker" in node.roles, "controller" in node.roles
        lines = {"node.id": str(node.id), "process.roles": ",".join(role for role in ("broker", "controller") if role in node.roles)}
        lines["controller.listener.names"] = CONTROL
        lines["controller.quorum.voters"] = ",".join(f"{each.id}@{each.host}.cluster.local:9090" for each in self.controllers)
        protocols, listeners, advertised = {CONTROL: "SSL"}, [], []
        lines |= self.mutual(node, CONTROL)
        if controller:
            listeners.append(f"{CONTROL}://{node.address}:9090")
            advertised.append(f"{CONTROL}://{node.host}:9090")
        if broker:
            protocols[REPLICATION] = "SSL"
            listeners.append(f"{REPLICATION}://{node.address}:9091")
            advertised.append(f"{REPLICATION}://{node.host}:9091")
            lines |= self.mutual(node, REPLICATION)
            for listener in self.listeners.values():
                name = f"{listener['name']}-{listener['port']}".upper()
                listeners.append(f"{name}://{node.address}:{listener['port']}")
                advertised.append(f"{name}://{node.host}:{listener['port']}")
                protocols[name] = self.protocol(listener)
                lines |= self.listener(node, listener, f"listener.name.{name.lower()}")
            lines["inter.broker.listener.name"] = REPLICATION
        lines["listener.security.protocol.map"] = ",".join(f"{name}:{protocol}" for name, protocol in protocols.items())
        lines |= {"listeners": ",".join(listeners), "advertised.listeners": ",".join(advertised)}
        lines |= {"sasl.enabled.mechanisms": "", "ssl.endpoint.identification.algorithm": "HTTPS"}
        lines |= self.authorization() | self.folders(node) | self.own_config()
        return lines

    def mutual(self, node, name):
        start = f"listener.name.{name.lower()}"
        return self.keystore(node, start) | {
            f"{start}.ssl.truststore.certificates": self.secret(f"{self.name}-cluster-ca-cert", "*.crt"),
            f"{start}.ssl.truststore.type": "PEM", f"{start}.ssl.client.auth": "required"}

    def keystore(self, node, start):
        return {f"{start}.ssl.keystore.certificate.chain": self.secret(node.name, f"{node.name}.crt"),
                f"{start}.ssl.keystore.key": self.secret(node.name, f"{node.name}.key"), f"{start}.ssl.keystore.type": "PEM"}

    def listener(self, node, listener, start):
        lines, kind = {}, listener.get("authentication", {}).get("type")
        if kind == "scram-sha-512":
            lines[f"{start}.scram-sha-512.sasl.jaas.config"] = "org.apache.kafka.common.security.scram.ScramLoginModule required;"
            lines[f"{start}.sasl.enabled.mechanisms"] = "SCRAM-SHA-512"
        elif kind == "tls":
            lines[f"{start}.ssl.client.auth"] = "required"
            lines[f"{start}.ssl.truststore.certificates"] = self.secret(f"{self.name}-clients-ca-cert", "*.crt")
            lines[f"{start}.ssl.truststore.type"] = "PEM"
        elif kind:
            raise AssertionError(f"the rig knows no authentication `{kind}` of listener `{listener['name']}`")
        for key, ours in [("maxConnections", "max.connections"), ("maxConnectionCreationRate", "max.connection.creation.rate")]:
            if key in listener.get("configuration", {}):
                lines[f"{start}.{ours}"] = str(listener["configuration"][key])
        return lines | (self.keystore(node, start) if listener["tls"] else {})

    @staticmethod
    def protocol(listener):
        sasl = "SASL_" if listener.get("authentication", {}).get("type") == "scram-sha-512" else ""
        return sasl + ("SSL" if listener["tls"] else "PLAINTEXT")

    def authorization(self):
        own = self.spec.get("authorization")
        if not own:
            return {}
        roles = ["entity-topic-operator", "entity-user-operator", "kafka-exporter", "cruise-control"]
        names = [f"{self.name}-kafka", *(f"{self.name}-{role}" for role in roles), "cluster-operator"]
        users = [f"User:CN={name},O=io.strimzi" for name in names]
        users += [f"User:{name}" for name in [*own.get("superUsers", []), *self.superusers]]
        return {"authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer", "super.users": ";".join(users),
                "allow.everyone.if.no.acl.found": "false"}

    def folders(self, node):
        kept = self.rig.work / f"data-{node.address}"
        dirs = {volume.get("id", ""): f"{kept}/data-{volume.get('id', '')}/kafka-log{node.id}" for volume in node.volumes}
        shared = [volume.get("id", "") for volume in node.volumes if volume.get("kraftMetadata") == "shared"]
        return {"log.dirs": ",".join(dirs.values()), "metadata.log.dir": dirs[(shared or sorted(dirs))[0]]}

    def own_config(self):
        config = {key: text(value) for key, value in self.spec.get("config", {}).items()}
        theirs = [alias for alias in config.pop("config.providers", "").split(",") if alias]
        return {"config.providers": ",".join([*theirs, "strimzisecrets"]), "config.providers.strimzisecrets.class": "Secrets",
                "config.providers.strimzisecrets.param.folder": str(self.rig.secrets)} | (SMALL if self.small else {}) | config

    def path(self, node):
        return str(self.rig.work / f"{self.namespace}-{node.name}.properties")

    def start(self, seconds=180):
        """Formats every node as the operator's script does, starts all together and returns what Kafka warned of."""
        for node in self.nodes:
            self.free(node)
            write_properties(self.path(node), node.properties)
            version = [part for key in ["metadataVersion"] if key in self.spec for part in ("--release-version", self.spec[key])]
            arguments = ["--cluster-id", CLUSTER_ID, "--config", self.path(node), "--ignore-formatted", *version]
            self.rig.ask("format", arguments=arguments)
        self.launch(self.nodes, seconds)
        return self.rig.said()

    @staticmethod
    def free(node):
        for port in [9090, 9091]:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((node.address, port))
                except OSError as error:
                    raise AssertionError(f"port {port} of {node.address} is taken; who listens on all addresses? {error}") from None

    def stop(self, *nodes):
        return self.rig.ask("stop", nodes=[self.path(node) for node in nodes or self.nodes])

    def restart(self, *nodes, seconds=180):
        self.stop(*nodes)
        self.launch(nodes or self.nodes, seconds)

    def launch(self, nodes, seconds):
        self.rig.ask("start", nodes=[self.path(node) for node in nodes], within=seconds, seconds=seconds + 60)

    def bootstrap(self, listener=None):
        """`host:port` of the bootstrap Service, for the listener of that name; the operators' own without one."""
        port = self.listeners[listener]["port"] if listener else 9091
        return f"{self.bootstrap_host}.{self.namespace}.svc:{port}"

    def operator(self):
        """Properties of a client that may do everything, as the cluster operator may."""
        return {"bootstrap.servers": self.bootstrap(), "security.protocol": "SSL", "ssl.truststore.type": "PEM",
                "ssl.truststore.certificates": self.cluster_ca.certificate.read_text(),
                **self.pem(self.secrets.path(self.namespace, f"{self.name}-cluster-operator-certs"), "cluster-operator")}

    @staticmethod
    def pem(folder, name):
        return {"ssl.keystore.type": "PEM", "ssl.keystore.certificate.chain": (folder / f"{name}.crt").read_text(),
                "ssl.keystore.key": (folder / f"{name}.key").read_text()}

    def add_users(self, users):
        """The Secrets that the user operator would write for `KafkaUser` objects, and their credentials in the cluster."""
        passwords, ca = {}, self.clients_ca.certificate.read_text()
        for user in users:
            name, kind = user["metadata"]["name"], user["spec"].get("authentication", {}).get("type")
            if kind == "scram-sha-512":
                passwords[name] = password = self.secrets.password()
                login = f'org.apache.kafka.common.security.scram.ScramLoginModule required username="{name}" password="{password}";'
                self.secrets.put(self.namespace, name, **{"password": password, "sasl.jaas.config": login})
            elif kind == "tls":
                self.clients_ca.issue(self.secrets.path(self.namespace, name), "user", f"/CN={name}")
                self.secrets.put(self.namespace, name, **{"ca.crt": ca, "user.password": self.secrets.password()})
                keystore(self.secrets.path(self.namespace, name), "user")
            else:
                raise AssertionError(f"the rig knows no authentication `{kind}` of user `{name}`")
        if passwords:
            self.rig.ask("scram", client=self.operator(), users=passwords)

    @staticmethod
    def principal(user):
        """Whom the authorizer sees, as the user operator names them in ACLs."""
        tls = user["spec"].get("authentication", {}).get("type") == "tls"
        return f"User:CN={user['metadata']['name']}" if tls else f"User:{user['metadata']['name']}"

    def grant(self, user):
        """The rules of a `KafkaUser`, as the user operator hands them to Kafka."""
        acls = []
        for acl in user["spec"].get("authorization", {}).get("acls", []):
            resource = acl["resource"]
            name = "kafka-cluster" if resource["type"] == "cluster" else resource.get("name", "*")
            # The Java names of `transactionalId` and `DescribeConfigs`.
            java = [re.sub(r"(?<=[a-z])(?=[A-Z])", "_", each).upper() for each in [resource["type"], *acl["operations"]]]
            pattern = "prefixed" if resource.get("patternType") == "prefix" else "literal"
            acls += [{"principal": self.principal(user), "type": java[0], "name": name, "pattern": pattern,
                      "operation": operation, "host": acl.get("host", "*"), "permission": acl.get("type", "allow")} for operation in java[1:]]
        if acls:
            self.rig.ask("allow", client=self.operator(), acls=acls)

    def client(self, user, listener, **further):
        """Properties of a client that is this user at this listener."""
        name, listened = user["metadata"]["name"], self.listeners[listener]
        lines = {"bootstrap.servers": self.bootstrap(listener), "security.protocol": self.protocol(listened)}
        if listened["tls"]:
            lines |= {"ssl.truststore.type": "PEM", "ssl.truststore.certificates": self.cluster_ca.certificate.read_text()}
        folder = self.secrets.path(self.namespace, name)
        if user["spec"]["authentication"]["type"] == "tls":
            lines |= self.pem(folder, "user")
        else:
            lines |= {"sasl.mechanism": "SCRAM-SHA-512", "sasl.jaas.config": (folder / "sasl.jaas.config").read_text()}
        return lines | {key.replace("_", "."): value for key, value in further.items()}


def numbers(pool):
    """The ids a pool may take, in order: those it is annotated with, such as `[0-99, 200]`, or all."""
    said = pool["metadata"].get("annotations", {}).get("strimzi.io/next-node-ids")
    if not said:
        return itertools.count()
    spans = [span.split("-") for span in said.strip("[] ").replace(" ", "").split(",")]
    return itertools.chain.from_iterable(range(int(span[0]), int(span[-1]) + 1) for span in spans)


def write_properties(path, lines):
    """A file that Java's `Properties` reads back as `lines`."""
    def escaped(text):
        return text.replace("\\", "\\\\").replace("\n", "\\n")

    with open(path, "w") as file:
        file.writelines(f"{key}={escaped(value)}\n" for key, value in lines.items())


def until(what, seconds, ask):
    """Waits, within bounds, for `ask` to be true; what it said then."""
    end = time.monotonic() + seconds
    while not (found := ask()):
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(0.1)
    return found
