package io.openvtn.certauthority.authority;

import io.openvtn.bus.contract.AuthorityRole;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Makes a hierarchy: a self-signed root, and below it one CA for VENs and one for VTNs (RFC 5280 section 4.2.1.9). */
final class Hierarchy {

    private static final Map<AuthorityRole, String> COMMON_NAMES = Map.of(
            AuthorityRole.ROOT, "Root CA",
            AuthorityRole.VEN_ISSUING, "VEN Issuing CA",
            AuthorityRole.VTN_ISSUING, "VTN Issuing CA");
    private static final Map<AuthorityRole, String> NAMES = Map.of(
            AuthorityRole.ROOT, "root",
            AuthorityRole.VEN_ISSUING, "ven-issuing",
            AuthorityRole.VTN_ISSUING, "vtn-issuing");

    private final CaConfig config;
    private final KeyHolder keyHolder;
    private final KeyAlgorithm algorithm;
    private final int generation;
    private final Instant now;

    Hierarchy(CaConfig config, KeyHolder keyHolder, KeyAlgorithm algorithm, int generation, Instant now) {
        this.config = config;
        this.keyHolder = keyHolder;
        this.algorithm = algorithm;
        this.generation = generation;
        this.now = now;
    }

    /** A new CA with its key, before the key is kept. */
    record Made(String name, AuthorityRole role, X509Certificate certificate, KeyPair keys) {}

    /** Who signs: the root itself, or the root for an issuing CA. */
    private record Signer(X500Name name, KeyPair keys) {}

    List<Made> make() {
        KeyPair rootKeys = keyHolder.makeRootKeys(algorithm);
        var root = new Signer(subject(AuthorityRole.ROOT), rootKeys);
        return List.of(
                made(AuthorityRole.ROOT, rootKeys, root, config.rootLifetime(), 1),
                issuing(AuthorityRole.VEN_ISSUING, root),
                issuing(AuthorityRole.VTN_ISSUING, root));
    }

    private Made issuing(AuthorityRole role, Signer root) {
        return made(role, keyHolder.makeIssuingKeys(algorithm), root, config.issuingLifetime(), 0);
    }

    private Made made(AuthorityRole role, KeyPair keys, Signer signer, Duration lifetime, int pathLength) {
        try {
            return new Made(name(role), role, sign(role, keys.getPublic(), signer, lifetime, pathLength), keys);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the %s hierarchy cannot be made".formatted(algorithm), e);
        }
    }

    private X509Certificate sign(AuthorityRole role, PublicKey key, Signer signer, Duration lifetime, int pathLength)
            throws GeneralSecurityException, IOException {
        var issuer = new CertificateDraft.Issuer(signer.name(), signer.keys().getPublic());
        var subject = new CertificateDraft.Subject(subject(role), key);
        var constraints = new BasicConstraints(pathLength);
        return CertificateDraft.of(issuer, subject, now, lifetime, constraints, KeyUsage.keyCertSign | KeyUsage.cRLSign)
                .sign(keyHolder.signing(algorithm, signer.keys()).signer());
    }

    private X500Name subject(AuthorityRole role) {
        String suffix = generation == 1 ? "" : " " + generation;
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, config.organization())
                .addRDN(BCStyle.OU, "OpenADR")
                .addRDN(
                        BCStyle.CN,
                        "%s %s %s%s".formatted(config.organization(), algorithm, COMMON_NAMES.get(role), suffix))
                .build();
    }

    private String name(AuthorityRole role) {
        String suffix = generation == 1 ? "" : "-" + generation;
        return algorithm.name().toLowerCase(Locale.ROOT) + "-" + NAMES.get(role) + suffix;
    }
}
