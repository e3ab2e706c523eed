import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;

/** What Kafka says of a broker's settings before it opens anything. */
final class Settings {
    private Settings() {}

    static void add(Map<String, Rig.Deed> deeds) {
        deeds.put("parse", Settings::parse);
    }

    /** Reads and validates each map of {@code settings}, as a starting broker does; for each nothing, or what it refuses. */
    private static Object parse(JsonNode asked) {
        List<Object> answers = new ArrayList<>();
        for (JsonNode settings : asked.path("settings")) {
            Map<String, Object> answer = new LinkedHashMap<>();
            try {
                KafkaConfig.fromProps(properties(settings), false);
            } catch (Exception refused) {
                answer.put("error", Rig.chain(refused));
            }
            answers.add(answer);
        }
        return answers;
    }

    static Properties properties(JsonNode settings) {
        Properties properties = new Properties();
        settings.properties().forEach(entry -> properties.put(entry.getKey(), entry.getValue().asText()));
        return properties;
    }
}
