package io.openvtn.local.process;

import io.openvtn.embedded.LocalPostgres;
import io.openvtn.local.files.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Processes of a suite whose launcher was killed: they still hold their ports and must end before the next start. */
public final class Leftovers {

    private static final int PATIENCE_SECONDS = 15;

    private final DataFolder data;
    private final String repository;

    public Leftovers(DataFolder data, Path repository) {
        this.data = data;
        this.repository = repository.toAbsolutePath().normalize().toString();
    }

    /** Ends them; returns whether there were any. */
    public boolean end() throws IOException, InterruptedException {
        boolean services = endServices();
        return LocalPostgres.endLeftover(data.postgres()) || services;
    }

    private boolean endServices() throws IOException, InterruptedException {
        if (!Files.isDirectory(data.pids())) {
            return false;
        }
        List<ProcessHandle> leftovers;
        try (Stream<Path> files = Files.list(data.pids())) {
            leftovers = files.map(this::process).flatMap(Optional::stream).toList();
        }
        leftovers.forEach(ProcessHandle::destroy);
        try {
            CompletableFuture.allOf(
                            leftovers.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            leftovers.forEach(ProcessHandle::destroyForcibly);
        }
        return !leftovers.isEmpty();
    }

    private Optional<ProcessHandle> process(Path pidFile) {
        try {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            return ProcessHandle.of(pid).filter(this::isOurs);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The number may belong to somebody else by now. */
    private boolean isOurs(ProcessHandle process) {
        String command = commandLine(process);
        return command.contains(repository)
                && (command.contains("quarkus-run.jar") || command.contains("io.openvtn.embedded.KafkaProcess"));
    }

    /** Where there is no /proc, the JDK's own view of it, which cuts long ones short. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }
}
