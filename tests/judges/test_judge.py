"""The judge itself: it accepts what is right, and every single wrong turned into it makes it refuse.

Started by `tests/run judges`, which sets STREAMWRIGHT_STRIMZI_CRDS.
"""

import contextlib
import copy
import io
import os
import pathlib
import sys
import tempfile
import unittest

import yaml

import judge
import same

MINOR = "1.35"

DEPLOYMENT = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {"name": "reports", "namespace": "apps", "labels": {"app.kubernetes.io/name": "reports"}},
    "spec": {
        "replicas": 2,
        "selector": {"matchLabels": {"app.kubernetes.io/name": "reports"}},
        "template": {
            "metadata": {"labels": {"app.kubernetes.io/name": "reports"}},
            "spec": {"containers": [{"name": "reports", "image": "reports:1", "ports": [{"containerPort": 8080}]}]},
        },
    },
}
KAFKA = {
    "apiVersion": "kafka.strimzi.io/v1",
    "kind": "Kafka",
    "metadata": {"name": "orders", "namespace": "kafka"},
    "spec": {
        "kafka": {
            "version": "4.3.1",
            "listeners": [{"name": "tls", "port": 9093, "type": "internal", "tls": True}],
            "config": {"default.replication.factor": 3, "any.key.at.all": "yes"},
        },
    },
}
POOL = {
    "apiVersion": "kafka.strimzi.io/v1",
    "kind": "KafkaNodePool",
    "metadata": {"name": "broker", "namespace": "kafka", "labels": {"strimzi.io/cluster": "orders"}},
    "spec": {
        "replicas": 3,
        "roles": ["broker"],
        "storage": {"type": "jbod", "volumes": [{"id": 0, "type": "persistent-claim", "size": "100Gi"}]},
    },
}
TOPIC = {
    "apiVersion": "kafka.strimzi.io/v1",
    "kind": "KafkaTopic",
    "metadata": {"name": "placed", "namespace": "kafka", "labels": {"strimzi.io/cluster": "orders"}},
    "spec": {"partitions": 12, "replicas": 3, "config": {"retention.ms": 604800000}},
}
UNJUDGED = {"apiVersion": "monitoring.coreos.com/v1", "kind": "PodMonitor", "metadata": {"name": "kafka"}, "spec": {}}
RIGHT = {"deployment": DEPLOYMENT, "kafka": KAFKA, "pool": POOL, "topic": TOPIC, "unjudged": UNJUDGED}

NOTHING = object()
# file, path to one value, what it becomes, what the judge has to say of it
WRONGS = [
    ("deployment", "spec/replica", 2, "/spec: unknown field replica"),
    ("deployment", "spec/template/spec/containers/0/ports/0/port", 1, "unknown field port"),
    ("deployment", "spec/replicas", "two", "/spec/replicas: 'two'"),
    ("deployment", "spec/selector", NOTHING, "'selector' is a required property"),
    ("deployment", "metadata/labels/release", 7, "/metadata/labels/release: 7"),
    ("deployment", "metadata/label", {}, "/metadata: unknown field label"),
    ("deployment", "kind", "Deploiment", "Couldn't find schema for kind Deploiment"),
    ("deployment", "apiVersion", "apps/v2", "Couldn't find schema"),
    ("deployment", "apiVersion", NOTHING, "no object with `apiVersion`"),
    ("kafka", "spec/kafka/listener", [], "/spec/kafka: unknown field listener"),
    ("kafka", "spec/kafka/listeners/0/tsl", True, "/spec/kafka/listeners/0: unknown field tsl"),
    ("kafka", "spec/kafka/listeners/0/type", "external", "'external' is not one of"),
    ("kafka", "spec/kafka/listeners/0/port", 9091, "less than the minimum"),
    ("kafka", "spec/kafka/listeners/0/name", "TLS", "does not match"),
    ("kafka", "spec/kafka/listeners/0/port", NOTHING, "'port' is a required property"),
    ("kafka", "metadata/annotation", {}, "/metadata: unknown field annotation"),
    ("kafka", "kind", "Cafka", "kafka.strimzi.io/v1 has no kind Cafka"),
    ("kafka", "apiVersion", "kafka.strimzi.io/v1beta2", "has no kind Kafka"),
    ("kafka", "metadata", NOTHING, "'metadata' is a required property"),
    ("pool", "spec/storage/volumes/0/clas", "fast", "/spec/storage/volumes/0: unknown field clas"),
    ("pool", "spec/roles/0", "worker", "'worker' is not one of"),
    ("topic", "spec/partitions", 0, "less than the minimum"),
    ("topic", "spec/partitions", "12", "'12' is not of type"),
    ("topic", "spec/minIsr", 2, "unknown field minIsr"),
    ("unjudged", "metadata/lables", {}, "/metadata: unknown field lables"),
]


def wronged(item, path, value):
    item = copy.deepcopy(item)
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    node = item
    for step in steps:
        node = node[step]
    if value is NOTHING:
        del node[last]
    else:
        node[last] = value
    return item


