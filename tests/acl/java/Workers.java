import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** A Connect cluster with its connectors: files stand for what the real ones talk to. */
final class Workers {
    private final JsonNode order;
    private final Path scratch;
    private final Map<String, Object> settings;
    private int lines;

    private Workers(JsonNode order) {
        this.order = order;
        scratch = Path.of(order.get("scratch").asText());
        settings = Actor.map(order.get("worker"));
    }

    static void act(JsonNode order, Steps steps) throws Exception {
        Workers workers = new Workers(order);
        Files.createDirectories(workers.scratch);
        try (Worker first = workers.started(steps)) {
            boolean all = true;
            for (JsonNode connector : order.get("connectors")) {
                String name = connector.get("name").asText();
                String kind = connector.get("source").asBoolean() ? "a source" : "a sink";
                all &= steps.step(kind + " runs", () -> workers.first(first, name, connector));
            }
            if (all) {
                steps.step("another worker takes over", () -> workers.another(first));
            }
        }
        steps.step("restart and go on", () -> {
            try (Worker again = new Worker(workers.settings)) {
                again.ready();
                for (JsonNode connector : order.get("connectors")) {
                    workers.flows(again, connector);
                }
            }
        });
    }

    /** A storage topic that forgets is to be refused: a worker that cannot see its settings takes it. */
    static void guard(JsonNode order, Steps steps) {
        Map<String, Object> settings = Actor.map(order.get("worker"));
        steps.step("a storage topic that is not compacted is refused", () -> {
            try (Worker worker = new Worker(settings)) {
                try {
                    worker.ready();
                } catch (java.util.concurrent.ExecutionException | IllegalStateException ended) {
                    return;
                }
                throw new IllegalStateException("the worker starts on a topic that forgets what it keeps there");
            }
        });
    }

    private Worker started(Steps steps) {
        Worker worker = new Worker(settings);
        if (!steps.step("a worker starts", worker::ready)) {
            worker.close();
            throw new Steps.Enough();
        }
        return worker;
    }

    private void first(Worker worker, String name, JsonNode connector) throws Exception {
        ObjectNode config = Worker.object(connector.get("config"));
        config.put("file", file(connector).toString());
        worker.create(name, config);
        flows(worker, connector);
    }

    private void another(Worker first) throws Exception {
        try (Worker other = new Worker(settings)) {
            other.ready();
            for (JsonNode connector : order.get("connectors")) {
                flows(other, connector);
            }
        }
    }

    private Path file(JsonNode connector) {
        return scratch.resolve(connector.get("name").asText() + ".txt");
    }

    /** A line goes from the file to the topic, or from the topic to the file, and none of those before goes twice. */
    private void flows(Worker worker, JsonNode connector) throws Exception {
        worker.runs(connector.get("name").asText());
        String name = connector.get("name").asText();
        String line = "line " + ++lines + " of " + name;
        Path file = file(connector);
        String topic = connector.get("topic").asText();
        if (!connector.get("source").asBoolean()) {
            Records.put(order, "admin", List.of(topic), line);
            Steps.until(line + " in its file", 12, () -> Files.exists(file) && Files.readString(file).contains(line));
            return;
        }
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Steps.until(line + " in " + topic, 12, () -> times(topic, line) > 0);
        for (int before = 1; before <= lines; before++) {
            if (times(topic, "line " + before + " of " + name) > 1) {
                throw new IllegalStateException("read its file again: its offsets were not kept");
            }
        }
    }

    private long times(String topic, String line) {
        return Records.held(order, "admin", topic).entrySet().stream()
            .filter(held -> held.getKey() != null && held.getKey().contains(line)).mapToLong(Map.Entry::getValue).sum();
    }
}
