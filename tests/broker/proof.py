"""proof.py FOLDER JARS PROGRAM: Kafka on HDInsight as it is, with what `streamwright build` wrote into FOLDER, and rolled back.

FOLDER is `ambari/<env>/<cluster>` of the blueprint hdinsight-peered-aks, whose ranges and brokers are made here. Runs as the
first process of namespaces of its own: see ../parts/broker.sh.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from ipaddress import ip_network
from pathlib import Path

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from ambari import STOCK_BROKER, STOCK_ENV, Broker, java
from network import Network

DOMAIN = "k4ubxq2wpe0ehbyn.ax.internal.cloudapp.net"
BROKERS = {f"wn{number}-kafka.{DOMAIN}": f"10.10.0.{number + 5}" for number in range(3)}
ZOOKEEPER = f"zk0-kafka.{DOMAIN}"
SUBNET, NODE_SUBNET, NODE = ip_network("10.10.0.0/24"), ip_network("10.224.0.0/16"), "10.224.0.4"
BOOTSTRAP = ",".join(f"{address}:9092" for address in BROKERS.values())
BY_NAME = sorted(f"{name}:9092" for name in BROKERS)
BY_ADDRESS = sorted(f"{address}:9092" for address in BROKERS.values())
COUNT = 30
began = time.monotonic()
cases = 0


def say(text):
    print(f"{time.monotonic() - began:5.1f} s  {text}", flush=True)


def saw(case, text):
    global cases
    cases += 1
    say(f"{case}: {text}")


def until(what, seconds, ask):
    end = time.monotonic() + seconds
    while not (found := ask()):
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(0.1)
    return found


class Proof:
    def __init__(self, folder, jars, program, work):
        self.program = program
        self.block = (folder / "kafka-env.patch.sh").read_text()
        self.changes = json.loads((folder / "kafka-broker.json").read_text())
        self.jars, self.work, self.keeper = jars, work, None
        self.topics = set()
        self.network = Network(work, SUBNET, {**BROKERS, ZOOKEEPER: "10.10.0.9"}, NODE_SUBNET, NODE)
        self.home = Path(os.path.realpath(shutil.which("java"))).parents[1]
        names = {"java64_home": str(self.home), "zookeeper_connect": f"{ZOOKEEPER}:2181"}
        self.brokers = [Broker(self.network.hosts[name], work, jars, names) for name in BROKERS]

    def zookeeper(self):
        config = self.work / "zoo.cfg"
        config.write_text(f"dataDir={self.work}/zookeeper\nclientPort=2181\nadmin.enableServer=false\n")
        command = java(self.home, self.jars, 128, "org.apache.zookeeper.server.quorum.QuorumPeerMain", str(config))
        log = (self.work / "zookeeper.log").open("w")
        host = self.network.hosts[ZOOKEEPER]
        self.keeper = subprocess.Popen(host.command(*command), stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def end(self):
        for process in [self.keeper, *(each.process for each in self.brokers)]:
            if process:
                process.kill()
                process.wait()

    def start(self, broker, env):
        for each in self.brokers:
            each.start(broker, env)
        until("three brokers that know the topics", 120, lambda: self.whole(lambda part: part.leader > 0))

    def balanced(self):
        until("every partition whole and led by its first replica", 120, lambda: self.whole(
            lambda part: len(part.isrs) == len(part.replicas) and part.leader == part.replicas[0]))

    def whole(self, sound):
        for each in self.brokers:
            if each.process.poll() is not None:
                raise AssertionError(f"{each.host.name} ended:\n" + "\n".join(each.log.read_text().splitlines()[-15:]))
        # From the fabric itself, which has an address in the subnet. Each may know less than the others for a while.
        return all(self.is_whole(bootstrap, sound) for bootstrap in BOOTSTRAP.split(","))

    def is_whole(self, bootstrap, sound):
        try:
            metadata = AdminClient({"bootstrap.servers": bootstrap, "log_level": 0}).list_topics(timeout=2)
        except KafkaException:
            return False
        parts = [part for topic in metadata.topics.values() for part in topic.partitions.values()]
        return len(metadata.brokers) == 3 and self.topics <= set(metadata.topics) and all(map(sound, parts))

    def stop(self):
        for each in self.brokers:
            each.ask_to_stop()
        for each in self.brokers:
            each.process.wait(60)

    def client(self, host, seconds=30):
        script = Path(__file__).with_name("client.py")
        said = host.run(sys.executable, str(script), str(seconds), "mytopic", str(COUNT), BOOTSTRAP)
        return json.loads(said.splitlines()[-1])

    def fails_outside(self, case):
        """Bootstraps, is told names, cannot resolve them: that, and nothing else, is what is wrong."""
        seen = self.client(self.network.node, 5)
        assert sorted(seen["brokers"].values()) == BY_NAME, seen
        unresolved = {name for name, said in seen["errors"] if name == "_RESOLVE" for name in re.findall(r"'([^']+)'", said)}
        assert unresolved and unresolved <= set(BY_NAME), seen
        assert not seen["delivered"] and set(seen["undelivered"]) == {"_MSG_TIMED_OUT"}, seen
        assert len(seen["undelivered"]) == COUNT, seen
        saw(case, f"the AKS client bootstraps, is told {', '.join(name.split('.')[0] + '.…:9092' for name in BY_NAME)}, "
                  f"and delivers 0 of {COUNT}: _RESOLVE, then _MSG_TIMED_OUT")

    def works(self, case, host, told):
        # To wait for leaders on all three is worth it only where each has to be reached.
        if host is self.network.node:
            self.balanced()
        seen = self.client(host)
        assert sorted(seen["brokers"].values()) == told, seen
        assert len(seen["leaders"]) == 3 or host is not self.network.node, seen
        assert sum(seen["delivered"].values()) == COUNT and len(seen["delivered"]) == 3, seen
        assert seen["read"] == COUNT and not seen["undelivered"], seen
        saw(case, f"{host.name.split('.')[0]} is told {', '.join(t.replace('.' + DOMAIN, '.…') for t in told)}, delivers {COUNT} to {len(seen['leaders'])} leader(s), reads {seen['read']}")

    def one_half(self, broker, env):
        one = self.brokers[0]
        one.start(broker, env)
        until("its end", 60, lambda: one.process.poll() is not None)
        return one.log.read_text()

    def run(self):
        node, first = self.network.node, self.brokers[0]
        patched, changed = self.merged()
        say(f"addresses of {first.host.name.split('.')[0]}: {first.host.run('hostname', '-I')}")
        self.zookeeper()
        self.start(STOCK_BROKER, STOCK_ENV)
        say(f"three brokers are up, ids {sorted(self.ids())}")
        self.works("unpatched, inside", first.host, BY_NAME)
        self.topics = {"mytopic", "__consumer_offsets"}
        self.fails_outside("unpatched")

        self.stop()
        said = self.one_half(changed, STOCK_ENV)
        assert "0.0.0.0" in said and "nonroutable meta-address" in said, said[-2000:]
        saw("kafka-broker.json alone", "the broker refuses to start: it would advertise 0.0.0.0")
        self.start(changed, patched)
        for each, address in zip(self.brokers, BROKERS.values()):
            assert each.advertised() == [f"advertised.listeners=PLAINTEXT://{address}:9092"], each.properties()
            assert sorted(os.listdir(each.conf)) == ["kafka-env.sh", "server.properties"], "something was left beside it"
            assert f"streamwright: advertised.listeners=PLAINTEXT://{address}:9092" in each.log.read_text()
        self.works("patched", node, BY_ADDRESS)
        self.works("patched, inside", first.host, BY_ADDRESS)

        last = self.brokers[-1]
        last.stop()
        last.start(changed, patched)
        self.balanced()
        # As Kafka's command line tools on the host may do while the broker runs.
        before = last.properties()
        for shell in ["bash", "dash"]:
            last.host.run(shell, "-euc", f". {last.conf}/kafka-env.sh; . {last.conf}/kafka-env.sh")
        assert last.properties() == before, "sourced again it changed server.properties"
        self.works("one restarted, its files rendered anew", node, BY_ADDRESS)

        self.stop()
        self.start(STOCK_BROKER, STOCK_ENV)
        self.fails_outside("rolled back")
        self.works("rolled back, inside", first.host, BY_NAME)
        self.stop()

    def merged(self):
        """kafka-env and kafka-broker as `streamwright patch` would have Ambari keep them."""
        exports = {}
        for type, properties in [("kafka-env", {"content": STOCK_ENV}), ("kafka-broker", STOCK_BROKER)]:
            exports[type] = self.work / f"{type}.json"
            item = {"type": type, "tag": "version1", "Config": {"cluster_name": "kafka-hdi"}, "properties": properties}
            exports[type].write_text(json.dumps({"items": [item]}))
        body = subprocess.run([self.program, "patch", "kafka-env", "--example", "hdinsight-peered-aks", "--current", exports["kafka-env"],
                               "--kafka-broker", exports["kafka-broker"]], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        types = {config["type"]: config["properties"] for config in json.loads(body.stdout)[0]["Clusters"]["desired_config"]}
        env, broker = types["kafka-env"]["content"], types["kafka-broker"]
        assert self.block.strip() in env, "the body has another block than the folder"
        assert broker == {**STOCK_BROKER, **self.changes}, broker
        return env, broker

    def ids(self):
        return AdminClient({"bootstrap.servers": BOOTSTRAP, "log_level": 0}).list_topics(timeout=10).brokers


def main():
    with tempfile.TemporaryDirectory() as work:
        proof = Proof(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(work))
        try:
            proof.run()
        except BaseException:
            for log in [Path(work) / "zookeeper.log", *(each.log for each in proof.brokers)]:
                print(f"-- {log.relative_to(work)}", *log.read_text(errors="replace").splitlines()[-8:], sep="\n", file=sys.stderr)
            raise
        finally:
            proof.end()
    print(f"{cases} cases in {time.monotonic() - began:.0f} s")


main()
