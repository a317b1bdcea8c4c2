package io.openvtn.certauthority.order;

import io.openvtn.certauthority.authority.Authority;
import io.openvtn.certauthority.authority.CaConfig;
import io.openvtn.certauthority.authority.CertificateDraft;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
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

/** Signs the certificate of a VEN or of a VTN (RFC 5280). Thread safe. */
public final class LeafBuilder {

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
            var draft = CertificateDraft.of(
                    CertificateDraft.Issuer.of(issuer.certificate()),
                    new CertificateDraft.Subject(subject, key),
                    now,
                    order.lifetime(),
                    new BasicConstraints(false),
                    keyUsage(key));
            addExtensions(draft, order, issuer);
            return draft.sign(issuer.key().signer());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a checked order cannot be signed", e);
        }
    }

    private static int keyUsage(PublicKey key) {
        return key instanceof RSAPublicKey
                ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
                : KeyUsage.digitalSignature;
    }

    private void addExtensions(CertificateDraft draft, Order order, Authority issuer) throws IOException {
        if (order.profile().purpose().isPresent()) {
            draft.with(
                    Extension.extendedKeyUsage,
                    new ExtendedKeyUsage(order.profile().purpose().get()));
        }
        Optional<String> policy =
                order.profile() == LeafProfile.ALLIANCE_COMPAT ? Optional.of(ALLIANCE_POLICY) : config.policyOid();
        if (policy.isPresent()) {
            var identifier = new ASN1ObjectIdentifier(policy.get());
            draft.with(Extension.certificatePolicies, new CertificatePolicies(new PolicyInformation(identifier)));
        }
        if (!order.dnsNames().isEmpty()) {
            draft.with(Extension.subjectAlternativeName, SubjectAlternativeNames.of(order.dnsNames()));
        }
        if (config.publicUrl().isPresent()) {
            addRevocationPointers(draft, issuer, config.publicUrl().get());
        }
    }

    private static void addRevocationPointers(CertificateDraft draft, Authority issuer, URI publicUrl)
            throws IOException {
        var list = location(publicUrl, "/v1/crls/%s.crl".formatted(issuer.name()));
        draft.with(Extension.cRLDistributionPoints, new CRLDistPoint(new DistributionPoint[] {
                    new DistributionPoint(new DistributionPointName(new GeneralNames(list)), null, null)
                }))
                .with(
                        Extension.authorityInfoAccess,
                        new AuthorityInformationAccess(
                                AccessDescription.id_ad_ocsp, location(publicUrl, "/ocsp/" + issuer.name())));
    }

    private static GeneralName location(URI publicUrl, String path) {
        String base = publicUrl.toString().replaceAll("/+$", "");
        return new GeneralName(GeneralName.uniformResourceIdentifier, base + path);
    }
}
