import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What operators do: by an {@link Admin} with the properties {@code client} of the request, which is kept for the next one. */
final class Admins {
    private static final Map<String, Admin> OPEN = new TreeMap<>();
    private static final int ITERATIONS = 4096;

    private Admins() {}

    static void add(Map<String, Rig.Deed> deeds) {
        deeds.put("nodes", Admins::nodes);
        deeds.put("create-topics", Admins::createTopics);
        deeds.put("delete-topics", asked -> waited(admin(asked).deleteTopics(names(asked.path("topics"))).all()));
        deeds.put("describe-topics", Admins::describeTopics);
        deeds.put("describe-configs", Admins::describeConfigs);
        deeds.put("alter-configs", Admins::alterConfigs);
        deeds.put("scram", Admins::scram);
        deeds.put("allow", asked -> waited(admin(asked).createAcls(bindings(asked)).all()));
        deeds.put("disallow", asked -> waited(admin(asked).deleteAcls(bindings(asked).stream().map(AclBinding::toFilter).toList()).all()).size());
        deeds.put("acls", asked -> waited(admin(asked).describeAcls(AclBindingFilter.ANY).values()).stream().map(String::valueOf).sorted().toList());
        deeds.put("close-admins", asked -> {
            OPEN.values().forEach(admin -> admin.close(java.time.Duration.ofSeconds(2)));
            OPEN.clear();
            return null;
        });
    }

    static Admin admin(JsonNode asked) {
        Properties properties = Settings.properties(asked.path("client"));
        return OPEN.computeIfAbsent(new TreeMap<>(properties).toString(), any -> Admin.create(properties));
    }

    static <T> T waited(KafkaFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private static Object nodes(JsonNode asked) throws Exception {
        return waited(admin(asked).describeCluster().nodes()).stream().map(Node::id).sorted().toList();
    }

    /** {@code topics}: name → {@code partitions, replicas, config}; for each nothing or what was refused. With {@code validate} none is made. */
    private static Object createTopics(JsonNode asked) {
        List<NewTopic> topics = new ArrayList<>();
        asked.path("topics").properties().forEach(entry -> {
            JsonNode topic = entry.getValue();
            Optional<Integer> partitions = topic.hasNonNull("partitions") ? Optional.of(topic.get("partitions").asInt()) : Optional.empty();
            Optional<Short> replicas = topic.hasNonNull("replicas") ? Optional.of((short) topic.get("replicas").asInt()) : Optional.empty();
            topics.add(new NewTopic(entry.getKey(), partitions, replicas).configs(texts(topic.path("config"))));
        });
        CreateTopicsOptions how = new CreateTopicsOptions().validateOnly(asked.path("validate").asBoolean());
        return outcomes(admin(asked).createTopics(topics, how).values());
    }

    private static Object describeTopics(JsonNode asked) throws Exception {
        Map<String, Object> found = new TreeMap<>();
        for (TopicDescription topic : waited(admin(asked).describeTopics(names(asked.path("topics"))).allTopicNames()).values()) {
            found.put(topic.name(), Map.of(
                "partitions", topic.partitions().size(),
                "replicas", topic.partitions().stream().mapToInt(each -> each.replicas().size()).distinct().boxed().toList()));
        }
        return found;
    }

    /** {@code resources}: a list of {@code [type, name]}; for each, key → value, source, whether it is read-only. */
    private static Object describeConfigs(JsonNode asked) throws Exception {
        List<ConfigResource> resources = new ArrayList<>();
        asked.path("resources").forEach(each -> resources.add(resource(each)));
        List<Object> found = new ArrayList<>();
        Map<ConfigResource, Config> all = waited(admin(asked).describeConfigs(resources).all());
        for (ConfigResource resource : resources) {
            Map<String, Object> entries = new TreeMap<>();
            for (ConfigEntry entry : all.get(resource).entries()) {
                Map<String, Object> said = new LinkedHashMap<>();
                said.put("value", entry.value());
                said.put("source", entry.source().name());
                said.put("read-only", entry.isReadOnly());
                entries.put(entry.name(), said);
            }
            found.add(entries);
        }
        return found;
    }

    /** {@code changes}: a list of {@code [[type, name], key, value]}, null to delete it; each by itself, nothing or what was refused. */
    private static Object alterConfigs(JsonNode asked) {
        List<Object> answers = new ArrayList<>();
        for (JsonNode change : asked.path("changes")) {
            boolean gone = change.get(2).isNull();
            ConfigEntry entry = new ConfigEntry(change.get(1).asText(), gone ? null : change.get(2).asText());
            AlterConfigOp op = new AlterConfigOp(entry, gone ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET);
            Map<String, Object> answer = new LinkedHashMap<>();
            try {
                waited(admin(asked).incrementalAlterConfigs(Map.of(resource(change.get(0)), List.of(op))).all());
            } catch (Exception refused) {
                answer.put("error", Rig.chain(refused));
            }
            answers.add(answer);
        }
        return answers;
    }

    /** {@code users}: name → password, for SCRAM-SHA-512. */
    private static Object scram(JsonNode asked) throws Exception {
        List<org.apache.kafka.clients.admin.UserScramCredentialAlteration> all = new ArrayList<>();
        ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        asked.path("users").properties().forEach(user -> all.add(new UserScramCredentialUpsertion(user.getKey(), info, user.getValue().asText())));
        return waited(admin(asked).alterUserScramCredentials(all).all());
    }

    /** {@code acls}: a list of {@code principal, type, name, pattern, operation}, with {@code permission} and {@code host} where not ALLOW and *. */
    private static List<AclBinding> bindings(JsonNode asked) {
        List<AclBinding> all = new ArrayList<>();
        for (JsonNode acl : asked.path("acls")) {
            ResourcePattern pattern = new ResourcePattern(
                ResourceType.fromString(acl.get("type").asText()),
                acl.get("name").asText(),
                PatternType.fromString(acl.path("pattern").asText("literal").toUpperCase(Locale.ROOT)));
            all.add(new AclBinding(pattern, new AccessControlEntry(
                acl.get("principal").asText(),
                acl.path("host").asText("*"),
                AclOperation.fromString(acl.get("operation").asText()),
                AclPermissionType.fromString(acl.path("permission").asText("allow")))));
        }
        return all;
    }

    private static Map<String, Object> outcomes(Map<String, KafkaFuture<Void>> futures) {
        Map<String, Object> answers = new TreeMap<>();
        futures.forEach((name, future) -> {
            try {
                waited(future);
                answers.put(name, Map.of());
            } catch (Exception refused) {
                answers.put(name, Map.of("error", Rig.chain(refused)));
            }
        });
        return answers;
    }

    private static ConfigResource resource(JsonNode named) {
        return new ConfigResource(ConfigResource.Type.valueOf(named.get(0).asText()), named.get(1).asText());
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new TreeMap<>();
        map.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
