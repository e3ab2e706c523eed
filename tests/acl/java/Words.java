import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;

/** Kafka Streams that counts words: the words are repartitioned, the counts kept in a store with a changelog. */
final class Words {
    private final JsonNode order;
    private final Map<String, Object> client;
    private final List<String> consumes;
    private final List<String> produces;
    private final String id;
    private final AtomicReference<Throwable> failed = new AtomicReference<>();

    private Words(JsonNode order) {
        this.order = order;
        client = Actor.map(order.get("client"));
        consumes = Plain.texts(order, "consumes");
        produces = Plain.texts(order, "produces");
        id = order.get("applicationId").asText();
    }

    static void act(JsonNode order, Steps steps) throws Exception {
        Words words = new Words(order);
        words.put("apple pear apple");
        boolean started = steps.step("count words", () -> {
            try (Running one = words.new Running()) {
                words.expect("apple", "2", one);
                words.expect("pear", "1", one);
            }
        });
        if (!started) {
            return;
        }
        words.put("apple plum");
        // The state folder is another one, so what was counted comes from the changelog or not at all.
        steps.step("restart and restore", () -> {
            try (Running one = words.new Running()) {
                words.expect("apple", "3", one);
            }
        });
        words.put("apple");
        steps.step("two instances", () -> {
            try (Running one = words.new Running(); Running other = words.new Running()) {
                words.expect("apple", "4", one, other);
                Steps.until("tasks on both instances", 15, () ->
                    one.busy() && other.busy());
            }
        });
        steps.step("purge what was repartitioned", words::purged);
    }

    private void put(String line) throws Exception {
        // One partition is enough, and then its words are counted once.
        try (var producer = Records.producer(Records.almighty(order, "admin"), Map.of())) {
            producer.send(new org.apache.kafka.clients.producer.ProducerRecord<>(consumes.get(0), 0, "line", line)).get();
        }
    }

    private void expect(String word, String count, Running... running) throws Exception {
        Steps.until(word + " counted " + count + " times", 25, () -> {
            if (failed.get() != null) {
                throw new IllegalStateException(failed.get());
            }
            for (Running each : running) {
                each.check();
            }
            return count.equals(Records.latest(order, "admin", produces.get(0)).get(word));
        });
    }

    private void purged() throws Exception {
        put("apple");
        try (Running one = new Running(); Admin admin = Opened.admin(order, "admin")) {
            expect("apple", "5", one);
            String topic = id + "-counts-repartition";
            List<TopicPartition> partitions = new ArrayList<>(Records.partitions(admin, topic));
            Steps.until("deleted records of " + topic, 10, () -> {
                for (TopicPartition partition : partitions) {
                    if (admin.listOffsets(Map.of(partition, OffsetSpec.earliest())).partitionResult(partition).get().offset() > 0) {
                        return true;
                    }
                }
                return false;
            });
        }
    }

    private Properties settings(Path state) {
        Properties all = new Properties();
        all.putAll(client);
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
        all.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        all.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        all.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        if (order.path("exactlyOnce").asBoolean()) {
            all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        }
        if (order.has("groupProtocol")) {
            all.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, order.get("groupProtocol").asText());
        }
        // Each of these only makes sooner what happens anyway.
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100");
        all.put(StreamsConfig.REPARTITION_PURGE_INTERVAL_MS_CONFIG, "100");
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0");
        all.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        all.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), "200");
        all.put(StreamsConfig.adminClientPrefix("request.timeout.ms"), "20000");
        all.put(StreamsConfig.consumerPrefix("default.api.timeout.ms"), "25000");
        all.put(StreamsConfig.adminClientPrefix("default.api.timeout.ms"), "25000");
        return all;
    }

    private org.apache.kafka.streams.Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> lines = builder.stream(consumes);
        KStream<String, String> counts = lines.flatMapValues(line -> Arrays.asList(line.split(" ")))
            .groupBy((key, word) -> word, org.apache.kafka.streams.kstream.Grouped.as("counts"))
            .count(Materialized.as("counts")).toStream().mapValues(String::valueOf);
        produces.forEach(counts::to);
        return builder.build();
    }

    /** One instance, with a state folder of its own that ends with it. */
    private final class Running implements AutoCloseable {
        private final Path state;
        private final KafkaStreams streams;

        Running() throws Exception {
            state = Files.createTempDirectory(Files.createDirectories(Path.of(order.get("scratch").asText())), "state");
            streams = new KafkaStreams(topology(), settings(state));
            streams.setUncaughtExceptionHandler(thrown -> {
                failed.compareAndSet(null, thrown);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
        }

        boolean busy() {
            return streams.metadataForLocalThreads().stream().anyMatch(thread -> !thread.activeTasks().isEmpty());
        }

        void check() {
            if (streams.state() == KafkaStreams.State.ERROR) {
                throw new IllegalStateException("Kafka Streams is in ERROR");
            }
        }

        @Override
        public void close() {
            // Left, the group does not wait for a member that is gone.
            streams.close(new KafkaStreams.CloseOptions().leaveGroup(true).timeout(Duration.ofSeconds(10)));
        }
    }
}
