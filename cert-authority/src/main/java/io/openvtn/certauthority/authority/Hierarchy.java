package io.openvtn.certauthority.authority;

import io.openvtn.bus.contract.AuthorityRole;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/** Makes an EC hierarchy: a self-signed root, and below it one CA for VENs and one for VTNs (RFC 5280 section 4.2.1.9). */
final class Hierarchy {

    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private final CaConfig config;
    private final Instant now;

    Hierarchy(CaConfig config, Instant now) {
        this.config = config;
        this.now = now;
    }

    /** A new CA with its key, before the key is locked away. */
    record Made(String name, AuthorityRole role, X509Certificate certificate, KeyPair keys) {}

    List<Made> make() {
        try {
            var root = root();
            return List.of(
                    root,
                    issuing("ec-ven-issuing", "VEN Issuing CA", AuthorityRole.VEN_ISSUING, root),
                    issuing("ec-vtn-issuing", "VTN Issuing CA", AuthorityRole.VTN_ISSUING, root));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the CA hierarchy cannot be made", e);
        }
    }

    private Made root() throws GeneralSecurityException, IOException {
        KeyPair keys = keys();
        X500Name name = subject("Root CA");
        var certificate = sign(
                name,
                name,
                config.rootLifetime(),
                keys.getPublic(),
                1,
                new SoftwareSigningKey(keys.getPrivate()),
                keys.getPublic());
        return new Made("ec-root", AuthorityRole.ROOT, certificate, keys);
    }

    private Made issuing(String name, String commonName, AuthorityRole role, Made root)
            throws GeneralSecurityException, IOException {
        KeyPair keys = keys();
        var certificate = sign(
                subject("Root CA"),
                subject(commonName),
                config.issuingLifetime(),
                keys.getPublic(),
                0,
                new SoftwareSigningKey(root.keys().getPrivate()),
                root.keys().getPublic());
        return new Made(name, role, certificate, keys);
    }

    private X509Certificate sign(
            X500Name issuer,
            X500Name subject,
            Duration lifetime,
            PublicKey key,
            int pathLength,
            SigningKey signingKey,
            PublicKey issuerKey)
            throws GeneralSecurityException, IOException {
        BigInteger serial = Serials.next();
        var extensions = new JcaX509ExtensionUtils();
        var builder = new JcaX509v3CertificateBuilder(
                        issuer, serial, Date.from(now.minus(BACKDATED)), Date.from(now.plus(lifetime)), subject, key)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key))
                .addExtension(
                        Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(issuerKey));
        return converted(builder.build(signingKey.signer()));
    }

    private static X509Certificate converted(org.bouncycastle.cert.X509CertificateHolder holder)
            throws CertificateException {
        return new JcaX509CertificateConverter().getCertificate(holder);
    }

    private X500Name subject(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, config.organization())
                .addRDN(BCStyle.OU, "OpenADR")
                .addRDN(BCStyle.CN, config.organization() + " EC " + commonName)
                .build();
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
        return generator.generateKeyPair();
    }
}
