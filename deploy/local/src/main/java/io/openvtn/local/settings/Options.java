package io.openvtn.local.settings;

import io.openvtn.local.files.DataFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

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

    /**
     * Reads them.
     *
     * @param arguments repository, data folder, port offset, replicas of vtn-api, {@code keep} or {@code ephemeral},
     *     {@code colours} or {@code plain}, the services' names with commas between them
     */
    public static Options of(String... arguments) {
        return new Options(
                Path.of(arguments[0]),
                new DataFolder(Path.of(arguments[1])),
                new Ports(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3])),
                arguments[4].equals("ephemeral"),
                arguments[5].equals("colours"),
                Service.named(Arrays.asList(arguments[6].split(","))));
    }
}
