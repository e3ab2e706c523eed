import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything a client could try on one thing each, by the call that does it. */
final class Attempts {
    private final Map<String, Object> client;
    private final Admin admin;

    private Attempts(Map<String, Object> client, Admin admin) {
        this.client = client;
        this.admin = admin;
    }

    static void act(JsonNode order, Steps steps) throws Exception {
        Map<String, Object> client = Actor.map(order.get("client"));
        Map<String, Object> brief = new java.util.HashMap<>(client);
        brief.put("default.api.timeout.ms", "60000");
        brief.put("request.timeout.ms", "30000");
        try (Admin admin = Admin.create(brief)) {
            Attempts attempts = new Attempts(client, admin);
            for (JsonNode attempt : order.get("attempts")) {
                String what = attempt.get("what").asText();
                String on = attempt.get("on").asText();
                steps.step(what + " " + on, () -> attempts.attempt(what, on));
            }
        }
    }

    private void attempt(String what, String on) throws Exception {
        switch (what) {
            case "read" -> read(on);
            case "write" -> write(on, Map.of("enable.idempotence", "false"));
            case "write idempotently" -> write(on, Map.of());
            case "join" -> join(on, "classic");
            case "join with the consumer protocol" -> join(on, "consumer");
            case "join as a share group" -> share(on);
            case "transact" -> transact(on);
            case "see" -> seen(on);
            case "create" -> done(admin.createTopics(List.of(new NewTopic(on, 1, (short) -1))).all());
            case "delete" -> done(admin.deleteTopics(List.of(on)).all());
            case "empty" -> done(admin.deleteRecords(Map.of(new TopicPartition(on, 0), RecordsToDelete.beforeOffset(0))).all());
            case "add partitions to" -> done(admin.createPartitions(Map.of(on, NewPartitions.increaseTo(50))).all());
            case "read the configuration of" -> done(admin.describeConfigs(List.of(topic(on))).all());
            case "configure" -> configure(topic(on), "retention.ms");
            case "describe group" -> done(admin.listConsumerGroupOffsets(on).partitionsToOffsetAndMetadata());
            case "delete group" -> done(admin.deleteConsumerGroups(List.of(on)).all());
            case "move group" -> done(admin.alterConsumerGroupOffsets(on.split("/")[0], Map.of(new TopicPartition(on.split("/")[1], 0), new OffsetAndMetadata(0))).all());
            case "read the configuration of broker" -> done(admin.describeConfigs(List.of(broker(on))).all());
            case "configure broker" -> configure(broker(on), "log.cleaner.threads");
            case "list rights of" -> done(admin.describeAcls(AclBindingFilter.ANY).values());
            case "give rights to" -> done(admin.createAcls(List.of(everything(on))).all());
            case "set the password of" -> done(admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                on, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "taken over"))).all());
            case "elect leaders of" -> elect(on);
            case "move partitions of" -> done(admin.alterPartitionReassignments(Map.of(new TopicPartition(on, 0), Optional.empty())).all());
            case "see the quorum of" -> done(admin.describeMetadataQuorum().quorumInfo());
            case "see transactions of" -> done(admin.describeTransactions(List.of(on)).all());
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static void done(KafkaFuture<?> asked) throws Exception {
        asked.get();
    }

    private void read(String topic) throws Exception {
        try (var consumer = Records.consumer(client, Map.of())) {
            TopicPartition part = new TopicPartition(topic, 0);
            consumer.assign(List.of(part));
            consumer.seekToBeginning(List.of(part));
            Steps.until("a record or a refusal", 8, () -> !consumer.poll(Duration.ofMillis(100)).isEmpty());
        }
    }

    private void write(String topic, Map<String, Object> how) throws Exception {
        try (var producer = Records.producer(client, how)) {
            producer.send(new ProducerRecord<>(topic, "key", "attempt")).get();
        }
    }

    private void join(String group, String protocol) throws Exception {
        String own = (String) client.get("own.topic");
        try (var consumer = Records.consumer(client, Map.of("group.id", group, "group.protocol", protocol))) {
            consumer.subscribe(List.of(own));
            Steps.until("partitions", 6, () -> {
                consumer.poll(Duration.ofMillis(100));
                return !consumer.assignment().isEmpty();
            });
        }
    }

    private void share(String group) throws Exception {
        Map<String, Object> all = new java.util.HashMap<>(client);
        all.put("group.id", group);
        try (var consumer = new org.apache.kafka.clients.consumer.KafkaShareConsumer<>(all, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of((String) client.get("own.topic")));
            // Its records may be nobody's to read; to be a member for a while is what is asked for.
            long end = System.nanoTime() + 20_000_000_000L;
            while (System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(100));
            }
        }
    }

    private void transact(String id) throws Exception {
        try (var producer = Records.producer(client, Map.of("transactional.id", id))) {
            producer.initTransactions();
        }
    }

    /** A topic one has no right to is not denied but not there. */
    private void seen(String topic) throws Exception {
        if (!admin.listTopics().names().get().contains(topic)) {
            throw new org.apache.kafka.common.errors.UnknownTopicOrPartitionException("not listed");
        }
    }

    private void configure(ConfigResource what, String key) throws Exception {
        String value = key.equals("retention.ms") ? "987654321" : "1";
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        done(admin.incrementalAlterConfigs(Map.of(what, List.of(set))).all());
    }

    private void elect(String topic) throws Exception {
        done(admin.electLeaders(ElectionType.PREFERRED, java.util.Set.of(new TopicPartition(topic, 0))).partitions());
    }

    private static ConfigResource topic(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    private static ConfigResource broker(String name) {
        return new ConfigResource(ConfigResource.Type.BROKER, name);
    }

    private static AclBinding everything(String user) {
        ResourcePattern all = new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL);
        return new AclBinding(all, new AccessControlEntry("User:" + user, "*", AclOperation.ALL, AclPermissionType.ALLOW));
    }
}
