package io.openvtn.vtnapi.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A self-signed certificate for the replica that polls itself, and its key. Nobody but the listener that it polls accepts it, and
 * neither leaves the process.
 */
final class WarmUpCertificate {

    private static final X500Principal NAME = new X500Principal("CN=warm-up");
    private static final Duration LIFE = Duration.ofHours(1);

    private final String certificate;
    private final String key;

    private WarmUpCertificate(String certificate, String key) {
        this.certificate = certificate;
        this.key = key;
    }

    static WarmUpCertificate make() {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
            pairs.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = pairs.generateKeyPair();
            return new WarmUpCertificate(pem(certificate(pair)), pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("no certificate for the warm-up", e);
        }
    }

    private static X509CertificateHolder certificate(KeyPair pair) throws OperatorCreationException {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                        NAME,
                        BigInteger.ONE,
                        Date.from(now.minus(LIFE)),
                        Date.from(now.plus(LIFE)),
                        NAME,
                        pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
    }

    private static String pem(Object what) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(what);
        }
        return text.toString();
    }

    /** For whoever shows it. */
    PemKeyCertOptions shown() {
        return new PemKeyCertOptions().addCertValue(Buffer.buffer(certificate)).addKeyValue(Buffer.buffer(key));
    }

    /** For whoever accepts it, and no other. */
    PemTrustOptions accepted() {
        return new PemTrustOptions().addCertValue(Buffer.buffer(certificate));
    }
}
