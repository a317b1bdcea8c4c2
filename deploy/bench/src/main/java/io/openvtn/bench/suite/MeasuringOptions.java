package io.openvtn.bench.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a program that measures an endpoint. */
public final class MeasuringOptions {

    @Option(names = "--vtn-url", paramLabel = "URL", description = "poll there, not at the suite's own vtn-api")
    @SuppressWarnings("NullAway.Init")
    private Optional<URI> vtnUrl;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures there, too")
    @SuppressWarnings("NullAway.Init")
    private Optional<Path> json;

    /** Where it polls; {@code own} unless it was told another place. */
    public URI vtnOr(URI own) {
        return vtnUrl.orElse(own);
    }

    /** Whether it was told another place. */
    public boolean isElsewhere() {
        return vtnUrl.isPresent();
    }

    /** Writes the figures, if it was asked to. */
    public void write(Object figures) throws IOException {
        if (json.isPresent()) {
            Files.writeString(json.get(), new ObjectMapper().writeValueAsString(figures) + System.lineSeparator());
        }
    }
}
