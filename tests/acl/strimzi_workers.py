"""The configuration of Connect and MirrorMaker 2 workers as Strimzi's operator composes it from their objects."""

BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter"
JSON = "org.apache.kafka.connect.json.JsonConverter"
# Each only makes sooner what happens anyway, or spares the machine partitions that nobody looks at.
SOONER = {"offset.flush.interval.ms": "300", "offset.storage.partitions": "1", "status.storage.partitions": "1",
          "scheduled.rebalance.max.delay.ms": "0", "session.timeout.ms": "10000", "heartbeat.interval.ms": "1000"}
SOONER_MIRROR = {"refresh.topics.interval.seconds": "1", "refresh.groups.interval.seconds": "1", "sync.topic.configs.interval.seconds": "1",
                 "emit.checkpoints.interval.seconds": "1", "sync.group.offsets.interval.seconds": "1", "offset.lag.max": "0"}


def text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def texts(config):
    return {key: text(value) for key, value in (config or {}).items()}


def client(said, secrets, namespace):
    """The connection of a client, out of `bootstrapServers`, `tls` and `authentication` of its object; its Secrets are read where it is."""
    def key(secret, name):
        folder = secrets.path(namespace, secret)
        found = sorted(folder.glob(name))
        assert found, f"no operator makes key `{name}` of Secret `{secret}` in `{namespace}`"
        return "\n".join(path.read_text() for path in found)

    trusted, by = said.get("tls", {}).get("trustedCertificates", []), said.get("authentication", {})
    lines = {"bootstrap.servers": said["bootstrapServers"]}
    lines["security.protocol"] = ("" if by.get("type") in (None, "tls") else "SASL_") + ("SSL" if "tls" in said else "PLAINTEXT")
    if trusted:
        certificates = [key(each["secretName"], each.get("pattern") or each["certificate"]) for each in trusted]
        lines |= {"ssl.truststore.type": "PEM", "ssl.truststore.certificates": "\n".join(certificates)}
    if by.get("type") == "tls":
        pair = by["certificateAndKey"]
        chain, own = (key(pair["secretName"], pair[what]) for what in ("certificate", "key"))
        lines |= {"ssl.keystore.type": "PEM", "ssl.keystore.certificate.chain": chain, "ssl.keystore.key": own}
    elif by:
        assert by["type"] == "scram-sha-512", f"the rig knows no authentication `{by['type']}`"
        password = key(by["passwordSecret"]["secretName"], by["passwordSecret"]["password"])
        module = "org.apache.kafka.common.security.scram.ScramLoginModule"
        lines |= {"sasl.mechanism": "SCRAM-SHA-512", "sasl.jaas.config": f'{module} required username="{by["username"]}" password="{password}";'}
    return lines


def login(client, *starts):
    """The connection of a client, under each of the prefixes."""
    return {f"{start}{key}": value for start in starts for key, value in client.items()}


def worker(group, storage, config, client, place, converter):
    """`storage` has the names of the three topics; `client` is how the user connects; `place` says where secrets and plugins lie."""
    lines = {"group.id": group, "config.storage.topic": storage[0], "offset.storage.topic": storage[1], "status.storage.topic": storage[2]}
    lines |= {"key.converter": converter, "value.converter": converter, "listeners": "http://127.0.0.1:0", "plugin.discovery": "service_load",
              "plugin.path": str(place.plugins)}
    lines |= login(client, "", "producer.", "consumer.", "admin.") | SOONER | texts(config)
    for alias in filter(None, lines.get("config.providers", "").split(",")):
        # Secrets are folders here; the reference is read as Strimzi's provider reads it.
        lines |= {f"config.providers.{alias}.class": "Secrets", f"config.providers.{alias}.param.folder": str(place.secrets)}
    return lines


def connector(made):
    """What the operator asks of a worker for a KafkaConnector."""
    spec = made["spec"]
    own = {"connector.class": spec.get("class"), "tasks.max": spec.get("tasksMax"), "name": made["metadata"]["name"]}
    return texts(spec.get("config")) | texts({key: value for key, value in own.items() if value is not None})


def connect(operand, client, place):
    spec = operand["spec"]
    storage = [spec[key] for key in ("configStorageTopic", "offsetStorageTopic", "statusStorageTopic")]
    return worker(spec["groupId"], storage, spec.get("config"), client, place, JSON)


def mirror(operand, target, place):
    spec = operand["spec"]["target"]
    storage = [spec[key] for key in ("configStorageTopic", "offsetStorageTopic", "statusStorageTopic")]
    lines = worker(spec["groupId"], storage, spec.get("config"), target, place, BYTES)
    return {"header.converter": BYTES, **lines}


def mirror_connectors(operand, source, target):
    """The connectors of the one mirror, by the names the operator gives them."""
    [entry], to = operand["spec"]["mirrors"], operand["spec"]["target"]["alias"]
    from_ = entry["source"]["alias"]
    common = {"source.cluster.alias": from_, "target.cluster.alias": to}
    common |= login(source, "source.cluster.") | login(target, "target.cluster.") | SOONER_MIRROR
    for key, ours in [("topicsPattern", "topics"), ("groupsPattern", "groups")]:
        if key in entry:
            common[ours] = entry[key]
    made = []
    for key, kind in [("sourceConnector", "MirrorSourceConnector"), ("checkpointConnector", "MirrorCheckpointConnector")]:
        if key in entry:
            config = {"connector.class": f"org.apache.kafka.connect.mirror.{kind}", "tasks.max": text(entry[key].get("tasksMax", 1))}
            made.append({"name": f"{from_}->{to}.{kind}", "short": kind, "config": common | texts(entry[key].get("config")) | config})
    return made
