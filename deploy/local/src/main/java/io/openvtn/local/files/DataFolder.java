package io.openvtn.local.files;

import io.openvtn.embedded.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The suite's data on disk: secrets, settings, logs, process IDs, and the files of Kafka, PostgreSQL and the VENs. */
public record DataFolder(Path root) {

    private static final long LARGE_LOG_BYTES = 10_000_000;

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    public void create() throws IOException {
        PrivateFiles.createDirectory(root);
        for (String folder : new String[] {"logs", "pids", "settings", "vens", "tls"}) {
            PrivateFiles.createDirectory(root.resolve(folder));
        }
        try (Stream<Path> kept = Files.list(logs())) {
            for (Path log :
                    kept.filter(file -> file.toString().endsWith(".log")).toList()) {
                LogFile.putAsideIfLarge(log, LARGE_LOG_BYTES);
            }
        }
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    public Path pids() {
        return root.resolve("pids");
    }

    public Path settings(String process) {
        return root.resolve("settings").resolve(process + ".properties");
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path caBundle() {
        return root.resolve("ca-bundle.pem");
    }

    public Path tls(String file) {
        return root.resolve("tls").resolve(file);
    }

    public Path ven(String name, String ending) {
        return root.resolve("vens").resolve(name + "." + ending);
    }

    /** Read by scripts and by people; what it holds lets its reader act as the operator. */
    public Path env() {
        return root.resolve("env");
    }

    /** For Kafka's own tools: a login that reads every topic and writes none. */
    public Path busReader() {
        return root.resolve("kafka.properties");
    }

    /** There while the suite is ready. */
    public Path ready() {
        return root.resolve("ready");
    }

    public void writePid(String process, long pid) throws IOException {
        PrivateFiles.write(pid(process), pid + "\n");
    }

    public void removePid(String process) {
        delete(pid(process));
    }

    public void delete() {
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).forEach(DataFolder::delete);
        } catch (IOException e) {
            System.err.println("could not remove all of " + root + ": " + e.getMessage());
        }
    }

    private Path pid(String process) {
        return pids().resolve(process + ".pid");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.err.println("could not remove " + file + ": " + e.getMessage());
        }
    }
}
