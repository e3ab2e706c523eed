"""One schema as one type expression."""

import sys


OPAQUE = {
    "io.k8s.apimachinery.pkg.util.intstr.IntOrString": "int32-or-string",
    "io.k8s.apimachinery.pkg.api.resource.Quantity": "quantity",
    "io.k8s.apimachinery.pkg.apis.meta.v1.Time": "date-time",
    "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime": "date-time",
    "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1": "object",
    "io.k8s.apimachinery.pkg.apis.meta.v1.ManagedFieldsEntry": "object",
    "io.k8s.apimachinery.pkg.runtime.RawExtension": "object",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON": "any",
    # The schema inside a CustomResourceDefinition is a language of its own; nothing here writes one.
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps": "object",
}


def bounds(schema, low, high):
    """`(1..)`, `(0..1)` or nothing."""
    if low not in schema and high not in schema:
        return ""
    return "(%s..%s)" % (schema.get(low, ""), schema.get(high, ""))


def scalar(schema):
    """The expression of a schema without properties, items or reference."""
    kind, fmt = schema.get("type"), schema.get("format")
    if isinstance(kind, list):
        kind = [k for k in kind if k != "null"][0]
    pattern = "/" + schema["pattern"] if "pattern" in schema else ""
    if " " in pattern:
        sys.exit("a pattern with a space needs another grammar: " + pattern)
    if schema.get("x-kubernetes-int-or-string") or fmt == "int-or-string":
        return "int-or-string" + pattern
    if "enum" in schema:
        return "enum(%s)" % "|".join(sorted(schema["enum"]))
    if kind == "integer":
        return {"int32": "int32", "int64": "int64"}.get(fmt, "int") + bounds(schema, "minimum", "maximum")
    if kind == "number":
        return "number" + bounds(schema, "minimum", "maximum")
    if kind == "boolean":
        return "bool"
    if kind == "string":
        word = {"byte": "bytes", "date-time": "date-time"}.get(fmt, "string")
        return word + bounds(schema, "minLength", "maxLength") + pattern
    return "object" if kind == "object" else "any"


def list_attributes(schema):
    """`(key=name,1..)`: the merge keys of a list and how many items it takes."""
    keys = schema.get("x-kubernetes-list-map-keys") or []
    if not keys and "x-kubernetes-patch-merge-key" in schema:
        keys = [schema["x-kubernetes-patch-merge-key"]]
    parts = ["key=" + "+".join(keys)] if keys else []
    size = bounds(schema, "minItems", "maxItems")
    parts += [size[1:-1]] if size else []
    return "(%s)" % ",".join(parts) if parts else ""
