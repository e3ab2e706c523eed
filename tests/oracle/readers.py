"""PyYAML and ruamel.yaml as filters: the same protocol as the Go program, see README.md."""

import json
import math
import sys

import ruamel.yaml
import yaml


def pyyaml(document):
    return yaml.load(document, Loader=yaml.CSafeLoader)


def pyyaml_pure(document):
    return yaml.load(document, Loader=yaml.SafeLoader)


def ruamel_12(document):
    return ruamel.yaml.YAML(typ="safe", pure=True).load(document)


def ruamel_11(document):
    reader = ruamel.yaml.YAML(typ="safe", pure=True)
    reader.version = (1, 1)
    return reader.load(document)


READERS = {
    "pyyaml": pyyaml,
    "pyyaml-pure": pyyaml_pure,
    "ruamel": ruamel_12,
    "ruamel-1.1": ruamel_11,
}


def jsonable(value):
    """What JSON has no word for becomes an object with one `$` key, so that it never equals a string."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        value.encode("utf-8")  # a lone surrogate is no text: the reader's answer counts as a refusal
        return str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else {"$float": str(value)}
    if isinstance(value, dict):
        if all(isinstance(key, str) for key in value):
            return {jsonable(key): jsonable(item) for key, item in value.items()}
        return {"$pairs": [[jsonable(key), jsonable(item)] for key, item in value.items()]}
    if isinstance(value, (list, tuple)):
        return [jsonable(item) for item in value]
    if isinstance(value, bytes):
        return {"$binary": value.hex()}
    if isinstance(value, (set, frozenset)):
        return {"$set": [jsonable(item) for item in value]}
    return {"$" + type(value).__name__: str(value)}


def records(stream):
    """A stream cut inside a record raises: a caller's bug must not look like fewer documents."""
    while head := stream.readline():
        size = int(head)
        document = stream.read(size)
        if len(document) != size or not head.endswith(b"\n"):
            raise EOFError(f"the stream ends inside a document of {size} bytes")
        yield document


def answer(read, document):
    try:
        return {"ok": jsonable(read(document))}
    except Exception as refusal:  # readers raise far more than their own error types
        return {"err": f"{type(refusal).__name__}: {refusal}".encode("utf-8", "replace").decode()}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in READERS:
        sys.exit(f"usage: readers.py {'|'.join(READERS)} < records")
    # One digit string of some thousand digits is a legal YAML integer; Python's own limit is not a reader's opinion.
    sys.set_int_max_str_digits(0)
    read = READERS[sys.argv[1]]
    for document in records(sys.stdin.buffer):
        sys.stdout.write(json.dumps(answer(read, document), allow_nan=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
