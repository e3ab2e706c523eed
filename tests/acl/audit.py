"""What the brokers' authorizer decided, out of the lines it logs."""

import re
from dataclasses import dataclass

LINE = re.compile(
    r"Principal = (?P<principal>User:\S+) is (?P<how>Allowed|Denied) operation = (?P<operation>\w+) from host = \S+ "
    r"on resource = (?P<type>\w+):LITERAL:(?P<name>.+) for request = (?P<api>\w+) with")


@dataclass(frozen=True)
class Decision:
    principal: str
    allowed: bool
    operation: str
    type: str
    name: str
    api: str


def read(log):
    """Every decision once, by principal."""
    found = {}
    with log.open(errors="replace") as lines:
        for line in lines:
            if match := LINE.search(line):
                type = {"TransactionalId": "transactional_id"}.get(match["type"], match["type"].lower())
                decision = Decision(match["principal"], match["how"] == "Allowed", match["operation"].lower(), type, match["name"], match["api"])
                found.setdefault(decision.principal, set()).add(decision)
    return found


def covers(acl, decision):
    """Whether the right is about what was decided on, and about that operation itself."""
    same = acl["type"] == decision.type and acl["operation"] == decision.operation
    return same and (acl["name"] in ("*", decision.name) if acl["pattern"] == "literal" else decision.name.startswith(acl["name"]))


def asked_by(acl, decisions):
    """The requests that were allowed because of just this operation."""
    return sorted({each.api for each in decisions if each.allowed and covers(acl, each)})


def refused(decisions):
    """What was refused, as `Fetch: Read topic orders`."""
    return sorted({f"{each.api}: {each.operation} {each.type} {each.name}" for each in decisions if not each.allowed})
