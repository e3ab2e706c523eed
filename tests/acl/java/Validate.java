import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A worker asked what it thinks of connectors that are not made: the HTTP status, and every error it names. */
final class Validate {
    private Validate() {}

    static void act(JsonNode order, Steps steps) throws Exception {
        Map<String, Object> settings = Actor.map(order.get("worker"));
        try (Worker worker = new Worker(settings)) {
            worker.ready();
            for (JsonNode connector : order.get("connectors")) {
                String type = connector.get("class").asText();
                String name = type.substring(type.lastIndexOf('.') + 1);
                steps.step(connector.get("name").asText(), () -> {
                    HttpResponse<String> answer = worker.put("connector-plugins/" + name + "/config/validate", connector.get("config"));
                    String found = answer.statusCode() == 200 ? errors(answer.body()) : answer.body();
                    if (answer.statusCode() != 200 || !found.isEmpty()) {
                        throw new IllegalStateException("HTTP " + answer.statusCode() + " " + found);
                    }
                });
            }
        }
    }

    private static String errors(String body) throws Exception {
        List<String> found = new ArrayList<>();
        for (JsonNode config : Actor.JSON.readTree(body).get("configs")) {
            JsonNode value = config.get("value");
            value.get("errors").forEach(error -> found.add(value.get("name").asText() + ": " + error.asText()));
        }
        return String.join("; ", found);
    }
}
