package io.openvtn.local;

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
        return """

                VENs              %s/OpenADR2/Simple/2.0b
                cert-authority    %s/v1/certificates
                ven-registry      %s/v1/vens
                event-dispatcher  %s/v1/events
                operator          %s, password %s
                for scripts       source %s

                Enrol a VEN and let it ask what this VTN offers:

                deploy/local/enrol-ven %s%s
                curl --cacert %s --cert %s --key %s -H 'Content-Type: application/xml' %s/OpenADR2/Simple/2.0b/EiRegisterParty -d '%s'

                %s""".formatted(
                        suite.vtnUrl(0),
                        suite.url(Service.CERT_AUTHORITY),
                        suite.url(Service.VEN_REGISTRY),
                        suite.url(Service.EVENT_DISPATCHER),
                        Secrets.OPERATOR,
                        secrets.operatorPassword(),
                        quoted(data.env()),
                        EXAMPLE,
                        dataOption,
                        quoted(data.caBundle()),
                        quoted(data.ven(EXAMPLE, "pem")),
                        quoted(data.ven(EXAMPLE, "key")),
                        suite.vtnUrl(0),
                        RegistrationQuery.MESSAGE,
                        farewell(dataOption));
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
