package io.openvtn.vtnapi.enrolment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/**
 * An EST server with a CA of its own, over real TLS. A double, as cert-authority is a service of its own that is not on this
 * module's class path, and answers nothing that is wrong.
 */
final class EstDouble implements AutoCloseable {

    static final String PASSWORD = "what both of them know, in the tests";

    private static final String BASE = "/.well-known/est/";

    private final Issued root;
    private final Issued issuing;
    private final HttpsServer server;
    private volatile Optional<Integer> refusal = Optional.empty();
    private volatile boolean otherKey;
    private volatile Duration lifetime = Duration.ofDays(30);

    EstDouble() throws IOException, GeneralSecurityException {
        this("localhost");
    }

    /** @param serverName in its own certificate */
    EstDouble(String serverName) throws IOException, GeneralSecurityException {
        root = TestCertificate.ofAuthority("root of cert-authority", 1).selfSigned();
        issuing = TestCertificate.ofAuthority("VTN issuing CA", 0).issuedBy(root);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(tls(TestCertificate.ofServer(serverName).issuedBy(issuing))));
        server.createContext(BASE + "simpleenroll", this::enrol);
        server.createContext(
                BASE + "cacerts",
                exchange -> certificates(exchange, List.of(issuing.certificate(), root.certificate())));
        server.start();
    }

    URI url() {
        return URI.create("https://localhost:%d/.well-known/est"
                .formatted(server.getAddress().getPort()));
    }

    Issued root() {
        return root;
    }

    Issued issuing() {
        return issuing;
    }

    /** From now on it answers with that status; or as it should. */
    void refuse(Optional<Integer> status) {
        refusal = status;
    }

    /** From now on certificates are for a key that nobody has asked with. */
    void issueForOtherKeys() {
        otherKey = true;
    }

    /** How long the certificates are valid that it issues from now on. */
    void issueFor(Duration time) {
        lifetime = time;
    }

    private SSLContext tls(Issued own) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("est", own.key(), new char[0], new Certificate[] {own.certificate(), issuing.certificate()});
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    private void enrol(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String expected =
                "Basic " + Base64.getEncoder().encodeToString(("vtn:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (refusal.isPresent()) {
            answer(exchange, refusal.get(), "not now\n".getBytes(StandardCharsets.UTF_8));
        } else if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "enrol with a valid token\n".getBytes(StandardCharsets.UTF_8));
        } else {
            PublicKey key = otherKey ? TestCertificate.ecKeys("secp256r1").getPublic() : keyOf(body);
            var leaf = TestCertificate.ofServer("localhost")
                    .keys(new KeyPair(key, root.key()))
                    .valid(Instant.now(), Instant.now().plus(lifetime))
                    .issuedBy(issuing);
            certificates(exchange, List.of(leaf.certificate()));
        }
    }

    private static PublicKey keyOf(byte[] request) throws IOException {
        SubjectPublicKeyInfo key =
                new PKCS10CertificationRequest(Base64.getMimeDecoder().decode(request)).getSubjectPublicKeyInfo();
        return new JcaPEMKeyConverter().getPublicKey(key);
    }

    private static void certificates(HttpExchange exchange, List<X509Certificate> certificates) throws IOException {
        try {
            var generator = new CMSSignedDataGenerator();
            generator.addCertificates(new JcaCertStore(certificates));
            byte[] der = generator.generate(new CMSAbsentContent()).getEncoded();
            answer(exchange, 200, Base64.getMimeEncoder().encode(der));
        } catch (GeneralSecurityException | org.bouncycastle.cms.CMSException e) {
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
