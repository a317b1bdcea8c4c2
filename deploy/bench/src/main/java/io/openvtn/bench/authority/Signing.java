package io.openvtn.bench.authority;

import io.openvtn.bench.suite.Rate;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Requests for certificates, and the two operations on keys that each of them needs: nobody issues faster than these. */
final class Signing {

    static final int THREADS = Runtime.getRuntime().availableProcessors();

    private static final String ALGORITHM = "SHA256withECDSA";

    private Signing() {}

    /** CSRs in DER, each with an EC key of its own. */
    static List<byte[]> csrs(int count) throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator keys = generator();
        List<byte[]> made = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            KeyPair pair = keys.generateKeyPair();
            made.add(new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=bench"), pair.getPublic())
                    .build(new JcaContentSignerBuilder(ALGORITHM).build(pair.getPrivate()))
                    .getEncoded());
        }
        return made;
    }

    static String pem(byte[] csr) {
        return "-----BEGIN CERTIFICATE REQUEST-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(csr)
                + "\n-----END CERTIFICATE REQUEST-----\n";
    }

    /** How many a second are verified and signed in memory, without a server around it. */
    static double rate(List<byte[]> csrs) throws GeneralSecurityException, InterruptedException, ExecutionException {
        KeyPair issuer = generator().generateKeyPair();
        return Rate.of(csrs.size(), THREADS, i -> sign(csrs.get(i), issuer));
    }

    private static KeyPairGenerator generator() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator;
    }

    private static void sign(byte[] der, KeyPair issuer)
            throws IOException, GeneralSecurityException, OperatorCreationException, PKCSException {
        var csr = new JcaPKCS10CertificationRequest(der);
        if (!csr.isSignatureValid(new JcaContentVerifierProviderBuilder().build(csr.getPublicKey()))) {
            throw new IllegalStateException("a CSR that was made here is not valid");
        }
        var keys = new JcaX509ExtensionUtils();
        Instant now = Instant.now();
        new JcaX509v3CertificateBuilder(
                        new X500Name("CN=issuer"),
                        new BigInteger(159, new SecureRandom()),
                        Date.from(now),
                        Date.from(now.plus(Duration.ofDays(1))),
                        new X500Name("CN=bench"),
                        csr.getPublicKey())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                .addExtension(
                        Extension.subjectKeyIdentifier, false, keys.createSubjectKeyIdentifier(csr.getPublicKey()))
                .addExtension(
                        Extension.authorityKeyIdentifier, false, keys.createAuthorityKeyIdentifier(issuer.getPublic()))
                .build(new JcaContentSignerBuilder(ALGORITHM).build(issuer.getPrivate()))
                .getEncoded();
    }
}
