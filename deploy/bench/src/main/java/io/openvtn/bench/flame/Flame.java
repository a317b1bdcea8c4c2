package io.openvtn.bench.flame;

import io.openvtn.bench.suite.DataOption;
import io.openvtn.bench.suite.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import one.convert.Arguments;
import one.convert.JfrToFlame;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main class behind {@code deploy/bench/flame}. */
@Command(
        name = "deploy/bench/flame",
        sortOptions = false,
        usageHelpWidth = 120,
        description = {
            "Draws where a service of the running local suite, or another Java process, spends its time: records it with the JDK's Flight"
                    + " Recorder while it works, and writes a flame graph as a page for a browser. What threads do outside of Java,"
                    + " such as TLS and the kernel's part, is not in it. Put the service under load meanwhile.%n"
        })
final class Flame implements Callable<Integer> {

    private static final String RECORDING = "openvtn-flame";
    private static final int PATIENCE_SECONDS = 60;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            defaultValue = "vtn-api",
            description = "which service of the suite (default ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private String service;

    @Option(names = "--pid", paramLabel = "PID", description = "another process instead")
    @SuppressWarnings("NullAway.Init")
    private Optional<Long> pid;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "how long it is recorded (default ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "the page (default deploy/bench/target/results/flame-NAME.html)")
    @SuppressWarnings("NullAway.Init")
    private Optional<Path> out;

    @Mixin
    private final DataOption data = new DataOption();

    public static void main(String[] arguments) {
        Program.run(new Flame(), arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String process = process();
        Path page = out.orElse(Path.of(
                        System.getProperty("openvtn.repository"),
                        "deploy/bench/target/results/flame-" + service + ".html"))
                .toAbsolutePath();
        Files.createDirectories(page.getParent());
        Path recording = Files.createTempFile("openvtn-flame-", ".jfr");
        try {
            jcmd(process, "JFR.start", "name=" + RECORDING, "settings=profile");
            System.err.printf("recording process %s for %d s%n", process, seconds);
            try {
                TimeUnit.SECONDS.sleep(seconds);
            } finally {
                jcmd(process, "JFR.stop", "name=" + RECORDING, "filename=" + recording);
            }
            var arguments = new Arguments("--simple", "--title", "%s, %d s".formatted(name(), seconds));
            JfrToFlame.convert(recording.toString(), page.toString(), arguments);
        } finally {
            Files.deleteIfExists(recording);
        }
        System.out.println(page);
        return 0;
    }

    private String name() {
        return pid.map(number -> "process " + number).orElse(service);
    }

    private String process() throws IOException {
        if (pid.isPresent()) {
            return Long.toString(pid.get());
        }
        try {
            return Files.readString(data.folder().resolve("pids").resolve(service + ".pid"))
                    .strip();
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "no suite runs %s on %s; deploy/local/start starts one".formatted(service, data.folder()), e);
        }
    }

    private static void jcmd(String... arguments) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(program)) {
            throw new IOException("%s is not there: a JDK has it, a runtime alone has not".formatted(program));
        }
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("%s: %s"
                    .formatted(
                            String.join(" ", arguments),
                            said.lines().filter(line -> !line.startsWith("\t")).collect(Collectors.joining(" "))));
        }
    }
}
