# Kafka on HDInsight: writes five messages to a topic and reads it from its beginning. Needs: pip install kafka-python
import sys

from kafka import KafkaConsumer, KafkaProducer

connection = {
    # Every broker, so that one that is down locks nobody out.
    "bootstrap_servers": "wn0-kafka.qf3xk2d0aebepb.ax.internal.cloudapp.net:9093,wn1-kafka.qf3xk2d0aebepb.ax.internal.cloudapp.net:9093,wn2-kafka.qf3xk2d0aebepb.ax.internal.cloudapp.net:9093".split(","),
    "security_protocol": "SSL",
    # The certificate of whoever signed the brokers'.
    "ssl_cafile": "ca.pem",
}
if len(sys.argv) != 2:
    sys.exit("usage: example.py TOPIC (five messages are written to it)")
topic = sys.argv[1]

producer = KafkaProducer(**connection, acks="all")
for number in range(5):
    sent = producer.send(topic, key=b"example", value=f"message {number}".encode()).get(timeout=30)
    print(f"written to partition {sent.partition} at offset {sent.offset}")
producer.close()

# Without a group: nobody else's offsets move.
consumer = KafkaConsumer(topic, **connection, group_id=None, auto_offset_reset="earliest", consumer_timeout_ms=10_000)
for message in consumer:
    print(message.partition, message.offset, message.key, message.value)
