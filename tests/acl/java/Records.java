import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Clients that carry text, and what the one who may do everything puts into topics and sees in them. */
final class Records {
    private Records() {}

    static KafkaProducer<String, String> producer(Map<String, Object> client, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(client);
        // Half a minute is long for whoever waits for a refusal that does not come.
        all.putAll(Map.of("delivery.timeout.ms", "25000", "request.timeout.ms", "20000", "max.block.ms", "25000"));
        all.putAll(more);
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    static KafkaConsumer<String, String> consumer(Map<String, Object> client, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(client);
        all.putAll(Map.of("auto.offset.reset", "earliest", "enable.auto.commit", "false", "default.api.timeout.ms", "25000"));
        all.putAll(more);
        return new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
    }

    static Map<String, Object> almighty(JsonNode order, String which) {
        return Actor.map(order.get(which));
    }

    /** One record to every partition of every topic. */
    static void put(JsonNode order, String which, Iterable<String> topics, String value) throws Exception {
        try (KafkaProducer<String, String> producer = producer(almighty(order, which), Map.of())) {
            for (String topic : topics) {
                for (int partition = 0; partition < producer.partitionsFor(topic).size(); partition++) {
                    producer.send(new ProducerRecord<>(topic, partition, value, value)).get();
                }
            }
        }
    }

    /** How many records of each value a topic holds. */
    static Map<String, Integer> held(JsonNode order, String which, String topic) {
        Map<String, Integer> seen = new HashMap<>();
        try (KafkaConsumer<String, String> consumer = consumer(almighty(order, which), Map.of("isolation.level", "read_committed"))) {
            read(consumer, topic, record -> seen.merge(record.value(), 1, Integer::sum));
        }
        return seen;
    }

    /** The last value of each key. */
    static Map<String, String> latest(JsonNode order, String which, String topic) {
        Map<String, String> seen = new HashMap<>();
        try (KafkaConsumer<String, String> consumer = consumer(almighty(order, which), Map.of("isolation.level", "read_committed"))) {
            read(consumer, topic, record -> seen.put(record.key(), record.value()));
        }
        return seen;
    }

    private static void read(KafkaConsumer<String, String> consumer, String topic, java.util.function.Consumer<ConsumerRecord<String, String>> take) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream().map(part -> new TopicPartition(topic, part.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long stop = System.nanoTime() + 9_000_000_000L;
        while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.get(part)) && System.nanoTime() < stop) {
            consumer.poll(Duration.ofMillis(50)).forEach(take);
        }
    }

    static boolean exists(Admin admin, String topic) throws Exception {
        return admin.listTopics(new org.apache.kafka.clients.admin.ListTopicsOptions().listInternal(true)).names().get().contains(topic);
    }

    static Collection<TopicPartition> partitions(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
            .map(part -> new TopicPartition(topic, part.partition())).toList();
    }
}
