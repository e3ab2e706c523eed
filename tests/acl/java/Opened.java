import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Admin clients with the properties an order names. */
final class Opened {
    private Opened() {}

    static Admin admin(JsonNode order, String which) {
        Map<String, Object> client = new HashMap<>(Actor.map(order.get(which)));
        client.put("default.api.timeout.ms", "20000");
        client.put("request.timeout.ms", "15000");
        return Admin.create(client);
    }
}
