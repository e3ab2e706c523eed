#!/usr/bin/env python3
"""Derives the large tables of schemas/facts from the folder of researched facts.

facts.py SHARED          rewrites the derived tables
facts.py --check SHARED  writes nothing, names each table that is stale and exits 1
"""

import csv
import json
import sys
from pathlib import Path

VERSIONS = ["3.9.1", "4.0.1", "4.1.2", "4.2.1", "4.3.1"]
CAMEL = {
    "org.apache.camel.kafkaconnector.telegramsource.CamelTelegramsourceSourceConnector":
        "connector-camel-telegram-source-4.18.0.tsv",
    "org.apache.camel.kafkaconnector.awssqssink.CamelAwssqssinkSinkConnector":
        "connector-camel-aws-sqs-sink-4.18.0.tsv",
}
# Connect reports HIGH for options it can live without; these are the ones a task fails without.
CAMEL_REQUIRED = {
    "camel.kamelet.telegram-source.authorizationToken",
    "camel.kamelet.aws-sqs-sink.queueNameOrArn",
    "camel.kamelet.aws-sqs-sink.region",
}
OUT = Path(__file__).resolve().parents[2] / "schemas" / "facts"


def minor(version):
    return ".".join(version.split(".")[:2])


def text(value):
    """One cell: nothing for null, two quotes for an empty string, Kafka's own spelling otherwise."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(value) or '""'
    return str(value) if value != "" else '""'


# Lists that may not be empty since Kafka 4.2, which their validators do not print; asked of 4.2.0 and 4.3.1, see
# tests/kafka_config.rs.
NOT_EMPTY = {
    "advertised.listeners", "controller.listener.names", "group.consumer.assignors", "group.coordinator.rebalance.protocols",
    "group.share.assignors", "listeners", "log.dir", "log.dirs", "process.roles",
}
# What the validators of these two, which print themselves as a "non-empty list", take beside an empty one.
QUORUM = {"controller.quorum.bootstrap.servers": "addresses", "controller.quorum.voters": "voters"}


def config_form(key, entry, version):
    validator = entry.get("validator") or ""
    if key in QUORUM:
        return QUORUM[key]
    if validator == "non-empty string":
        return "non-empty"
    if validator.startswith("[partitionId]"):
        return "throttled-replicas"
    # Since 4.2 a validator of lists that knows no items refuses items that are empty.
    if "items" in entry and version >= "4.2":
        return "some-items" if key in NOT_EMPTY else "" if entry["items"] else "items"
    return ""


def config_row(key, entry, version):
    """What a version says of a key: type, min, max, also, values, fold, form, default, scope, synonym."""
    values = entry.get("enum") or entry.get("items") or []
    low, high, also = entry.get("minimum"), entry.get("maximum"), ""
    validator = entry.get("validator") or ""
    if validator == "[1,...,9] or -1":
        low, high, also = 1, 9, "-1"
    elif validator.startswith("[0.8.0,"):
        values = []  # the printed list omits the short forms Kafka accepts as well
    fold = "fold" if entry.get("caseInsensitive") else ""
    return (entry["type"], text(low), text(high), also, ",".join(values), fold, config_form(key, entry, version),
            text(entry.get("default")), entry.get("scope", ""), entry.get("serverSynonym", ""))


def kafka(shared):
    lines = ["table\tkey\tsince\tuntil\ttype\tmin\tmax\talso\tvalues\tfold\tform\tdefault\tscope\tsynonym"]
    for table in ("broker", "topic"):
        configs = []
        for version in VERSIONS:
            path = shared / "facts" / "kafka" / f"kafka-{version}-{table}-config.json"
            configs.append(json.loads(path.read_text())["configs"])
        for key in sorted(set().union(*configs)):
            runs = []
            for index, config in enumerate(configs):
                row = config_row(key, config[key], VERSIONS[index]) if key in config else None
                if runs and runs[-1][2] == row:
                    runs[-1][1] = index
                else:
                    runs.append([index, index, row])
            for first, last, row in runs:
                if row is None:
                    continue
                since = "" if first == 0 else minor(VERSIONS[first])
                until = "" if last == len(VERSIONS) - 1 else minor(VERSIONS[last])
                lines.append("\t".join((table, key, since, until) + row))
    return lines


def vm_sizes(shared):
    rows = []
    for line in (shared / "facts" / "azure" / "vm_max_data_disks.tsv").read_text().splitlines():
        name, disks = line.split("\t")
        assert name.startswith("STANDARD_"), name
        rows.append((name.removeprefix("STANDARD_"), disks))
    return ["size\tmax_data_disks"] + [f"{name}\t{disks}" for name, disks in sorted(rows)]


def connector_options(shared):
    lines = ["class\toption\ttype\trequired\tdefault"]
    for name, table in sorted(CAMEL.items()):
        with open(shared / "facts" / "strimzi" / table, newline="") as handle:
            rows = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
        assert any(row["name"] in CAMEL_REQUIRED for row in rows), name
        for row in sorted(rows, key=lambda row: row["name"]):
            required = "required" if row["name"] in CAMEL_REQUIRED else ""
            lines.append("\t".join((name, row["name"], row["type"], required, row["default"])))
    return lines


STRIMZI_KINDS = (
    "Kafka", "KafkaBridge", "KafkaConnect", "KafkaConnectS2I", "KafkaConnector", "KafkaMirrorMaker", "KafkaMirrorMaker2",
    "KafkaRebalance", "KafkaTopic", "KafkaUser",
)
# Kinds that went before their API version did.
STRIMZI_GONE = {"KafkaConnectS2I": "0.25.0", "KafkaMirrorMaker": "0.46.0"}


def strimzi_apis():
    """The API versions of Strimzi that are gone, from the changelog of each release."""
    for kind in STRIMZI_KINDS:
        early = "1.0.0" if kind in ("KafkaTopic", "KafkaUser") else "0.23.0"
        for version in ("v1alpha1", "v1beta1"):
            yield f"kafka.strimzi.io/{version}", kind, "0.22.0", early
        yield "kafka.strimzi.io/v1beta2", kind, "0.49.0", STRIMZI_GONE.get(kind, "1.0.0")
    yield "kafka.strimzi.io/v1beta2", "KafkaNodePool", "0.49.0", "1.0.0"
    yield "core.strimzi.io/v1beta2", "StrimziPodSet", "0.49.0", "1.0.0"


def removed_apis(shared):
    rows = [("strimzi",) + row for row in strimzi_apis()]
    with open(shared / "facts" / "kubernetes" / "removed_apis.tsv", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
            rows.append(("kubernetes", row["apiVersion"], row["kind"], row["deprecated"], row["removed"]))
    return ["product\tapiVersion\tkind\tdeprecated\tremoved"] + ["\t".join(row) for row in sorted(rows)]


RESEARCHED = {
    "azure/network_rules": "NET",
    "azure/seed_defects": "SD",
    "kubernetes/k8s_rules": "K8S",
    "strimzi/rules-operator-validation": "OP",
    "strimzi/rules-gaps": "GAP",
    "strimzi/rules-kafka-startup": "KST",
    "strimzi/operator-observed": "OBS",
}


def researched_rows(shared):
    lines = ["table\tid"]
    for path, table in RESEARCHED.items():
        rows = (shared / "facts" / f"{path}.tsv").read_text().splitlines()[1:]
        lines += [f"{table}\t{row.split(chr(9))[0]}" for row in rows if row]
    return lines


TABLES = {
    "researched-rows.tsv": researched_rows,
    "removed-apis.tsv": removed_apis,
    "kafka-config.tsv": kafka,
    "azure-vm-sizes.tsv": vm_sizes,
    "connector-options.tsv": connector_options,
}


def main(arguments):
    check = "--check" in arguments
    places = [argument for argument in arguments if argument != "--check"]
    if len(places) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    stale = 0
    for name, derive in TABLES.items():
        fresh = "\n".join(derive(Path(places[0]))) + "\n"
        path = OUT / name
        if path.exists() and path.read_text() == fresh:
            continue
        if check:
            print(f"schemas/facts/{name} is stale: run tests/tools/facts.py")
            stale = 1
        else:
            path.write_text(fresh)
            print(f"wrote schemas/facts/{name}")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
