package io.openvtn.certauthority.revocation;

import io.openvtn.certauthority.audit.AuditAction;
import io.openvtn.certauthority.audit.AuditLog;
import io.openvtn.certauthority.authority.Authority;
import io.openvtn.certauthority.authority.CertificateDraft;
import io.openvtn.certauthority.authority.Certificates;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/**
 * Delegated signers of OCSP answers (RFC 6960 section 4.2.2.2): for each issuing CA one with a key that lives in this
 * process's memory alone, so that the CA's own key stays out of a path that anybody can call. Thread safe.
 */
@ApplicationScoped
class OcspSigners {

    private static final String ACTOR = "cert-authority";

    private final RevocationConfig config;
    private final AuditLog audit;
    private final Clock clock;
    private final Map<String, Signer> signers = new ConcurrentHashMap<>();

    OcspSigners(RevocationConfig config, AuditLog audit, Clock clock) {
        this.config = config;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who signs for a CA. */
    record Signer(X509CertificateHolder certificate, PrivateKey key, String algorithm, Instant renewAt) {

        /** Never shows the key. */
        @Override
        public String toString() {
            return "Signer[" + certificate.getSubject() + "]";
        }
    }

    Signer signer(Authority authority) {
        Signer current = signers.get(authority.name());
        if (current != null && clock.instant().isBefore(current.renewAt())) {
            return current;
        }
        return signers.compute(
                authority.name(),
                (name, known) -> known != null && clock.instant().isBefore(known.renewAt()) ? known : make(authority));
    }

    private Signer make(Authority authority) {
        Instant now = clock.instant();
        KeyPair keys = authority.algorithm().makeLeafKeys();
        try {
            X509Certificate issued = certificate(authority, keys.getPublic(), now);
            QuarkusTransaction.requiringNew()
                    .run(() -> audit.add(
                            ACTOR,
                            AuditAction.ISSUED,
                            Certificates.sha256(issued),
                            "OCSP signer, serial %s, by %s"
                                    .formatted(issued.getSerialNumber().toString(16), authority.name())));
            return new Signer(
                    new JcaX509CertificateHolder(issued),
                    keys.getPrivate(),
                    authority.algorithm().signature(),
                    now.plus(config.ocspSignerLifetime().dividedBy(2)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("%s gets no OCSP signer".formatted(authority.name()), e);
        }
    }

    private X509Certificate certificate(Authority authority, PublicKey key, Instant now)
            throws GeneralSecurityException, IOException {
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.OU, "OpenADR OCSP")
                .addRDN(BCStyle.CN, authority.name())
                .build();
        return CertificateDraft.of(
                        CertificateDraft.Issuer.of(authority.certificate()),
                        new CertificateDraft.Subject(subject, key),
                        now,
                        config.ocspSignerLifetime(),
                        new BasicConstraints(false),
                        KeyUsage.digitalSignature)
                .with(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning))
                .with(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, DERNull.INSTANCE)
                .sign(authority.key().signer());
    }
}
