package io.openvtn.local.settings;

import io.openvtn.local.files.DataFolder;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * What {@code deploy/local/start} passes on, its options already checked.
 *
 * @param repository holds the services' build results
 * @param services those to run, vtn-api apart, of which {@code ports} knows how many run
 * @param ephemeral whether the data is removed at the end
 * @param colours whether a terminal shows what we print
 */
public record Options(
        Path repository, DataFolder data, Ports ports, boolean ephemeral, boolean colours, List<Service> services) {

    public Options {
        services = List.copyOf(services);
    }

    /** Reads them as they are named in {@link Words}. */
    public static Options of(String... arguments) {
        var words = new Words();
        new CommandLine(words).parseArgs(arguments);
        return new Options(
                words.repository,
                new DataFolder(words.data),
                new Ports(words.portOffset, words.vtnReplicas),
                words.ephemeral,
                words.colours,
                Service.named(words.only));
    }

    @SuppressWarnings("NullAway.Init")
    private static final class Words {

        @Option(names = "--repository", required = true)
        Path repository;

        @Option(names = "--data", required = true)
        Path data;

        @Option(names = "--port-offset", required = true)
        int portOffset;

        @Option(names = "--vtn-replicas", required = true)
        int vtnReplicas;

        @Option(names = "--only", required = true, split = ",")
        List<String> only;

        @Option(names = "--ephemeral")
        boolean ephemeral;

        @Option(names = "--colours")
        boolean colours;
    }
}
