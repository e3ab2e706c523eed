"""Reports, judged by the published schemas of their formats.

usage: judge.py SCHEMAS FOLDER

FOLDER holds one report per file: NAME.sarif, NAME.xml (JUnit), NAME.gitlab.json. Prints how many of each were judged;
ends with 1 when one is refused or a kind is missing.
"""

import json
import pathlib
import sys

import jsonschema
import xmlschema

# What GitLab documents for a Code Quality report: no schema of it is published.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def main(schemas: pathlib.Path, folder: pathlib.Path) -> int:
    sarif = jsonschema.Draft7Validator(json.loads((schemas / "sarif-2.1.0.json").read_text()))
    gitlab = jsonschema.Draft7Validator(GITLAB)
    junit = xmlschema.XMLSchema(str(schemas / "junit.xsd"))
    kinds = {
        ".sarif": lambda path: [e.message for e in sarif.iter_errors(json.loads(path.read_text()))],
        ".gitlab.json": lambda path: [e.message for e in gitlab.iter_errors(json.loads(path.read_text()))],
        ".xml": lambda path: [str(e.reason) for e in junit.iter_errors(str(path))],
    }
    refused = 0
    for kind, errors_of in kinds.items():
        reports = sorted(folder.glob(f"*{kind}"))
        findings = 0
        for path in reports:
            for error in errors_of(path):
                print(f"{path.name}: {error}", file=sys.stderr)
                refused += 1
            findings += count(kind, path)
        print(f"{kind[1:]} {len(reports)} {findings}")
        if not findings:
            print(f"no finding in any {kind} report: that proves nothing", file=sys.stderr)
            refused += 1
    return 1 if refused else 0


def count(kind: str, path: pathlib.Path) -> int:
    if kind == ".sarif":
        return len(json.loads(path.read_text())["runs"][0]["results"])
    if kind == ".gitlab.json":
        return len(json.loads(path.read_text()))
    return path.read_text().count("<testcase ")


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
