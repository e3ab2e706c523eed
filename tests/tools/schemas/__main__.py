"""Writes the compact schema tables that `src/schema/` reads: schemas/kubernetes.table and schemas/strimzi.table.

Only names, types, limits and versions are carried over, never descriptions. The grammar of a table is on the front
page of `src/schema/table.rs`; where each table comes from stands in its own header and in schemas/SOURCES.toml.

    python3 tests/tools/schemas write   [--strimzi DIR]   rewrite the tables
    python3 tests/tools/schemas check   [--strimzi DIR]   derive again and compare
    python3 tests/tools/schemas compare                   both Kubernetes origins must agree

Kubernetes: `api/openapi-spec/swagger.json` and the enumerations of the generated Go in the module `k8s.io/kubernetes`
(`go mod download`). The module proxy serves no 1.30 to 1.32; their OpenAPI definitions are read from the PyPI package
`kubernetes-validate`, installed or as a wheel (`--package`), whose definitions equal the module's wherever both exist
(`compare` proves it). Strimzi: DIR/<version>/*.yaml, the published custom resource definitions (needs PyYAML).
A new Kubernetes minor: a line in MODULES (kubernetes.py), in MINORS (src/facts/kubernetes/minor.rs) and in
schemas/SOURCES.toml, then `write`. A new Strimzi release: VERSIONS (strimzi.py), EMITTED (src/facts/strimzi/version.rs),
SOURCES.toml, `write`. The tests say what was forgotten.
`check` downloads nothing. A table of which an input is missing is said and left as it is.
"""

import argparse
import pathlib
import sys

from digest import digest
from kubernetes import PACKAGE, compare, installed, kubernetes
from strimzi import strimzi

HERE = pathlib.Path(__file__).resolve().parent
TABLES = HERE.parents[2] / "schemas"


def text(versions, inputs, body):
    """A whole table."""
    content = "".join(line + "\n" for line in body)
    head = ["# Made by tests/tools/schemas; run it again instead of editing. Grammar: src/schema/table.rs."]
    head += ["# input " + line for line in inputs]
    tool = b"".join(file.read_bytes() for file in sorted(HERE.glob("*.py")))
    head += ["# tool " + digest(tool), "# body " + digest(content.encode())]
    return "\n".join(head + ["versions " + " ".join(versions), "", content])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=["write", "check", "compare"])
    parser.add_argument("--package", type=pathlib.Path, default=installed(), help=PACKAGE)
    parser.add_argument("--strimzi", type=pathlib.Path, help="folder with one folder of CRD files per version")
    args = parser.parse_args()
    if args.do == "compare":
        return compare(args.package)
    stale = 0
    tables = {"kubernetes": kubernetes(args.package, args.do == "write"), "strimzi": strimzi(args.strimzi)}
    for name, derived in tables.items():
        path = TABLES / (name + ".table")
        if derived is None:
            print("%s: left as it is, an input is missing" % path.name)
            continue
        content = text(*derived)
        if args.do == "write":
            path.write_text(content)
        elif path.read_text() != content:
            stale = 1
            print("%s: stale, run `write`" % path.name)
            continue
        print("%s: %d bytes, %s" % (path.name, len(content), ", ".join(derived[0])))
    return stale


if __name__ == "__main__":
    sys.exit(main())
