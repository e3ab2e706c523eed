import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;

/** A distributed Kafka Connect worker, spoken to over its REST API. */
final class Worker implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Connect<?> connect;
    private final URI address;

    Worker(Map<String, Object> settings) {
        Map<String, String> all = new HashMap<>();
        settings.forEach((key, value) -> all.put(key, String.valueOf(value)));
        connect = new ConnectDistributed().startConnect(all);
        address = connect.rest().advertisedUrl();
    }

    /** Ready: it is in its group and has read its three topics. */
    void ready() throws Exception {
        Steps.until("a worker that is ready", 45, () -> {
            if (connect.herderTask().isDone()) {
                connect.herderTask().get();
                throw new IllegalStateException("the worker ended");
            }
            return get("health").statusCode() == 200;
        });
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(address.resolve("/" + path)).GET());
    }

    HttpResponse<String> put(String path, JsonNode body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/" + path)).header("Content-Type", "application/json");
        return send(request.PUT(BodyPublishers.ofString(body.toString())));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    }

    void create(String name, JsonNode config) throws Exception {
        Steps.until("the worker to take " + name, 15, () -> {
            HttpResponse<String> answer = put("connectors/" + path(name) + "/config", config);
            // 409: the group rebalances, and whoever asks is to ask again.
            if (answer.statusCode() != 409 && answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.statusCode() < 300;
        });
    }

    /** The connector and at least one task of it run, here or on another worker. */
    void runs(String name) throws Exception {
        Steps.until(name + " and a task RUNNING", 20, () -> {
            HttpResponse<String> answer = get("connectors/" + path(name) + "/status");
            if (answer.statusCode() != 200) {
                return false;
            }
            JsonNode status = Actor.JSON.readTree(answer.body());
            fail(status.get("connector"));
            status.get("tasks").forEach(Worker::fail);
            boolean all = status.get("tasks").size() > 0;
            for (JsonNode task : status.get("tasks")) {
                all &= task.get("state").asText().equals("RUNNING");
            }
            return all && status.get("connector").get("state").asText().equals("RUNNING");
        });
    }

    private static void fail(JsonNode part) {
        if (part.get("state").asText().equals("FAILED")) {
            throw new IllegalStateException("FAILED: " + cause(part.path("trace").asText()));
        }
    }

    /** The last cause of a stack trace: the others only say where it went through. */
    private static String cause(String trace) {
        String last = trace.lines().findFirst().orElse("");
        for (String line : trace.lines().toList()) {
            last = line.startsWith("Caused by: ") ? line.substring("Caused by: ".length()) : last;
        }
        return last;
    }

    static String path(String name) {
        return java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8);
    }

    static ObjectNode object(JsonNode node) {
        return (ObjectNode) node.deepCopy();
    }

    @Override
    public void close() {
        connect.stop();
        connect.awaitStop();
    }
}
