package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.testkit.tool.Drives;
import io.openvtn.testkit.tool.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every script is held to what a shell really does with it. */
@Drives(Tool.SHELLCHECK)
class ScriptsIT {

    private static final int MINUTES = 2;

    @Test
    void shellcheckFindsNothing() throws IOException, InterruptedException {
        List<Path> scripts = RepositoryFiles.which(ScriptsIT::isOurScript);
        assertThat(scripts).hasSizeGreaterThan(12);
        List<String> command = new ArrayList<>(List.of("shellcheck", "--external-sources", "--color=never"));
        scripts.forEach(script -> command.add(script.toString()));

        Process check = new ProcessBuilder(command)
                .directory(RunningSuite.repository().toFile())
                .redirectErrorStream(true)
                .start();
        String findings = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(findings).isEmpty();
        assertThat(check.exitValue()).isZero();
    }

    private static boolean isOurScript(Path file) {
        // Maven's own, as Maven ships it.
        return !file.endsWith("mvnw") && (file.toString().endsWith(".sh") || startsAShell(file));
    }

    private static boolean startsAShell(Path file) {
        try (var in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(32), StandardCharsets.ISO_8859_1);
            return start.matches("(?s)#!\\S*(/|env )(ba)?sh\\b.*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
