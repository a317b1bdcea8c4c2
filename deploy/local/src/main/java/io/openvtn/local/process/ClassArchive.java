package io.openvtn.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes that a service has loaded, as the JVM writes them down at its end: the next start maps them instead of reading and
 * checking them again. Belongs to one build and one JVM; another one begins anew.
 */
final class ClassArchive {

    private final Path application;
    private final Path archive;
    private final Path made;

    /**
     * Beside what is built, so that it goes with it.
     *
     * @param application the jar to run, in a folder of its own
     * @param name of the process; several may run the same jar
     */
    ClassArchive(Path application, String name) {
        this.application = application;
        Path folder = application.resolve("../../class-archive").normalize();
        this.archive = folder.resolve("classes-" + Runtime.version() + ".jsa");
        this.made = folder.resolve(name + "-" + ProcessHandle.current().pid() + ".jsa");
    }

    /** What the JVM has to be told: to use the archive, or to make it at its end. */
    List<String> options() throws IOException {
        if (isUsable()) {
            return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto");
        }
        Files.createDirectories(archive.getParent());
        // or it names each class that it leaves out
        return List.of("-XX:ArchiveClassesAtExit=" + made, "-Xlog:disable", "-Xlog:all=error:stderr");
    }

    private boolean isUsable() throws IOException {
        return Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(application)) > 0;
    }

    /**
     * To be called when the process has ended.
     *
     * @param complete whether it ended by itself
     */
    void keep(boolean complete) throws IOException {
        if (complete && Files.exists(made)) {
            Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.deleteIfExists(made);
        }
    }
}
