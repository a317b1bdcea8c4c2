package io.openvtn.bench.fuzz;

import io.openvtn.bench.suite.BoundVen;
import io.openvtn.bench.suite.Endpoint;
import io.openvtn.bench.suite.Environment;
import io.openvtn.bench.suite.PatientOperator;
import io.openvtn.bench.suite.VenMessages;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The main class behind {@code deploy/bench/fuzz}. Whatever it sends is answered, and not with a mistake of the service's own; no
 * damaged certificate is taken for one that was issued.
 */
final class Fuzz {

    private static final int VENS = 4;
    private static final int PROXY_PORT = 21_543;
    private static final int VTN_PORT = 21_544;
    private static final int MANAGEMENT_PORT = 21_545;

    private final Path repository;
    private final Environment suite;
    private final long seed;
    private final Path folder;
    private final List<Findings> all = new ArrayList<>();

    private Fuzz(Path repository, Path data, long seed) {
        this.repository = repository;
        this.suite = new Environment(data);
        this.seed = seed;
        this.folder = data.resolve("fuzz");
    }

    /**
     * Ends with 0 if there was no fault.
     *
     * @param arguments repository, data folder of the running suite, a PEM file with a foreign certificate, damaged bodies, headers
     *     and documents, seed
     */
    public static void main(String[] arguments) throws InterruptedException {
        var fuzz = new Fuzz(Path.of(arguments[0]), Path.of(arguments[1]), Long.parseLong(arguments[6]));
        try {
            List<BoundVen> vens = fuzz.vens();
            fuzz.bodies(vens, Integer.parseInt(arguments[3]));
            fuzz.headers(vens.get(0), Path.of(arguments[2]), Integer.parseInt(arguments[4]));
            fuzz.documents(vens.get(0), Integer.parseInt(arguments[5]));
            System.exit(fuzz.all.stream().allMatch(findings -> findings.faults() == 0) ? 0 : 1);
        } catch (IOException | GeneralSecurityException e) {
            System.err.println("fuzz: " + e.getMessage());
            System.exit(1);
        }
    }

    private List<BoundVen> vens() throws IOException, GeneralSecurityException, InterruptedException {
        var operator = new PatientOperator(suite);
        List<BoundVen> vens = new ArrayList<>();
        for (int i = 1; i <= VENS; i++) {
            String name = "fuzz-" + i;
            var ven = BoundVen.of(suite, name, operator.venIds(List.of(name)).get(0));
            try (var wire = ven.connect()) {
                wire.post(
                        BoundVen.path("EiRegisterParty"),
                        "application/xml",
                        new VenMessages(ven.venId()).register(name));
            }
            vens.add(ven);
        }
        return vens;
    }

    private void bodies(List<BoundVen> vens, int count) throws IOException, InterruptedException {
        var findings = begun("bodies", count);
        new Bodies(vens).fuzz(new Fuzzing(findings, count, seed));
        System.out.println(findings);
    }

    private void headers(BoundVen ven, Path foreign, int count)
            throws IOException, GeneralSecurityException, InterruptedException {
        var findings = begun("headers", count);
        String secret = UUID.randomUUID().toString();
        try (var proxied = proxied(secret)) {
            new ForwardedCertificates(
                            URI.create("http://localhost:" + PROXY_PORT),
                            "X-OpenVTN-Proxy-Secret: " + secret + "\r\n",
                            ven,
                            certificate(suite.data().resolve("vens/fuzz-1.pem")),
                            certificate(foreign))
                    .fuzz(new Fuzzing(findings, count, seed));
        }
        System.out.println(findings);
    }

    private void documents(BoundVen ven, int count) throws IOException, InterruptedException {
        String credentials = suite.value("OPERATOR_USER") + ":" + suite.value("OPERATOR_PASSWORD");
        String authorization =
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        var operator = new PatientOperator(suite);
        var known = Map.of("venId", ven.venId(), "eventId", operator.callEvent(List.of(ven.venId())));
        for (String service : List.of("CA_URL", "REGISTRY_URL", "DISPATCHER_URL")) {
            var findings = begun(service.toLowerCase(Locale.ROOT).replace("_url", "-documents"), count / 3);
            Documents.of(URI.create(suite.value(service)), authorization, known)
                    .fuzz(new Fuzzing(findings, count / 3, seed));
            System.out.println(findings);
        }
    }

    /** A further replica, behind a proxy whose part is played by this program. */
    private Endpoint proxied(String secret) throws IOException, InterruptedException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.ssl-port=" + VTN_PORT,
                "-Dquarkus.management.port=" + MANAGEMENT_PORT,
                "-Dopenvtn.proxy.enabled=true",
                "-Dopenvtn.proxy.host=127.0.0.1",
                "-Dopenvtn.proxy.port=" + PROXY_PORT,
                "-Dopenvtn.proxy.hop=shared-secret",
                "-Dopenvtn.proxy.trusted-proxies=127.0.0.1",
                "-jar",
                repository.resolve("vtn-api/target/quarkus-app/quarkus-run.jar").toString());
        var environment = Map.of(
                "SMALLRYE_CONFIG_LOCATIONS",
                suite.data().resolve("settings/vtn-api.properties").toUri().toString(),
                "OPENVTN_PROXY_SECRET",
                secret);
        return Endpoint.start(command, environment, PROXY_PORT, suite.data().resolve("logs/vtn-api-proxied.log"));
    }

    private Findings begun(String kind, int count) {
        System.err.printf("fuzz: %,d damaged %s%n", count, kind);
        var findings = new Findings(folder, kind);
        all.add(findings);
        return findings;
    }

    private static X509Certificate certificate(Path pem) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
