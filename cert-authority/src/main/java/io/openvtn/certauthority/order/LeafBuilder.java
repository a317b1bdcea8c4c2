package io.openvtn.certauthority.order;

import io.openvtn.certauthority.authority.Authority;
import io.openvtn.certauthority.authority.CaConfig;
import io.openvtn.certauthority.authority.Serials;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/** Signs the certificate of a VEN or of a VTN (RFC 5280). Thread safe. */
public final class LeafBuilder {

    /** Clocks of devices run slow. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    /** The certificate policy of the OpenADR Alliance. */
    private static final String ALLIANCE_POLICY = "1.3.6.1.4.1.41519.1.1";

    private final CaConfig config;

    public LeafBuilder(CaConfig config) {
        this.config = config;
    }

    public X509Certificate sign(Order order, PublicKey key, Authority issuer, Instant now) {
        try {
            // A name is one RDN's value whatever characters it holds: "x,O=Evil" cannot become two.
            var subject = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.O, config.organization())
                    .addRDN(BCStyle.OU, order.profile().organizationalUnit())
                    // as it is: a text would be read, and '#' and '\\' mean something at its beginning
                    .addRDN(BCStyle.CN, new DERUTF8String(order.name()))
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
        int usage = key instanceof RSAPublicKey
                ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
                : KeyUsage.digitalSignature;
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                .addExtension(Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(key))
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        utils.createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
        if (order.profile().purpose().isPresent()) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(order.profile().purpose().get()));
        }
        Optional<String> policy =
                order.profile() == LeafProfile.ALLIANCE_COMPAT ? Optional.of(ALLIANCE_POLICY) : config.policyOid();
        if (policy.isPresent()) {
            var identifier = new ASN1ObjectIdentifier(policy.get());
            builder.addExtension(
                    Extension.certificatePolicies, false, new CertificatePolicies(new PolicyInformation(identifier)));
        }
        if (!order.dnsNames().isEmpty()) {
            builder.addExtension(Extension.subjectAlternativeName, false, SubjectAlternativeNames.of(order.dnsNames()));
        }
        if (config.publicUrl().isPresent()) {
            addRevocationPointers(builder, issuer, config.publicUrl().get());
        }
    }

    private static void addRevocationPointers(X509v3CertificateBuilder builder, Authority issuer, URI publicUrl)
            throws IOException {
        var list = location(publicUrl, "/v1/crls/%s.crl".formatted(issuer.name()));
        builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                    new DistributionPoint(new DistributionPointName(new GeneralNames(list)), null, null)
                }))
                .addExtension(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(
                                AccessDescription.id_ad_ocsp, location(publicUrl, "/ocsp/" + issuer.name())));
    }

    private static GeneralName location(URI publicUrl, String path) {
        String base = publicUrl.toString().replaceAll("/+$", "");
        return new GeneralName(GeneralName.uniformResourceIdentifier, base + path);
    }
}
