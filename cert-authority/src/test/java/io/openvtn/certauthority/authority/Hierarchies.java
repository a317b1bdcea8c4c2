package io.openvtn.certauthority.authority;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Certificates around a key, for tests of those who keep keys. */
final class Hierarchies {

    private static final X500Name NAME = new X500Name("CN=test");

    X509v3CertificateBuilder unsigned(PublicKey key) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                NAME, BigInteger.ONE, Date.from(now), Date.from(now.plus(Duration.ofDays(1))), NAME, key);
    }

    boolean isSignedBy(X509CertificateHolder certificate, PublicKey key) {
        try {
            return certificate.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
        } catch (CertException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate anyCertificate() {
        var keys = KeyAlgorithm.EC.makeLeafKeys();
        return certificate(keys.getPublic(), SigningKey.inMemory(KeyAlgorithm.EC, keys.getPrivate()));
    }

    X509Certificate certificate(PublicKey key, SigningKey signer) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(unsigned(key).build(signer.signer()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
