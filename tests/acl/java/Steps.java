import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** What was done for one order, step by step, with how each ended. */
final class Steps {
    interface Work {
        void run() throws Exception;
    }

    /** How much longer than usual the order of this thread may wait for what is expected to go well. */
    private static final ThreadLocal<Double> CURRENT = new ThreadLocal<>();

    private final JsonNode order;
    private final Map<String, String> ended = new LinkedHashMap<>();
    private boolean failed;

    Steps(JsonNode order) {
        this.order = order;
        CURRENT.set(order.path("patience").asDouble(1));
    }

    /** Thrown where what comes next is not worth doing. */
    static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Runs a step whose failure is one of the answers. Says whether it went well. */
    boolean step(String name, Work work) {
        if (failed && order.path("hasty").asBoolean()) {
            throw new Enough();
        }
        try {
            work.run();
            ended.put(name, "ok");
            return true;
        } catch (Enough enough) {
            throw enough;
        } catch (Throwable thrown) {
            failed = true;
            ended.put(name, said(thrown));
            return false;
        }
    }

    /** Runs what is only worth telling when it fails. */
    void need(String name, Work work) {
        try {
            work.run();
        } catch (Enough enough) {
            // What was asked for is known.
        } catch (Throwable thrown) {
            ended.put(name, said(thrown));
        }
    }

    String answer() {
        try {
            List<List<String>> steps = new ArrayList<>();
            ended.forEach((name, how) -> steps.add(List.of(name, how)));
            return Actor.JSON.writeValueAsString(Map.of("id", order.get("id").asInt(), "steps", steps));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The refusal at the bottom of it if there is one, else the outermost that says something. */
    static String said(Throwable failed) {
        Throwable told = failed;
        for (Throwable cause = failed; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            told = cause;
            if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
                break;
            }
        }
        return told.getClass().getSimpleName() + ": " + told.getMessage();
    }

    /** Asks again and again until the answer is yes; what was asked for is in the exception when it never is. */
    static void until(String what, double patience, Callable<Boolean> ask) throws Exception {
        double seconds = patience * (CURRENT.get() == null ? 1 : CURRENT.get());
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (!ask.call()) {
            if (System.nanoTime() > end) {
                throw new java.util.concurrent.TimeoutException(what + ": not within " + seconds + " s");
            }
            Thread.sleep(50);
        }
    }
}
