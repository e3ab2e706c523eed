"""Kafka of HDInsight's version with its ZooKeeper, as the source of a mirror: one broker, plain text, no rights asked."""

import socket
import subprocess
import time


class Legacy:
    """Lives as long as the `with`; `client` is how everybody connects."""

    def __init__(self, rig, jars):
        self.rig, self.jars, self.address = rig, jars, f"{rig.network}.200"
        self.folder = rig.work / "legacy"
        self.client = {"bootstrap.servers": f"{self.address}:9092", "security.protocol": "PLAINTEXT"}
        self.processes = []

    def __enter__(self):
        self.folder.mkdir()
        self.log = (self.folder / "log").open("wb")
        keeper, broker = self.folder / "zoo.cfg", self.folder / "server.properties"
        keeper.write_text(f"dataDir={self.folder}/zookeeper\nclientPortAddress={self.address}\nclientPort=2181\nadmin.enableServer=false\n")
        broker.write_text(
            f"broker.id=1001\nreserved.broker.max.id=2000\nlisteners=PLAINTEXT://{self.address}:9092\nzookeeper.connect={self.address}:2181\n"
            f"log.dirs={self.folder}/data\noffsets.topic.num.partitions=1\noffsets.topic.replication.factor=1\n"
            "auto.create.topics.enable=false\ngroup.initial.rebalance.delay.ms=0\n")
        self.run("org.apache.zookeeper.server.quorum.QuorumPeerMain", keeper)
        self.run("kafka.Kafka", broker)
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.kill()
            process.wait()
        self.log.close()

    def run(self, main, settings):
        command = ["java", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", f"{self.jars}/*", main, str(settings)]
        self.processes.append(subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, cwd=self.folder, start_new_session=True))

    def ready(self, seconds=60):
        """Waits until it takes connections; it starts beside whatever else is done meanwhile."""
        end = time.monotonic() + seconds
        while True:
            try:
                socket.create_connection((self.address, 9092), 1).close()
                return
            except OSError:
                ended = [process.args[-2] for process in self.processes if process.poll() is not None]
                if ended or time.monotonic() > end:
                    said = (self.folder / "log").read_text(errors="replace").splitlines()[-15:]
                    raise AssertionError(f"no Kafka of HDInsight; ended: {ended}\n" + "\n".join(said)) from None
                time.sleep(0.2)
