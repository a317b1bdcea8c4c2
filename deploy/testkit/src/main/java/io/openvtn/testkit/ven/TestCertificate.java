package io.openvtn.testkit.ven;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509v1CertificateBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate in the making: what a test does not say is as it should be. */
public final class TestCertificate {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final String subject;
    private KeyPair keys = ecKeys("secp256r1");
    private Instant notBefore = NOW.minus(1, ChronoUnit.DAYS);
    private Instant notAfter = NOW.plus(30, ChronoUnit.DAYS);
    private BigInteger serial = new BigInteger(100, RANDOM).add(BigInteger.ONE);
    private String digest = "SHA256";
    private Optional<Integer> pathLength = Optional.empty();
    private int keyUsage = KeyUsage.digitalSignature;
    private Optional<KeyPurposeId> purpose = Optional.of(KeyPurposeId.id_kp_clientAuth);
    private Optional<GeneralName> altName = Optional.empty();
    private Optional<String> policy = Optional.empty();
    private Optional<String> unheardOf = Optional.empty();
    private Optional<GeneralName> permitted = Optional.empty();
    private boolean version1;

    private TestCertificate(String subject) {
        this.subject = subject;
    }

    /** A finished certificate and its key. */
    public record Issued(X509Certificate certificate, PrivateKey key) {

        public byte[] der() {
            try {
                return certificate.getEncoded();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        public String sha256() {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(der()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        public String pem() {
            return armoured("CERTIFICATE", der());
        }

        public String keyPem() {
            return armoured("PRIVATE KEY", key.getEncoded());
        }
    }

    public static TestCertificate ofVen(String commonName) {
        return new TestCertificate("CN=" + commonName);
    }

    public static TestCertificate ofServer(String dnsName) {
        return new TestCertificate("CN=" + dnsName)
                .purpose(KeyPurposeId.id_kp_serverAuth)
                .named(new GeneralName(GeneralName.dNSName, dnsName));
    }

    public static TestCertificate ofAuthority(String commonName, int pathLength) {
        return new TestCertificate("CN=" + commonName)
                .authority(pathLength)
                .keyUsage(KeyUsage.keyCertSign)
                .withoutPurpose();
    }

    public TestCertificate keys(KeyPair other) {
        keys = other;
        return this;
    }

    public TestCertificate valid(Instant from, Instant until) {
        notBefore = from;
        notAfter = until;
        return this;
    }

    public TestCertificate serial(BigInteger other) {
        serial = other;
        return this;
    }

    public TestCertificate digest(String other) {
        digest = other;
        return this;
    }

    public TestCertificate authority(int length) {
        pathLength = Optional.of(length);
        return this;
    }

    public TestCertificate keyUsage(int bits) {
        keyUsage = bits;
        return this;
    }

    public TestCertificate purpose(KeyPurposeId other) {
        purpose = Optional.of(other);
        return this;
    }

    public TestCertificate withoutPurpose() {
        purpose = Optional.empty();
        return this;
    }

    public TestCertificate policy(String oid) {
        policy = Optional.of(oid);
        return this;
    }

    /** A critical extension that nobody knows. */
    public TestCertificate criticalExtension(String oid) {
        unheardOf = Optional.of(oid);
        return this;
    }

    /** Its subjectAltName. */
    public TestCertificate named(GeneralName name) {
        altName = Optional.of(name);
        return this;
    }

    /** A name constraint: names of that kind below have to be that. */
    public TestCertificate permits(GeneralName name) {
        permitted = Optional.of(name);
        return this;
    }

    /** X.509 version 1: no extensions at all. */
    public TestCertificate version1() {
        version1 = true;
        return this;
    }

    public Issued selfSigned() {
        return sign(new X500Principal(subject), keys.getPrivate());
    }

    public Issued issuedBy(Issued issuer) {
        return sign(issuer.certificate().getSubjectX500Principal(), issuer.key());
    }

    /** A certificate with an EC key that was written earlier. */
    public static Issued read(Path certificate, Path key) {
        return new Issued((X509Certificate) MutualTls.certificates(certificate)[0], MutualTls.ecKey(key));
    }

    public static KeyPair ecKeys(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair rsaKeys(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Issued sign(X500Principal issuer, PrivateKey signer) {
        try {
            String algorithm = digest + "with" + (signer.getAlgorithm().equals("RSA") ? "RSA" : "ECDSA");
            var contentSigner = new JcaContentSignerBuilder(algorithm).build(signer);
            byte[] der = version1
                    ? versionOne(issuer).build(contentSigner).getEncoded()
                    : versionThree(issuer).build(contentSigner).getEncoded();
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return new Issued(certificate, keys.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509v1CertificateBuilder versionOne(X500Principal issuer) {
        return new JcaX509v1CertificateBuilder(
                issuer,
                serial,
                Date.from(notBefore),
                Date.from(notAfter),
                new X500Principal(subject),
                keys.getPublic());
    }

    private X509v3CertificateBuilder versionThree(X500Principal issuer) throws IOException {
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                serial,
                Date.from(notBefore),
                Date.from(notAfter),
                new X500Principal(subject),
                keys.getPublic());
        if (pathLength.isPresent()) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength.get()));
        }
        if (permitted.isPresent()) {
            builder.addExtension(
                    Extension.nameConstraints,
                    true,
                    new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(permitted.get())}, null));
        }
        if (keyUsage != 0) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
        }
        if (purpose.isPresent()) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose.get()));
        }
        if (policy.isPresent()) {
            var oid = new ASN1ObjectIdentifier(policy.get());
            builder.addExtension(
                    Extension.certificatePolicies, false, new CertificatePolicies(new PolicyInformation(oid)));
        }
        if (unheardOf.isPresent()) {
            builder.addExtension(new ASN1ObjectIdentifier(unheardOf.get()), true, new byte[] {5, 0});
        }
        if (altName.isPresent()) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(altName.get()));
        }
        return builder;
    }

    /** PEM (RFC 7468). */
    public static String armoured(String type, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), type);
    }
}
