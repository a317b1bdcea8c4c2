package io.openvtn.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of metrics, in Prometheus' queries and in the services. */
final class Metrics {

    private static final Pattern QUERIED = Pattern.compile("([a-z][a-z0-9_]+)\\{");
    private static final Pattern IN_SOURCES = Pattern.compile("\"(openvtn[a-z.]+)\"");
    /** What Prometheus' format adds to a name. */
    private static final String SUFFIXES = "(_seconds)?(_total|_bucket|_count|_sum|_max)?$";

    private static final Path REPOSITORY = Path.of(System.getProperty("openvtn.repository"));

    private Metrics() {}

    /** Those that these queries ask for. */
    static Set<String> queried(Stream<String> queries) {
        return queries.flatMap(query -> QUERIED.matcher(query).results())
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of these, the ones that look like OpenVTN's own and that no service has: nobody would notice. */
    static Set<String> misspelt(Set<String> queried) throws IOException {
        Set<String> known = inSources();
        return queried.stream()
                .filter(name -> name.startsWith("openvtn_"))
                .filter(name -> !known.contains(name.replaceFirst(SUFFIXES, "").replace('_', '.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> inSources() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("bus", "vtn-api", "cert-authority", "ven-registry", "event-dispatcher")) {
            try (var sources = Files.walk(REPOSITORY.resolve(module))) {
                for (Path source : sources.filter(path -> path.toString().contains("/src/main/")
                                && path.toString().endsWith(".java"))
                        .toList()) {
                    IN_SOURCES
                            .matcher(Files.readString(source))
                            .results()
                            .forEach(result -> names.add(result.group(1)));
                }
            }
        }
        return names;
    }
}
