import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/** Stands for Strimzi's provider of Secrets: {@code ${strimzisecrets:namespace/name:key}} is a file of the folder {@code folder}. */
public final class Secrets implements ConfigProvider {
    private Path folder;

    @Override
    public void configure(Map<String, ?> settings) {
        folder = Path.of(String.valueOf(settings.get("folder")));
    }

    @Override
    public ConfigData get(String secret) {
        throw new UnsupportedOperationException("a key of " + secret + " is to be named");
    }

    @Override
    public ConfigData get(String secret, Set<String> keys) {
        Map<String, String> found = new HashMap<>();
        for (String key : keys) {
            found.put(key, value(folder.resolve(secret), key));
        }
        return new ConfigData(found);
    }

    /** Of a key with an asterisk all that match, one after the other, as Strimzi's provider does. */
    private static String value(Path secret, String key) {
        try {
            if (!key.contains("*")) {
                return Files.readString(secret.resolve(key));
            }
            String end = key.substring(key.indexOf('*') + 1);
            try (Stream<Path> files = Files.list(secret)) {
                List<Path> matching = files.filter(file -> file.getFileName().toString().endsWith(end)).sorted().toList();
                return matching.stream().map(Secrets::text).collect(Collectors.joining("\n"));
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Override
    public void close() {}
}
