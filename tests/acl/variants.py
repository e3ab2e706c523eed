"""Runs of a client with other names and one right less, and what they show."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import audit
from declared import renamed
from strimzi import Cluster


@dataclass
class Variant:
    """A run: `word` stands wherever the blueprint's names have theirs, `without` is the right that is taken away."""

    client: object
    word: str
    without: dict | None = None
    trying: bool = False
    patient: bool = True
    steps: dict = field(default_factory=dict)
    seconds: float = 0

    def act(self, order):
        began = time.monotonic()
        self.steps = order(self).result(240)
        self.seconds = time.monotonic() - began

    def user(self, word):
        return renamed(self.client.user, word, self.word)

    def principal(self, word):
        return Cluster.principal(self.user(word))


def role(client, acl):
    """What a right is for, whatever the names: two rights of one role come from one line of ours."""
    operand = (client.operand or {}).get("metadata", {}).get("name")
    kind = "worker" if operand and f"{operand}-" in acl["name"] else client.kind
    if kind == "mirror":
        # Of two mirrors, one that moves groups as well has every right of the other.
        named = next((word for word in ("offset-syncs", "checkpoints") if word in acl["name"]), "")
    elif kind == "worker":
        named = {"topic": acl["name"].rsplit("-", 1)[-1], "transactional_id": acl["pattern"]}.get(acl["type"], "")
    elif client.kind == "words":
        named = acl["pattern"] if acl["type"] == "topic" else ""
    elif client.kind == "mirror-source":
        named = ""
    else:
        named = f"{client.path} {acl['name']}"
    return kind, acl["type"], acl["operation"], named


def of(clients, word):
    """Every client with every single right missing, each with names of its own. One run for each role."""
    made, seen = [], set()
    for client in sorted(clients, key=lambda each: (each.kind == "mirror", -len(each.acls))):
        for acl in client.acls:
            if role(client, acl) not in seen:
                seen.add(role(client, acl))
                made.append(Variant(client, f"{word}{len(made) + 1}", acl, patient=False))
    return made


def rights(variant, word):
    """ACLs of a run, with the principal they are given to."""
    kept = [acl for acl in variant.client.acls if acl != variant.without]
    return [{**acl, "principal": variant.principal(word)} for acl in renamed(kept, word, variant.word)]


def run(variants, order, at_once=8):
    """Lets all of them act, some at a time; `order` starts one and gives its steps in the future."""
    with ThreadPoolExecutor(at_once) as threads:
        list(threads.map(lambda each: each.act(order), variants))


def broken(whole, variant, word):
    """The first step of the client that goes well with all rights and not with one less; nothing if every step does."""
    for step, how in renamed(whole, word, variant.word).items():
        if how == "ok" and variant.steps.get(step) != "ok":
            return renamed(step, variant.word, word), variant.steps.get(step, "not reached")
    return None



def is_told(variant, decisions, word):
    """Whether what was refused is for want of the right: of a topic or group that it may not see, nobody is told."""
    return bool(audit.refused(decisions.get(variant.principal(word), ()))) or variant.without["operation"] in ("describe", "read")


def is_guard(variant):
    """Whether what is missing lets a worker see that a topic of its own forgets: which is what it is then tried on."""
    acl = variant.without
    return bool(acl) and acl["operation"] == "describe_configs" and role(variant.client, acl)[0] == "worker"
