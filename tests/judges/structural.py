"""A CustomResourceDefinition's structural schema as a JSON Schema that refuses unknown fields.

Kubernetes prunes what a structural schema does not name; here that is an error, as with `--validate=strict`.
CEL rules (`x-kubernetes-validations`) are not evaluated: only a real API server judges those.
"""

from jsonschema import Draft7Validator

# Only these constrain a value; the structure (properties, items) is closed separately, because a value
# alternative such as `anyOf: [{required: [a]}]` names only the fields it speaks about.
VALUES = (
    "allOf", "anyOf", "oneOf", "not", "enum", "format", "pattern", "required", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties",
    "maxProperties",
)


def closed(schema):
    """The schema of one node. A keyword it does not know is an error: dropping one would judge too mildly."""
    result = {key: schema[key] for key in VALUES if key in schema}
    known = set(VALUES) | {"type", "properties", "items", "additionalProperties", "nullable", "description", "default", "example",
                           "title", "externalDocs"}
    strange = [key for key in schema if key not in known and not key.startswith("x-kubernetes-")]
    if strange:
        raise ValueError(f"keyword {strange[0]!r} is not one of a structural schema")
    # OpenAPI 3.0 writes exclusive bounds as a flag beside the bound; draft 7 as the bound itself.
    for flag, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if result.get(flag) is True:
            result[flag] = result.pop(bound)
        elif result.get(flag) is False:
            del result[flag]

    if schema.get("x-kubernetes-int-or-string"):
        result["type"] = ["integer", "string"]
    elif "type" in schema:
        result["type"] = schema["type"]
    if schema.get("nullable") and "type" in result:
        kinds = result["type"] if isinstance(result["type"], list) else [result["type"]]
        result["type"] = kinds + ["null"]
        if "enum" in result:
            result["enum"] = result["enum"] + [None]

    if "items" in schema:
        result["items"] = closed(schema["items"])
    if "properties" in schema:
        result["properties"] = {name: closed(child) for name, child in schema["properties"].items()}
    rest = schema.get("additionalProperties")
    if isinstance(rest, dict):
        result["additionalProperties"] = closed(rest)
    elif schema.get("x-kubernetes-preserve-unknown-fields") or rest is True:
        result["additionalProperties"] = True
    elif schema.get("type") == "object":
        result["additionalProperties"] = False
    return result


def validator(crd, version):
    """A validator for one served version of one CRD."""
    schema = closed(version["schema"]["openAPIV3Schema"])
    kind = crd["spec"]["names"]["kind"]
    # A custom resource's schema says nothing of these three; the API server fills them in.
    schema["properties"].update({
        "apiVersion": {"const": f"{crd['spec']['group']}/{version['name']}"},
        "kind": {"const": kind},
        "metadata": {"type": "object"},
    })
    schema["required"] = sorted(set(schema.get("required", [])) | {"apiVersion", "kind", "metadata"})
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)
