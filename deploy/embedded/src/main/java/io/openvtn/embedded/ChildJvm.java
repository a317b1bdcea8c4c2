package io.openvtn.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Command lines of JVMs that we start beside our own, on the same JDK and with little memory.
 *
 * <p>They get a session of their own: Ctrl-C in a terminal goes to every process of the foreground, and would end all of
 * them at once instead of in the order in which they need each other.
 */
public final class ChildJvm {

    private static final List<String> SESSION = ownSession();

    private ChildJvm() {}

    /** The command that runs a JVM with these arguments; the process keeps the ID under which it is started. */
    public static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(SESSION);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Quick to start rather than quick in the long run, and no more threads than a small machine has use for.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(Arrays.asList(arguments));
        return List.copyOf(command);
    }

    private static List<String> ownSession() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "setsid"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(setsid -> List.of(setsid.toString()))
                .orElse(List.of());
    }
}
