"""Judges the manifests of a build with schemas we did not make.

    judge.py FOLDER --crds FOLDER (--kubernetes MINOR | --blueprint FILE)

FOLDER holds `manifests/<environment>/<cluster>/`. Kubernetes' own kinds are checked by `kubernetes-validate` (strict), Strimzi's
against the CRDs in the other folder, which Strimzi's generator made. One error, one unknown field, one field written twice
or no manifest at all: exit 1. Kinds neither knows are counted and named.
"""

import argparse
import collections
import functools
import pathlib
import sys

import kubernetes_validate
import kubernetes_validate.utils
import yaml

import structural

# The judge reads two files of some megabytes for each object; only where it reads them from is changed here.
kubernetes_validate.utils.schema_contents = functools.lru_cache(maxsize=None)(kubernetes_validate.utils.schema_contents)


class Reader(yaml.CSafeLoader):
    """PyYAML keeps the last of two equal keys in silence."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key {name!r} is written twice", key.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep)


Reader.add_constructor("tag:yaml.org,2002:map", lambda reader, node: reader.construct_mapping(node, deep=True))


class Judge:
    def __init__(self, crds):
        self.validators = {}
        for path in sorted(pathlib.Path(crds).glob("*.yaml")):
            for crd in yaml.load_all(path.read_text(), Loader=Reader):
                for version in crd["spec"]["versions"]:
                    key = (f"{crd['spec']['group']}/{version['name']}", crd["spec"]["names"]["kind"])
                    self.validators[key] = structural.validator(crd, version)
        if not self.validators:
            raise SystemExit(f"no CustomResourceDefinition in {crds}")
        self.groups = {api_version.split("/")[0] for api_version, _ in self.validators}

    def judge(self, item, minor):
        """(who judged, complaints) for one object; nobody judged when `who` is None."""
        if not isinstance(item, dict) or not all(isinstance(item.get(key), str) for key in ("apiVersion", "kind")):
            return "shape", ["no object with `apiVersion` and `kind`"]
        api_version, kind = item["apiVersion"], item["kind"]
        group = api_version.split("/")[0] if "/" in api_version else ""
        if group in self.groups:
            validator = self.validators.get((api_version, kind))
            if validator is None:
                return "strimzi", [f"{api_version} has no kind {kind}"]
            complaints = [say(error) for error in sorted(validator.iter_errors(item), key=lambda error: list(map(str, error.path)))]
            return "strimzi", complaints + self.metadata(item, minor)
        # kubernetes-validate looks at the first label of the group only: `apps.example.com` would pass for `apps`.
        if "." in group and not group.endswith(".k8s.io"):
            return None, self.metadata(item, minor)
        return "kubernetes", self.kubernetes(item, minor)

    def metadata(self, item, minor):
        """CRD schemas leave `metadata` open, the API server does not: judged as that of a kind which has nothing else."""
        return self.kubernetes({"apiVersion": "v1", "kind": "ConfigMap", "metadata": item.get("metadata")}, minor)

    @staticmethod
    def kubernetes(item, minor):
        try:
            judged_by = kubernetes_validate.validate(item, minor, strict=True)
            return [] if judged_by == minor else [f"kubernetes-validate has no schemas for {minor}, only {judged_by}"]
        except kubernetes_validate.ValidationError as error:
            return [say(error)]
        except (kubernetes_validate.utils.SchemaNotFoundError, kubernetes_validate.utils.VersionNotSupportedError) as error:
            return [error.message]


@functools.lru_cache(maxsize=None)
def judge_of(crds):
    return Judge(crds)


def say(error):
    pointer = "".join(f"/{step}" for step in error.absolute_path) or "/"
    if error.validator == "additionalProperties" and error.schema.get("additionalProperties") is False:
        names = sorted(set(error.instance) - set(error.schema.get("properties", {})))
        return f"{pointer}: unknown field {', '.join(map(str, names))}"
    return f"{pointer}: {error.message[:300]}"


class Pinned:
    """The Kubernetes minor an environment's cluster is pinned to, as the blueprint writes it."""

    def __init__(self, blueprint):
        self.document = yaml.load(pathlib.Path(blueprint).read_text(), Loader=Reader)

    def layers(self, environment):
        seen, environments = set(), self.document.get("environments") or {}
        while environment in environments and environment not in seen:
            seen.add(environment)
            layer = environments[environment] or {}
            yield layer
            environment = layer.get("extends")
        yield self.document

    def minor(self, environment, cluster):
        layers = list(self.layers(environment))
        for path in (("kubernetes", cluster, "version"), ("versions", "kubernetes")):
            for layer in layers:
                found = layer
                for step in path:
                    found = found.get(step) if isinstance(found, dict) else None
                if found is not None:
                    return str(found)
        raise SystemExit(f"the blueprint pins no Kubernetes version for {environment}/{cluster}")


def manifests(folder):
    """(environment, cluster, path) of every manifest, in order; `kustomization.yaml` is not sent to any server."""
    root = pathlib.Path(folder) / "manifests"
    for path in sorted(root.glob("*/*/**/*.yaml")):
        if path.name != "kustomization.yaml":
            environment, cluster = path.relative_to(root).parts[:2]
            yield environment, cluster, path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--crds", required=True)
    parser.add_argument("--kubernetes", help="minor, such as 1.35")
    parser.add_argument("--blueprint", help="read the minor of each environment and cluster from here")
    options = parser.parse_args()
    if bool(options.kubernetes) == bool(options.blueprint):
        parser.error("give one of --kubernetes and --blueprint")
    judge, pinned = judge_of(options.crds), Pinned(options.blueprint) if options.blueprint else None

    counts, complaints = collections.Counter(), []
    for environment, cluster, path in manifests(options.folder):
        minor = pinned.minor(environment, cluster) if pinned else options.kubernetes
        try:
            documents = list(yaml.load_all(path.read_bytes(), Loader=Reader))
        except yaml.YAMLError as error:
            documents = []
            complaints.append((path, " ".join(str(error).split())))
        for item in documents:
            who, found = judge.judge(item, minor)
            kind = f"{item.get('apiVersion')} {item.get('kind')}" if isinstance(item, dict) else "(no object)"
            counts[who or "nobody", minor, kind] += 1
            complaints += [(path, complaint) for complaint in found]

    for (who, minor, kind), count in sorted(counts.items()):
        print(f"{count:5}  {kind}" + {"kubernetes": f", kubernetes-validate {minor}", "nobody": ": NOT JUDGED, no schema"}.get(who, ", Strimzi CRD"))
    for path, complaint in complaints:
        print(f"{path}: {complaint}", file=sys.stderr)
    by = collections.Counter()
    for (who, _, _), count in counts.items():
        by[who] += count
    print(f"judged: kubernetes {by['kubernetes']} strimzi {by['strimzi']} nobody {by['nobody']} complaints {len(complaints)}")
    if not counts and not complaints:
        sys.exit(f"no manifest under {options.folder}/manifests/<environment>/<cluster>/")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
