package io.openvtn.testkit.tool;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A program that some tests drive and that a machine for building OpenVTN need not have. */
public enum Tool {
    APACHE("apache2", "apache2"),
    BUILDAH("buildah", "buildah"),
    ENVSUBST("envsubst", "gettext-base"),
    GO("go", "golang-go"),
    HAPROXY("haproxy", "haproxy"),
    NGINX("nginx", "nginx-light"),
    NODE("node", "nodejs"),
    NPM("npm", "npm"),
    PSQL("psql", "postgresql-client"),
    PYTHON("python3", "python3"),
    SHELLCHECK("shellcheck", "shellcheck"),
    SOFTHSM("softhsm2-util", "softhsm2");

    /** Set to {@code required}, it makes a missing program a failure, as in CI. */
    static final String SETTING = "openvtn.tools";

    private final String command;
    private final String debianPackage;

    Tool(String command, String debianPackage) {
        this.command = command;
        this.debianPackage = debianPackage;
    }

    /**
     * Ends the running test as skipped where the program is missing.
     *
     * @throws TestAbortedException which skips the test
     * @throws AssertionFailedError instead, where all programs are required
     */
    public void assumeHere() {
        missing().ifPresent(Tool::end);
    }

    /**
     * Ends the running test as skipped where it is not run by root, who alone gives a process files and a user of its own.
     *
     * @throws TestAbortedException which skips the test
     * @throws AssertionFailedError instead, where all programs are required
     */
    public static void assumeRoot() {
        if (!System.getProperty("user.name").equals("root")) {
            end("gives processes files and users of their own, which only root may");
        }
    }

    private static void end(String words) {
        if (isRequired()) {
            throw new AssertionFailedError(words);
        }
        throw new TestAbortedException(words);
    }

    static boolean isRequired() {
        return "required".equals(System.getProperty(SETTING));
    }

    /** What is missing and how to get it; empty where the program is. */
    Optional<String> missing() {
        return missingFrom(System.getenv().getOrDefault("PATH", ""));
    }

    Optional<String> missingFrom(String path) {
        boolean here = Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
        return here
                ? Optional.empty()
                : Optional.of("drives %s, which is not on the PATH; install the package %s"
                        .formatted(command, debianPackage));
    }
}
