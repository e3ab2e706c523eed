import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What applications do, with the properties {@code client} of the request. */
final class Clients {
    private Clients() {}

    static void add(Map<String, Rig.Deed> deeds) {
        deeds.put("produce", Clients::produce);
        deeds.put("consume", Clients::consume);
    }

    /** Sends each of {@code values} to {@code topic} and waits for each; in a transaction where the client has an id for them. */
    private static Object produce(JsonNode asked) throws Exception {
        Properties properties = Settings.properties(asked.path("client"));
        properties.putIfAbsent("max.block.ms", "30000");
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            boolean transactional = properties.containsKey("transactional.id");
            if (transactional) {
                producer.initTransactions();
                producer.beginTransaction();
            }
            int sent = 0;
            for (JsonNode value : asked.path("values")) {
                producer.send(new ProducerRecord<>(asked.get("topic").asText(), value.asText())).get(20, TimeUnit.SECONDS);
                sent++;
            }
            if (transactional) {
                producer.commitTransaction();
            }
            return sent;
        }
    }

    /** Reads {@code topic} in the group of the client until {@code count} records are there or {@code within} seconds are over, and commits. */
    private static Object consume(JsonNode asked) {
        Properties properties = Settings.properties(asked.path("client"));
        properties.putIfAbsent("auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(asked.path("within").asLong(60));
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(asked.get("topic").asText()));
            while (values.size() < asked.path("count").asInt(1) && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(200))) {
                    values.add(each.value());
                }
            }
            consumer.commitSync(Duration.ofSeconds(15));
        }
        return values;
    }
}
