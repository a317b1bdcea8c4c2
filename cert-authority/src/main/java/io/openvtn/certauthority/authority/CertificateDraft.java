package io.openvtn.certauthority.authority;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/**
 * A certificate before it is signed, with what each of ours has: a random serial number, a begin in the past, basic constraints, key
 * usage, and the two key identifiers (RFC 5280 section 4.2.1). Not thread safe.
 */
public final class CertificateDraft {

    /** Clocks of devices run slow. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private final X509v3CertificateBuilder builder;

    private CertificateDraft(X509v3CertificateBuilder builder) {
        this.builder = builder;
    }

    /**
     * Who signs.
     *
     * @param name as it stands in the issuer's own certificate
     */
    public record Issuer(X500Name name, PublicKey key) {

        public static Issuer of(X509Certificate certificate) throws GeneralSecurityException {
            return new Issuer(new JcaX509CertificateHolder(certificate).getSubject(), certificate.getPublicKey());
        }
    }

    /** Whose certificate it is to be. */
    public record Subject(X500Name name, PublicKey key) {}

    /**
     * Begins one.
     *
     * @param lifetime from now
     * @param keyUsage bits of {@link KeyUsage}
     */
    public static CertificateDraft of(
            Issuer issuer, Subject subject, Instant now, Duration lifetime, BasicConstraints constraints, int keyUsage)
            throws GeneralSecurityException, IOException {
        var utils = new JcaX509ExtensionUtils();
        var builder = new JcaX509v3CertificateBuilder(
                        issuer.name(),
                        Serials.next(),
                        Date.from(now.minus(BACKDATED)),
                        Date.from(now.plus(lifetime)),
                        subject.name(),
                        subject.key())
                .addExtension(Extension.basicConstraints, true, constraints)
                .addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage))
                .addExtension(Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(subject.key()))
                .addExtension(
                        Extension.authorityKeyIdentifier, false, utils.createAuthorityKeyIdentifier(issuer.key()));
        return new CertificateDraft(builder);
    }

    /** Adds an extension that need not be understood. */
    public CertificateDraft with(ASN1ObjectIdentifier extension, ASN1Encodable value) throws IOException {
        builder.addExtension(extension, false, value);
        return this;
    }

    public X509Certificate sign(ContentSigner signer) throws GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
