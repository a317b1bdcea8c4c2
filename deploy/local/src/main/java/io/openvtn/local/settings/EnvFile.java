package io.openvtn.local.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code DIR/env}: how scripts, tests and people's shells reach the running suite. */
public final class EnvFile {

    private EnvFile() {}

    /**
     * Lines {@code NAME=value} that a shell can source.
     *
     * @param vtnUrls of each replica of vtn-api; the second one's variable is {@code VTN_URL_2}
     * @param urls of the services that run
     * @param caUrls by their names, what of cert-authority is open to others than operators; empty if it does not run
     */
    public static String text(
            List<String> vtnUrls,
            Map<Service, String> urls,
            Map<String, String> caUrls,
            String operatorPassword,
            Path caBundle) {
        var lines = new StringBuilder();
        for (int i = 0; i < vtnUrls.size(); i++) {
            append(lines, i == 0 ? "VTN_URL" : "VTN_URL_" + (i + 1), vtnUrls.get(i));
        }
        for (Service service : Service.values()) {
            if (urls.containsKey(service)) {
                append(lines, service.variable(), urls.get(service));
            }
        }
        caUrls.forEach((name, url) -> append(lines, name, url));
        append(lines, "OPERATOR_USER", Secrets.OPERATOR);
        append(lines, "OPERATOR_PASSWORD", operatorPassword);
        append(lines, "CA_BUNDLE", caBundle.toString());
        return lines.toString();
    }

    /** The addresses of vtn-api's replicas in an environment that was read from such a file. */
    public static List<String> vtnUrls(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().matches("VTN_URL(_[2-9])?"))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .collect(Collectors.toList());
    }

    /** Quoted for the shell only where it must be, so that other readers can take the line as it is. */
    private static void append(StringBuilder lines, String name, String value) {
        boolean plain = value.matches("[A-Za-z0-9_@%+=:,./-]*");
        lines.append(name)
                .append('=')
                .append(plain ? value : "'" + value.replace("'", "'\\''") + "'")
                .append('\n');
    }
}
