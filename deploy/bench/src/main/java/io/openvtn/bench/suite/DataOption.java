package io.openvtn.bench.suite;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of a program that works on a running suite. */
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${sys:openvtn.data}",
            description = "the suite's data folder (default deploy/local/.data)")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    public Path folder() {
        return data;
    }
}
