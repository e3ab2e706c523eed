import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/** Nodes of KRaft clusters, each as {@code kafka.Kafka} would run it, by the path of its properties. */
final class Nodes {
    private static final Map<String, KafkaRaftServer> RUNNING = new TreeMap<>();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(run -> {
        Thread thread = new Thread(run, "rig-node");
        thread.setDaemon(true);
        return thread;
    });

    private Nodes() {}

    static void add(Map<String, Rig.Deed> deeds) {
        deeds.put("format", Nodes::format);
        deeds.put("start", Nodes::start);
        deeds.put("stop", asked -> stop(paths(asked)));
    }

    /** {@code kafka-storage format} as given in {@code arguments}; what it printed. */
    private static Object format(JsonNode asked) {
        List<String> arguments = new ArrayList<>(List.of("format"));
        asked.path("arguments").forEach(argument -> arguments.add(argument.asText()));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int status = StorageTool.execute(arguments.toArray(String[]::new), new PrintStream(printed, true, StandardCharsets.UTF_8));
        String text = printed.toString(StandardCharsets.UTF_8).strip();
        if (status != 0) {
            throw new IllegalStateException(text);
        }
        return text;
    }

    /** Starts the nodes of {@code nodes} together; each is up, its broker not fenced, or none of them runs any more. */
    private static Object start(JsonNode asked) throws Exception {
        List<String> paths = paths(asked);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(asked.path("within").asLong(180));
        List<Future<?>> starting = new ArrayList<>();
        for (String path : paths) {
            starting.add(THREADS.submit(() -> {
                KafkaRaftServer server = server(path);
                synchronized (RUNNING) {
                    RUNNING.put(path, server);
                }
                server.startup();
                return null;
            }));
        }
        // One that fails is heard of at once, not after those before it, which may wait for it.
        Exception failed = null;
        while (failed == null && !starting.stream().allMatch(Future::isDone)) {
            failed = failure(starting);
            if (System.nanoTime() > deadline) {
                failed = new TimeoutException("the nodes did not start within " + asked.path("within").asLong(180) + " s");
            }
            Thread.sleep(10);
        }
        failed = failed == null ? failure(starting) : failed;
        if (failed != null) {
            stop(paths);
            throw failed;
        }
        return paths.size();
    }

    private static Exception failure(List<Future<?>> starting) throws InterruptedException {
        for (Future<?> each : starting) {
            if (each.isDone()) {
                try {
                    each.get();
                } catch (ExecutionException thrown) {
                    return thrown;
                }
            }
        }
        return null;
    }

    private static KafkaRaftServer server(String path) throws Exception {
        Properties properties = Utils.loadProps(path);
        return new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    }

    static void stopAll() throws Exception {
        List<String> all;
        synchronized (RUNNING) {
            all = new ArrayList<>(RUNNING.keySet());
        }
        stop(all);
    }

    /** Brokers first and controllers after them all: a broker that leaves asks the quorum, which is gone with the controllers. */
    private static Object stop(List<String> paths) throws Exception {
        List<KafkaRaftServer> servers = new ArrayList<>();
        synchronized (RUNNING) {
            for (String path : paths) {
                KafkaRaftServer server = RUNNING.remove(path);
                if (server != null) {
                    servers.add(server);
                }
            }
        }
        each(servers, Nodes::stopBroker);
        each(servers, KafkaRaftServer::shutdown);
        return servers.size();
    }

    private interface Step {
        void take(KafkaRaftServer server) throws Exception;
    }

    private static void each(List<KafkaRaftServer> servers, Step step) throws Exception {
        List<Future<?>> steps = new ArrayList<>();
        for (KafkaRaftServer server : servers) {
            steps.add(THREADS.submit(() -> {
                step.take(server);
                return null;
            }));
        }
        for (Future<?> each : steps) {
            try {
                each.get(15, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException left) {
                // Of a node that never came up there may be nothing to stop.
                System.err.println("stopping: " + left);
            }
        }
    }

    private static void stopBroker(KafkaRaftServer server) throws Exception {
        Field field = KafkaRaftServer.class.getDeclaredField("broker");
        field.setAccessible(true);
        scala.Option<?> broker = (scala.Option<?>) field.get(server);
        if (broker.isDefined()) {
            ((kafka.server.BrokerServer) broker.get()).shutdown();
        }
    }

    private static List<String> paths(JsonNode asked) {
        List<String> paths = new ArrayList<>();
        asked.path("nodes").forEach(path -> paths.add(path.asText()));
        return paths;
    }
}
