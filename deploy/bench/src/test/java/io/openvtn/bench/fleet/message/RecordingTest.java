package io.openvtn.bench.fleet.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    @TempDir
    private Path folder;

    @Test
    void answersOfOneVenAloneAreKept() {
        var recording = new Recording(Optional.of(folder));

        recording.answered("ven-a", Kind.REGISTER, "for a".getBytes(UTF_8));
        recording.answered("ven-b", Kind.REGISTER_REPORT, "for b".getBytes(UTF_8));
        recording.answered("ven-a", Kind.REGISTER_REPORT, "for a, too".getBytes(UTF_8));
        recording.answered("ven-a", Kind.REGISTER_REPORT, "later".getBytes(UTF_8));

        assertThat(folder.resolve("REGISTER.xml")).hasContent("for a");
        assertThat(folder.resolve("REGISTER_REPORT.xml")).hasContent("for a, too");
    }
}
