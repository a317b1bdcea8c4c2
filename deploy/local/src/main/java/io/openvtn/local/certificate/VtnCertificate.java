package io.openvtn.local.certificate;

import io.openvtn.local.files.DataFolder;
import io.openvtn.local.files.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One of the server certificates that vtn-api shows to VENs, from the suite's own CA. */
public final class VtnCertificate {

    /** Sooner than this before its end, a start asks for a new one. */
    private static final Duration MARGIN = Duration.ofDays(14);

    private final DataFolder data;
    private final String name;
    private final String keyAlgorithm;

    private VtnCertificate(DataFolder data, String name, String keyAlgorithm) {
        this.data = data;
        this.name = name;
        this.keyAlgorithm = keyAlgorithm;
    }

    public static VtnCertificate ec(DataFolder data) {
        return new VtnCertificate(data, "vtn", "EC");
    }

    public static VtnCertificate rsa(DataFolder data) {
        return new VtnCertificate(data, "vtn-rsa", "RSA");
    }

    public Path chain() {
        return data.tls(name + ".pem");
    }

    public Path key() {
        return data.tls(name + ".key");
    }

    /** Until it is obtained the other one stands in its place: vtn-api reads its files again, but they have to be there. */
    public void standIn(VtnCertificate other) throws IOException {
        if (!Files.exists(chain()) || !Files.exists(key())) {
            PrivateFiles.write(key(), Files.readString(other.key()));
            PrivateFiles.write(chain(), Files.readString(other.chain()));
        }
    }

    public boolean isMissingOrEnding(Instant now) throws IOException {
        if (!Files.exists(chain()) || !Files.exists(key())) {
            return true;
        }
        try (InputStream in = Files.newInputStream(chain())) {
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return !certificate.getPublicKey().getAlgorithm().equals(keyAlgorithm)
                    || certificate.getNotAfter().toInstant().isBefore(now.plus(MARGIN));
        } catch (CertificateException e) {
            return true;
        }
    }

    public void obtain(OperatorClient operator, String caUrl) throws IOException, InterruptedException {
        var issued = operator.issue(
                caUrl,
                Map.of(
                        "profile",
                        "vtn",
                        "commonName",
                        "localhost",
                        "dnsNames",
                        List.of("localhost", "127.0.0.1"),
                        "keyAlgorithm",
                        keyAlgorithm,
                        "format",
                        "pem"));
        PrivateFiles.write(key(), issued.privateKey());
        PrivateFiles.write(chain(), issued.chain());
    }
}
