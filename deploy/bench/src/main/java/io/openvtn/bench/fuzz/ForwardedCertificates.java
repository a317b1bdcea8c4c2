package io.openvtn.bench.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.openvtn.bench.suite.BoundVen;
import io.openvtn.bench.suite.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * Headers in which a proxy forwards a certificate. Half of them begin with a foreign certificate of the same names: whatever damage
 * does to it, it never becomes one that was issued, so no answer but a refusal is right.
 */
final class ForwardedCertificates {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final URI proxied;
    private final String secretLine;
    private final BoundVen ven;
    private final X509Certificate own;
    private final X509Certificate foreign;

    ForwardedCertificates(URI proxied, String secretLine, BoundVen ven, X509Certificate own, X509Certificate foreign) {
        this.proxied = proxied;
        this.secretLine = secretLine;
        this.ven = ven;
        this.own = own;
        this.foreign = foreign;
    }

    void fuzz(Fuzzing fuzzing) throws IOException, InterruptedException {
        List<byte[]> texts;
        try {
            texts = List.of(escaped(own), escaped(foreign));
        } catch (CertificateEncodingException e) {
            throw new IOException("a certificate has no encoding", e);
        }
        byte[] poll = VenText.poll(ven.venId()).bytes();
        fuzzing.run(
                connection -> new Wire(BoundVen.connected(proxied), proxied.getHost(), PATIENCE),
                (mutation, connection) -> {
                    boolean isForeign = mutation.below(2) == 0;
                    return new Fuzzing.Input(
                            BoundVen.path("OadrPoll"),
                            "application/xml",
                            secretLine + "X-SSL-CERT: " + oneLine(mutation.of(texts.get(isForeign ? 1 : 0))) + "\r\n",
                            poll,
                            (status, answer) -> !(isForeign && status == 200));
                });
    }

    /** As nginx writes it. */
    private static byte[] escaped(X509Certificate certificate) throws CertificateEncodingException {
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        return URLEncoder.encode(pem, ISO_8859_1).replace("+", "%20").getBytes(ISO_8859_1);
    }

    /** An end of line would make two headers of it, which is another thing to try. */
    private static String oneLine(byte[] text) {
        return new String(text, ISO_8859_1).replaceAll("[\r\n]", "\t");
    }
}
