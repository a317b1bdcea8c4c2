package io.openvtn.vtnapi;

import io.openvtn.testkit.ven.TestCertificate.Issued;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A revocation list in the making: what a test does not say is as it should be. */
public final class TestList {

    private final JcaX509v2CRLBuilder builder;
    private final Issued issuer;
    private String algorithm = "SHA256withECDSA";

    private TestList(Issued issuer, Instant thisUpdate) {
        this.issuer = issuer;
        this.builder = new JcaX509v2CRLBuilder(issuer.certificate().getSubjectX500Principal(), Date.from(thisUpdate));
    }

    public static TestList of(Issued issuer, Instant thisUpdate, Duration life) {
        return new TestList(issuer, thisUpdate).until(thisUpdate.plus(life));
    }

    /** Of this moment, for an hour. */
    public static TestList of(Issued issuer) {
        return of(issuer, Instant.now().truncatedTo(ChronoUnit.SECONDS), Duration.ofHours(1));
    }

    /** Without nextUpdate. */
    public static TestList endless(Issued issuer) {
        return new TestList(issuer, Instant.now());
    }

    private TestList until(Instant nextUpdate) {
        builder.setNextUpdate(Date.from(nextUpdate));
        return this;
    }

    public TestList revokes(Issued certificate) {
        return revokes(certificate.certificate().getSerialNumber());
    }

    public TestList revokes(BigInteger serial) {
        builder.addCRLEntry(serial, new Date(), CRLReason.keyCompromise);
        return this;
    }

    public TestList revokes(BigInteger serial, ASN1ObjectIdentifier oid, ASN1Encodable value) throws IOException {
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(oid, true, value);
        Extensions made = extensions.generate();
        builder.addCRLEntry(serial, new Date(), made);
        return this;
    }

    public TestList extension(ASN1ObjectIdentifier oid, ASN1Encodable value) throws IOException {
        builder.addExtension(new Extension(oid, true, value.toASN1Primitive().getEncoded()));
        return this;
    }

    public TestList signedWith(String other) {
        algorithm = other;
        return this;
    }

    public byte[] signed() {
        return signedBy(issuer);
    }

    public byte[] signedBy(Issued other) {
        try {
            return builder.build(new JcaContentSignerBuilder(algorithm).build(other.key()))
                    .getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
