import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.utils.Exit;

/**
 * Real clients of Kafka, told by lines of JSON what to do, each answered by a line of JSON: which step went well, which was refused and
 * with what. One process for all of them, because what takes long is loading Kafka's classes, not using them.
 */
final class Actor {
    static final ObjectMapper JSON = new ObjectMapper();

    private Actor() {}

    public static void main(String[] words) throws Exception {
        // What Kafka itself prints goes to the log, whatever it thinks of standard output.
        PrintStream answers = System.out;
        System.setOut(System.err);
        // A worker that cannot go on ends its process; here it ends its thread.
        Exit.setExitProcedure((status, said) -> {
            throw new IllegalStateException("ended with " + status);
        });
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        });
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            JsonNode order = JSON.readTree(line);
            threads.execute(() -> {
                Steps steps = new Steps(order);
                steps.need("understood", () -> carryOut(order, steps));
                synchronized (answers) {
                    answers.println(steps.answer());
                    answers.flush();
                }
            });
        }
        Runtime.getRuntime().halt(0);
    }

    private static void carryOut(JsonNode order, Steps steps) throws Exception {
        switch (order.get("do").asText()) {
            case "plain" -> Plain.act(order, steps);
            case "words" -> Words.act(order, steps);
            case "connect" -> Workers.act(order, steps);
            case "guard" -> Workers.guard(order, steps);
            case "mirror" -> Mirror.act(order, steps);
            case "validate" -> Validate.act(order, steps);
            case "attempts" -> Attempts.act(order, steps);
            default -> throw new IllegalArgumentException(order.get("do").asText());
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(JsonNode node) {
        return JSON.convertValue(node, Map.class);
    }
}
