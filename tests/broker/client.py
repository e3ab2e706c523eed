"""client.py SECONDS TOPIC COUNT BOOTSTRAP: what a client sees from where it stands, as one line of JSON.

Brokers as the metadata names them, messages delivered to each partition, messages read back, and the errors.
"""

import json
import sys
import time

from confluent_kafka import Consumer, Producer
from confluent_kafka.admin import AdminClient, NewTopic

seconds, topic, count, bootstrap = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
seen = {"brokers": {}, "leaders": [], "delivered": {}, "undelivered": [], "read": 0, "errors": []}


def error(found):
    said = [found.name(), found.str()]
    if said not in seen["errors"]:
        seen["errors"].append(said)


def delivered(failed, message):
    if failed is not None:
        seen["undelivered"].append(failed.name())
    else:
        partition = str(message.partition())
        seen["delivered"][partition] = seen["delivered"].get(partition, 0) + 1


common = {"bootstrap.servers": bootstrap, "error_cb": error, "broker.address.family": "v4", "log_level": 0}
run = f"run {time.time_ns()}"
producer = Producer({**common, "acks": "all", "message.timeout.ms": seconds * 1000})
if topic not in producer.list_topics(timeout=60).topics:
    admin = AdminClient(common)
    admin.create_topics([NewTopic(topic, 3, 3)])[topic].result(60)
end = time.monotonic() + 60
while len((metadata := producer.list_topics(topic, timeout=60)).topics[topic].partitions) < 3:
    assert time.monotonic() < end, "the topic was made and has no partitions"
    time.sleep(0.1)
seen["brokers"] = {str(id): f"{broker.host}:{broker.port}" for id, broker in sorted(metadata.brokers.items())}
partitions = metadata.topics[topic].partitions
seen["leaders"] = sorted({partition.leader for partition in partitions.values()})
for number in range(count):
    producer.produce(topic, value=f"{run}: {number}", partition=sorted(partitions)[number % len(partitions)], on_delivery=delivered)
producer.flush(seconds + 10)

if not seen["undelivered"]:
    consumer = Consumer({**common, "group.id": run.replace(" ", "-"), "auto.offset.reset": "earliest"})
    # Through the group, as an application does: its coordinator is one more broker that has to be reached.
    consumer.subscribe([topic])
    end = time.monotonic() + seconds
    while seen["read"] < count and time.monotonic() < end:
        message = consumer.poll(0.5)
        if message is None:
            continue
        if message.error():
            error(message.error())
        elif message.value().decode().startswith(f"{run}: "):
            seen["read"] += 1
    consumer.close()
print(json.dumps(seen))
