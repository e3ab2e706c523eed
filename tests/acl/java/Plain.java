import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** An application that reads and writes: in groups, out of them, with and without transactions. */
final class Plain {
    private final JsonNode order;
    private final Steps steps;
    private final Map<String, Object> client;
    private final List<String> consumes;
    private final List<String> produces;

    private Plain(JsonNode order, Steps steps) {
        this.order = order;
        this.steps = steps;
        client = Actor.map(order.get("client"));
        consumes = texts(order, "consumes");
        produces = texts(order, "produces");
    }

    static List<String> texts(JsonNode order, String key) {
        List<String> found = new ArrayList<>();
        order.path(key).forEach(text -> found.add(text.asText()));
        return found;
    }

    static void act(JsonNode order, Steps steps) throws Exception {
        Plain plain = new Plain(order, steps);
        for (String topic : plain.produces) {
            steps.step("write " + topic, () -> plain.write(topic, true));
            steps.step("write " + topic + " without idempotence", () -> plain.write(topic, false));
        }
        if (!plain.consumes.isEmpty()) {
            Records.put(order, "admin", plain.consumes, "first");
            List<String> groups = texts(order, "groups");
            for (String group : groups) {
                plain.inGroup(group);
            }
            if (groups.isEmpty()) {
                plain.consumes.forEach(topic -> steps.step("read " + topic, () -> plain.readAlone(topic)));
            }
        }
        if (order.hasNonNull("transactionalId")) {
            plain.transactions(order.get("transactionalId").asText());
        }
    }

    private void write(String topic, boolean idempotent) throws Exception {
        Map<String, Object> how = idempotent ? Map.of() : Map.of("enable.idempotence", "false", "acks", "1");
        try (KafkaProducer<String, String> producer = Records.producer(client, how)) {
            producer.send(new ProducerRecord<>(topic, "key", "value")).get();
        }
    }

    private void readAlone(String topic) throws Exception {
        try (KafkaConsumer<String, String> consumer = Records.consumer(client, Map.of())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            Steps.until("a record of " + topic, 9, () -> !consumer.poll(Duration.ofMillis(100)).isEmpty());
        }
    }

    private void inGroup(String group) throws Exception {
        // Members hear of each other by heartbeat.
        Map<String, Object> classic = Map.of("group.id", group, "heartbeat.interval.ms", "200");
        if (!steps.step("read in " + group, () -> {
            try (KafkaConsumer<String, String> one = Records.consumer(client, classic)) {
                readAll(one, "first");
                one.commitSync();
            }
        })) {
            return;
        }
        // What was committed is not read again, by nobody of the group.
        Records.put(order, "admin", consumes, "second");
        steps.step("rebalance and go on in " + group, () -> {
            try (KafkaConsumer<String, String> one = Records.consumer(client, classic);
                KafkaConsumer<String, String> other = Records.consumer(client, classic)) {
                one.subscribe(consumes);
                other.subscribe(consumes);
                Set<TopicPartition> seen = new HashSet<>();
                int all = consumes.stream().mapToInt(topic -> one.partitionsFor(topic).size()).sum();
                Steps.until("both members with partitions, every record once", 15, () -> {
                    for (KafkaConsumer<String, String> each : List.of(one, other)) {
                        for (ConsumerRecord<String, String> record : each.poll(Duration.ofMillis(50))) {
                            if (record.value().equals("first")) {
                                throw new IllegalStateException("read again what was committed");
                            }
                            seen.add(new TopicPartition(record.topic(), record.partition()));
                        }
                    }
                    boolean both = all == 1 || !one.assignment().isEmpty() && !other.assignment().isEmpty();
                    return both && one.assignment().size() + other.assignment().size() == all && seen.size() == all;
                });
                one.commitSync();
                other.commitSync();
            }
        });
        Records.put(order, "admin", consumes, "third");
        steps.step("the consumer protocol in " + group, () -> {
            try (KafkaConsumer<String, String> one = Records.consumer(client, Map.of("group.id", group, "group.protocol", "consumer"))) {
                readAll(one, "third");
                one.commitSync();
            }
        });
    }

    /** One record of this value from every partition. */
    private void readAll(KafkaConsumer<String, String> consumer, String value) throws Exception {
        consumer.subscribe(consumes);
        int all = consumes.stream().mapToInt(topic -> consumer.partitionsFor(topic).size()).sum();
        Set<TopicPartition> seen = new HashSet<>();
        Steps.until("records of " + consumes, 12, () -> {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                if (record.value().equals(value)) {
                    seen.add(new TopicPartition(record.topic(), record.partition()));
                }
            });
            return seen.size() == all;
        });
    }

    /** Somebody in the group, as a transaction wants it that writes offsets. */
    private ConsumerGroupMetadata member(String group) throws Exception {
        try (KafkaConsumer<String, String> consumer = Records.consumer(client, Map.of("group.id", group))) {
            return consumer.groupMetadata();
        }
    }

    private void transactions(String id) throws Exception {
        Map<String, Object> how = Map.of("transactional.id", id);
        steps.step("a transaction with " + id, () -> {
            try (KafkaProducer<String, String> producer = Records.producer(client, how)) {
                producer.initTransactions();
                producer.beginTransaction();
                for (String topic : produces) {
                    producer.send(new ProducerRecord<>(topic, "key", "in a transaction")).get();
                }
                for (String group : texts(order, "groups")) {
                    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
                    consumes.forEach(topic -> offsets.put(new TopicPartition(topic, 0), new OffsetAndMetadata(1)));
                    producer.sendOffsetsToTransaction(offsets, member(group));
                }
                producer.commitTransaction();
            }
            for (String topic : produces) {
                if (!Records.held(order, "admin", topic).containsKey("in a transaction")) {
                    throw new IllegalStateException("nothing committed in " + topic);
                }
            }
        });
        steps.step("fencing of " + id, () -> {
            try (KafkaProducer<String, String> old = Records.producer(client, how);
                KafkaProducer<String, String> young = Records.producer(client, how)) {
                old.initTransactions();
                old.beginTransaction();
                young.initTransactions();
                try {
                    old.send(new ProducerRecord<>(produces.get(0), "key", "too late")).get();
                    old.commitTransaction();
                } catch (Exception fenced) {
                    if (Steps.said(fenced).matches("(ProducerFenced|InvalidProducerEpoch)Exception: .*")) {
                        return;
                    }
                    throw fenced;
                }
                throw new IllegalStateException("the older producer was not fenced");
            }
        });
    }
}
