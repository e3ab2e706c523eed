import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** MirrorMaker 2 as Strimzi runs it: connectors on a distributed worker at the target. */
final class Mirror {
    private final JsonNode order;
    private final Steps steps;
    private final Map<String, Object> settings;
    private final String from;
    private final String to;

    private Mirror(JsonNode order, Steps steps) {
        this.order = order;
        this.steps = steps;
        settings = Actor.map(order.get("worker"));
        from = order.get("from").asText();
        to = order.get("to").asText();
    }

    static void act(JsonNode order, Steps steps) throws Exception {
        Mirror mirror = new Mirror(order, steps);
        for (int times = 0; times < 4; times++) {
            Records.put(order, "source", List.of(mirror.from), "first");
        }
        mirror.consumeAtSource();
        try (Worker worker = new Worker(mirror.settings)) {
            if (!steps.step("a worker starts", worker::ready)) {
                return;
            }
            for (JsonNode connector : order.get("connectors")) {
                String name = connector.get("name").asText();
                steps.step(connector.get("short").asText() + " runs", () -> {
                    worker.create(name, Worker.object(connector.get("config")));
                    worker.runs(name);
                });
            }
            mirror.copies();
        }
        int once = mirror.arrived("first");
        Records.put(order, "source", List.of(mirror.from), "second");
        try (Worker worker = new Worker(mirror.settings)) {
            steps.step("restart and go on", () -> mirror.goesOn(worker, once));
            if (order.path("moves").asBoolean()) {
                steps.step("offsets from before a restart follow", mirror::late);
            }
        }
    }

    private void copies() {
        if (!steps.step("records arrive", () -> Steps.until("the first records in " + to, 10, () -> arrived("first") > 0))) {
            return;
        }
        steps.step("partitions follow", this::partitions);
        steps.step("configuration follows", this::configuration);
        if (order.hasNonNull("group")) {
            String checkpoints = order.get("checkpoints").asText();
            steps.step("checkpoints are kept", () -> {
                try (Admin admin = Opened.admin(order, "admin")) {
                    Steps.until("records in " + checkpoints, 10, () ->
                        Records.exists(admin, checkpoints) && !Records.held(order, "admin", checkpoints).isEmpty());
                }
            });
        }
        if (order.path("moves").asBoolean()) {
            steps.step("offsets of groups follow", () -> {
                try (Admin admin = Opened.admin(order, "admin")) {
                    Steps.until("offsets of the group at the target", 10, () -> admin
                        .listConsumerGroupOffsets(order.get("group").asText()).partitionsToOffsetAndMetadata().get()
                        .keySet().stream().anyMatch(part -> part.topic().equals(to)));
                }
            });
        }
    }

    private int arrived(String value) throws Exception {
        try (Admin admin = Opened.admin(order, "admin")) {
            return Records.exists(admin, to) ? Records.held(order, "admin", to).getOrDefault(value, 0) : 0;
        }
    }

    /** A group of the source has read everything there, which is what is to be known at the target. */
    private void consumeAtSource() {
        if (!order.hasNonNull("group")) {
            return;
        }
        try (var consumer = Records.consumer(Records.almighty(order, "source"), Map.of("group.id", order.get("group").asText()))) {
            consumer.subscribe(List.of(from));
            long end = System.nanoTime() + 15_000_000_000L;
            while (consumer.poll(Duration.ofMillis(100)).isEmpty() && System.nanoTime() < end) {
                // Until the group has its partitions.
            }
            consumer.commitSync();
        }
    }

    private void partitions() throws Exception {
        try (Admin source = Opened.admin(order, "source"); Admin target = Opened.admin(order, "admin")) {
            int more = Records.partitions(source, from).size() + 1;
            source.createPartitions(Map.of(from, NewPartitions.increaseTo(more))).all().get();
            Steps.until("partitions of " + to, 10, () -> Records.partitions(target, to).size() == more);
        }
    }

    private void configuration() throws Exception {
        try (Admin source = Opened.admin(order, "source"); Admin target = Opened.admin(order, "admin")) {
            AlterConfigOp set = new AlterConfigOp(new ConfigEntry("retention.ms", "123456789"), AlterConfigOp.OpType.SET);
            source.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, from), List.of(set))).all().get();
            ConfigResource there = new ConfigResource(ConfigResource.Type.TOPIC, to);
            Steps.until("retention.ms of " + to, 10, () -> target.describeConfigs(List.of(there)).all().get().get(there)
                .get("retention.ms").value().equals("123456789"));
        }
    }

    private void goesOn(Worker worker, int once) throws Exception {
        worker.ready();
        Steps.until("the second records in " + to, 15, () -> arrived("second") > 0);
        if (arrived("first") != once) {
            throw new IllegalStateException("copied the first records again: its offsets were not kept");
        }
    }

    /** A group that stands where the mirror was before it started anew: what it knew then is in the checkpoints. */
    private void late() throws Exception {
        TopicPartition part = new TopicPartition(from, 0);
        String group = order.get("group").asText() + "-late";
        try (Admin source = Opened.admin(order, "source"); Admin target = Opened.admin(order, "admin")) {
            source.alterConsumerGroupOffsets(group, Map.of(part, new OffsetAndMetadata(1))).all().get();
            Steps.until("offsets of " + group + " at the target", 10, () -> target
                .listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().containsKey(new TopicPartition(to, 0)));
        }
    }
}
