"""The table of Strimzi's custom resources."""

import sys

from digest import digest
from expression import list_attributes, scalar
from ranges import merge_lines, spans

VERSIONS = ["1.1.0", "1.2.0"]


def merged(schemas, path, tree):
    """{version: schema} of one place → {version: expression}; records are written to `tree` once per shape."""
    kinds = {v: shape(s) for v, s in schemas.items()}
    out = {}
    for kind in sorted(set(kinds.values())):
        here = {v: schemas[v] for v in schemas if kinds[v] == kind}
        if kind == "record":
            name = tree.record(here, path)
            out.update({v: name for v in here})
        elif kind == "list":
            inner = merged({v: s["items"] for v, s in here.items()}, path, tree)
            out.update({v: "[" + list_attributes(here[v]) + inner[v] for v in here})
        elif kind == "map":
            inner = merged({v: s["additionalProperties"] for v, s in here.items()}, path, tree)
            out.update({v: "{" + inner[v] for v in here})
        else:
            out.update({v: scalar(s) for v, s in here.items()})
    return out


def shape(schema):
    """What a structural schema describes: record, list, map or scalar."""
    if schema.get("x-kubernetes-preserve-unknown-fields"):
        return "scalar"
    if "properties" in schema:
        return "record"
    if "items" in schema:
        return "list"
    return "map" if isinstance(schema.get("additionalProperties"), dict) else "scalar"


# What each CEL rule of Strimzi says, by the digest of its text, in the words of src/schema/condition.rs.
# A rule that is not here stops the tool until it has words.
RULES = {
    "b5a1c4335787": "type=|topology-label:filled(topologyKey)",
    "eeb8f68d9e6d": "type=environment-variable:filled(envVarName)",
    "13fb5ffd4d58": "type=jmxPrometheusExporter:present(valueFrom)",
    "698bbb41163d": "type=strimziMetricsReporter:never()",
    "2b1a93bcb167": "type!=tls:absent(renewalDays|validityDays)",
    "b6280101ef36": "type=tls:together(renewalDays|validityDays)",
    "f052b3126950": "type=tls:less(renewalDays|validityDays)",
}


class Tree:
    """Records by name, one name per distinct shape."""

    def __init__(self, versions):
        self.versions, self.by_lines, self.blocks = versions, {}, {}

    def record(self, schemas, path):
        per_version = {v: set() for v in schemas}
        names = sorted({n for s in schemas.values() for n in s["properties"]})
        for name in names:
            here = {v: s["properties"][name] for v, s in schemas.items() if name in s["properties"]}
            top = len(path) == 1 and {"metadata": "metadata", "status": "object"}.get(name)
            texts = {v: top for v in here} if top else merged(here, path + [name], self)
            for v, text in texts.items():
                per_version[v].add((name + ("!" if name in schemas[v].get("required", []) else ""), text))
        for v, schema in schemas.items():
            alternatives = [a.get("required", []) for a in schema.get("oneOf", [])]
            if alternatives and all(len(a) == 1 for a in alternatives):
                per_version[v].add(("?one-of", "|".join(sorted(a[0] for a in alternatives))))
            for rule in schema.get("x-kubernetes-validations", []):
                known = digest(rule["rule"].encode())[:12]
                if known not in RULES:
                    sys.exit("a CEL rule without words, %s at %s: %s" % (known, ".".join(path), rule["rule"]))
                per_version[v].add(("?when", RULES[known]))
        present = [v for v in self.versions if v in schemas]
        lines = tuple(merge_lines(per_version, self.versions)) + tuple(spans(present, self.versions, self.versions))
        if len(path) > 1 and lines in self.by_lines:
            return self.by_lines[lines]
        name = self.name(path)
        self.by_lines[lines] = name
        self.blocks[name] = (present, merge_lines(per_version, self.versions))
        return name

    def name(self, path):
        """The last words of the path, as many as it takes to be the only one."""
        for count in range(1, len(path) + 1):
            name = "".join(word[0].upper() + word[1:] for word in path[-count:])
            if name not in self.blocks and (count == len(path) or name != path[0]):
                return name
        sys.exit("no name left for " + ".".join(path))


def strimzi(folder):
    """The versions, inputs and body of schemas/strimzi.table, or None where an input is missing."""
    if folder is None:
        return None
    import yaml

    roots, inputs = {}, []
    for version in VERSIONS:
        files = sorted((folder / version).glob("*.yaml"))
        if not files:
            return None
        inputs.append("%s strimzi-crds-%s %s" % (version, version, digest("".join(sorted(digest(f.read_bytes()) for f in files)).encode())))
        for file in files:
            spec = yaml.safe_load(file.read_bytes())["spec"]
            for served in spec["versions"]:
                key = "%s/%s %s" % (spec["group"], served["name"], spec["names"]["kind"])
                roots.setdefault(key, {})[version] = served["schema"]["openAPIV3Schema"]
    tree, kinds = Tree(VERSIONS), {}
    for key in sorted(roots):
        kinds[key.split(" ")[1]] = key
    for name in kinds:
        tree.blocks[name] = None
    for name, key in kinds.items():
        del tree.blocks[name]
        tree.record(roots[key], [name])
    body = []
    for name in sorted(tree.blocks):
        present, lines = tree.blocks[name]
        span = list(spans(present, VERSIONS, VERSIONS))[0]
        body += ["= %s%s%s" % (name, span, " : " + kinds[name] if name in kinds else "")] + lines + [""]
    return VERSIONS, inputs, body
