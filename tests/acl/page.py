"""docs/least-privilege.md: what each client may do and why, and what it is refused, as it was seen."""

import difflib
import os
import re

import audit
import declared
import strangers
import variants

HEAD = """\
# Least privilege
What a `KafkaUser` may do follows from what its client declared in the blueprint. This page is what real Kafka said of the clients of
`tests/acl/platform.yaml`: `tests/run acl` gives users exactly these rights, lets real clients do all they declared, restarts included, takes
away one right after the other, and tries what nobody declared. `BLESS=1 tests/run acl` writes it. Applications connect with the
variables and files of their containers, workers and bridges with what their objects say, all others with their Secret.

*Asked for by* names the requests that a broker allowed for the sake of this right; `Read`, `Write`, `Delete` and `Alter` imply `Describe`, and
`AlterConfigs` implies `DescribeConfigs`. *Without it* is the first thing declared that no longer works; what several
clients have alike, such as the topics of workers, is taken from one of them.
"""
REFUSED = """\
## What is refused
Each was tried by each client, with all its rights. What stands there is the exception that Kafka's client gets: `Topic` for
`TopicAuthorizationException`, and likewise; `hidden` where the topic is not there for it; `–` where there is nothing to try it on.
"""
STRANGERS = """\
## Who is not let in
Whoever claims to be `clients/shop-smith`, whose principal is the whole subject of its certificate, or `clients/shop-writer`, who has a password:

| comes with | ends with |
|---|---|
"""


def camel(operation):
    return "".join(part.capitalize() for part in operation.split("_"))


def resource(acl):
    kind = {"transactional_id": "transactional id"}.get(acl["type"], acl["type"])
    return f"{kind} `{acl['name']}{'*' if acl['pattern'] == 'prefixed' else ''}`"


def rights(clients, decisions, broken):
    """A section per client; each row with the requests apart, which depend on time."""
    found = []
    for client in clients:
        found.append((f"### `{client.path.split(' ')[0]}`{client.path[len(client.path.split(' ')[0]):]}", None))
        how = "a certificate" if client.user["spec"]["authentication"]["type"] == "tls" else "a password"
        found.append((f"`{client.principal}`, by {how}.\n\n| right to | operation | asked for by | without it |\n|---|---|---|---|", None))
        for acl in client.acls:
            requests = audit.asked_by(acl, decisions.get(client.principal, ()))
            without = broken.get(variants.role(client, acl), "")
            found.append((f"| {resource(acl)} | {camel(acl['operation'])} | @ | {without} |", requests))
    return found


def short(how):
    return "hidden" if how == "UnknownTopicOrPartitionException" else f"`{how.removesuffix('AuthorizationException')}`"


def table(clients, refused):
    names = [client.path.split("/")[1] for client in clients]
    lines = ["| | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    for row, by in refused.items():
        lines.append(f"| {row} | " + " | ".join(short(by[client.path]) if client.path in by else "–" for client in clients) + " |")
    return "\n".join(lines) + "\n"


def check(proof, where, clients, decisions, broken, refused):
    rows = rights(clients, decisions, broken)
    for client in clients:
        for acl in client.acls:
            proof.saw("rights")
            if not audit.asked_by(acl, decisions.get(client.principal, ())):
                proof.fails(client, f"has the right `{declared.shown(acl)} {acl['operation']}`, which no request asked for", "nothing")
    body = []
    for line, requests in rows:
        head = "\n" if line.startswith("###") else ""
        body.append(head + (line if requests is None else line.replace("@", ", ".join(requests))))
    text = f"{HEAD}\n## What each may do{chr(10)}" + "\n".join(body) + f"\n\n{REFUSED}\n{table(clients, refused)}\n{STRANGERS}"
    text += "".join(f"| {told} | `{how}` |\n" for told, how in strangers.TOLD.items())
    if os.environ.get("BLESS") and not proof.failed:
        where.write_text(text)
    kept = where.read_text() if where.exists() else ""
    # Which requests are seen depends on how long things take; which rights there are, and what breaks, does not.
    if timeless(kept) != timeless(text):
        proof.failed.append("page")
        proof.say(f"FAILED {where}: it is not what was seen; `BLESS=1 tests/run acl` writes it")
        print("".join(difflib.unified_diff(kept.splitlines(True), text.splitlines(True), "kept", "seen")))


def timeless(text):
    return re.sub(r"^(\| [^|]* \| \w+ \|)[^|]*\|", r"\1 |", text, flags=re.MULTILINE)
