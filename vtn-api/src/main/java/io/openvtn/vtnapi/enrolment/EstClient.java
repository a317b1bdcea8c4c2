package io.openvtn.vtnapi.enrolment;

import io.openvtn.vtnapi.fetch.LimitedFetch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Asks cert-authority for certificates (RFC 7030), whose own one has to lead to its roots. Thread safe; blocks. */
final class EstClient {

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGEST = 256 * 1024;
    private static final int LONGEST_REASON = 300;
    /** A CA issues in the names that it was given, whatever stands here. */
    private static final X500Principal SUBJECT = new X500Principal("CN=OpenVTN");

    private final URI base;
    private final String authorization;
    private final HttpClient http;

    /**
     * A client of one server.
     *
     * @param base such as {@code https://cert-authority:8085/.well-known/est}
     * @param roots those that the server's certificate may lead to
     * @throws GeneralSecurityException if no TLS can be made of them
     */
    EstClient(URI base, String password, List<X509Certificate> roots) throws GeneralSecurityException, IOException {
        this.base = base;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(("vtn:" + password).getBytes(StandardCharsets.UTF_8));
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECTING)
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(roots))
                .build();
    }

    private static SSLContext trusting(List<X509Certificate> roots) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate root : roots) {
            store.setCertificateEntry("root-" + store.size(), root);
        }
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, factory.getTrustManagers(), null);
        return tls;
    }

    /**
     * A new certificate for that key.
     *
     * @return with the CAs above it but the root, as a server shows them
     * @throws IOException if there is none, with words for an operator
     */
    List<X509Certificate> enrol(KeyPair keys) throws IOException {
        byte[] request = Base64.getMimeEncoder().encode(signingRequest(keys));
        X509Certificate leaf = certificates(send(request("simpleenroll")
                        .header("Content-Type", "application/pkcs10")
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request))))
                .get(0);
        if (!leaf.getPublicKey().equals(keys.getPublic())) {
            throw new IOException("the certificate that came is for another key");
        }
        return chain(leaf, certificates(send(request("cacerts").GET())));
    }

    private static byte[] signingRequest(KeyPair keys) throws IOException {
        String algorithm = keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        try {
            return new JcaPKCS10CertificationRequestBuilder(SUBJECT, keys.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()))
                    .getEncoded();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("a key that was just made signs nothing", e);
        }
    }

    private HttpRequest.Builder request(String operation) {
        return HttpRequest.newBuilder(URI.create(base.toString().replaceFirst("/$", "") + "/" + operation));
    }

    private byte[] send(HttpRequest.Builder request) throws IOException {
        var answer = LimitedFetch.of(http, request.build(), LARGEST, PATIENCE);
        if (answer.statusCode() != 200) {
            String reason = new String(answer.body(), StandardCharsets.UTF_8)
                    .replaceAll("\\p{Cntrl}+", " ")
                    .strip();
            throw new IOException("HTTP %d, %s"
                    .formatted(answer.statusCode(), reason.substring(0, Math.min(reason.length(), LONGEST_REASON))));
        }
        return answer.body();
    }

    private static List<X509Certificate> certificates(byte[] base64) throws IOException {
        try {
            var in = new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64));
            List<X509Certificate> certificates = new ArrayList<>();
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .forEach(certificate -> certificates.add((X509Certificate) certificate));
            if (certificates.isEmpty()) {
                throw new IOException("an answer without a certificate came");
            }
            return certificates;
        } catch (CertificateException | IllegalArgumentException e) {
            throw new IOException("what came is no PKCS#7 with certificates: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> chain(X509Certificate leaf, List<X509Certificate> authorities) {
        List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
        Optional<X509Certificate> next = issuer(leaf, authorities);
        while (next.isPresent() && !isSelfIssued(next.get()) && !chain.contains(next.get())) {
            chain.add(next.get());
            next = issuer(next.get(), authorities);
        }
        return chain;
    }

    private static Optional<X509Certificate> issuer(X509Certificate below, List<X509Certificate> authorities) {
        return authorities.stream()
                .filter(authority -> authority.getSubjectX500Principal().equals(below.getIssuerX500Principal()))
                .filter(authority -> isSignedBy(below, authority))
                .findFirst();
    }

    private static boolean isSignedBy(X509Certificate below, X509Certificate authority) {
        try {
            below.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isSelfIssued(X509Certificate authority) {
        return authority.getSubjectX500Principal().equals(authority.getIssuerX500Principal());
    }
}
