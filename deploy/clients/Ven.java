import java.io.FileReader;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * A VEN in Java: registers, polls until there is an event, opts in. VTN_URL, CA_BUNDLE, VEN_CERT and VEN_KEY say where.
 * Bouncy Castle reads the key, in PKCS#8 or in openssl's older forms: {@code java -cp 'lib/*' Ven.java}.
 */
public final class Ven {

    private static final String NAMESPACES = "ei:schemaVersion=\"2.0b\" xmlns:oadr=\"http://openadr.org/oadr-2.0b/2012/07\""
            + " xmlns:ei=\"http://docs.oasis-open.org/ns/energyinterop/201110\""
            + " xmlns:pyld=\"http://docs.oasis-open.org/ns/energyinterop/201110/payloads\"";

    private final HttpClient http;

    private Ven(HttpClient http) {
        this.http = http;
    }

    public static void main(String[] arguments) throws Exception {
        var ven = new Ven(HttpClient.newBuilder().sslContext(tls()).version(HttpClient.Version.HTTP_1_1).build());
        String venId = ven.register();
        System.out.println("registered as " + venId);
        String reply = ven.awaitEvent(venId);
        System.out.println("event " + value(reply, "eventID"));
        ven.optIn(venId, reply);
        System.out.println("opted in");
    }

    private static SSLContext tls() throws Exception {
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("ven", key(), new char[0], certificates("VEN_CERT"));
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, new char[0]);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (Certificate authority : certificates("CA_BUNDLE")) {
            trusted.setCertificateEntry("authority-" + trusted.size(), authority);
        }
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }

    private static Certificate[] certificates(String variable) throws Exception {
        try (InputStream pem = Files.newInputStream(Path.of(System.getenv(variable)))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem).toArray(new Certificate[0]);
        }
    }

    private static PrivateKey key() throws Exception {
        try (var pem = new PEMParser(new FileReader(System.getenv("VEN_KEY")))) {
            Object key = pem.readObject();
            var info = key instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : (PrivateKeyInfo) key;
            return new JcaPEMKeyConverter().getPrivateKey(info);
        }
    }

    private String register() throws Exception {
        return value(send("EiRegisterParty", """
                <oadr:oadrCreatePartyRegistration %s>
                <pyld:requestID>request-1</pyld:requestID><oadr:oadrProfileName>2.0b</oadr:oadrProfileName>
                <oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName><oadr:oadrReportOnly>false</oadr:oadrReportOnly>
                <oadr:oadrXmlSignature>false</oadr:oadrXmlSignature><oadr:oadrHttpPullModel>true</oadr:oadrHttpPullModel>
                </oadr:oadrCreatePartyRegistration>""".formatted(NAMESPACES)), "venID");
    }

    private String awaitEvent(String venId) throws Exception {
        for (int i = 0; i < 60; i++) {
            String reply = send("OadrPoll",
                    "<oadr:oadrPoll %s><ei:venID>%s</ei:venID></oadr:oadrPoll>".formatted(NAMESPACES, venId));
            if (reply.contains("oadrDistributeEvent")) {
                return reply;
            }
            Thread.sleep(1_000);
        }
        throw new IllegalStateException("no event");
    }

    private void optIn(String venId, String reply) throws Exception {
        String answer = send("EiEvent", """
                <oadr:oadrCreatedEvent %s><pyld:eiCreatedEvent>
                <ei:eiResponse><ei:responseCode>200</ei:responseCode><pyld:requestID/></ei:eiResponse>
                <ei:eventResponses><ei:eventResponse><ei:responseCode>200</ei:responseCode>
                <pyld:requestID>%s</pyld:requestID><ei:qualifiedEventID><ei:eventID>%s</ei:eventID>
                <ei:modificationNumber>%s</ei:modificationNumber></ei:qualifiedEventID>
                <ei:optType>optIn</ei:optType></ei:eventResponse></ei:eventResponses><ei:venID>%s</ei:venID>
                </pyld:eiCreatedEvent></oadr:oadrCreatedEvent>""".formatted(NAMESPACES, value(reply.substring(reply.lastIndexOf("eiResponse>")), "requestID"),
                        value(reply, "eventID"), value(reply, "modificationNumber"), venId));
        if (!value(answer, "responseCode").equals("200")) {
            throw new IllegalStateException("not opted in: " + answer);
        }
    }

    private String send(String service, String message) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(System.getenv("VTN_URL") + "/OpenADR2/Simple/2.0b/" + service))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();
        HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() != 200) {
            throw new IllegalStateException("HTTP " + reply.statusCode() + ": " + reply.body());
        }
        return reply.body();
    }

    private static String value(String message, String element) {
        Matcher found = Pattern.compile("[:<]" + element + ">([^<]*)<").matcher(message);
        if (!found.find()) {
            throw new IllegalStateException("no " + element + " in " + message);
        }
        return found.group(1);
    }
}
