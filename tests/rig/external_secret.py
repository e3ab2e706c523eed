"""external_secret.py TYPES FOLDER: the CRD of ExternalSecret, out of the types that `@kubernetes-models/external-secrets` publishes.

TYPES is the folder of `external-secrets.io/v1` with a `.d.ts` for each type. Fields, their types, their words and which of them must
be there are the operator's; patterns and lengths, which those types do not tell, are not in it.
"""

import json
import re
import sys
from pathlib import Path

PREFIX = "IComGithubExternalSecretsExternalSecretsApisExternalsecretsV1"
FIELD = re.compile(r'^    "(\w+)"(\??): (\{.*?\}|.+?);$', re.MULTILINE | re.DOTALL)


def text_of(name):
    found = (TYPES / f"{name}.d.ts").read_text()
    return re.sub(r"/\*\*.*?\*/", "", found, flags=re.DOTALL)


def schema(said):
    """The schema of an expression of TypeScript; one that is not known ends this."""
    if said in ("string", "boolean"):
        return {"type": said}
    if re.fullmatch(r'"\w+"( \| "\w+")*', said):
        return {"type": "string", "enum": re.findall(r'"(\w+)"', said)}
    if listed := re.fullmatch(r"Array<(\w+)>", said):
        return {"type": "array", "items": schema(listed[1])}
    if re.fullmatch(r"\{\s*\[key: string\]: string;\s*\}", said):
        return {"type": "object", "additionalProperties": {"type": "string"}}
    assert said.startswith(PREFIX), f"a type that was not met before: {said}"
    return named(said.removeprefix(PREFIX))


def named(name):
    text = text_of(name)
    if words := re.search(rf"^export type I{name} = (.+);$", text, re.MULTILINE):
        return schema(words[1])
    body = re.search(rf"^export interface I{name} \{{\n(.*?)^\}}", text, re.MULTILINE | re.DOTALL)[1]
    fields = FIELD.findall(body)
    assert len(fields) == len(re.findall(r'^    "', body, re.MULTILINE)), f"fields of {name} that cannot be read"
    made = {"type": "object", "properties": {field: schema(said) for field, _, said in fields}}
    required = [field for field, optional, _ in fields if not optional]
    return made | ({"required": required} if required else {})


TYPES = Path(sys.argv[1])
spec = named("ExternalSecretSpec")
names = {"kind": "ExternalSecret", "listKind": "ExternalSecretList", "plural": "externalsecrets", "singular": "externalsecret"}
version = {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": spec}}}}
crd = {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "externalsecrets.external-secrets.io"},
       "spec": {"group": "external-secrets.io", "scope": "Namespaced", "names": names, "versions": [version]}}
(Path(sys.argv[2]) / "ExternalSecret.yaml").write_text(json.dumps(crd, indent=1) + "\n")
