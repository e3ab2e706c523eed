"""proof.py BLUEPRINT BUILT PROGRAM JARS RIG CLIENTS LEGACY PLUGINS PAGE: users may do what they declared, nothing else, and need each right.

BLUEPRINT is platform.yaml, BUILT its build, PAGE the page of docs/ with what was seen; BLESS=1 writes it.
"""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import yaml

sys.path.append(str(Path(__file__).parents[1] / "kafka"))

import audit
import converter
import declared
import page
import stories
import variants
from actor import Actor
from builds import built
from legacy import Legacy
from rig import Rig
from stage import Stage
from strangers import Strangers

WORD = "shop"
LOGGING = Path(__file__).with_name("log4j2.properties")


class Proof:
    def __init__(self, build):
        self.began, self.failed, self.counted, self.build = time.monotonic(), [], {}, build

    def say(self, text):
        print(f"{time.monotonic() - self.began:5.1f} s  {text}", flush=True)

    def saw(self, kind, count=1):
        self.counted[kind] = self.counted.get(kind, 0) + count

    def fails(self, client, what, words):
        """One case that is not as it should be: the object, Kafka's words, and where the client is declared."""
        self.failed.append(what)
        line = self.build.line(*client.path.split(" ")[0].split("/")).replace("blueprints/", "tests/acl/", 1)
        self.say(f"FAILED KafkaUser/{client.name}: {what}\n         Kafka: {words}\n         at {line}")


def whole(proof, runs, decisions):
    """With all its rights each client does all it declared, and nothing of it is refused on the way."""
    for run in runs:
        for step, how in run.steps.items():
            proof.saw("steps with all rights")
            if how != "ok":
                proof.fails(run.client, step, how)
        for call in audit.refused(decisions.get(run.principal(WORD), ())):
            proof.fails(run.client, "is refused what it needs", call)


def lacking(proof, runs, all_steps, decisions):
    """Without any one right something breaks; by role, the step that does."""
    found = {}
    for run in runs:
        proof.saw("runs with one right less")
        steps = {"a storage topic that is not compacted is refused": "ok"} if variants.is_guard(run) else all_steps[run.client.path]
        broken = variants.broken(steps, run, WORD)
        refused = audit.refused(decisions.get(run.principal(WORD), ()))
        what = f"{declared.shown(run.without)} {run.without['operation']}"
        if not broken:
            proof.fails(run.client, f"does all it declared without the right `{what}`", "; ".join(refused) or "nothing was refused")
        elif not variants.is_told(run, decisions, WORD):
            proof.fails(run.client, f"fails without `{what}`, and not for want of it", broken[1])
        else:
            found[variants.role(run.client, run.without)] = broken[0]
    return found


def refusals(proof, stage, tried):
    """What nobody declared is refused, each with the exception that says so; by row and client."""
    found = {}
    for client, attempts, steps in tried:
        for attempt in attempts:
            how = steps.get(f"{attempt['what']} {attempt['on']}", "not reached").split(":")[0]
            proof.saw("refused attempts")
            expected = "UnknownTopicOrPartitionException" if attempt["what"] == "see" else "AuthorizationException"
            if not how.endswith(expected):
                proof.fails(client, f"may {attempt['row']}, which it did not declare", steps.get(f"{attempt['what']} {attempt['on']}"))
            found.setdefault(attempt["row"], {})[client.path] = how
    return found


def main():
    blueprint, out, program, jars, rig_classes, classes, legacy_jars, plugins, where = map(Path, sys.argv[1:10])
    expanded = subprocess.run([program, "expand", blueprint], check=True, capture_output=True, text=True).stdout
    builds = built(blueprint, out)
    clients = declared.clients(yaml.safe_load(expanded), builds[0].all)
    proof = Proof(builds[0])
    with contextlib.ExitStack() as stack:
        rig = stack.enter_context(Rig(jars, rig_classes, keep="STREAMWRIGHT_KEEP" in os.environ, logging=LOGGING))
        legacy = stack.enter_context(Legacy(rig, legacy_jars))
        actor = stack.enter_context(Actor(rig, classes))
        clusters = {}
        for each in builds:
            clusters[each.kafka["metadata"]["name"]] = cluster = each.cluster(rig)
            cluster.start()
        proof.say(f"{', '.join(clusters)}: up")
        stage = Stage(rig, actor, clusters, legacy, plugins, clients, WORD)

        acting = [variants.Variant(client, WORD) for client in clients if client.kind != "mirror-source"]
        trying = [variants.Variant(client, f"{WORD}try", trying=True) for client in clients]
        less = variants.of(clients, WORD)
        guards = [variants.Variant(run.client, f"{run.word}guard") for run in less if variants.is_guard(run)]
        worker = next(client for client in clients if client.kind == "connect")
        asking = [variants.Variant(worker, f"{WORD}{end}") for end in ("asks", "camel", "trap")]
        stage.furnish(acting + trying + less + guards + asking)
        proof.say(f"{len(clients)} users, and {len(less)} of them with one right less")
        tried = [(run.client, *stage.attempt(run)) for run in trying]
        guarding = [(run, stage.guard(run, old.without["name"])) for run, old in zip(guards, filter(variants.is_guard, less))]
        cases = converter.Cases(stage, worker, next(client for client in clients if client.kind == "mirror" and not stage.partner(client)))
        answers = cases.start()
        strangers = Strangers(stage, *(next(client for client in clients if client.path == f"clients/{name}") for name in ("shop-smith", "shop-writer")))
        ends = strangers.start()
        variants.run(acting, stage.order)
        proof.say("all have done what they declared")
        variants.run(less, stage.order)
        for run, steps in guarding:
            run.steps = steps.result(120)
        tried = [(client, attempts, steps.result(200)) for client, attempts, steps in tried]
        proof.say("each has tried it without each of its rights")

        # On a machine that has much else to do, what is slow fails as well: that is tried again, with time.
        decisions = audit.read(rig.log)
        hurried = [run for run in less if "TimeoutException" in str(run.steps) and not variants.is_told(run, decisions, WORD)]
        again = {run.word: variants.Variant(run.client, f"{run.word}again", run.without) for run in hurried}
        if again:
            proof.say(f"{len(again)} of them in need of more time")
            stage.furnish(again.values())
            variants.run(again.values(), stage.order)
        less = [again.get(run.word, run) for run in less]

        decisions = audit.read(rig.log)
        whole(proof, acting + guards, decisions)
        steps = {run.client.path: run.steps for run in acting}
        steps |= {each.path: steps[stage.partner(each).path] for each in clients if each.kind == "mirror-source"}
        broken = lacking(proof, less, steps, decisions)
        refused = refusals(proof, stage, tried)
        if "STREAMWRIGHT_SLOW" in os.environ:
            for run in acting + less:
                proof.say(f"{run.seconds:.0f} s {run.client.path} {run.without} {run.steps}")
        strangers.judge(proof, ends)
        converter.judge(proof, cases, answers, program, rig.work)
        stories.judge(proof, program, rig.work, clients)
        page.check(proof, where, clients, decisions, broken, refused)
    for kind, count in sorted(proof.counted.items()):
        print(f"counted\t{kind}\t{count}")
    if proof.failed or not proof.counted:
        sys.exit(f"{len(proof.failed)} failed")


main()
