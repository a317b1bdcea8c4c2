package io.openvtn.local;

import io.openvtn.local.settings.Options;
import io.openvtn.local.settings.Secrets;
import io.openvtn.local.settings.Service;
import java.nio.file.Path;

/** What the person who has started the suite needs to use it. */
final class Greeting {

    private static final String EXAMPLE = "depot-7";

    private final Suite suite;
    private final Options options;
    private final Secrets secrets;

    Greeting(Suite suite, Options options, Secrets secrets) {
        this.suite = suite;
        this.options = options;
        this.secrets = secrets;
    }

    String text() {
        var data = options.data();
        boolean elsewhere = !data.root()
                .equals(options.repository().toAbsolutePath().normalize().resolve("deploy/local/.data"));
        String dataOption = elsewhere ? " --data " + quoted(data.root()) : "";
        return "%n%s%n%s%s"
                .formatted(
                        addresses(),
                        suite.services().size() == Service.values().length && suite.hasVtn()
                                ? firstVen(dataOption)
                                : "",
                        farewell(dataOption));
    }

    private String addresses() {
        var lines = new StringBuilder();
        if (suite.hasVtn()) {
            lines.append(line("VENs", suite.vtnUrl(0) + "/OpenADR2/Simple/2.0b"));
        }
        for (Service service : suite.services()) {
            lines.append(line(service.label(), suite.url(service) + "/v1/" + service.resource()));
        }
        return lines.append(line("operator", Secrets.OPERATOR + ", password " + secrets.operatorPassword()))
                .append(line("for scripts", "source " + quoted(options.data().env())))
                .toString();
    }

    private static String line(String name, String value) {
        return "%-16s  %s%n".formatted(name, value);
    }

    private String firstVen(String dataOption) {
        var data = options.data();
        return """
                Enrol a VEN and let it ask what this VTN offers:

                deploy/local/enrol-ven %s%s
                curl --cacert %s --cert %s --key %s -H 'Content-Type: application/xml' %s/OpenADR2/Simple/2.0b/EiRegisterParty -d '%s'

                """.formatted(
                        EXAMPLE,
                        dataOption,
                        quoted(data.caBundle()),
                        quoted(data.ven(EXAMPLE, "pem")),
                        quoted(data.ven(EXAMPLE, "key")),
                        suite.vtnUrl(0),
                        RegistrationQuery.MESSAGE);
    }

    private String farewell(String dataOption) {
        return "Ctrl-C, or deploy/local/stop%s, ends it. The data %s."
                .formatted(
                        dataOption,
                        options.ephemeral()
                                ? "goes with it"
                                : "stays in " + options.data().root());
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
