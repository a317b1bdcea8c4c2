package io.openvtn.bench.fleet.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A CA that no VTN has heard of, and VENs with its certificates; but for their issuer nothing is wrong with them. */
public final class Strangers {

    private static final X500Principal NAME = new X500Principal("CN=Somebody else's CA");
    private static final Duration VALID = Duration.ofDays(1);

    private final KeyPair keys;
    private final X509Certificate certificate;
    private int issued;

    Strangers() throws GeneralSecurityException, IOException {
        keys = Keys.p256();
        certificate = sign(NAME, keys, true);
    }

    public static List<Identity> make(int count) throws GeneralSecurityException, IOException {
        List<Identity> identities = new ArrayList<>();
        if (count > 0) {
            var authority = new Strangers();
            for (int i = 0; i < count; i++) {
                identities.add(authority.issue("stranger-%06d".formatted(i)));
            }
        }
        return identities;
    }

    private Identity issue(String venName) throws GeneralSecurityException, IOException {
        KeyPair own = Keys.p256();
        return new Identity(
                venName, own.getPrivate(), List.of(sign(new X500Principal("CN=" + venName), own, false), certificate));
    }

    private X509Certificate sign(X500Principal subject, KeyPair subjectKeys, boolean ca)
            throws GeneralSecurityException, IOException {
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                NAME,
                BigInteger.valueOf(++issued),
                Date.from(now.minus(VALID)),
                Date.from(now.plus(VALID)),
                subject,
                subjectKeys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(ca ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
        if (!ca) {
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        }
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder(Keys.SIGNATURE).build(keys.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("a certificate could not be signed", e);
        }
    }
}
