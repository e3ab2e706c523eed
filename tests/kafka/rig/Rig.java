import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.utils.Exit;

/**
 * Real Kafka in one process, since a Java of its own for each question would cost a second each. One request per line of the
 * standard input, an object whose {@code do} names a deed; one answer per line of the output: {@code {"ok": …}}, or
 * {@code {"error": [{"class", "message"}, …]}}, the outermost first. Where the input ends, everything ends.
 */
public final class Rig {
    /** What can be asked for. A class that has deeds puts them here in a static {@code add}. */
    static final Map<String, Deed> DEEDS = new TreeMap<>();
    static final ObjectMapper JSON = new ObjectMapper();
    /** What Kafka would have ended the process for. */
    static final List<String> ENDED = new ArrayList<>();

    interface Deed {
        Object answer(JsonNode asked) throws Exception;
    }

    private Rig() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        // Kafka's tools print; an answer must stand alone on its line.
        System.setOut(System.err);
        Exit.setExitProcedure(Rig::ended);
        Exit.setHaltProcedure(Rig::ended);
        Settings.add(DEEDS);
        Nodes.add(DEEDS);
        Admins.add(DEEDS);
        Clients.add(DEEDS);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.write((JSON.writeValueAsString(answer(line)) + "\n").getBytes(StandardCharsets.UTF_8));
            answers.flush();
        }
        // What is not down by now is not waited for: the folders go as well.
        Thread limit = new Thread(() -> {
            try {
                Thread.sleep(20_000);
            } catch (InterruptedException early) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(1);
        });
        limit.setDaemon(true);
        limit.start();
        Nodes.stopAll();
        Runtime.getRuntime().halt(0);
    }

    private static Object answer(String line) {
        try {
            JsonNode asked = JSON.readTree(line);
            Deed deed = DEEDS.get(asked.path("do").asText());
            if (deed == null) {
                throw new IllegalArgumentException("no deed is called " + asked.path("do") + "; there are " + DEEDS.keySet());
            }
            Object found = deed.answer(asked);
            return Map.of("ok", found == null ? Map.of() : found);
        } catch (Throwable thrown) {
            return Map.of("error", chain(thrown));
        }
    }

    /** An exception and its causes; wrappers that say nothing of their own are left out. */
    static List<Map<String, String>> chain(Throwable thrown) {
        List<Map<String, String>> all = new ArrayList<>();
        for (Throwable each = thrown; each != null && all.size() < 12; each = each.getCause()) {
            boolean wrapper = each instanceof ExecutionException || each instanceof CompletionException;
            if (!wrapper || each.getCause() == null) {
                all.add(Map.of("class", each.getClass().getSimpleName(), "message", String.valueOf(each.getMessage())));
            }
        }
        return all;
    }

    private static void ended(int status, String message) {
        String text = "exit " + status + (message == null ? "" : ": " + message);
        synchronized (ENDED) {
            ENDED.add(text);
        }
        throw new Ended(text);
    }

    /** Kafka would have ended the process here. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;

        Ended(String text) {
            super(text);
        }
    }
}