class TheJudge(unittest.TestCase):
    def run_on(self, files, *options):
        """(exit code, all it said) for files by path under manifests/."""
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = pathlib.Path(folder) / "manifests" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
            said = io.StringIO()
            options = options or ("--kubernetes", MINOR)
            argv, sys.argv = sys.argv, ["judge.py", folder, "--crds", os.environ["STREAMWRIGHT_STRIMZI_CRDS"], *options]
            try:
                with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                    judge.main()
            except SystemExit as end:
                return end.code, said.getvalue()
            finally:
                sys.argv = argv

    def run_on_items(self, items, *options):
        return self.run_on({f"prod/aks/10-orders/{name}.yaml": yaml.safe_dump(item) for name, item in items.items()}, *options)

    def test_accepts_what_is_right_and_counts_it(self):
        code, said = self.run_on_items(RIGHT)
        self.assertEqual(code, 0, said)
        self.assertIn("judged: kubernetes 1 strimzi 3 nobody 1 complaints 0", said)
        self.assertIn("monitoring.coreos.com/v1 PodMonitor: NOT JUDGED", said)

    def test_refuses_each_wrong_by_itself(self):
        for name, path, value, words in WRONGS:
            with self.subTest(file=name, path=path, value="(absent)" if value is NOTHING else value):
                code, said = self.run_on_items({**RIGHT, name: wronged(RIGHT[name], path, value)})
                self.assertEqual(code, 1, said)
                self.assertIn(words, said)
                self.assertIn(f"{name}.yaml: ", said)

    def test_refuses_a_key_written_twice(self):
        code, said = self.run_on({"prod/aks/a/topic.yaml": yaml.safe_dump(TOPIC) + "kind: KafkaTopic\n"})
        self.assertEqual(code, 1)
        self.assertIn("key 'kind' is written twice", said)

    def test_refuses_a_file_that_is_not_yaml(self):
        code, said = self.run_on({"prod/aks/a/topic.yaml": "kind: ["})
        self.assertEqual(code, 1)
        self.assertIn("topic.yaml: while parsing", said)

    def test_refuses_to_judge_nothing(self):
        code, _ = self.run_on({"prod/aks/kustomization.yaml": "resources: []\n", "elsewhere.yaml": "{}"})
        self.assertIn("no manifest under", code)

    def test_sees_what_kustomize_builds_otherwise(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("a", "b"):
                (pathlib.Path(folder) / f"{name}.yaml").write_text(yaml.safe_dump({"kind": "ConfigMap", "data": {"name": name}}))
            (pathlib.Path(folder) / "kustomization.yaml").write_text("resources: [a.yaml, b.yaml]\n")
            a, b = ("---\nkind: ConfigMap\ndata: {name: %s}\n" % name for name in "ab")
            self.assertEqual(same.same(folder, a + b), 2)
            self.assertIn("b.yaml: kustomize builds nothing", same.same(folder, a))
            self.assertIn("stands in no file", same.same(folder, a + b + a))
            self.assertIn("a.yaml: kustomize builds another object", same.same(folder, b + a))
            self.assertIn("b.yaml: kustomize builds another object", same.same(folder, a + b.replace("b}", "yes}")))

    def test_accepts_a_platform_that_real_systems_accepted(self):
        shared = pathlib.Path(os.environ.get("STREAMWRIGHT_SHARED") or pathlib.Path(__file__).parents[3] / "shared")
        if not shared.is_dir():
            self.skipTest(f"no {shared}")
        reference = shared / "design" / "reference"
        files = {str(path.relative_to(reference / "manifests")): path.read_text() for _, _, path in judge.manifests(reference)}
        code, said = self.run_on(files, "--blueprint", str(shared / "design" / "example-blueprint.yaml"))
        self.assertEqual(code, 0, said)
        self.assertIn("judged: kubernetes 29 strimzi 29 nobody 4 complaints 0", said)

    def test_takes_the_minor_from_the_blueprint(self):
        blueprint = {
            "versions": {"kubernetes": "1.34"},
            "kubernetes": {"aks": {}, "own": {"version": "1.33"}},
            "environments": {"dev": {"versions": {"kubernetes": "1.31"}}, "test": {"extends": "dev"}},
        }
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            yaml.safe_dump(blueprint, file)
            file.flush()
            pinned = judge.Pinned(file.name)
            text = yaml.safe_dump(DEPLOYMENT)
            code, said = self.run_on({"dev/aks/a/deployment.yaml": text}, "--blueprint", file.name)
        self.assertEqual((code, "kubernetes-validate 1.31" in said), (0, True), said)
        found = [pinned.minor(*where) for where in (("prod", "aks"), ("dev", "aks"), ("test", "aks"), ("prod", "own"), ("dev", "own"))]
        self.assertEqual(found, ["1.34", "1.31", "1.31", "1.33", "1.33"])


if __name__ == "__main__":
    unittest.main()
