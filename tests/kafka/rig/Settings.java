import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.apache.kafka.connect.runtime.distributed.Crypto;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.server.config.DynamicBrokerConfig;
import org.apache.kafka.server.config.ServerTopicConfigSynonyms;
import org.apache.kafka.storage.internals.log.LogConfig;

/** What Kafka says of a broker's settings before it opens anything. */
final class Settings {
    private Settings() {}

    static void add(Map<String, Rig.Deed> deeds) {
        deeds.put("parse", Settings::parse);
        deeds.put("definition", Settings::definition);
        deeds.put("judge", Settings::judge);
        deeds.put("topic-config", Settings::topicConfig);
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

    /** Every key, of {@code table} broker or topic: type, default as Kafka prints it, scope. */
    private static Object definition(JsonNode asked) {
        boolean topic = asked.get("table").asText().equals("topic");
        Map<String, String> scopes = DynamicBrokerConfig.dynamicConfigUpdateModes();
        Map<String, Object> found = new TreeMap<>();
        for (ConfigDef.ConfigKey key : keys(topic).values()) {
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("type", key.type.name());
            boolean none = key.defaultValue == ConfigDef.NO_DEFAULT_VALUE || key.defaultValue == null;
            said.put("default", none ? null : ConfigDef.convertToString(key.defaultValue, key.type));
            said.put("scope", topic ? null : scopes.getOrDefault(key.name, "read-only"));
            said.put("synonym", topic ? ServerTopicConfigSynonyms.TOPIC_CONFIG_SYNONYMS.get(key.name) : null);
            found.put(key.name, said);
        }
        return found;
    }

    /** {@code values}: a list of {@code [table, key, value]}; for each nothing, or why Kafka does not take the value by itself. */
    private static Object judge(JsonNode asked) throws ReflectiveOperationException {
        List<Object> answers = new ArrayList<>();
        Map<String, Map<String, ConfigDef.ConfigKey>> tables = new TreeMap<>(Map.of(
            "broker", keys(false), "topic", keys(true), "connector", connector(), "worker", worker(),
            "producer", ProducerConfig.configDef().configKeys(), "consumer", ConsumerConfig.configDef().configKeys()));
        for (JsonNode value : asked.path("values")) {
            ConfigDef.ConfigKey key = tables.get(value.get(0).asText()).get(value.get(1).asText());
            if (key == null) {
                answers.add("there is no such key");
                continue;
            }
            try {
                // By way of a definition with this key alone: parsing does more to a list than its type and validator say.
                new ConfigDef().define(key).parse(Map.of(key.name, value.get(2).asText()));
                answers.add(null);
            } catch (RuntimeException refused) {
                answers.add(String.valueOf(refused.getMessage()));
            }
        }
        return answers;
    }

    /** Validates each map of {@code settings} as those of a new topic of the broker {@code broker}, with tiered storage where {@code tiered}. */
    private static Object topicConfig(JsonNode asked) {
        Map<String, Object> broker = new KafkaConfig(properties(asked.path("broker"))).extractLogConfigMap();
        List<Object> answers = new ArrayList<>();
        for (JsonNode settings : asked.path("settings")) {
            Map<String, String> config = new TreeMap<>();
            settings.properties().forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
            Map<String, Object> answer = new LinkedHashMap<>();
            try {
                LogConfig.validate(Map.of(), config, broker, asked.path("tiered").asBoolean());
            } catch (RuntimeException refused) {
                answer.put("error", Rig.chain(refused));
            }
            answers.add(answer);
        }
        return answers;
    }

    /** What any source and any sink has. */
    private static Map<String, ConfigDef.ConfigKey> connector() {
        Map<String, ConfigDef.ConfigKey> all = new TreeMap<>(SinkConnectorConfig.configDef().configKeys());
        all.putAll(SourceConnectorConfig.embedDefaultGroup(SourceConnectorConfig.configDef()).configKeys());
        return all;
    }

    private static Map<String, ConfigDef.ConfigKey> worker() throws ReflectiveOperationException {
        Method config = DistributedConfig.class.getDeclaredMethod("config", Crypto.class);
        config.setAccessible(true);
        return ((ConfigDef) config.invoke(null, Crypto.SYSTEM)).configKeys();
    }

    private static Map<String, ConfigDef.ConfigKey> keys(boolean topic) {
        return topic ? LogConfig.configKeys() : KafkaConfig.configDef().configKeys();
    }

    static Properties properties(JsonNode settings) {
        Properties properties = new Properties();
        settings.properties().forEach(entry -> properties.put(entry.getKey(), entry.getValue().asText()));
        return properties;
    }
}
