import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Posts events one after another and measures, for each, the time from the POST to the poll that carries it. Arguments:
 * venID, the VEN's files without their ending, number of events and, if wanted, a file for the figures as JSON. The suite's
 * addresses come from the environment.
 */
class EventLatency {

    private static final String NAMESPACES = "ei:schemaVersion=\"2.0b\" xmlns:oadr=\"http://openadr.org/oadr-2.0b/2012/07\""
            + " xmlns:ei=\"http://docs.oasis-open.org/ns/energyinterop/201110\""
            + " xmlns:pyld=\"http://docs.oasis-open.org/ns/energyinterop/201110/payloads\"";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String venId;
    private final HttpClient ven;
    private final HttpClient operator = HttpClient.newHttpClient();

    EventLatency(String venId, HttpClient ven) {
        this.venId = venId;
        this.ven = ven;
    }

    public static void main(String[] args) throws Exception {
        var bench = new EventLatency(args[0], client(args[1]));
        int events = Integer.parseInt(args[2]);
        bench.register();
        bench.measure();
        long[] nanos = new long[events];
        for (int i = 0; i < events; i++) {
            nanos[i] = bench.measure();
            if (System.console() != null) {
                System.err.printf("\r%d of %d events", i + 1, events);
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%nPOST to poll over %d events, ms: median %.0f, p95 %.0f, p99 %.0f, max %.0f%n",
                events, at(nanos, 0.50), at(nanos, 0.95), at(nanos, 0.99), at(nanos, 1));
        if (args.length > 3) {
            Files.writeString(
                    Path.of(args[3]),
                    String.format(
                            Locale.ROOT,
                            "{\"events\": %d, \"p50\": %.3f, \"p95\": %.3f, \"p99\": %.3f, \"max\": %.3f}%n",
                            events, at(nanos, 0.50), at(nanos, 0.95), at(nanos, 0.99), at(nanos, 1)));
        }
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.max(0, Math.ceil(quantile * sorted.length) - 1)] / 1e6;
    }

    private long measure() throws Exception {
        long begun = System.nanoTime();
        String eventId = post();
        while (!poll().contains(eventId)) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException(eventId + " did not come within " + PATIENCE);
            }
        }
        long taken = System.nanoTime() - begun;
        optIn(eventId);
        return taken;
    }

    private String post() throws Exception {
        // Ten seconds long, so that the events of one run do not pile up in the answers.
        String event = """
                {"marketContext": "http://utility.example/bench", "start": "%s", "targets": {"vens": ["%s"]},
                 "signals": [{"name": "SIMPLE", "type": "level", "intervals": [{"duration": "PT10S", "value": 1}]}]}"""
                .formatted(Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS), venId);
        String credentials = System.getenv("OPERATOR_USER") + ":" + System.getenv("OPERATOR_PASSWORD");
        var answer = operator.send(
                HttpRequest.newBuilder(URI.create(System.getenv("DISPATCHER_URL") + "/v1/events"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofString(event))
                        .build(),
                BodyHandlers.ofString());
        var eventId = Pattern.compile("\"eventId\":\"([^\"]+)").matcher(answer.body());
        if (answer.statusCode() != 201 || !eventId.find()) {
            throw new IllegalStateException("POST /v1/events: " + answer.statusCode() + " " + answer.body());
        }
        return eventId.group(1);
    }

    private void register() throws Exception {
        say("EiRegisterParty", "<oadr:oadrCreatePartyRegistration " + NAMESPACES + "><pyld:requestID>req-1</pyld:requestID>"
                + "<oadr:oadrProfileName>2.0b</oadr:oadrProfileName><oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName>"
                + "<oadr:oadrReportOnly>false</oadr:oadrReportOnly><oadr:oadrXmlSignature>false</oadr:oadrXmlSignature>"
                + "<oadr:oadrHttpPullModel>true</oadr:oadrHttpPullModel></oadr:oadrCreatePartyRegistration>");
    }

    private String poll() throws Exception {
        return say("OadrPoll", "<oadr:oadrPoll " + NAMESPACES + "><ei:venID>" + venId + "</ei:venID></oadr:oadrPoll>");
    }

    private void optIn(String eventId) throws Exception {
        say("EiEvent", "<oadr:oadrCreatedEvent " + NAMESPACES + "><pyld:eiCreatedEvent>"
                + "<ei:eiResponse><ei:responseCode>200</ei:responseCode><pyld:requestID/></ei:eiResponse><ei:eventResponses>"
                + "<ei:eventResponse><ei:responseCode>200</ei:responseCode><pyld:requestID>req-2</pyld:requestID>"
                + "<ei:qualifiedEventID><ei:eventID>" + eventId + "</ei:eventID><ei:modificationNumber>0</ei:modificationNumber>"
                + "</ei:qualifiedEventID><ei:optType>optIn</ei:optType></ei:eventResponse></ei:eventResponses>"
                + "<ei:venID>" + venId + "</ei:venID></pyld:eiCreatedEvent></oadr:oadrCreatedEvent>");
    }

    private String say(String service, String message) throws Exception {
        var answer = ven.send(
                HttpRequest.newBuilder(URI.create(System.getenv("VTN_URL") + "/OpenADR2/Simple/2.0b/" + service))
                        .header("Content-Type", "application/xml")
                        .POST(HttpRequest.BodyPublishers.ofString(message))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("responseCode>200<")) {
            throw new IllegalStateException(service + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static HttpClient client(String files) throws Exception {
        var certificates = CertificateFactory.getInstance("X.509");
        var chain = certificates.generateCertificates(Files.newInputStream(Path.of(files + ".pem")));
        String pem = Files.readString(Path.of(files + ".key")).replaceAll("-----[A-Z ]+-----|\\s", "");
        var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("ven", key, new char[0], chain.toArray(Certificate[]::new));
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, new char[0]);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        byte[] bundle = Files.readAllBytes(Path.of(System.getenv("CA_BUNDLE")));
        for (Certificate anchor : certificates.generateCertificates(new ByteArrayInputStream(bundle))) {
            trusted.setCertificateEntry("anchor-" + trusted.size(), anchor);
        }
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
    }
}
