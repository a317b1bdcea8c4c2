package io.openvtn.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    Path directory;

    @Test
    void showsTheLastLinesOfAShortAndOfALongLog() throws Exception {
        Path log = directory.resolve("a.log");
        Files.writeString(log, "one\ntwo\nthree\n");
        assertThat(LogFile.lastLines(log, 2)).isEqualTo("two\nthree");
        assertThat(LogFile.lastLines(log, 9)).isEqualTo("one\ntwo\nthree");

        Files.writeString(log, "x".repeat(100_000) + "\nthe end\n");
        assertThat(LogFile.lastLines(log, 1)).isEqualTo("the end");
    }

    @Test
    void aLogThatIsNotThereIsNoFailure() {
        assertThat(LogFile.lastLines(directory.resolve("none.log"), 2)).startsWith("(no log: ");
    }

    @Test
    void putsALargeLogAsideAndLeavesASmallOne() throws Exception {
        Path log = directory.resolve("a.log");
        Files.writeString(log, "12345");

        LogFile.putAsideIfLarge(log, 5);
        assertThat(log).exists();

        LogFile.putAsideIfLarge(log, 4);
        assertThat(log).doesNotExist();
        assertThat(directory.resolve("a.log.1")).hasContent("12345");
    }
}
