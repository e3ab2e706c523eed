"""The users of the blueprints we ship: every right of theirs is of a kind that was proved with the clients of platform.yaml."""

import subprocess
from pathlib import Path

import yaml

import declared
import variants
from builds import built


def kind(client, acl):
    """What a right is for, without the names that only tell one topic of an application from another."""
    what, resource, operation, named = variants.role(client, acl)
    return what, resource, operation, "" if what in ("plain", "connect") else named


def judge(proof, program, work, clients):
    proved = {kind(client, acl) for client in clients for acl in client.acls}
    for blueprint in sorted(Path("blueprints").glob("*.yaml")):
        out = work / "stories" / blueprint.stem
        subprocess.run([program, "build", blueprint, "--out", out], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seen = set()
        for build in built(blueprint, out):
            if build.environment in seen:
                continue
            seen.add(build.environment)
            # A blueprint without environments has one that cannot be asked for by name.
            named = ["--env", build.environment] if "environments" in yaml.safe_load(blueprint.read_text()) else []
            said = subprocess.run([program, "expand", blueprint, *named], check=True, capture_output=True, text=True).stdout
            for client in declared.clients(yaml.safe_load(said), build.all):
                for acl in client.acls:
                    proof.saw("rights of our blueprints")
                    if kind(client, acl) not in proved:
                        what = f"has `{declared.shown(acl)} {acl['operation']}`, which no client of tests/acl/platform.yaml needs"
                        proof.fails(client, what, f"not asked; in {blueprint}")
