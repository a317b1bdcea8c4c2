package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateProfile;
import io.openvtn.certauthority.authority.Authority;
import io.openvtn.certauthority.authority.CaConfig;
import io.openvtn.certauthority.authority.Serials;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/** Signs the certificate of a VEN or of a VTN (RFC 5280). Thread safe. */
final class LeafBuilder {

    /** Clocks of devices run slow. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private final CaConfig config;

    LeafBuilder(CaConfig config) {
        this.config = config;
    }

    X509Certificate sign(Order order, PublicKey key, Authority issuer, Instant now) {
        try {
            // A name is one RDN's value whatever characters it holds: "x,O=Evil" cannot become two.
            var subject = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.O, config.organization())
                    .addRDN(BCStyle.OU, order.profile() == CertificateProfile.VEN ? "OpenADR VEN" : "OpenADR VTN")
                    .addRDN(BCStyle.CN, order.name())
                    .build();
            var builder = new JcaX509v3CertificateBuilder(
                    new JcaX509CertificateHolder(issuer.certificate()).getSubject(),
                    Serials.next(),
                    Date.from(now.minus(BACKDATED)),
                    Date.from(now.plus(order.lifetime())),
                    subject,
                    key);
            addExtensions(builder, order, key, issuer);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(issuer.key().signer()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a checked order cannot be signed", e);
        }
    }

    private void addExtensions(X509v3CertificateBuilder builder, Order order, PublicKey key, Authority issuer)
            throws GeneralSecurityException, IOException {
        var utils = new JcaX509ExtensionUtils();
        boolean ven = order.profile() == CertificateProfile.VEN;
        int usage = key instanceof RSAPublicKey
                ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
                : KeyUsage.digitalSignature;
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                .addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(ven ? KeyPurposeId.id_kp_clientAuth : KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(key))
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        utils.createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
        if (!order.dnsNames().isEmpty()) {
            builder.addExtension(Extension.subjectAlternativeName, false, SubjectAlternativeNames.of(order.dnsNames()));
        }
        addRevocationPointers(builder);
    }

    private void addRevocationPointers(X509v3CertificateBuilder builder) throws IOException {
        if (config.crlUrl().isPresent()) {
            var name = new GeneralName(
                    GeneralName.uniformResourceIdentifier, config.crlUrl().get());
            builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                new DistributionPoint(new DistributionPointName(new GeneralNames(name)), null, null)
            }));
        }
        List<AccessDescription> access = new ArrayList<>();
        config.ocspUrl()
                .ifPresent(url -> access.add(new AccessDescription(
                        AccessDescription.id_ad_ocsp, new GeneralName(GeneralName.uniformResourceIdentifier, url))));
        if (!access.isEmpty()) {
            var vector = new ASN1EncodableVector();
            access.forEach(vector::add);
            builder.addExtension(
                    Extension.authorityInfoAccess,
                    false,
                    AuthorityInformationAccess.getInstance(new DERSequence(vector)));
        }
    }
}
