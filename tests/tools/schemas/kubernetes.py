"""The table of the kinds that the API server itself serves."""

import importlib.util
import json
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

from digest import digest
from expression import OPAQUE, list_attributes, scalar
from ranges import merge_lines, spans

MODULES = {"1.33": "v1.33.13", "1.34": "v1.34.4", "1.35": "v1.35.4", "1.36": "v1.36.1"}
PACKAGE = "kubernetes-validate@1.37.0"
PACKAGE_ONLY = ["1.30", "1.31", "1.32"]


def short(name):
    """`io.k8s.api.core.v1.Pod` → `core.v1.Pod`."""
    return ".".join(name.split(".")[-3:])


def expression(schema):
    """The type expression of one property of an OpenAPI definition."""
    if "$ref" in schema:
        name = schema["$ref"].split("/")[-1]
        if name in OPAQUE or name.startswith("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchema"):
            return OPAQUE.get(name, "any")
        return "ref:" + name
    if "items" in schema:
        items = dict(schema["items"])
        return "[" + list_attributes(schema) + expression(items)
    if isinstance(schema.get("additionalProperties"), dict):
        return "{" + expression(schema["additionalProperties"])
    return scalar(schema)


def kinds_of(definition):
    """The apiVersion and kind pairs of a definition a person may write as an object."""
    fields, gvks = definition.get("properties", {}), definition.get("x-kubernetes-group-version-kind", [])
    if fields.get("metadata", {}).get("$ref", "").split(".")[-1] != "ObjectMeta":
        return []
    return ["%s %s" % ("/".join(filter(None, [g["group"], g["version"]])), g["kind"]) for g in gvks]


def kubernetes_version(definitions, enums):
    """One minor's definitions → {name: (kinds, {(field, expression)})}, only what a kind reaches."""
    out, todo = {}, [n for n, d in definitions.items() if kinds_of(d)]
    while todo:
        name = todo.pop()
        if name in out:
            continue
        definition, fields = definitions[name], set()
        kinds, required = kinds_of(definition), definition.get("required", [])
        for field, schema in definition.get("properties", {}).items():
            if field == "status" and kinds:
                text = "object"
            elif field in ("apiVersion", "kind") and "x-kubernetes-group-version-kind" in definition:
                text = "string"
            else:
                text = expression(schema)
            allowed = enums.get((short(name), field))
            if allowed and text.endswith("string"):
                # Left empty, an optional one takes its default.
                empty = [""] if text == "string" and field not in required and "" not in allowed else []
                text = text[: -len("string")] + "enum(%s)" % "|".join(empty + allowed)
            reference = text.partition("ref:")[2]
            if reference and not definitions[reference].get("properties"):
                text = text.replace("ref:" + reference, "object")
            elif reference:
                todo.append(reference)
                text = text.replace("ref:" + reference, short(reference))
            fields.add((field + ("!" if field in required else ""), text))
        out[name] = (kinds, fields)
    return out


def enumerations(source):
    """{(type, field): values} from the generated Go, which has the enumerations that the OpenAPI document leaves out."""
    out, where, field = {}, None, None
    for line in source.splitlines():
        function = re.match(r"func schema_(\w+)\(ref", line)
        if function:
            parts = function.group(1).split("_")
            where, field = ".".join(parts[-3:]) if len(parts) > 3 else None, None
        named = re.match(r'\t{5}"([^"]+)": \{', line)
        if named:
            field = named.group(1)
        values = re.match(r"\t+Enum: +\[\]interface\{\}\{(.*)\}", line)
        if values and where and field:
            allowed = sorted(json.loads("[%s]" % values.group(1)))
            if not any(" " in value for value in allowed):
                out[(where, field)] = allowed
    return out


def module(version, download):
    """The folder of the module in the Go module cache, or None."""
    if shutil.which("go") is None:
        return None
    asked = subprocess.run(["go", "env", "GOMODCACHE"], capture_output=True, text=True, check=True)
    cache = pathlib.Path(asked.stdout.strip())
    folder = cache / "k8s.io" / ("kubernetes@" + version)
    if download and not folder.is_dir():
        subprocess.run(["go", "mod", "download", "k8s.io/kubernetes@" + version], cwd="/")
    return folder if folder.is_dir() else None


def package_definitions(package, minor):
    """The definitions of one minor in `kubernetes-validate`, and the bytes they were read from."""
    inside = "kubernetes_validate/kubernetes-json-schema/v%s.0-local/_definitions.json" % minor
    if package.is_dir():
        raw = (package / inside).read_bytes()
    else:
        with zipfile.ZipFile(package) as archive:
            raw = archive.read(inside)
    return json.loads(raw)["$defs"], raw


def installed():
    """The folder that `kubernetes-validate` is installed in, for the Python that runs this."""
    found = importlib.util.find_spec("kubernetes_validate")
    return pathlib.Path(found.origin).parents[1] if found else None


def kubernetes(package, download):
    """The versions, inputs and body of schemas/kubernetes.table, or None where an input is missing."""
    minors, inputs, read = PACKAGE_ONLY + sorted(MODULES), [], {}
    first_enums = None
    for minor in sorted(MODULES):
        folder = module(MODULES[minor], download)
        if folder is None:
            return None
        swagger = (folder / "api/openapi-spec/swagger.json").read_bytes()
        go = (folder / "pkg/generated/openapi/zz_generated.openapi.go").read_bytes()
        enums = enumerations(go.decode())
        first_enums = first_enums or enums
        read[minor] = kubernetes_version(json.loads(swagger)["definitions"], enums)
        inputs.append("%s k8s.io/kubernetes@%s %s" % (minor, MODULES[minor], digest(swagger + go)))
    if package is None:
        return None
    for minor in PACKAGE_ONLY:
        definitions, raw = package_definitions(package, minor)
        # An enumeration only grows while an API version lives, so the next minor's never refuses too much.
        read[minor] = kubernetes_version(definitions, first_enums)
        inputs.append("%s %s %s" % (minor, PACKAGE, digest(raw)))
    blocks = {}
    for minor in minors:
        for name, (kinds, fields) in read[minor].items():
            block = blocks.setdefault(short(name), ({}, {}))
            block[0][minor], block[1][minor] = kinds, fields
    if len(blocks) != len({n for m in read.values() for n in m}):
        sys.exit("two definitions have the same short name")
    body = []
    for name in sorted(blocks):
        kinds, fields = blocks[name]
        present = [m for m in minors if m in fields]
        every = sorted({kind for minor in kinds.values() for kind in minor})
        head = ["= %s%s" % (name, span) + "".join(" : " + k for k in every) for span in spans(present, minors, minors)]
        if len(head) != 1:
            sys.exit("%s came and went and came back" % name)
        body += head + merge_lines(fields, minors) + [""]
    return minors, sorted(inputs), body


def compare(package):
    """Proves that the package and the module say the same for the minors that both have."""
    wrong = 0
    for minor in sorted(MODULES):
        folder = module(MODULES[minor], True)
        swagger = json.loads((folder / "api/openapi-spec/swagger.json").read_bytes())["definitions"]
        ours, theirs = kubernetes_version(swagger, {}), kubernetes_version(package_definitions(package, minor)[0], {})
        for name in sorted(set(ours) | set(theirs)):
            a, b = ours.get(name), theirs.get(name)
            if a != b:
                wrong += 1
                print(minor, name, "differs:", (a and b) and sorted(a[1] ^ b[1]))
        print("%s: %d definitions compared" % (minor, len(ours)))
    return 1 if wrong else 0
