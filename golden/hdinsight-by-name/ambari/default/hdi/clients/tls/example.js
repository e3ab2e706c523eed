// Kafka on HDInsight: writes five messages to a topic and reads it from its beginning for ten seconds. Needs: npm install kafkajs
const { Kafka } = require("kafkajs");
const { readFileSync } = require("node:fs");

const kafka = new Kafka({
  clientId: "example",
  // Every broker, so that one that is down locks nobody out.
  brokers: "wn0-kafka.qf3xk2d0aebepb.ax.internal.cloudapp.net:9093,wn1-kafka.qf3xk2d0aebepb.ax.internal.cloudapp.net:9093,wn2-kafka.qf3xk2d0aebepb.ax.internal.cloudapp.net:9093".split(","),
  // The certificate of whoever signed the brokers'.
  ssl: { ca: [readFileSync("ca.pem", "utf8")] },
});
const topic = process.argv[2];

async function main() {
  if (topic === undefined) throw new Error("usage: node example.js TOPIC (five messages are written to it)");
  const producer = kafka.producer();
  await producer.connect();
  const messages = Array.from({ length: 5 }, (_, number) => ({ key: "example", value: `message ${number}` }));
  for (const sent of await producer.send({ topic, messages, acks: -1 })) {
    console.log(`written to partition ${sent.partition} at offset ${sent.baseOffset}`);
  }
  await producer.disconnect();

  // A group of its own each time: nobody else's offsets move.
  const consumer = kafka.consumer({ groupId: `example-${process.pid}` });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ partition, message }) => {
      console.log(partition, message.offset, String(message.key), String(message.value));
    },
  });
  setTimeout(() => consumer.disconnect(), 10_000);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
