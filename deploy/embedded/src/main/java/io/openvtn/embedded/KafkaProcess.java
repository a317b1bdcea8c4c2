package io.openvtn.embedded;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The main class of the broker's process. */
final class KafkaProcess {

    // Held, because the JDK forgets the level of a logger that nobody holds.
    private static final Logger LIBRARIES = Logger.getLogger("");

    private KafkaProcess() {}

    /**
     * Formats the storage if it is new, and runs the broker until the parent ends.
     *
     * @param arguments the path of server.properties
     */
    public static void main(String[] arguments) throws IOException {
        String file = arguments[0];
        LIBRARIES.setLevel(Level.WARNING);
        endWithTheParent(System.in);
        if (!Files.exists(formatted(Path.of(storage(file))))) {
            String id = Uuid.randomUuid().toString();
            StorageTool.execute(new String[] {"format", "-t", id, "-c", file}, System.out);
        }
        Kafka.main(new String[] {file});
    }

    /** The file that a formatted storage has. */
    static Path formatted(Path storage) {
        return storage.resolve("meta.properties");
    }

    private static String storage(String file) throws IOException {
        var properties = new Properties();
        try (var in = new FileInputStream(file)) {
            properties.load(in);
        }
        return properties.getProperty("log.dirs");
    }

    /** The parent holds the other end of standard input: it closes when the parent ends, however it ends. */
    private static void endWithTheParent(InputStream in) {
        var watch = new Thread(
                () -> {
                    try {
                        in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // A broken pipe says the same as its end.
                    }
                    System.exit(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
